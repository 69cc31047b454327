"""Subjects that the publisher gave a whole resolution (UNBIS, SDG), kept as topics of their own schemes.

The same subject comes with its number from one document and without it from another; it is one topic.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import slugify

from archive.curation.slugs import free_slugs
from archive.models import Resolution, ResolutionTopic, TagOrigin, Topic, TopicScheme
from archive.parsing.document import Subject

AFTER_THE_NAMED = 1_000
"""Where subjects stand that come with a resolution: behind those that a file of a scheme names, by label."""
SCHEME_NAMES = {"UNBIS": "UNBIS Thesaurus", "SDG": "Sustainable Development Goals"}
_ADD = """
INSERT INTO archive_resolutiontopic (resolution_id, topic_id, origin)
SELECT resolution, topic, %s FROM unnest(%s::bigint[], %s::bigint[]) AS pairs (resolution, topic)
ON CONFLICT (resolution_id, topic_id) DO NOTHING
"""


def write_subjects(*, subjects: Mapping[int, Iterable[Subject]]) -> None:
    """Add the publisher's topics of resolutions (by id). Topics and schemes are made as needed."""
    wanted = {subject for group in subjects.values() for subject in group}
    if not wanted:
        return
    topics = _topics(wanted)
    if missing := wanted - topics.keys():
        _make_topics(missing - _number(missing))
        topics = _topics(wanted)
    pairs = [(resolution, topics[subject]) for resolution, group in subjects.items() for subject in group]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [TagOrigin.PUBLISHER, [one for one, _ in pairs], [topic for _, topic in pairs]])


def replace_subjects(*, resolution: Resolution, subjects: Sequence[Subject]) -> None:
    """Set the publisher's topics of a resolution; librarians' own stay."""
    standing = ResolutionTopic.objects.filter(resolution=resolution, origin=TagOrigin.PUBLISHER)
    standing.exclude(topic__in=_topics(subjects).values()).delete()
    write_subjects(subjects={resolution.pk: subjects})


@cache
def _code(scheme: str) -> str:
    return slugify(scheme)[:20]


def _notation(subject: Subject) -> str:
    return (subject.notation or subject.label)[:80]


def _standing(subjects: Collection[Subject]) -> list[tuple[str, str, str, int]]:
    """Code of the scheme, notation, label in small letters, id: topics that may be these, those with a number first.

    A term of the thesaurus (1003922) comes before the category of its name (030800).
    """
    named = Q(notation__in={_notation(one) for one in subjects}) | Q(low__in={one.label.lower() for one in subjects})
    rows = Topic.objects.annotate(low=Lower("label")).filter(
        named, scheme__code__in={_code(s.scheme) for s in subjects}
    )
    found = rows.order_by("pk").values_list("scheme__code", "notation", "low", "pk")
    return sorted(found, key=lambda row: (row[1].lower() == row[2][:80], -len(row[1])))


def _topics(subjects: Collection[Subject]) -> dict[Subject, int]:
    """The ids of their topics, where they have one. A subject given without its number is the one of that label."""
    numbered: dict[tuple[str, str], int] = {}
    labelled: dict[tuple[str, str], int] = {}
    for code, notation, label, pk in _standing(subjects):
        numbered[code, notation] = pk
        labelled.setdefault((code, label), pk)
    found = {}
    for subject in subjects:
        code = _code(subject.scheme)
        by_label = None if subject.notation else labelled.get((code, subject.label.lower()))
        if topic := by_label or numbered.get((code, _notation(subject))):
            found[subject] = topic
    return found


def _number(missing: Collection[Subject]) -> set[Subject]:
    """Give topics that came without a number theirs; returns the subjects that have a topic so."""
    without = {(code, low): pk for code, notation, low, pk in _standing(missing) if notation.lower() == low[:80]}
    numbered = set()
    for subject in sorted(missing, key=lambda one: (-len(_notation(one)), _notation(one))):
        pk = without.pop((_code(subject.scheme), subject.label.lower()), None)
        if pk and subject.notation.lower() not in ("", subject.label.lower()):
            Topic.objects.filter(pk=pk).update(notation=_notation(subject))
            numbered.add(subject)
    return numbered


def _make_topics(subjects: Collection[Subject]) -> None:
    """Topics for subjects; of those with one label, one without a number gets none of its own."""
    labels = {(_code(one.scheme), one.label.lower()) for one in subjects if one.notation}
    own = {
        (_code(one.scheme), _notation(one)): one
        for one in sorted(subjects, key=lambda one: (one.scheme, _notation(one)))
        if one.notation or (_code(one.scheme), one.label.lower()) not in labels
    }
    schemes = {
        name: TopicScheme.objects.get_or_create(
            code=_code(name), defaults={"name": SCHEME_NAMES.get(name, name), "position": 50}
        )[0]
        for name in {subject.scheme for subject in own.values()}
    }
    slugs = free_slugs(model=Topic, plain={key: slugify(" ".join(key))[:70] for key in own})
    Topic.objects.bulk_create(
        [
            Topic(
                scheme=schemes[subject.scheme],
                slug=slugs[key],
                notation=key[1],
                label=(subject.label or subject.notation)[:300],
                position=AFTER_THE_NAMED,
            )
            for key, subject in own.items()
        ],
        ignore_conflicts=True,
    )
