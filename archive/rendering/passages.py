"""Paragraphs as results in a list: where each stands, its words around the matches, its topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from archive.models import Paragraph
from archive.rendering.dressing import Dressed, hang
from archive.rendering.rows import CITATIONS, TOPICS, TopicRow

LONGEST = 90
"""Characters of a title in a list."""
LISTED = (
    *("pk", "label", "number", "kind", "verb", "text", "adopted_on"),
    *("resolution_id", "resolution__path", "resolution__symbol", "resolution__title"),
    *("body__code", "session__code"),
)
"""What a list reads of a paragraph: the fields of `Listed`, as `values_list` names them."""


class Listed(NamedTuple):
    """A paragraph in a list, with what is said of its resolution."""

    pk: int
    label: str
    number: str
    kind: str
    verb: str
    text: str
    adopted_on: date | None
    resolution: int
    path: str
    symbol: str
    title: str
    body: str
    session: str


@dataclass(slots=True)
class Passage(Dressed):
    """A paragraph as a result."""

    paragraph: Listed
    topics: list[TopicRow] = field(default_factory=list)

    @property
    def listed(self) -> SafeString:
        """It and the name of its resolution."""
        paragraph = self.paragraph
        title = paragraph.title if len(paragraph.title) <= LONGEST else f"{paragraph.title[: LONGEST - 1]}…"
        year = f" · {paragraph.adopted_on.year}" if paragraph.adopted_on else ""
        symbol = f'<a href="/{escape(paragraph.path)}"><strong class="symbol">{escape(paragraph.symbol)}</strong></a>'
        return self._item(f"{symbol} {self._place_link} · {escape(title)}{year}")

    @property
    def listed_within(self) -> SafeString:
        """The same below the name of its resolution."""
        return self._item(self._place_link)

    @property
    def _place_link(self) -> str:
        return f'<a href="{escape(self.url)}">{escape(self.spoken)}</a>'

    def _item(self, where: str) -> SafeString:
        shown = chips([(topic.address, topic.label, None) for topic in self.topics])
        topics = f'<ul class="chips">{shown}</ul>' if shown else ""
        return SafeString(  # all that is not markup was escaped
            f'<li class="passage"><p class="where">{where}</p><p>{self.excerpt()}</p>{topics}</li>'
        )


def chips(topics: Iterable[tuple[str, str, int | None]]) -> SafeString:
    """Items of a list of topics: the address, label and, where it is told, the count of each."""
    items = []
    for address, label, count in topics:
        tally = "" if count is None else f' <span class="quiet">{count}</span>'
        items.append(f'<li><a class="chip" href="{escape(address)}">{escape(label)}{tally}</a></li>')
    return SafeString("".join(items))  # addresses and labels are escaped


def listed(paragraphs: QuerySet[Paragraph]) -> list[Listed]:
    """The paragraphs as rows of a list: one statement."""
    return [Listed(*row) for row in paragraphs.values_list(*LISTED)]


def passages(paragraphs: Iterable[Listed]) -> list[Passage]:
    """The paragraphs with what they cite, without footnote marks, which excerpts do not show: two statements."""
    shown = {one.pk: Passage(one, f"/{one.path}/{one.label}") for one in paragraphs}
    if shown:
        hang(shown, CITATIONS.rows(paragraphs=list(shown)), {})
    return list(shown.values())


def topics_of(paragraphs: Sequence[int]) -> list[TopicRow]:
    """The topics of paragraphs, in the order of their schemes: one statement."""
    return TOPICS.rows(paragraphs=paragraphs) if paragraphs else []


def give_topics(shown: Iterable[Passage]) -> None:
    """Hang their topics on passages: one statement."""
    by_key = {one.paragraph.pk: one for one in shown}
    for topic in topics_of(list(by_key)):
        by_key[topic.paragraph].topics.append(topic)
