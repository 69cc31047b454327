"""Texts that a converter, a mail or an editor had in hand: notes at the end, signs around lines, other letters."""

import pytest

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.normalize import clean
from archive.parsing.text.pipeline import parse_text
from archive.parsing.text.working import MARK
from tests.parsing.text.words import words_lost

BODY = """A/RES/90/148

General Assembly

Resolution adopted by the General Assembly on 18 December 2035

90/148. Protection of clockmakers

The General Assembly,

Recalling the Declaration on the Silence of Clocks{1} and the report on the state of all clocks and of
those who wind them,{2}

1. Calls upon States to promote the human rights of clockmakers wherever they may live and to repair
the clocks of their apprentices;{3}

2. Encourages States:

(a) To wind clocks;

(b) To hear them;

3. Decides to remain seized of the matter.

50th plenary meeting
18 December 2035
"""
NOTES = ["Adopted in Geneva, 5–13 May 2030 (see A/90/8).", "2030 Review Conference of Clocks, part I.", "A/90/12."]
LABELS = ["pp/1", "op/1", "op/2", "op/2/a", "op/2/b", "op/3"]


def marked(mark, note, body=BODY, between="\n"):
    for number in (1, 2, 3):
        body = body.replace(f"{{{number}}}", mark.format(number))
    return body + "\n" + between.join(note.format(number, text) for number, text in enumerate(NOTES, 1)) + "\n"


def paragraph_a_line(text):
    return "\n\n".join(" ".join(block.split()) for block in text.split("\n\n"))


def read(text):
    (resolution,) = parse_text(text, source="snippet.txt", form=recognise_form(text))
    assert not [
        word for word in words_lost(text, (resolution,)) if word not in ("footnote", "ref") and not word.isdigit()
    ]
    return resolution


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("numbers", marked("{}", "{} {}")),
        ("numbers with stops", marked("{}", "{}. {}")),
        ("all in one line", marked("{}", "{} {}", between=" ")),
        ("below a rule", marked("{}", "{} {}").replace("2035\n\n1 ", "2035\n\n__________________\n1 ")),
        ("brackets", marked("[{}]", "[{}] {}")),
        ("links and arrows", paragraph_a_line(marked("[[{0}]](#footnote-{0})", "{0}. {1} [↑](#footnote-ref-{0})\n"))),
        ("carets", paragraph_a_line(marked("^{}^", "^{}^ {}\n"))),
        ("a mail", "\n".join(f"> {line}" for line in marked("[{}]", "[{}] {}").split("\n"))),
        ("double spacing", marked("{}", "{} {}").replace("\n", "\n\n")),
        ("ligatures", marked("{}", "{} {}").replace("fi", "ﬁ").replace("ff", "ﬀ")),
        ("numbers again", marked("[{}]", "[{}] {}").replace("\n1. ", "\n1. 1. ").replace("\n3. ", "\n3. 3. ")),
        ("escaped numbers", marked("[{}]", "[{}] {}").replace("\n1. ", "\n1\\. ").replace("\n3. ", "\n3\\. ")),
    ],
)
def test_paragraphs_and_notes_come_out_as_they_were(case, text):
    resolution = read(text)
    assert [each.label for each in resolution.paragraphs] == LABELS
    texts = {each.label: each.text for each in resolution.paragraphs}
    assert texts["pp/1"].endswith(
        "Declaration on the Silence of Clocks and the report on the state of all clocks and of those who wind them,"
    )
    assert texts["op/1"].startswith("Calls upon States") and texts["op/1"].endswith("apprentices;")
    assert [(note.mark, note.text) for note in resolution.footnotes] == list(zip("123", NOTES, strict=True))
    assert [note.mark for each in resolution.paragraphs for note in each.notes] == ["1", "2", "3"]


def test_what_follows_the_closing_without_a_number_is_no_note():
    text = BODY.format("", "", "", "") + "\nExplanations of vote were made.\n1 A statement.\n"
    assert read(text).footnotes == ()


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("non?governmental organizations", "non-governmental organizations"),
        ("Why? And the follow?up", "Why? And the follow-up"),
        ("eﬃcient oﬀices of ﬂow", "efficient offices of flow"),
        ("12\\. Requests", "12. Requests"),
        ("clocks,[4] and", "clocks,<4> and"),
        ("[2030] Review", "[2030] Review"),
    ],
)
def test_signs_of_other_hands_are_cleaned(raw, cleaned):
    assert MARK.sub(r"<\1>", clean(raw, "plain")) == cleaned
