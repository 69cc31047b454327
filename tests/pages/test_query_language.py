"""What a reader may type, and which texts it finds: against PostgreSQL itself."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Func, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Body
from archive.search import (
    CONFIGURATION,
    LONGEST_QUERY,
    Operator,
    QueryError,
    UnreadableTextError,
    compile_query,
    match_spans,
)
from archive.symbols import Symbol

pytestmark = pytest.mark.django_db


def finds(query: str, text: str) -> bool:
    """Whether PostgreSQL finds a query in a text that is indexed as paragraphs are."""
    condition = compile_query(query).everything
    assert condition is not None
    vector = Func(
        Value(CONFIGURATION),
        Value(text.replace("/", " ")),
        template="to_tsvector(%(expressions)s)",
        arg_joiner="::regconfig, ",
    )
    match = ExpressionWrapper(
        Func(vector, condition, template="%(expressions)s", arg_joiner=" @@ "), output_field=BooleanField()
    )
    return bool(Body.objects.annotate(found=match).values_list("found", flat=True).first())


FOUND = [
    ("migrant child", "the rights of children who are migrants"),
    ("migrant children", "every child who is a migrant"),
    ('"migrant woman"', "the rights of migrant women"),
    ("travel documents", "documents needed for travel"),
    ('"travel documents"', "to issue travel documents promptly"),
    ("“travel documents”", "to issue travel documents promptly"),
    ("child OR minor detention", "the detention of minors"),
    ("(smuggling OR trafficking) sea", "trafficking by sea"),
    ("asylum OR (safe return)", "their safe return"),
    ("detention -refugee", "the detention of migrants"),
    ("detention NOT refugee", "the detention of migrants"),
    ("detenti*", "detention"),
    ("migra*", "migratory movements"),
    ("non-ref*", "the principle of non-refoulement"),
    ("76/172", "its resolution 76/172 of 16 December 2021"),
    ('"76 172"', "its resolution 76/172 of 16 December 2021"),
    ("A/RES/76/172", "its resolution 76/172 of 16 December 2021"),
    ("2240 (2015)", "resolution 2240 (2015) of 9 October 2015"),
    ("S/RES/2240(2015) smuggling", "resolution 2240 (2015) on smuggling"),
    ("217 A (III)", "Resolution 217 A (III)."),
    ("A/72/53", "Supplement No. 53 (A/72/53)"),
    ("twenty-seventh", "on the twenty-seventh day"),
    ("refoulement", "refoulement"),
    ("côte d'ivoire", "Cote d'Ivoire"),
    ("and/or detention", "detention"),
]
NOT_FOUND = [
    ('"travel documents"', "documents needed for travel"),
    ("child OR minor detention", "the rights of minors"),
    ("detention -refugee", "the detention of refugees"),
    ("(smuggling OR trafficking) sea", "smuggling by land"),
    ('detention -"unaccompanied children"', "the detention of unaccompanied children"),
    ("detenti*", "to detect"),
    ("A/RES/76/172", "its resolution 76/173"),
    ("-A/RES/76/172 migrants", "resolution 76/172 on migrants"),
]


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_a_query_finds(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(("query", "text"), NOT_FOUND)
def test_a_query_does_not_find(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ('"not closed', "quotation mark was not closed"),
        ("(not closed", "parenthesis was not closed"),
        ("closed) too often", "closing parenthesis"),
        ("migrants OR", "OR wants a word on both sides"),
        ("OR migrants", "OR wants a word on both sides"),
        ("m* migrants", "two letters"),
        ("x" * 501, "first 500 characters"),
    ],
)
def test_what_was_read_otherwise_than_typed_is_said(query: str, notice: str) -> None:
    assert notice in " ".join(compile_query(query).notices)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("-migrants", "at least one word to look for"),
        ("child OR -migrants", "beside OR"),
        ("(" * 30 + "migrants", "Too many parentheses"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_a_sentence(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        compile_query(query)


@pytest.mark.parametrize("query", ["mi\x00grants", "mi\ud800grants", "\ufffd"])
def test_text_that_is_not_text_is_refused(query: str) -> None:
    with pytest.raises(UnreadableTextError):
        compile_query(query)


def test_operators_are_read_and_leave_the_words_alone() -> None:
    query = compile_query('detention year:2019-2021 -topic:13 cites:"Palermo Protocol" body:HRC')
    assert query.operators == (
        Operator("year", "2019-2021"),
        Operator("topic", "13", negated=True),
        Operator("cites", "Palermo Protocol"),
        Operator("body", "HRC"),
    )
    assert query.terms == ("detention",)


def test_a_symbol_on_the_top_level_stands_for_itself() -> None:
    assert compile_query("A/RES/74/148 detention").symbols == (Symbol("A", "74", 148),)
    assert compile_query("(A/RES/74/148 OR detention) children").symbols == ()


def test_raw_tsquery_syntax_is_only_text() -> None:
    assert finds("migrants & ! children | :* <-> \\", "migrants & children")


HOSTILE = st.one_of(
    st.text(max_size=600),
    st.lists(
        st.sampled_from(
            ["migrant", "OR", "NOT", "AND", "(", ")", '"', "-", "*", "a*", "76/172", "A/RES/76/172", "year:2019", "&",
             "|", "!", ":*", "<->", "'", "\\", "NEAR/3", "-" * 33, "S/RES/2240 (2015)", "é", "\u202e", "移民", "x" * 90]
        ),
        max_size=60,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
def test_whatever_is_typed_is_searched_or_refused_with_a_sentence(text: str) -> None:
    try:
        query = compile_query(text)
    except QueryError as error:
        assert str(error)
        return
    assert len(query.text) <= LONGEST_QUERY
    if query.everything is not None:
        finds(text, "migrants")


@given(st.text(max_size=200), st.data())
def test_spans_of_matches_are_where_the_marks_stood(text: str, data: st.DataObject) -> None:
    text = text.replace("\x02", "").replace("\x03", "")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spaced = text.replace("/", " ")
    marked = f"{spaced[:start]}\x02{spaced[start:end]}\x03{spaced[end:]}"
    assert match_spans(marked, text) == [(start, end)]


def test_the_configuration_folds_accents_and_stems() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('archive_english', 'Réfugiés migrants')::text")
        assert cursor.fetchone() == ("'migrant':2 'refugi':1",)
