"""The small trend beside a topic: a bar a year, without figures of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 120, 20


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure a year as an SVG path in a box of WIDTH by HEIGHT, and the year with most."""

    path: str
    year: int
    most: int


def trend(years: Mapping[int | None, int], first: int, last: int) -> Trend | None:
    """The trend from the first to the last year; None where no figure has a year."""
    dated = {year: count for year, count in years.items() if year}
    if not dated:
        return None
    year, most = max(dated.items(), key=lambda one: (one[1], one[0]))
    step = WIDTH / (last - first + 1)
    bars = []
    for at, count in sorted(dated.items()):
        height = max(1, round(count / most * HEIGHT, 1))
        x, width = round((at - first) * step, 1), round(step * 0.8, 1)
        bars.append(f"M{x} {HEIGHT}v-{height}h{width}v{height}z")
    return Trend("".join(bars), year, most)
