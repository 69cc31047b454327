"""NEAR in the search box's language: words at most so many words apart; and what of a query is highlighted."""

import pytest
from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from archive.models import Body
from archive.search import CONFIGURATION, MATCH_ENDS, MATCH_STARTS, QueryError, compile_query, headline, to_mark

TEXT = "Migrants cross the border while international cooperation among States of origin fails"


def finds(query: str, text: str = TEXT) -> bool:
    body = Body.objects.create(code="T", name="A body to ask the database with")
    vector = SearchVector(Value(text), config=CONFIGURATION)
    return Body.objects.filter(pk=body.pk).annotate(vector=vector).filter(vector=compile_query(query).words).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("migrants NEAR/3 border", True),
        ("migrants NEAR/2 border", False),
        ("border NEAR/3 migrants", True),
        ("border NEAR migrant", True),
        ('migrants NEAR/5 "international cooperation"', True),
        ('"international cooperation" NEAR/5 migrants', True),
        ('migrants NEAR/4 "international cooperation"', False),
        ("(refugees OR migrants) NEAR/3 (walls OR borders)", True),
        ("(refugees OR migrants) NEAR/2 (walls OR borders)", False),
        ("migra* NEAR/3 bord*", True),
        ("fails OR walls NEAR/3 fences", True),
        ("migrants -(border NEAR/1 fails)", True),
        ("migrants -(border NEAR/3 migrants)", False),
        ("border near migrants", False),
    ],
)
def test_near_finds_words_at_most_so_far_apart(query: str, found: bool) -> None:
    assert finds(query) is found


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("migrants NEAR", "both sides"),
        ("NEAR/8 migrants", "both sides"),
        ("migrants NEAR/8 -risk", "both sides"),
        ("migrants NEAR risk NEAR death", "both sides"),
        ("migrants NEAR/0 risk", "from 1 to 20"),
        ("migrants NEAR/200 risk", "from 1 to 20"),
        ("(migrants children) NEAR risk", "alternatives in parentheses"),
        ("(migrants NEAR risk) NEAR death", "alternatives in parentheses"),
        ("(migrants -children) NEAR risk", "alternatives in parentheses"),
        ("(refug* OR migra* OR asyl*) NEAR/20 risk", "fewer"),
    ],
)
def test_near_that_cannot_be_searched_says_why(query: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        compile_query(query)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("migrants NEAR/3 border", "Migrants cross the border", "[Migrants] cross the [border]"),
        ('migrants -"displaced persons"', "migrants and other persons", "[migrants] and other persons"),
        ("(migrants -(sea risk)) OR fails", "migrants face risk", "[migrants] face risk"),
    ],
)
def test_only_words_looked_for_are_highlighted(query: str, text: str, marked: str) -> None:
    condition = compile_query(query).everything
    assert condition is not None
    Body.objects.create(code="T", name=text)
    shown = Body.objects.filter(code="T").values_list(headline(to_mark(condition), "name"), flat=True).get()
    assert shown.replace(MATCH_STARTS, "[").replace(MATCH_ENDS, "]") == marked
