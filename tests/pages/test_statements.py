"""Statements made once give what their querysets give, for whatever keys are asked."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import quote_plus

import pytest
from django.db.models import Q
from django.http import QueryDict

from archive.filters import read_asked
from archive.finding import chosen, find, ordered
from archive.models import Paragraph, Resolution
from archive.search import compile_query, found_in
from archive.statements import AnyOf, Key, Statement, Written, instances

pytestmark = pytest.mark.django_db


class Row(NamedTuple):
    label: str
    text: str


def of_resolution() -> Any:
    return Paragraph.objects.filter(resolution=Key("resolution")).order_by("position").values_list("label", "text")


def test_the_rows_are_those_of_the_queryset_for_every_key() -> None:
    statement = Statement(Row, of_resolution)
    for resolution in Resolution.objects.all():
        expected = resolution.paragraphs.order_by("position").values_list("label", "text")
        assert statement.rows(resolution=resolution.pk) == list(expected)
        assert statement.first(resolution=resolution.pk) == expected[0]


def test_the_sql_is_made_at_the_first_question_alone(django_assert_num_queries: Any) -> None:
    made = []
    statement = Statement(Row, lambda: made.append(1) or of_resolution())
    with django_assert_num_queries(3):
        for resolution in (1, 2, 3):
            statement.rows(resolution=resolution)
    assert made == [1]


def test_an_edit_shows_at_the_next_question() -> None:
    statement = Statement(Row, of_resolution)
    key = Resolution.objects.get(symbol="A/RES/76/172").pk
    before = statement.rows(resolution=key)
    Paragraph.objects.filter(resolution=key, label="pp/1").update(text="Recalling nothing,")
    after = statement.rows(resolution=key)
    assert [one for one in after if one not in before] == [Row("pp/1", "Recalling nothing,")]


def test_nothing_bears_a_key_that_is_not_there() -> None:
    statement = Statement(Row, of_resolution)
    assert statement.rows(resolution=-1) == [] and statement.first(resolution=-1) is None


def test_a_key_may_stand_in_several_places() -> None:
    statement = Statement(
        Row,
        lambda: (
            Paragraph.objects.filter(Q(label=Key("label")) | Q(number=Key("label")), resolution=Key("resolution"))
            .order_by("position")
            .values_list("label", "text")
        ),
    )
    key = Resolution.objects.get(symbol="A/RES/76/172").pk
    assert [row.label for row in statement.rows(resolution=key, label="op/5")] == ["op/5"]
    assert [row.label for row in statement.rows(resolution=key, label="5")] == ["op/5"]


@pytest.mark.parametrize("size", [0, 1, 60])
def test_any_of_many_keys_may_hold(size: int) -> None:
    statement = Statement(
        Row, lambda: Paragraph.objects.filter(pk=AnyOf("keys")).order_by("pk").values_list("label", "text")
    )
    keys = list(Paragraph.objects.order_by("pk").values_list("pk", flat=True)[:size])
    assert statement.rows(keys=keys) == list(
        Paragraph.objects.filter(pk__in=keys).order_by("pk").values_list("label", "text")
    )


@pytest.mark.parametrize("keys", [["1}') OR true --"], [None], "ab"])
def test_only_numbers_stand_in_a_list_of_keys(keys: Any) -> None:
    statement = Statement(Row, lambda: Paragraph.objects.filter(pk=AnyOf("keys")).values_list("label", "text"))
    with pytest.raises((TypeError, ValueError)):
        statement.rows(keys=keys)


@pytest.mark.parametrize("words", ["migrants", "migrants -zebras", '"women migrant workers" OR protection', "migra*"])
def test_a_condition_may_differ_from_question_to_question(words: str) -> None:
    class Titled(NamedTuple):
        symbol: str

    statement = Statement(
        Titled,
        lambda: Resolution.objects.filter(found_in("title", Written("condition"))).order_by("pk").values_list("symbol"),
    )
    compile_query("others first")
    for asked in ("zebras", words):
        condition = compile_query(asked).words
        assert condition is not None
        expected = Resolution.objects.filter(found_in("title", condition)).order_by("pk").values_list("symbol")
        assert statement.rows(condition=condition.written) == list(expected)
    assert expected


def test_instances_come_whole_with_what_they_are_related_to(django_assert_num_queries: Any) -> None:
    statement = instances(lambda: Resolution.objects.filter(path=Key("path")), related=("body", "session"))
    for expected in Resolution.objects.select_related("body", "session"):
        with django_assert_num_queries(1):
            found = statement.first(path=expected.path)
            assert found is not None and found.body == expected.body and found.session == expected.session
        assert {field.attname: getattr(found, field.attname) for field in Resolution._meta.concrete_fields} == {
            field.attname: getattr(expected, field.attname) for field in Resolution._meta.concrete_fields
        }


def test_a_column_left_out_is_read_when_it_is_wanted() -> None:
    statement = instances(lambda: Paragraph.objects.filter(label=Key("label")), without=("search_vector",))
    found = statement.first(label="op/1")
    assert found is not None and found.get_deferred_fields() == {"search_vector"}


SEARCHES = [
    ("migrants", ""),
    ("children", ""),
    ('"human rights"', ""),
    ("detention -children", "body=A/HRC"),
    ("migrants", "body=A&kind=operative"),
    ("children", "body=A&kind=operative"),
    ("children", "body=A&kind=preambular"),
    ("children year:2017", ""),
    ("children -year:2017", ""),
    ("A/RES/70/1 migrants", ""),
    ("A/RES/70/1 children", ""),
    ("A/RES/71/1 children", ""),
    ("", "kind=annex"),
]


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
def test_searches_of_one_shape_are_each_answered_by_their_own_words_and_facets(order: Any) -> None:
    for _ in range(2):  # made, and asked again
        for text, facets in SEARCHES:
            asked = read_asked(QueryDict(f"q={quote_plus(text)}&{facets}"))
            found = find(asked.query, asked.choice, order=order)
            matches = chosen(asked.query, asked.choice)
            expected = ordered(matches, asked.query, order, found.count).values_list("pk", flat=True)
            assert found.count == matches.count()
            assert [one.paragraph.pk for one in found.results] == list(expected[:20])
