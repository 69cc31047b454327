"""`manage.py parse`: what people and programs get from it, without a database."""

import json
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

FIXTURES = Path(__file__).parents[3] / "fixtures"
SEED = str(FIXTURES / "000_868b349c7a51223f.txt")
HEADLESS = str(FIXTURES / "002_d6aca6928accbb00.txt")
KEYS = {"source", "form", "symbol", "body", "session", "number", "title", "adopted_on", "meeting"}
KEYS |= {"agenda_items", "vote", "paragraphs", "footnotes", "citations", "problems"}


def run(*arguments):
    """What a run prints, what it complains of, and its exit status."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("parse", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return out.getvalue(), err.getvalue(), status


def test_json_is_the_record_of_one_resolution():
    out, err, status = run(SEED)
    record = json.loads(out)
    assert record.keys() >= KEYS
    assert (record["symbol"], record["body"], record["session"], record["number"]) == ("A/RES/76/172", "A", "76", "172")
    assert record["adopted_on"] == "2021-12-16"
    paragraph = next(each for each in record["paragraphs"] if each["label"] == "op/5/f")
    assert (paragraph["kind"], paragraph["number"], paragraph["verb"]) == ("operative", "5 (f)", "Underlines")
    assert (err, status) == ("", 0)


def test_offsets_of_notes_and_citations_are_code_points_into_the_text():
    record = json.loads(run(SEED)[0])
    texts = {paragraph["label"]: paragraph["text"] for paragraph in record["paragraphs"]}
    first = next(each for each in record["paragraphs"] if each["label"] == "pp/1")
    assert [first["text"][: note["offset"]][-5:] for note in first["notes"]] == ["2017,", "2017,", " 2019", "2021,"]
    assert record["citations"]
    for citation in record["citations"]:
        assert texts[citation["paragraph"]][citation["start"] : citation["end"]] == citation["text"]


def test_jsonl_is_one_line_for_each_resolution():
    out, _, status = run(SEED, HEADLESS, "--format", "jsonl")
    assert [json.loads(line)["symbol"] for line in out.splitlines()] == ["A/RES/76/172", None]
    assert status == 0


def test_text_is_for_reading():
    out, _, status = run(SEED, "--format", "text")
    assert out.startswith("A/RES/76/172  Protection of migrants\n2021-12-16  53rd plenary meeting")
    assert "[op/5/f] Underlines the right of migrants to return" in out
    assert status == 0


def test_what_a_source_lacks_can_be_given():
    given = ("--symbol", "a/res/72/179", "--title", "Protection of migrants", "--adopted", "2017-12-19")
    record = json.loads(run(HEADLESS, *given)[0])
    assert (record["symbol"], record["title"], record["adopted_on"]) == (
        "A/RES/72/179",
        "Protection of migrants",
        "2017-12-19",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((HEADLESS, "--symbol", "migrants"), "--symbol: not the symbol of a resolution: 'migrants'"),
        ((HEADLESS, "--adopted", "19 December"), "--adopted wants a day as YYYY-MM-DD, not '19 December'"),
        ((SEED, HEADLESS, "--title", "Protection of migrants"), "are of one resolution: give one file"),
    ],
)
def test_what_cannot_be_right_is_said_in_one_line_with_exit_status_2(arguments, message):
    with pytest.raises(CommandError, match=message.replace("(", r"\(")) as refused:
        run(*arguments)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("content", [b"", b"   \n\n", b"\x00\x01\x02\x03" * 50, b"%PDF-1.7\n\x00\xff"])
def test_a_file_that_cannot_be_read_is_one_line_and_exit_status_2(tmp_path, content):
    path = tmp_path / "broken.txt"
    path.write_bytes(content)
    out, err, status = run(str(path), SEED, "--format", "jsonl")
    assert len(out.splitlines()) == 1
    assert len(err.strip().splitlines()) == 1
    assert "broken.txt: " in err
    assert status == 2


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    out, err, status = run(str(tmp_path / "none.txt"))
    assert (out, status) == ("", 2)
    assert "No such file" in err


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(Path(SEED).read_bytes())))
    assert json.loads(run("-")[0])["symbol"] == "A/RES/76/172"
