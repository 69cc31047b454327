"""Subjects that the publisher gave a whole resolution (UNBIS, SDG), kept as topics of their own schemes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from django.db import connection
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

Key = tuple[str, str]
"""The code of a scheme and a notation in it: what makes two subjects the same."""


def write_subjects(*, subjects: Mapping[int, Iterable[Subject]]) -> None:
    """Add the publisher's topics of resolutions (by id). Topics and schemes are made as needed."""
    wanted = {_key(subject): subject for group in subjects.values() for subject in group}
    if not wanted:
        return
    ids = _ids(wanted)
    missing = wanted.keys() - ids.keys()
    if missing:
        _make_topics({key: wanted[key] for key in sorted(missing)})
        ids = _ids(wanted)
    pairs = [(resolution, ids[_key(subject)]) for resolution, group in subjects.items() for subject in group]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [TagOrigin.PUBLISHER, [one for one, _ in pairs], [topic for _, topic in pairs]])


def replace_subjects(*, resolution: Resolution, subjects: Sequence[Subject]) -> None:
    """Set the publisher's topics of a resolution; librarians' own stay."""
    standing = ResolutionTopic.objects.filter(resolution=resolution, origin=TagOrigin.PUBLISHER)
    standing.exclude(topic__in=_ids([_key(subject) for subject in subjects]).values()).delete()
    write_subjects(subjects={resolution.pk: subjects})


def _key(subject: Subject) -> Key:
    return _code(subject.scheme), (subject.notation or subject.label)[:80]


@cache
def _code(scheme: str) -> str:
    return slugify(scheme)[:20]


def _ids(keys: Collection[Key]) -> dict[Key, int]:
    rows = Topic.objects.filter(scheme__code__in={code for code, _ in keys}, notation__in={name for _, name in keys})
    return {(code, name): pk for code, name, pk in rows.order_by().values_list("scheme__code", "notation", "pk")}


def _make_topics(subjects: Mapping[Key, Subject]) -> None:
    schemes = {
        name: TopicScheme.objects.get_or_create(
            code=_code(name), defaults={"name": SCHEME_NAMES.get(name, name), "position": 50}
        )[0]
        for name in {subject.scheme for subject in subjects.values()}
    }
    slugs = free_slugs(model=Topic, plain={key: slugify(" ".join(key))[:70] for key in subjects})
    Topic.objects.bulk_create(
        [
            Topic(
                scheme=schemes[subject.scheme],
                slug=slugs[key],
                notation=key[1],
                label=(subject.label or subject.notation)[:300],
                position=AFTER_THE_NAMED,
            )
            for key, subject in subjects.items()
        ],
        ignore_conflicts=True,
    )
