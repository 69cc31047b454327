"""The facets of a search as boxes to tick: written here, since a page has a hundred of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from django.utils.safestring import SafeString

from archive.filters import ParagraphFilters
from archive.finding import FacetValue

FIRST = 6
"""Values of a facet that are seen without unfolding the rest."""


def facet_label(name: str) -> str:
    """What a facet is called."""
    return str(ParagraphFilters.base_filters[name].label)


def facets_html(facets: Mapping[str, Sequence[FacetValue]]) -> SafeString:
    """The facets that have something to choose, each as a fieldset; what is chosen stands in the open."""
    shown = []
    for name, values in facets.items():
        if len(values) < 2 and not any(value.chosen for value in values):
            continue
        first = [value for at, value in enumerate(values) if at < FIRST or value.chosen]
        rest = [value for at, value in enumerate(values) if at >= FIRST and not value.chosen]
        more = f"<details><summary>{len(rest)} more</summary>{_boxes(name, rest)}</details>" if rest else ""
        shown.append(
            f"<fieldset><legend>{escape(facet_label(name))}</legend><div>{_boxes(name, first)}{more}</div></fieldset>"
        )
    return SafeString("\n".join(shown))  # names, values and labels are escaped


def _boxes(name: str, values: Sequence[FacetValue]) -> str:
    return "\n".join(
        [
            f'<label class="facet"><input type="checkbox" name="{name}" value="{escape(one.value)}"'
            f"{' checked' if one.chosen else ''}><span>{escape(one.label)}</span>"
            f'<span class="count">{one.count:,}</span></label>'
            for one in values
        ]
    )
