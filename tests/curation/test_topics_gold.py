"""The stored queries, held to topics marked by hand: every paragraph of the seeds, and texts nobody tuned for."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from archive.curation.tagging import tag_paragraphs
from archive.curation.topics import load_topics
from archive.models import Paragraph
from benchmarks.topic_scores import (
    Score,
    by_topic,
    load_official,
    load_seeds,
    read_gold,
    read_queries,
    score,
    simple_searches,
    tags,
)

pytestmark = pytest.mark.django_db

GOLD = read_gold()
HELD_OUT = read_gold("topics-held-out.jsonl")
BROADER = {
    "local/unaccompanied-children": "local/children",
    "local/missing-migrants": "gcm/8",
    "local/xenophobia-online": "gcm/17",
}


@pytest.fixture(scope="module", autouse=True)
def tagged(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The seeds, loaded and tagged once for the tests here, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_topics()
        load_seeds()
        tag_paragraphs()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def seeds(tagged: None) -> Score:
    return score(GOLD, tags(symbol for symbol, _ in GOLD))


def test_every_paragraph_of_the_seeds_is_marked() -> None:
    places = Paragraph.objects.filter(resolution__symbol__in={symbol for symbol, _ in GOLD})
    assert set(places.values_list("resolution__symbol", "label")) == set(GOLD)
    assert len(GOLD) == 437


def test_every_topic_marked_is_in_a_scheme() -> None:
    marked = frozenset().union(*GOLD.values(), *HELD_OUT.values())
    assert marked <= set(read_queries())
    assert set(read_queries()) == frozenset().union(*GOLD.values())


@pytest.mark.parametrize(("narrow", "broad"), BROADER.items())
def test_a_narrower_topic_is_marked_and_found_with_its_broader_one(narrow: str, broad: str) -> None:
    found = tags(symbol for symbol, _ in GOLD)
    for topics in (*GOLD.values(), *HELD_OUT.values(), *found.values()):
        assert narrow not in topics or broad in topics


def test_the_queries_find_what_a_careful_reader_marks(seeds: Score) -> None:
    assert seeds.precision >= 0.95
    assert seeds.recall >= 0.95


@pytest.mark.parametrize("topic", sorted(read_queries()))
def test_no_topic_hides_behind_the_others(topic: str, seeds: Score) -> None:
    one = by_topic(seeds)[topic]
    if len(one.right) + len(one.missed) >= 5:
        assert one.precision >= 0.85
        assert one.recall >= 0.80


@pytest.mark.skipif(
    not settings.ARCHIVE_CORPUS.is_dir(), reason="no folder of official XML; name one in ARCHIVE_CORPUS"
)
def test_a_resolution_that_nobody_tuned_for_is_tagged_well() -> None:
    gold = read_gold("topics-held-out.jsonl", "forum")
    load_official((symbol for symbol, _ in gold), settings.ARCHIVE_CORPUS)
    tag_paragraphs()
    result = score(gold, tags(symbol for symbol, _ in gold))
    assert result.precision >= 0.75
    assert result.recall >= 0.85


@pytest.mark.parametrize(
    ("line", "searches"),
    [
        ("remittances", ["remittances"]),
        ('"one two" OR three', ['"one two"', "three"]),
        (
            '(a OR b) NEAR/8 ("c d" OR e) -f',
            ['a NEAR/8 "c d" -f', "a NEAR/8 e -f", 'b NEAR/8 "c d" -f', "b NEAR/8 e -f"],
        ),
    ],
)
def test_a_query_is_taken_apart_into_searches_without_or(line: str, searches: list[str]) -> None:
    assert list(simple_searches(line)) == searches


def test_stored_queries_are_short_enough_to_read() -> None:
    lines = [line for lines in read_queries().values() for line in lines]
    assert max(map(len, lines)) <= 500
    assert all(line == " ".join(line.split()) for line in lines)
