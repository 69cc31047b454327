"""What pages read of paragraphs and of what hangs on them: plain rows, by statements made once."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from archive.models import Citation, Footnote, Instrument, NoteMark, ParagraphTopic
from archive.models.instruments import instrument_address
from archive.models.topics import topic_address
from archive.statements import AnyOf, Statement


class Text(Protocol):
    """A paragraph as far as its rendering needs it: a model's instance or a row."""

    @property
    def pk(self) -> int:
        """Its key."""

    @property
    def label(self) -> str:
        """Its permalink below the resolution's."""

    @property
    def number(self) -> str:
        """Its number as printed."""

    @property
    def kind(self) -> str:
        """One of Paragraph.Kind."""

    @property
    def verb(self) -> str:
        """Its opening verb."""

    @property
    def text(self) -> str:
        """Its words."""


class ParagraphRow(NamedTuple):
    """A paragraph among others of its resolution."""

    pk: int
    label: str
    number: str
    kind: str
    verb: str
    text: str
    position: int
    parent: int | None


PARAGRAPH = ("pk", "label", "number", "kind", "verb", "text", "position", "parent_id")
"""The columns of a ParagraphRow, as `values_list` names them."""


class FootnoteRow(NamedTuple):
    """A footnote."""

    pk: int
    position: int
    mark: str
    text: str

    @property
    def anchor(self) -> str:
        """Its id on the page of its resolution."""
        return f"fn-{self.position}"


class InstrumentRow(NamedTuple):
    """A cited instrument; `path` and `status` are those of the resolution it is, where the archive holds that."""

    pk: int
    slug: str
    name: str
    symbol: str | None
    path: str | None
    status: str | None

    @property
    def address(self) -> str:
        """Its page."""
        return instrument_address(self.slug)

    @property
    def text_address(self) -> str:
        """Where it can be read, if readers see it here; its page otherwise."""
        return f"/{self.path}" if self.status == "published" else self.address


class CitationRow(NamedTuple):
    """A citation that was not rejected."""

    paragraph: int
    start: int
    end: int
    text: str
    instrument: int | None
    footnote: int | None


class MarkRow(NamedTuple):
    """A footnote mark in a paragraph."""

    pk: int
    paragraph: int
    offset: int
    mark: str
    footnote: int | None


class TopicRow(NamedTuple):
    """A topic that a paragraph has."""

    paragraph: int
    slug: str
    label: str

    @property
    def address(self) -> str:
        """Its page."""
        return topic_address(self.slug)


CITATIONS = Statement(
    CitationRow,
    lambda: (
        Citation.objects.filter(paragraph=AnyOf("paragraphs"))
        .exclude(state=Citation.State.REJECTED)
        .order_by("start", "id")
        .values_list("paragraph_id", "start", "end", "text", "instrument_id", "footnote_id")
    ),
)
# asked for by their keys: joined to citations, PostgreSQL would read the whole table of instruments for one page
INSTRUMENTS = Statement(
    InstrumentRow,
    lambda: (
        Instrument.objects.filter(pk=AnyOf("instruments"))
        .order_by()
        .values_list("pk", "slug", "name", "symbol", "resolution__path", "resolution__status")
    ),
)
MARKS = Statement(
    MarkRow,
    lambda: (
        NoteMark.objects.filter(paragraph=AnyOf("paragraphs"))
        .order_by("offset", "id")
        .values_list("pk", "paragraph_id", "offset", "mark", "footnote_id")
    ),
)
FOOTNOTES = Statement(
    FootnoteRow,
    lambda: Footnote.objects.filter(pk=AnyOf("footnotes")).order_by().values_list("pk", "position", "mark", "text"),
)
TOPICS = Statement(
    TopicRow,
    lambda: (
        ParagraphTopic.objects.filter(paragraph=AnyOf("paragraphs"))
        .exclude(state="rejected")
        .order_by("topic__scheme__position", "topic__scheme__code", "topic__position", "topic__label")
        .values_list("paragraph_id", "topic__slug", "topic__label")
    ),
)
