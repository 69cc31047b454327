"""Recognising a file by its content, and refusing what cannot be read."""

import pytest

from archive.parsing.document import Form
from archive.parsing.sources import UnreadableSource, parse_source, recognise
from tests.parsing.akn_documents import document, paragraph

XML = document(body=paragraph("1.", "Décide de « rester » saisie."))
DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>\n'
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "form"),
    [
        pytest.param(XML, "akn", id="AKN4UN"),
        pytest.param(DECLARED + XML, "akn", id="with a declaration"),
        pytest.param(b"\xef\xbb\xbf" + DECLARED + b"<!-- a > b -->\n" + XML, "akn", id="with mark and comment"),
        pytest.param(XML.decode().encode("utf-16"), "akn", id="in UTF-16"),
        pytest.param(b"General Assembly\n\n1. Decides to stop.\n", "plain", id="text"),
        pytest.param(b"<br>General Assembly\n\n1. Decides to stop.\n", "plain", id="text that begins with a tag"),
    ],
)
def test_the_form_is_told_by_the_content_whatever_the_name(data: bytes, form: Form) -> None:
    assert recognise(data, "name.doc").form == form


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"<!DOCTYPE html><html><body>No</body></html>", "a web page", id="a web page"),
        pytest.param(DECLARED + b"<rss/>", "not AKN4UN (its root is rss)", id="other XML"),
        pytest.param(DECLARED + ENTITY + XML, "document type declaration", id="entities"),
        pytest.param(b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + XML, "document type declaration", id="XXE"),
        pytest.param(XML[: len(XML) // 2], "not well-formed XML, perhaps cut off", id="cut off"),
        pytest.param(b"<akomaNtoso/>", "no resolution is in it", id="empty"),
        pytest.param(b'<?xml version="1.0" encoding="klingon"?>' + XML, "unknown encoding", id="unknown encoding"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-16"?>' + XML, "not the UTF-16", id="false encoding"),
        pytest.param(b"<akomaNtoso>" + b"<a>" * 5000, "not well-formed XML", id="too deep"),
        pytest.param(b"<akomaNtoso><statement>&nbsp;</statement></akomaNtoso>", "not well-formed", id="entity unknown"),
    ],
)
def test_xml_that_cannot_be_read_is_refused_in_one_line_that_names_the_file(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        parse_source(data, name="bad.xml")
    assert str(caught.value).startswith("bad.xml: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_declared_encoding_is_used() -> None:
    data = b'<?xml version="1.0" encoding="ISO-8859-1"?>' + XML.decode().encode("iso-8859-1")
    (read,) = parse_source(data, name="x.xml")
    assert read.paragraphs[0].text == "Décide de « rester » saisie."
    assert not read.problems


def test_xml_in_another_encoding_than_it_says_is_read_with_a_problem() -> None:
    (read,) = parse_source(DECLARED + XML.decode().encode("cp1252"), name="x.xml")
    assert read.paragraphs[0].text == "Décide de « rester » saisie."
    assert [problem.code for problem in read.problems] == ["encoding-guessed"]


def test_lines_are_counted_in_the_file_as_it_is() -> None:
    (bare,) = parse_source(XML, name="x.xml")
    (declared,) = parse_source(DECLARED + b"\n" + XML, name="x.xml")
    assert bare.paragraphs[0].lines and declared.paragraphs[0].lines
    assert declared.paragraphs[0].lines[0] == bare.paragraphs[0].lines[0] + 2


def test_a_file_named_after_another_resolution_is_said() -> None:
    (read,) = parse_source(XML, name="A_RES_91_8-3612345E.xml")
    assert read.symbol == "A/RES/91/7"
    assert [problem.message for problem in read.problems] == [
        "the file is named after A/RES/91/8, its text is A/RES/91/7"
    ]
    (right,) = parse_source(XML, name="A_RES_91_7-3612345E.xml")
    assert not right.problems


def test_an_entity_is_never_expanded() -> None:
    bomb = b"".join(b'<!ENTITY x%d "&x%d;&x%d;">' % (i + 1, i, i) for i in range(60))
    with pytest.raises(UnreadableSource):
        parse_source(b"<!DOCTYPE a [" + bomb + b"]><akomaNtoso>&x60;</akomaNtoso>", name="bomb.xml")
