"""Pages of a list that cannot be driven to death: plain digits only, and a last page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from archive.models import Paragraph

DEEPEST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Where in a list a reader is; `count` things in all, `size` on a page."""

    number: int
    size: int
    count: int

    @property
    def last(self) -> int:
        """The last page that can be asked for."""
        return max(1, min(-(-self.count // self.size), DEEPEST_PAGE))

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if self.number < self.last else None

    @property
    def first_shown(self) -> int:
        """The number, from 1, of the first thing on the page."""
        return (self.number - 1) * self.size + 1

    @property
    def last_shown(self) -> int:
        """The number of the last thing on the page."""
        return min(self.number * self.size, self.count)


def page_number(request: HttpRequest) -> int:
    """The page asked for, from 1; BadRequest for what is no page number, Http404 for one too deep."""
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise BadRequest("The page number in the address is not a number from 1 up.")
    if int(text) > DEEPEST_PAGE:
        raise Http404(f"Lists end at page {DEEPEST_PAGE}. Narrow the list by a filter to see what lies deeper.")
    return int(text)


def page_of(request: HttpRequest, count: int, size: int) -> Page:
    """The page asked for of `count` things; Http404 past the last one."""
    page = Page(page_number(request), size, count)
    if page.number > page.last:
        raise Http404(f"There is no page {page.number}; the list has {page.last}.")
    return page


def part_of(items: QuerySet[Paragraph], page: Page) -> QuerySet[Paragraph]:
    """The question for what stands on the page."""
    return items[page.first_shown - 1 : page.last_shown]


def sliced(items: QuerySet[Any] | Sequence[Any], page: Page) -> list[Any]:
    """What stands on the page."""
    return list(items[page.first_shown - 1 : page.last_shown])
