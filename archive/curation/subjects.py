"""Subjects that the publisher gave a whole resolution (UNBIS, SDG), kept as topics of their own schemes."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.text import slugify

from archive.models import Resolution, ResolutionTopic, TagOrigin, Topic, TopicScheme
from archive.parsing.document import Subject

AFTER_THE_NAMED = 1_000
"""Where subjects stand that come with a resolution: behind those that a file of a scheme names, by label."""
SCHEME_NAMES = {"UNBIS": "UNBIS Thesaurus", "SDG": "Sustainable Development Goals"}


def write_subjects(*, subjects: Mapping[int, Iterable[Subject]]) -> None:
    """Add the publisher's topics of resolutions (by id). Topics and schemes are made as needed."""
    wanted = {_slug(subject): subject for group in subjects.values() for subject in group}
    if not wanted:
        return
    ids = _ids(wanted)
    missing = wanted.keys() - ids.keys()
    if missing:
        _make_topics({slug: wanted[slug] for slug in missing})
        ids = _ids(wanted)
    ResolutionTopic.objects.bulk_create(
        [
            ResolutionTopic(resolution_id=resolution, topic_id=ids[_slug(subject)])
            for resolution, group in subjects.items()
            for subject in group
        ],
        ignore_conflicts=True,
    )


def replace_subjects(*, resolution: Resolution, subjects: Sequence[Subject]) -> None:
    """Set the publisher's topics of a resolution; librarians' own stay."""
    standing = ResolutionTopic.objects.filter(resolution=resolution, origin=TagOrigin.PUBLISHER)
    standing.exclude(topic__slug__in=[_slug(subject) for subject in subjects]).delete()
    write_subjects(subjects={resolution.pk: subjects})


def _slug(subject: Subject) -> str:
    return slugify(f"{subject.scheme} {subject.notation or subject.label}")[:80]


def _ids(slugs: Collection[str]) -> dict[str, int]:
    return dict(Topic.objects.filter(slug__in=slugs).order_by().values_list("slug", "pk"))


def _make_topics(subjects: Mapping[str, Subject]) -> None:
    schemes = {
        name: TopicScheme.objects.get_or_create(
            code=slugify(name)[:20], defaults={"name": SCHEME_NAMES.get(name, name), "position": 50}
        )[0]
        for name in {subject.scheme for subject in subjects.values()}
    }
    Topic.objects.bulk_create(
        [
            Topic(
                scheme=schemes[subject.scheme],
                slug=slug,
                notation=(subject.notation or subject.label)[:80],
                label=(subject.label or subject.notation)[:300],
                position=AFTER_THE_NAMED,
            )
            for slug, subject in subjects.items()
        ],
        ignore_conflicts=True,
    )
