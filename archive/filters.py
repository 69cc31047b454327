"""Filters of the search page and of the interface for programs; the box's own operators mean the same.

Every filter takes several values (any of them may hold). Values are checked for form, not for
existence: a value that nothing bears finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from archive.models import Citation, Instrument, Paragraph, ParagraphTopic
from archive.search import Operator, Query, QueryError, UnreadableTextError, compile_query, refuse_unreadable
from archive.symbols import Symbol, SymbolError

MOST_VALUES = 50
LONGEST_VALUE = 120
ORDERS = {"relevance": "Best match", "newest": "Newest", "oldest": "Oldest"}
Order = Literal["relevance", "newest", "oldest"]
BODY_NAMES = {"GA": "A", "HRC": "A/HRC", "SC": "S", "ECOSOC": "E"}


class ValuesField(forms.Field):
    """The values of a parameter that may be repeated: a list of short strings."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        """At most 50 values of at most 120 characters, each once."""
        values = list(dict.fromkeys(" ".join(str(one).split()) for one in value or [] if str(one).strip()))
        if len(values) > MOST_VALUES:
            raise ValidationError(f"Choose {MOST_VALUES} values at most; {len(values)} were given.")
        for one in values:
            if len(one) > LONGEST_VALUE:
                raise ValidationError(f"A value is too long: “{one[:40]}…”.")
        return values


def _years(value: str) -> tuple[date, date]:
    """The first and the last day of "2019" or "2019-2021"."""
    match = re.fullmatch(r"([12]\d{3})(?:\s*[-–]\s*([12]\d{3}))?", value, re.ASCII)
    if not match:
        raise ValidationError(f"“{value}” is not a year; write 2019 or 2019-2021.")
    first, last = int(match[1]), int(match[2] or match[1])
    return date(min(first, last), 1, 1), date(max(first, last), 12, 31)


def by_body(values: Iterable[str]) -> Q:
    """Bodies by code ("A/HRC"), by abbreviation ("HRC") or by name."""
    condition = Q()
    for value in values:
        code = BODY_NAMES.get(value.upper(), value.upper())
        condition |= Q(body__code=code) | Q(body__name__iexact=value)
    return condition


def by_session(values: Iterable[str]) -> Q:
    """Sessions as "A/76" (a body's) or "76" (of any body)."""
    condition = Q()
    for value in values:
        body, _, code = value.upper().rpartition("/")
        condition |= Q(session__code=code, body__code=body) if body else Q(session__code=code)
    return condition


def by_year(values: Iterable[str]) -> Q:
    """Years of adoption, "2019" or "2019-2021"; raises ValidationError for anything else."""
    condition = Q()
    for value in values:
        condition |= Q(adopted_on__range=_years(value))
    return condition


def by_kind(values: Iterable[str]) -> Q:
    """Kinds of paragraph; a beginning will do ("op")."""
    condition = Q()
    for value in values:
        kinds = [kind for kind in Paragraph.Kind.values if kind.startswith(value.lower())]
        if not kinds:
            raise ValidationError(
                f"“{value}” is not a kind of paragraph; choose from {', '.join(Paragraph.Kind.values)}."
            )
        condition |= Q(kind__in=kinds)
    return condition


def by_verb(values: Iterable[str]) -> Q:
    """Opening verbs, with or without "also", "further", "strongly"."""
    return Q(verb_key__in=[value.lower() for value in values])


def by_topic(values: Iterable[str]) -> Q:
    """Topics by slug or by their number in a scheme; what a librarian rejected does not count."""
    values = list(values)
    tagged = ParagraphTopic.objects.filter(
        Q(topic__slug__in=[value.lower() for value in values]) | Q(topic__notation__in=values), paragraph=OuterRef("pk")
    ).exclude(state="rejected")
    return Q(Exists(tagged))


def by_cited(values: Iterable[str]) -> Q:
    """Cited instruments by slug, symbol or name."""
    named = Q()
    symbols: list[str] = []
    for value in values:
        named |= Q(slug=value.lower()) | Q(short_name__iexact=value) | Q(name__iexact=value)
        named |= Q(symbol__iexact=value) | Q(aliases__text__iexact=value)
        symbols += _spellings(value)
    instruments = Instrument.objects.filter(named | Q(symbol__in=symbols)).order_by().values("pk")
    cited = Citation.objects.filter(
        Q(instrument__in=instruments) | Q(cited_symbol__in=symbols), paragraph=OuterRef("pk")
    )
    return Q(Exists(cited.exclude(state=Citation.State.REJECTED)))


def _spellings(value: str) -> list[str]:
    found = []
    whole = "/RES/" in value.upper() or "/PRST/" in value.upper()
    for text in [value] if whole else [f"{body}/RES/{value}" for body in ("A", "A/HRC", "S", "E")]:
        try:
            found.append(str(Symbol.parse(text)))
        except SymbolError:
            continue
    return found


FACETS: dict[str, Callable[[Iterable[str]], Q]] = {
    "body": by_body,
    "session": by_session,
    "year": by_year,
    "kind": by_kind,
    "verb": by_verb,
    "topic": by_topic,
    "cites": by_cited,
}


class FacetFilter(django_filters.Filter):
    """One facet: several values, any of which may hold."""

    field_class = ValuesField

    def filter(self, queryset: QuerySet[Paragraph], value: list[str]) -> QuerySet[Paragraph]:
        """Keep the paragraphs for which any of the values holds."""
        return queryset.filter(FACETS[str(self.field_name)](value)) if value else queryset


class ParagraphFilters(django_filters.FilterSet):
    """The facets of a search, from the parameters of the address."""

    body = FacetFilter(label="Body")
    session = FacetFilter(label="Session")
    year = FacetFilter(label="Year")
    kind = FacetFilter(label="Kind of paragraph")
    verb = FacetFilter(label="Opening verb")
    topic = FacetFilter(label="Topic")
    cites = FacetFilter(label="Cites")

    class Meta:
        model = Paragraph
        fields: list[str] = []


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: the values of each facet, from the address and from the box; the conditions they make."""

    values: dict[str, list[str]]
    conditions: dict[str, Q]
    fixed: tuple[Q, ...] = ()
    """Conditions written in the box with a minus, or beside a value of the same facet chosen on the page."""

    def condition(self, leaving_out: str = "") -> Q:
        """All conditions together, without the facet `leaving_out` (whose own counts are wanted)."""
        together = Q(*self.fixed)
        for name, condition in self.conditions.items():
            if name != leaving_out:
                together &= condition
        return together


def choose(parameters: QueryDict, query: Query) -> Choice:
    """The choice that an address and its query make; raises ValidationError with sentences for the reader."""
    for name in ("q", *FACETS):
        for value in parameters.getlist(name):
            try:
                refuse_unreadable(value)
            except UnreadableTextError as error:
                raise ValidationError(str(error)) from error
    # each field by itself: a form made for every search would copy them all
    values = {name: ParagraphFilters.base_filters[name].field.clean(parameters.getlist(name)) for name in FACETS}
    return choice_of(values, query.operators)


def choice_of(values: dict[str, list[str]], operators: Sequence[Operator]) -> Choice:
    """The choice that values of facets and the operators of a query make."""
    conditions = {name: FACETS[name](chosen) for name, chosen in values.items() if chosen}
    return Choice(values, conditions, tuple(_operator_condition(operator) for operator in operators))


def _operator_condition(operator: Operator) -> Q:
    condition = FACETS[operator.name](operator.value.split(",") if operator.name != "cites" else [operator.value])
    return ~condition if operator.negated else condition


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address asks for it."""

    query: Query
    choice: Choice
    order: Order
    grouped: bool

    @property
    def is_nothing(self) -> bool:
        """Whether neither words nor facets were given."""
        return self.query.is_empty and not self.query.operators and not any(self.choice.values.values())


def read_asked(parameters: QueryDict) -> Asked:
    """Read the parameters of an address; raises QueryError with a sentence for the reader."""
    try:
        query = compile_query(parameters.get("q", ""))
        choice = choose(parameters, query)
    except ValidationError as error:
        raise QueryError(" ".join(error.messages)) from error
    order = parameters.get("order") or "relevance"
    if order not in ORDERS:
        raise QueryError(f"Results cannot be ordered by that; choose from {', '.join(ORDERS)}.")
    return Asked(query, choice, cast(Order, order), parameters.get("group") == "1")
