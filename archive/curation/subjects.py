"""Subjects that the publisher gave a whole resolution (UNBIS, SDG), kept as topics of their own schemes."""

from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from archive.models import Resolution, ResolutionTopic, TagOrigin, Topic, TopicScheme
from archive.parsing.document import Subject

SCHEME_NAMES = {"UNBIS": "UNBIS Thesaurus", "SDG": "Sustainable Development Goals"}


def write_subjects(*, resolution: Resolution, subjects: Iterable[Subject]) -> None:
    """Add the publisher's topics of a resolution. Topics and schemes are made as needed."""
    wanted = {_slug(subject): subject for subject in subjects}
    if not wanted:
        return
    ids = dict(Topic.objects.filter(slug__in=wanted).values_list("slug", "pk"))
    for slug in wanted.keys() - ids.keys():
        ids[slug] = _make_topic(slug, wanted[slug]).pk
    ResolutionTopic.objects.bulk_create(
        [ResolutionTopic(resolution=resolution, topic_id=ids[slug]) for slug in wanted], ignore_conflicts=True
    )


def replace_subjects(*, resolution: Resolution, subjects: Sequence[Subject]) -> None:
    """Set the publisher's topics of a resolution; librarians' own stay."""
    standing = ResolutionTopic.objects.filter(resolution=resolution, origin=TagOrigin.PUBLISHER)
    standing.exclude(topic__slug__in=[_slug(subject) for subject in subjects]).delete()
    write_subjects(resolution=resolution, subjects=subjects)


def _slug(subject: Subject) -> str:
    return slugify(f"{subject.scheme} {subject.notation or subject.label}")[:80]


def _make_topic(slug: str, subject: Subject) -> Topic:
    scheme, _ = TopicScheme.objects.get_or_create(
        code=slugify(subject.scheme)[:20],
        defaults={"name": SCHEME_NAMES.get(subject.scheme, subject.scheme), "position": 50},
    )
    topic, _ = Topic.objects.get_or_create(
        slug=slug,
        defaults={
            "scheme": scheme,
            "notation": (subject.notation or subject.label)[:80],
            "label": (subject.label or subject.notation)[:300],
        },
    )
    return topic
