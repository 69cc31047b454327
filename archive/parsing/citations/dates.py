"""Dates tied to what they date: "74/148 of 18 December 2019", "A/RES/61/106 (Dec. 13, 2006)"."""

from __future__ import annotations

import re
from datetime import date

from archive.parsing.citations.patterns import DATE, DATE_AFTER, MONTHS

_MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(MONTHS, start=1)}


def date_after(text: str, at: int) -> tuple[date | None, int]:
    """The date that is tied to what ends at a place ("… of 18 December 2019"), and where it ends, or (None, -1)."""
    tie = DATE_AFTER.match(text, at)
    stands = DATE.match(text, tie.end()) if tie else None
    if tie is None or stands is None:
        return None, -1
    is_open = text[tie.end() - 1] == "(" and text[stands.end() : stands.end() + 1] == ")"
    return read_date(stands), stands.end() + is_open


def read_date(match: re.Match[str]) -> date | None:
    """The date of a `DATE` match, or None for a day that the calendar does not have."""
    try:
        year, month, day = (match[part] or match[f"american_{part}"] for part in ("year", "month", "day"))
        return date(int(year), _MONTH_NUMBERS[month[:3]], int(day))
    except ValueError:
        return None
