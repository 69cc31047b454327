"""The files of a resolution and of a paragraph: each format as its readers expect it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from lxml import etree

from archive.exports.akn import akn
from archive.exports.bibtex import bibtex
from archive.exports.reference import Reference
from archive.exports.stored import as_parsed
from archive.exports.table import safe
from archive.models import Resolution
from archive.parsing.akn import parse_akn
from archive.parsing.document import NoteMark, ParsedFootnote, ParsedParagraph, ParsedResolution

pytestmark = pytest.mark.django_db

SYMBOLS = ["A/RES/76/172", "A/RES/78/217", "A/RES/72/179", "A/RES/66/172", "A/HRC/RES/57/14"]


def stored(symbol: str) -> ParsedResolution:
    resolution = Resolution.objects.select_related("body", "session").get(symbol=symbol)
    return as_parsed(resolution, list(resolution.paragraphs.order_by("position")))


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_xml_read_again_is_the_same_resolution(symbol: str) -> None:
    resolution = stored(symbol)
    (again,) = parse_akn(akn(resolution, url="http://testserver/"), source="again.xml")
    assert [(one.label, one.kind, one.number) for one in again.paragraphs] == [
        (one.label, one.kind, one.number) for one in resolution.paragraphs
    ]
    assert [one.text for one in again.paragraphs] == [one.text for one in resolution.paragraphs]
    for field in ("symbol", "title", "adopted_on", "meeting", "agenda_items", "vote", "drafts"):
        assert getattr(again, field) == getattr(resolution, field), field


@pytest.mark.parametrize("symbol", ["A/RES/76/172", "A/RES/78/217", "A/HRC/RES/57/14"])
def test_the_footnotes_come_back_with_their_marks(symbol: str) -> None:
    resolution = stored(symbol)
    (again,) = parse_akn(akn(resolution, url="http://testserver/"), source="again.xml")
    used = {note.mark for one in resolution.paragraphs for note in one.notes}
    assert {(one.mark, one.text) for one in again.footnotes} == {
        (one.mark, one.text) for one in resolution.footnotes if one.mark in used
    }
    assert [one.notes for one in again.paragraphs] == [one.notes for one in resolution.paragraphs]


def test_an_annex_with_headings_comes_back() -> None:
    paragraphs = (
        ParsedParagraph("op/1", "operative", "1", "Adopts", "Adopts the declaration annexed hereto;"),
        ParsedParagraph("annex/h/1", "heading", "", "", "Declaration"),
        ParsedParagraph("annex/op/1", "annex", "1", "", "We shall meet:", notes=(NoteMark("1", 13),)),
        ParsedParagraph("annex/op/1/a", "annex", "1 (a)", "", "Once a year & often < twice;"),
    )
    resolution = replace(stored("A/RES/76/172"), paragraphs=paragraphs, footnotes=(ParsedFootnote("1", "See A/1."),))
    (again,) = parse_akn(akn(resolution, url="http://testserver/"), source="again.xml")
    assert [(one.label, one.text) for one in again.paragraphs][:1] == [("op/1", paragraphs[0].text)]
    assert [one.text for one in again.paragraphs[-2:]] == [one.text for one in paragraphs[-2:]]
    assert [one.label for one in again.paragraphs[-2:]] == ["annex/op/1", "annex/op/1/a"]


def test_the_json_is_the_parse_record_with_permalinks_topics_and_history(client: Client) -> None:
    record = json.loads(client.get("/A/RES/76/172.json").content)
    assert record["symbol"] == "A/RES/76/172" and record["adopted_on"] == "2021-12-16" and record["session"] == "76"
    assert len(record["paragraphs"]) == 101 and len(record["footnotes"]) == 35
    first = record["paragraphs"][0]
    assert first["permalink"] == "http://testserver/A/RES/76/172/pp/1"
    assert {"label", "kind", "number", "verb", "text", "notes", "lines", "topics"} <= first.keys()
    assert [one["symbol"] for one in record["citations"] if one["paragraph"] == "pp/1"] == [
        "A/RES/74/148",
        "A/HRC/RES/35/17",
        "A/HRC/RES/36/5",
        "A/HRC/RES/41/7",
        "A/HRC/RES/47/12",
    ]
    assert record["history"] == [] and record["status"] == "published"


def test_the_json_of_a_paragraph_is_the_record_with_that_paragraph_alone(client: Client) -> None:
    record = json.loads(client.get("/A/RES/76/172/op/5/f.json").content)
    assert [one["label"] for one in record["paragraphs"]] == ["op/5/f"]
    assert record["permalink"].endswith("/A/RES/76/172/op/5/f")


def test_plain_text_keeps_numbers_and_footnotes(client: Client) -> None:
    text = client.get("/A/RES/76/172.txt").content.decode()
    assert text.startswith("General Assembly resolution 76/172, Protection of migrants")
    assert re.search(r"^1\. Calls upon", text, re.MULTILINE) and "[35]" in text
    paragraph = client.get("/A/RES/76/172/pp/2.txt").content.decode()
    assert "[5] Resolution 217 A (III)." in paragraph and "[6]" not in paragraph


def test_ris_and_csl_and_bibtex_name_the_place(client: Client) -> None:
    ris = client.get("/A/RES/76/172/op/5/f.ris").content.decode()
    assert ris.startswith("TY  - RPRT\r\n") and "SE  - para. 5 (f)\r\n" in ris and ris.endswith("ER  - \r\n\r\n")
    (item,) = json.loads(client.get("/A/RES/76/172/op/5/f.csl.json").content)
    assert item["issued"] == {"date-parts": [[2021, 12, 16]]} and item["section"] == "para. 5 (f)"
    bib = client.get("/A/RES/76/172/op/5/f.bib").content.decode()
    assert bib.startswith("@techreport{A-RES-76-172-op-5-f,") and "year = {2021}" in bib


def test_bibtex_makes_commands_harmless() -> None:
    reference = Reference(
        "B", "X/1", "1", r"Cost & 5% of $ \input{x} _ ~ ^", date(2021, 1, 2), "", "http://x", "http://x", "k"
    )
    text = bibtex([reference])
    assert r"Cost \& 5\% of \$ \textbackslash{}input\{x\} \_ \textasciitilde{} \textasciicircum{}" in text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_a_spreadsheet_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_a_search_is_downloaded_as_csv(client: Client) -> None:
    response = client.get("/search.csv?q=alternatives+to+detention")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert response["Content-Type"].startswith("text/csv") and "attachment" in response["Content-Disposition"]
    assert rows and all("detention" in row["text"].lower() for row in rows)
    assert rows[0]["permalink"].startswith("http://testserver/A/")


def test_a_search_is_downloaded_as_json_and_as_ris(client: Client) -> None:
    rows = json.loads(b"".join(client.get("/search.json?q=detention&body=A/HRC").streaming_content))  # type: ignore[attr-defined]
    assert rows and {row["body"] for row in rows} == {"A/HRC"}
    ris = b"".join(client.get("/search.ris?q=detention").streaming_content).decode()  # type: ignore[attr-defined]
    assert ris.count("TY  - ") == ris.count("ER  - ") > 5


def test_every_file_is_well_formed_and_open_to_other_sites(client: Client) -> None:
    for suffix in (".json", ".xml", ".txt", ".bib", ".ris", ".csl.json"):
        response = client.get(f"/A/RES/78/217/op/1{suffix}")
        assert response.status_code == 200 and response["Access-Control-Allow-Origin"] == "*"
        assert f'filename="A-RES-78-217-op-1{suffix}"' in response["Content-Disposition"]
    etree.fromstring(client.get("/A/RES/78/217.xml").content)
