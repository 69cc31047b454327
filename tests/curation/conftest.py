"""Small parse records written for these tests, and a short way to load them."""

from datetime import date

import pytest

from archive.curation.loading import load_sources
from archive.curation.outcomes import Loaded, Received
from archive.parsing.document import Mention, NoteMark, ParsedFootnote, ParsedParagraph, ParsedResolution

RECALLING = "Recalling resolution 74/148 of 18 December 2019,"
URGES = "Urges States to issue travel documents to every migrant;"
CALLS = "Calls upon States:"
CALLS_A = "To offer consular visits to detained migrants;"


def paragraph(label: str, text: str, *, notes: tuple[NoteMark, ...] = ()) -> ParsedParagraph:
    """A paragraph with the kind and number that its label tells."""
    zone, _, rest = label.partition("/")
    kind = {"pp": "preambular", "op": "operative", "annex": "annex", "h": "heading"}[zone]
    number = "" if zone == "pp" else rest.replace("/", " (", 1) + (")" if "/" in rest else "")
    return ParsedParagraph(label, kind, number, text.partition(" ")[0], text, notes)  # type: ignore[arg-type]


def record(**changes: object) -> ParsedResolution:
    """A resolution with one preambular paragraph, two operative ones, a footnote and a citation."""
    facts: dict[str, object] = {
        "source": "a.txt",
        "form": "plain",
        "symbol": "A/RES/76/172",
        "title": "Protection of migrants",
        "adopted_on": date(2021, 12, 16),
        "paragraphs": (
            paragraph("pp/1", RECALLING, notes=(NoteMark("1", 27),)),
            paragraph("op/1", URGES),
            paragraph("op/2", CALLS),
            paragraph("op/2/a", CALLS_A),
        ),
        "footnotes": (ParsedFootnote("1", "See A/74/48."),),
        "citations": (
            Mention("pp/1", RECALLING[10:47], 10, 47, symbol="A/RES/74/148", date=date(2019, 12, 18), footnote="1"),
        ),
    }
    return ParsedResolution(**(facts | changes))  # type: ignore[arg-type]


def load(parsed: ParsedResolution, *, sha: str = "1", publish: bool = True, **given: str) -> Loaded:
    """Load a record as the command would."""
    received = Received(parsed.source, sha * 64, "the source", given, (parsed,))
    return load_sources(received=[received], publish=publish, by="tester")[0][0]


@pytest.fixture
def loaded(db: None) -> Loaded:
    """A record loaded and published."""
    return load(record())
