"""What other tools would have made of the same page: the same paragraphs, notes and head must come out."""

import re
import textwrap
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.pipeline import parse_text

SEED = (Path(__file__).parents[3] / "fixtures" / "001_c78b6cae223c6d2f.txt").read_text(encoding="utf-8")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(RAISED, "0123456789")


def marks_as(pattern):
    return re.sub(f"[{RAISED}]+", lambda match: pattern.format(match[0].translate(TO_DIGITS)), SEED)


def without_markdown():
    text = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", marks_as("{}").replace("*", ""))
    return "\n".join(line for line in text.replace("\\", "").split("\n") if line.strip())


def wrapped(text):
    return "\n".join(textwrap.fill(line, 90) for line in text.split("\n"))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("as it is", SEED),
        ("lines ended as in Windows", SEED.replace("\n", "\r\n")),
        ("marks in brackets", marks_as("[{}]")),
        ("marks in tags, emphasis by underscores", marks_as("<sup>{}</sup>").replace("*", "_")),
        ("lines of ninety characters", wrapped(SEED)),
        ("no markdown, a paragraph a line, no blank lines", without_markdown()),
        ("no markdown, lines of ninety characters, no blank lines", wrapped(without_markdown())),
        ("numbers followed by tabs", re.sub(r"^(\d+\.) ", "\\1\t", SEED, flags=re.M)),
        ("numbers in bold", re.sub(r"^(\d+\.) ", r"**\1** ", SEED, flags=re.M)),
        ("numbers escaped", re.sub(r"^(\d+)\. ", r"\1\\. ", SEED, flags=re.M)),
        ("letters as items of a list", re.sub(r"^(\([a-z]\)) ", r"- \1 ", SEED, flags=re.M)),
        ("feet of pages left in", SEED.replace("\n\n⁷ See", "\n\n2/14\n\n23-25999\n\n⁷ See")),
    ],
)
def test_the_same_resolution_comes_out(title, text):
    (resolution,) = parse_text(text, source="other", form=recognise_form(text))
    assert (resolution.symbol, resolution.title, resolution.adopted_on) == (
        "A/RES/78/217",
        "Protection of migrants",
        date(2023, 12, 19),
    ), title
    kinds = Counter((paragraph.kind, paragraph.label.count("/")) for paragraph in resolution.paragraphs)
    assert kinds == {("preambular", 1): 46, ("operative", 1): 33, ("operative", 2): 44}, title
    assert len(resolution.footnotes) == 37, title
    assert sum(len(paragraph.notes) for paragraph in resolution.paragraphs) in (36, 37), title
