"""Two sources of one resolution: the better one shows, and where they differ is said word by word."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Paragraph, Problem, Source
from tests.parsing.akn_documents import document, paragraph, preambular

pytestmark = pytest.mark.django_db

XML = document(
    preambular('<span class="italic">Noting</span> the report,'),
    paragraph("1.", '<span class="italic">Urges</span> all States to act;')
    + paragraph("2.", '<span class="italic">Decides</span> to stop.'),
)
TEXT = """A/RES/91/7

91/7. Protection of nomads

The General Assembly,

Noting the report,

1. Urges States to act;

2. Decides to stop.

3rd plenary meeting
16 December 2036
"""


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.management.commands.load.prepare", lambda console, upgrade: None)


def load(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    call_command("load", str(folder / name), jobs=1, by="tester")


@pytest.mark.parametrize("order", [("a.xml", "b.txt"), ("b.txt", "a.xml")])
def test_the_official_xml_shows_whichever_came_first_and_the_other_is_kept(
    tmp_path: Path, order: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in order:
        load(tmp_path, name, XML if name == "a.xml" else TEXT.encode())
    assert Source.objects.get(is_current=True).name == "a.xml"
    assert Source.objects.count() == 2
    assert Paragraph.objects.get(label="op/1").text == "Urges all States to act;"
    problem = Problem.objects.get(code="sources-differ")
    assert problem.message == "1 of 3 paragraphs differ between a.xml and b.txt: op/1 “all” / “”"
    capsys.readouterr()
    call_command("compare_sources", "a/res/91/7")
    told = capsys.readouterr().out
    assert "shown: a.xml (akn)   other: b.txt (plain)" in told
    assert "op/1  Urges [-all-] States to act;" in told
    assert "1 of 3 paragraphs differ" in told


def test_the_differences_can_be_had_as_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, "a.xml", XML)
    load(tmp_path, "b.txt", TEXT.replace("2. Decides to stop.", "2. Decides to stop now.").encode())
    capsys.readouterr()
    call_command("compare_sources", format="jsonl")
    record = json.loads(capsys.readouterr().out)
    assert (record["symbol"], record["shown"], record["other"], record["facts"]) == ("A/RES/91/7", "a.xml", "b.txt", [])
    assert [(each["label"], each["changes"]) for each in record["differences"]] == [
        ("op/1", [{"shown": "all", "other": ""}]),
        ("op/2", [{"shown": "stop.", "other": "stop now."}]),
    ]


def test_sources_that_say_the_same_are_said_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, "a.xml", XML)
    load(tmp_path, "b.txt", TEXT.replace("Urges States", "Urges all States").encode())
    capsys.readouterr()
    call_command("compare_sources", "A/RES/91/7")
    assert "all paragraphs are the same" in capsys.readouterr().out
    assert not Problem.objects.filter(code="sources-differ").exists()


def test_words_of_another_language_are_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, "a.xml", XML)
    load(tmp_path, "b.xml", XML.replace(b'language="eng"', b'language="fra"'))
    capsys.readouterr()
    call_command("compare_sources", "A/RES/91/7")
    assert "the other is in another language (fr): not compared" in capsys.readouterr().out


def test_one_source_has_nothing_to_be_compared_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, "a.xml", XML)
    call_command("compare_sources", "A/RES/91/7")
    assert "one source only" in capsys.readouterr().out


@pytest.mark.parametrize(("symbol", "message"), [("A/RES/91/8", "is not in the archive"), ("x", "not the symbol")])
def test_what_is_not_there_is_said(symbol: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("compare_sources", symbol)
