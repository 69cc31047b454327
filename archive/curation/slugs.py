"""Addresses for rows made in bulk, none of which is taken."""

import hashlib
from collections.abc import Mapping
from typing import TypeVar

from archive.models import Instrument, Topic

Name = TypeVar("Name")


def free_slugs(*, model: type[Instrument] | type[Topic], plain: Mapping[Name, str]) -> dict[Name, str]:
    """A slug for each name from the plain one it would have; where that is taken, with a digest of the name.

    A digest, not a number: the same name gets the same slug whatever else arrives with it. One query.
    """
    taken = set(model._default_manager.filter(slug__in=set(plain.values())).values_list("slug", flat=True))
    slugs = {}
    for name, slug in plain.items():
        slugs[name] = f"{slug}-{hashlib.sha256(repr(name).encode()).hexdigest()[:8]}" if slug in taken else slug
        taken.add(slug)
    return slugs
