"""A record written as AKN4UN and read again is the same record: of resolutions made up of all their parts, and of
official documents, where they are at hand."""

from __future__ import annotations

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from archive.exports.akn import akn
from archive.parsing.akn import parse_akn
from archive.parsing.document import ParsedResolution
from tests.parsing.akn_documents import heading, note, paragraph, points, preambular, statement, wrapped

FIELDS = (
    *("symbol", "title", "adopted_on", "meeting", "agenda_items", "agenda_title", "report", "vote", "drafts"),
    *("subjects", "language", "footnotes"),
)
EVERY = 40
"""One official document in so many."""


def again(resolution: ParsedResolution) -> ParsedResolution:
    (read,) = parse_akn(akn(resolution, url="http://testserver/"), source=resolution.source)
    return read


def told(resolution: ParsedResolution) -> list[tuple[object, ...]]:
    return [(one.label, one.kind, one.number, one.verb, one.text, one.notes) for one in resolution.paragraphs]


WORDS = st.lists(
    st.sampled_from(
        [
            "migrants",
            "A/RES/76/172",
            "&amp; others",
            "“quoted”",
            "the Secretary-General",
            "42 per cent",
            "Member States",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
VERBS = st.sampled_from(["Urges", "Also recalls", "Reaffirming", "Requests"])


@st.composite
def sentence(draw: st.DrawFn, end: str = ";") -> str:
    """Words with an opening verb, perhaps a link and a note."""
    words = draw(WORDS)
    link = ' <a href="https://undocs.org/en/A/RES/75/1">resolution 75/1</a>' if draw(st.booleans()) else ""
    mark = note("1", "See A/78/180.") if draw(st.booleans()) else ""
    return f'<span class="italic">{draw(VERBS)}</span> {words}{link}{mark}{end}'


@st.composite
def numbered(draw: st.DrawFn, number: int) -> str:
    """A numbered paragraph, or one with points."""
    if draw(st.booleans()):
        return paragraph(f"{number}.", draw(sentence()))
    given_points = [(f"({letter})", draw(sentence())) for letter in "abc"[: draw(st.integers(2, 3))]]
    return points(f"{number}.", draw(sentence(end=":")), *given_points)


@st.composite
def table(draw: st.DrawFn) -> str:
    """A table of words, some cells of which are empty."""
    cells = st.one_of(st.just(""), WORDS)
    rows = draw(st.lists(st.lists(cells, min_size=2, max_size=3), min_size=1, max_size=3))
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td><p>{c}</p></td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )


@st.composite
def operative(draw: st.DrawFn, with_sections: bool = True) -> str:
    """Numbered paragraphs, between them tables and headings."""
    parts = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        if with_sections and draw(st.integers(0, 3)) == 0:
            parts.append(heading(f"Heading above {number}"))
        parts.append(draw(numbered(number)))
        if draw(st.integers(0, 3)) == 0:
            parts.append(draw(table()))
    return "".join(parts)


@st.composite
def draft(draw: st.DrawFn) -> str:
    """A draft recommended to another body."""
    preamble = "".join(preambular(draw(sentence())) for _ in range(draw(st.integers(0, 2))))
    inside = f"<formula><p>The General Assembly,</p></formula>{preamble}{draw(operative(with_sections=False))}"
    return f"<embeddedStructure>{inside}</embeddedStructure>"


@st.composite
def sections(draw: st.DrawFn) -> str:
    """An operative part in numbered sections, each numbered from 1."""
    return "".join(
        f"<section><num>{roman}</num><heading>On {draw(WORDS)}</heading></section>"
        f"{draw(operative(with_sections=False))}"
        for roman in ("I", "II", "III")[: draw(st.integers(2, 3))]
    )


@st.composite
def resolutions(draw: st.DrawFn) -> ParsedResolution:
    """A resolution read from XML of all the parts that resolutions have."""
    preamble = "".join(preambular(draw(sentence())) for _ in range(draw(st.integers(0, 3))))
    body = draw(st.one_of(operative(), sections()))
    drafts = "".join(draw(draft()) for _ in range(draw(st.integers(0, 2))))
    annexes = "".join(
        f"<attachment><doc><mainBody>{heading('Annex')}{draw(operative())}</mainBody></doc></attachment>"
        for _ in range(draw(st.integers(0, 2)))
    )
    after = f"<attachments>{annexes}</attachments>" if annexes else ""
    (read,) = parse_akn(wrapped(statement(preamble, body + drafts, after)), source="made.xml")
    return read


@given(resolutions())
@hypothesis_settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_resolution_is_made_of_comes_back(resolution: ParsedResolution) -> None:
    read = again(resolution)
    assert told(read) == told(resolution)
    for name in FIELDS:
        assert getattr(read, name) == getattr(resolution, name), name


FILES = sorted(
    path for folder in ("GA", "HRC", "SC", "ECOSOC") for path in (settings.ARCHIVE_CORPUS / folder).rglob("*.xml")
)


@pytest.mark.skipif(not FILES, reason="no official XML in ARCHIVE_CORPUS")
def test_official_documents_come_back() -> None:
    for path in FILES[::EVERY]:
        for resolution in parse_akn(path.read_bytes(), source=path.name):
            if resolution.symbol is None:
                continue
            read = again(resolution)
            assert [row[:3] for row in told(read)] == [row[:3] for row in told(resolution)], path.name
            assert [one.text for one in read.paragraphs] == [one.text for one in resolution.paragraphs], path.name
            for name in ("adopted_on", "vote", "drafts", "subjects"):
                assert getattr(read, name) == getattr(resolution, name), (path.name, name)
