"""Topics given by stored queries: one statement a topic, librarians' decisions left alone.

A stored query is one search a line, in the language of the search box; a paragraph that any line finds gets
the topic. Operators (year:2019) have no place in it: a topic is about words, not about where they stand.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from archive.models import Paragraph, Resolution, TagOrigin, Topic
from archive.search import QueryError, compile_query

# stands for the table in all that follows it: a few resolutions are read through, not searched for in the index
_SCOPE = """archive_paragraph AS MATERIALIZED (
    SELECT id, kind, search_vector FROM archive_paragraph WHERE resolution_id = ANY(%s)
), """
_TAG = """
WITH {scope} found AS MATERIALIZED ({found}),
gone AS (
    DELETE FROM archive_paragraphtopic AS tag USING archive_paragraph AS paragraph
    WHERE tag.topic_id = %s AND tag.origin = 'rule' AND paragraph.id = tag.paragraph_id
      AND tag.paragraph_id NOT IN (SELECT id FROM found)
)
INSERT INTO archive_paragraphtopic (paragraph_id, topic_id, origin, state, decided_by)
SELECT id, %s, 'rule', 'suggested', '' FROM found
ON CONFLICT (paragraph_id, topic_id) DO NOTHING
"""
# what came in last waits, unsorted, in front of the index, and every search would read through it;
# only the owner of the index may put it in its place
_SORT_IN = """
SELECT gin_clean_pending_list(oid) FROM pg_class
WHERE oid = 'paragraph_search'::regclass AND pg_has_role(relowner, 'USAGE')
"""
FEW = 300
"""Resolutions up to which reading through them is faster than the index of all."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """How many tags were added, and how many topics and resolutions were looked at."""

    tags: int
    topics: int
    resolutions: int


def check_query(query: str) -> None:
    """Raise QueryError, with a sentence that names the line, where a stored query cannot be run."""
    _condition(query)


def tag_topic(*, topic: Topic, resolutions: Collection[int] | None = None) -> int:
    """Run a topic's query over all paragraphs, or over those of some resolutions (by id); returns tags added.

    One statement. Headings get no topic: they announce what their paragraphs say.
    """
    condition = _condition(topic.query)
    if not condition:
        topic.paragraph_topics.filter(origin=TagOrigin.RULE).delete()
        return 0
    found = Paragraph.objects.exclude(kind=Paragraph.Kind.HEADING).filter(condition).order_by()
    sql, parameters = found.values("id").query.sql_with_params()
    scope, scoped = (_SCOPE, [list(resolutions)]) if resolutions is not None else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(_TAG.format(scope=scope, found=sql), [*scoped, *parameters, topic.pk, topic.pk])
        return int(cursor.rowcount)


@transaction.atomic
def tag_paragraphs() -> Tagged:
    """Bring all tags up to date: changed queries over everything, the others over texts not yet tagged."""
    waiting = list(Resolution.objects.filter(tagged_at__isnull=True).values_list("pk", flat=True))
    changed = list(Topic.objects.exclude(query=F("tagged_query")))
    settled = list(Topic.objects.filter(query=F("tagged_query")).exclude(query="")) if waiting else []
    tags = sum(tag_topic(topic=topic) for topic in changed)
    scope = waiting if len(waiting) <= FEW else None
    if scope is None:
        with connection.cursor() as cursor:
            cursor.execute(_SORT_IN)
    tags += sum(tag_topic(topic=topic, resolutions=scope) for topic in settled)
    Topic.objects.filter(pk__in=[topic.pk for topic in changed]).update(tagged_query=F("query"))
    Resolution.objects.filter(pk__in=waiting).update(tagged_at=timezone.now())
    return Tagged(tags, len(changed) + len(settled), len(waiting))


def _condition(query: str) -> Q:
    condition = Q()
    for number, line in enumerate(query.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            read = compile_query(line)
        except QueryError as error:
            raise QueryError(f"Line {number} (“{line}”): {error}") from error
        if read.operators:
            name = read.operators[0].name
            raise QueryError(f"Line {number} (“{line}”): “{name}:” cannot stand in a stored query; use words only.")
        if read.everything is None:
            raise QueryError(f"Line {number} (“{line}”): no word to search for.")
        condition |= Q(search_vector=read.everything)
    return condition
