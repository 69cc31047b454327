"""The addresses of a search in other states: another order, a filter less, one year alone; all begin at page one."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote_plus

from django.http import QueryDict


class Way(NamedTuple):
    """One of several ways to show the same results."""

    label: str
    address: str
    is_current: bool


class States:
    """Addresses made of what was asked: its values are written as parts of an address once for all of them."""

    def __init__(self, parameters: QueryDict) -> None:
        self.asked = [
            (name, value, _written(name, value))
            for name, values in parameters.lists()
            for value in values
            if name != "page"
        ]

    def having(self, name: str, value: str | None) -> str:
        """The same search with one value for `name`, or with none."""
        parts = [written for other, _, written in self.asked if other != name]
        return _address(parts if value is None else [*parts, _written(name, value)])

    def without(self, name: str, value: str) -> str:
        """The same search without one of the values of `name`."""
        return _address([written for other, its, written in self.asked if (other, its) != (name, value)])


def _written(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"


def _address(parts: list[str]) -> str:
    return f"?{'&'.join(parts)}"
