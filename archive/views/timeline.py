"""The timeline of matches per year: bars for a small SVG, with the figures for the table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 72


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: its figure, and where its bar stands in the SVG's own units."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars from the first to the last year, years without a match among them."""

    bars: tuple[Bar, ...]
    most: int

    @property
    def last(self) -> int:
        """The last year."""
        return self.bars[-1].year

    @property
    def counted(self) -> list[Bar]:
        """The years that have a figure, the latest first."""
        return [bar for bar in reversed(self.bars) if bar.count]


def timeline(years: Sequence[tuple[int, int]]) -> Timeline | None:
    """The timeline of (year, count) pairs; None for less than two years, which need no picture."""
    if len(years) < 2:
        return None
    counts = dict(years)
    first, last, most = min(counts), max(counts), max(counts.values())
    step = WIDTH / (last - first + 1)
    bars = []
    for at, year in enumerate(range(first, last + 1)):
        count = counts.get(year, 0)
        height = max(2.0, round(count / most * HEIGHT, 1)) if count else 0.0
        bars.append(
            Bar(
                year,
                count,
                round(at * step + min(step * 0.1, 3), 1),
                HEIGHT - height,
                round(min(step * 0.8, 60), 1),
                height,
            )
        )
    return Timeline(tuple(bars), most)
