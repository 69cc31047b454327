"""Which form a text has, told by its content alone."""

from __future__ import annotations

import re

from archive.parsing.document import Form

# how much of a text is looked at: the form shows on the first pages
SAMPLE = 30_000
# *Calls upon* | **bold** | [73/195](#) | A \(XXI\) | ## heading
_MARKDOWN = re.compile(
    r"(?<!\*)\*{1,3}[A-Z\[][^*\n]{2,200}\*|\]\([^)\s]{0,300}\)|\\[()\[\]]|^#{1,6} |"
    r"^\d{1,3}\\\. [A-Z]|(?<![\w_])_{1,2}[A-Z][^_\n]{2,200}[^_\s]_{1,2}(?![\w_])",
    re.M,
)
# "*53rd plenary meeting / 16 December 2021*", and not the bar code "*2325999*"
_EMPHASIS = re.compile(r"(?<!\S)\*{1,3}(?=[A-Z0-9])[^*\s]{1,40} [^*\n]{1,200}(?:\n[^*\n]{1,80})?\*{1,3}(?!\S)")
# ",® the" | "1bid." | "Avres" | "Rights,? which": what recognition makes of superscripts and Latin
_MISREAD = re.compile(
    r"[a-z,;][®©™°§¢]|[a-z],[?!*%]|\b[1lT\[|]bid\b|^\[bid\b|\bAvres|^\((?:\)|©|1\) [A-Z])|[a-z],\s?['\"”’]{1,2}[°?!>*]",
    re.M,
)
# raised digits, or one sign of emphasis: markdown where every paragraph is one line
_MARKDOWN_SIGN = re.compile(r"[⁰¹²³⁴-⁹]|(?<!\S)\*+\w|\w\*+(?!\S)")
# characters before a misread sign that tell whether it stands elsewhere too
_BEFORE = 8
# characters that no line of a printed page has
_LONG_LINE = 200


def paragraph_a_line(lines: list[str]) -> bool:
    """Whether a text has not broken its paragraphs into lines."""
    return sum(len(line) > _LONG_LINE for line in lines) * 5 > len(lines)


def recognise_form(text: str) -> Form:
    """`markdown`, `layout` (columns kept by spaces), `ocr` (misread signs) or `plain`."""
    sample = text[:SAMPLE]
    lines = [line for line in sample.splitlines() if line.strip()]
    if not lines:
        return "plain"
    indented = sum(line.startswith("      ") for line in lines)
    if indented * 3 > len(lines):
        return "layout"
    if len(_MARKDOWN.findall(sample)) >= 2 or _EMPHASIS.search(sample):
        return "markdown"
    if paragraph_a_line(lines) and _MARKDOWN_SIGN.search(sample):
        return "markdown"
    # the same words again are one finding: a title with a star is repeated at the head of each page
    misread = {sample[max(0, match.start() - _BEFORE) : match.end()] for match in _MISREAD.finditer(sample)}
    return "ocr" if len(misread) >= 2 else "plain"
