"""Which form a text has, told by its content alone."""

from __future__ import annotations

import re

from archive.parsing.document import Form

# how much of a text is looked at: the form shows on the first pages
SAMPLE = 60_000
# *Calls upon* | **bold** | [73/195](#) | A \(XXI\) | ## heading
_MARKDOWN = re.compile(r"(?<!\*)\*{1,3}[A-Z\[][^*\n]{2,200}\*|\]\([^)\s]{0,300}\)|\\[()\[\]]|^#{1,6} ", re.M)
# ",® the" | "1bid." | "Avres" | "Rights,? which": what recognition makes of superscripts and Latin
_MISREAD = re.compile(
    r"[a-z,;][®©™°§¢]|[a-z],[?!*%]|\b[1lT\[|]bid\b|^\[bid\b|\bAvres|^\((?:1|\)|©)|[a-z],\s?['\"”’]{1,2}[°?!>*]", re.M
)
_RAISED_DIGITS = re.compile("[⁰¹²³⁴-⁹]")


def recognise_form(text: str) -> Form:
    """`markdown`, `layout` (columns kept by spaces), `ocr` (misread signs) or `plain`."""
    sample = text[:SAMPLE]
    lines = [line for line in sample.splitlines() if line.strip()]
    if not lines:
        return "plain"
    indented = sum(line.startswith("      ") for line in lines)
    if indented * 3 > len(lines):
        return "layout"
    if len(_MARKDOWN.findall(sample)) >= 2:
        return "markdown"
    long_lines = sum(len(line) > 200 for line in lines)
    if _RAISED_DIGITS.search(sample) and long_lines * 4 > len(lines):
        return "markdown"
    return "ocr" if len(_MISREAD.findall(sample)) >= 2 else "plain"
