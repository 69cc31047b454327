"""The timeline of matches per year: bars for a small SVG, with the figures for the table behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

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
    address: Callable[[int], str] | None = None
    """Where a year leads to, if anywhere."""

    @property
    def first(self) -> int:
        """The first year."""
        return self.bars[0].year

    @property
    def last(self) -> int:
        """The last year."""
        return self.bars[-1].year

    @property
    def picture(self) -> SafeString:
        """The bars, those of years that have a figure: written here, since a page has eighty of them."""
        bars = (
            f'<rect x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}">'
            f"<title>{bar.year}: {bar.count}</title></rect>"
            for bar in self.bars
            if bar.count
        )
        return SafeString("".join(bars))  # numbers

    @property
    def rows(self) -> SafeString:
        """The rows of the table: the years that have a figure, the latest first."""
        rows = (
            f'<tr><td>{self._year(bar.year)}</td><td class="num">{bar.count:,}</td></tr>'
            for bar in reversed(self.bars)
            if bar.count
        )
        return SafeString("\n".join(rows))  # numbers, and addresses that are escaped

    def _year(self, year: int) -> str:
        return f'<a href="{escape(self.address(year))}">{year}</a>' if self.address else str(year)


def timeline(years: Sequence[tuple[int, int]], address: Callable[[int], str] | None = None) -> Timeline | None:
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
    return Timeline(tuple(bars), address)
