"""Where a paragraph stands, in words: from its label ("annex/2/op/II/3"), its printed number and its kind."""

from __future__ import annotations

import re

# the steps of a label that say more than the printed number does
_ANNEX = re.compile(r"annex(?:/(\d+)(?=/(?:op|pp|p|h|section|table)\b))?")
_SECTION = re.compile(r"(?:^|/)op/([IVXLC]+|[A-Z])/")
_ROW = re.compile(r"table/(\d+)/(\d+)$")
_UNNUMBERED = re.compile(r"(?:^|/)p/?(\d+)$")


def standing(label: str, number: str, kind: str) -> tuple[str, str, str]:
    """The surroundings ("annex 2, section II"), what it is called ("paragraph") and its number ("5 (f)")."""
    around = []
    if label.startswith("draft/"):
        around.append("draft")
    if annex := _ANNEX.search(label):
        around.append(f"annex {annex[1]}" if annex[1] else "annex")
    if section := _SECTION.search(label):
        around.append(f"section {section[1]}")
    tail = label.rpartition("/")[2]
    called, called_number = "paragraph", number or tail
    if kind == "heading":
        called, called_number = "heading", tail
    elif row := _ROW.search(label):
        around.append(f"table {row[1]}")
        called, called_number = "row", row[2]
    elif text := _UNNUMBERED.search(label):
        around += [f"paragraph {number}"] if number else []
        called, called_number = "unnumbered text", text[1]
    elif not number and "pp/" in label:
        called = "preambular paragraph"
    return ", ".join(around), called, called_number


def in_words(label: str, number: str, kind: str) -> str:
    """ "Paragraph 5 (f)", "Annex, paragraph 16", "Section II, paragraph 3", "Preambular paragraph 3"."""
    around, called, called_number = standing(label, number, kind)
    words = f"{around}, {called} {called_number}" if around else f"{called} {called_number}"
    return words[:1].upper() + words[1:]


def in_brief(label: str, number: str, kind: str) -> str:
    """As United Nations documents write it: "para. 5 (f)", "annex, para. 16", "preambular para. 3"."""
    words = in_words(label, number, kind)
    return (words[:1].lower() + words[1:]).replace("paragraph", "para.")
