"""What a reference to a resolution or to one of its paragraphs says; every format of it is made from this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.models import Paragraph, Resolution
from archive.places import in_brief
from archive.symbols import Symbol
from archive.verdicts import spoken_date

PUBLISHER = "United Nations"


@dataclass(frozen=True, slots=True)
class Reference:
    """A citable thing: `spoken` is "resolution 76/172"; `place` is "para. 5 (f)" or empty for the whole resolution;
    `url` is absolute, `site` its scheme and host."""

    body: str
    symbol: str
    spoken: str
    title: str
    adopted_on: date | None
    place: str
    url: str
    site: str
    key: str

    @property
    def text(self) -> str:
        """The reference in one line, as a note in a paper would give it."""
        day = f" ({spoken_date(self.adopted_on)})" if self.adopted_on else ""
        place = f", {self.place}" if self.place else ""
        return f"{self.body} {self.spoken}, {self.title}, {self.symbol}{day}{place}"

    @property
    def official(self) -> str:
        """Where the United Nations keep the authentic text."""
        return official_address(self.symbol)

    @property
    def heading(self) -> str:
        """The title with the place, for programs that keep no pinpoint."""
        return f"{self.title}, {self.place}" if self.place else self.title


def official_address(symbol: str) -> str:
    """Where the United Nations keep the document of a symbol, in English."""
    return f"https://undocs.org/en/{symbol.replace(' ', '')}"


def place_of(paragraph: Paragraph) -> str:
    """A paragraph's place as United Nations documents write it."""
    return in_brief(paragraph.label, paragraph.number, paragraph.kind)


def reference_to(resolution: Resolution, paragraph: Paragraph | None, *, site: str) -> Reference:
    """The reference; `site` is the scheme and host that the permalink is printed with."""
    path = resolution.get_absolute_url() + (f"/{paragraph.label}" if paragraph else "")
    return Reference(
        body=resolution.body.name,
        symbol=resolution.symbol,
        spoken=Symbol.parse(resolution.symbol).spoken,
        title=resolution.title,
        adopted_on=resolution.adopted_on,
        place=place_of(paragraph) if paragraph else "",
        url=site.rstrip("/") + path,
        site=site.rstrip("/"),
        key=path.strip("/").replace("/", "-").replace("(", "-").replace(")", ""),
    )
