"""Step 1: text -> lines of clean characters.

After it: no line break, tab, non-breaking or doubled blank inside a line; no emphasis,
link or escape of markdown; a footnote mark that the source shows as one (raised digits,
`<sup>`, `[^1]`) stands between the signs of `working`; `indent` and `page` are known;
blank lines are gone and remembered as `after_blank`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise

from archive.parsing.document import Form
from archive.parsing.text.line_numbers import without_line_numbers
from archive.parsing.text.margins import without_margins
from archive.parsing.text.overlong import NEWLINE
from archive.parsing.text.page_markers import with_page_markers
from archive.parsing.text.running_text import cut_running_text
from archive.parsing.text.working import CLOSE, OPEN, Line

_RAISED = {ord(raised): str(digit) for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# raised digits that are not a square or cubic unit ("km²")
# "## heading", "> quotation", and a bullet before what has a number of its own: "- (a) To promote", "- 1. Requests"
_BLOCK_SIGN = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?=\*{0,2}_?(?:\(\w{1,5}\)|\d{1,3}\.?\s)))+")
_RAISED_DIGITS = re.compile(r"(?=[⁰¹²³⁴-⁹])(?<!\bm)(?<!\bkm)[⁰¹²³⁴-⁹]+")
# more marks than any resolution has, even where all of it is one line
_MOST_MARKS = 2_000
_TAGGED_MARK = re.compile(
    r"<sup>\s*([^<>\s]{1,4})\s*</sup>|\[\^([^\]\s]{1,6})\]:?|\$\^\{?([^}$]{1,4})\}?\$|\^(\d{1,3})\^"
)
# "2017,[1] 36/5" and "[1] See resolution", as some converters write raised digits
_BRACKETED_MARK = re.compile(r"(?:(?<=[\w,;.:)”])|^)\[(\d{1,3})\](?![(\[:])")
# "2017,[[1]](#footnote-2)", "2017,[1](#fn1)", and what leads back from the note: "[↑](#footnote-ref-2)"
_LINKED_MARK = re.compile(r"\[\\?\[?\^?(\d{1,3})\\?\]?\]\(#\w[^()\s]{0,100}\)")
_BACK_LINK = re.compile(r"\s?\[?[↑↩⬆↵][\ufe0e\ufe0f]?\]?(?:\(#[^()\s]{0,100}\))?")
# "&nbsp;", "&#8217;" of a web page
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
# "Human Rights, 42/ the Covenants" and the note "42/ Resolution 217 A (III)": marks until the 1990s
_OLD_MARK = re.compile(
    r"(?<![\w/.-])(?<!resolution )(?<!resolutions )(?<!decision )(?<!decisions )(?<!\band )(\d{1,3}|\*{1,3})/(?=\s|$)"
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]|^\s{0,3}\[[^\[\]^\n]{1,100}\]:\s+\S+\s*$")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,1000})>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>&$~])")
# "12\. Requests": escaped by a converter that shows nothing else of markdown
_ESCAPED_NUMBER = re.compile(r"^(\s*\d{1,3})\\([.)])")
_UNDERSCORE = re.compile(r"(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_])")
_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|br|p|span|div)\b[^<>]{0,200}>", re.I)
# what makes a line of plain ASCII worth a closer look
_ASCII_SIGNS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f*_<\[\\$^#>|]| -|\d/(?:\s|$)|^\s*[-+]\s")
# "| Commends": a speck that recognition took for a stroke
_SPECK = re.compile(r"(?<!\S)[|¦]\s?(?=[A-Z][a-z])")
# characters that carry no word: controls, soft hyphen, zero-width, byte order mark
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_PRIVATE = re.compile(f"[{OPEN}{CLOSE}\ud800-\udfff]")
# "Secretary -General", "well - managed": kerning read as a blank before the hyphen
_LOOSE_HYPHEN = re.compile(r"(?<=[^\W\d_]) -(?=[^\W\d_])")
# poppler joins a word cut at the foot of a page to what stands below: "gender______", "risk16/17"
_GLUED_FOOT = re.compile(r"^(.*[a-z])[\ufffe\x02]?(\s?_{6,}|\d{1,3}/\d{1,3}|\d{2}-\d{5})$")
_ORGAN = "General Assembly|Human Rights Council|Security Council|Economic and Social Council"
# "freedomsResolution adopted by", "2023[on the report", "139)]78/217. Protection", "migrantsThe General Assembly,"
_JOINT = re.compile(
    r"(?<=[a-z)\]\d])[*_]{0,4}(?=Resolutions? adopted by the |\[[*_]{0,2}(?:on the|without) |"
    rf"[*_]{{0,2}}The (?:{_ORGAN}),?[*_]{{0,2}}$)|(?<=\])[*_]{{0,5}}(?=\d{{1,3}}/\d{{1,4}}\. )"
)
# headings of several lines that a converter made one of: "Seventy-fifth session Agenda item 17 (a) Policy"
_NEXT_FIELD = re.compile(
    r"(?<=[\w)])[*_]{0,3}\s+(?=[*_]{0,3}(?:Agenda items? \d|Distr\.: )|Adopted by the Security Council at )"
)
# " 1" | "1" above " See resolution 69/2.": a blank that stands for a raised mark, and not for a form feed
# pdfium's "Peoples,3" | " there"
_BLANK_BESIDE_MARK = re.compile(r" \d{1,3}\s*\n|\d{1,3}\s*\n \S|.*\d\s*\n [a-z]")
# "non?governmental": a non-breaking hyphen that an encoding did not have
_LOST_HYPHEN = re.compile(
    r"(?:(?<=non)|(?<=anti)|(?<=self)|(?<=co)|(?<=pre)|(?<=COVID)|(?<=decision)|(?<=follow)|(?<=socio))\?(?=[a-z\d])",
    re.I,
)
# what pdfium prints for a hyphen at the end of a line, whose words it joins to the next
_JOINING_HYPHEN = re.compile("(?<=\\w)[\ufffe\x02](?=\\w)")
# "__________________1 Resolution 60/1."
_GLUED_RULE = re.compile(r"^([\s>]*\\?(?:_\\?){10,})\s*([^\s_].*)$")
_ENACTING = re.compile(rf"\bThe (?:{_ORGAN})\b,?")


def split_pages(text: str) -> list[tuple[int, bool, str]]:
    """Source lines as (number, first of a page, raw text); a form feed starts a page."""
    out: list[tuple[int, bool, str]] = []
    for number, raw in enumerate(NEWLINE.split(text), 1):
        out.append((number, "\f" in raw, raw.replace("\f", "")))
    return out


def _pages_by_blank(rows: list[tuple[int, bool, str]], form: Form) -> list[tuple[int, bool, str]]:
    """Where form feeds were turned into single blanks, a line with one leading blank starts a page."""
    if form == "layout" or any(first for _, first, _ in rows):
        return rows
    single = [bool(re.match(r" \S", raw)) for _, _, raw in rows]
    if any(_BLANK_BESIDE_MARK.match(f"{raw}\n{after}") for (_, _, raw), (_, _, after) in pairwise(rows)):
        return rows
    if sum(single) * 20 > len(rows) + 40:
        return rows
    return [(number, begins and number > 1, raw) for begins, (number, _, raw) in zip(single, rows, strict=True)]


def _raise_marks(text: str) -> str:
    if "/" in text:
        text = _OLD_MARK.sub(OPEN + r"\1" + CLOSE, text)
    text = _TAGGED_MARK.sub(lambda m: OPEN + next(g for g in m.groups() if g) + CLOSE, text)
    return _RAISED_DIGITS.sub(lambda m: OPEN + m[0].translate(_RAISED) + CLOSE, text, count=_MOST_MARKS)


def _strip_markdown(text: str) -> str:
    text = _REFERENCE.sub(r"\1", _LINK.sub(r"\1", text))
    text = _AUTOLINK.sub(r"\1", text)
    text = _ESCAPED.sub(lambda m: "\ue002" if m[1] == "*" else m[1], text)
    text = _BLOCK_SIGN.sub("", text)
    text = re.sub(r"(?<=\w)\*{2,}(?=\w)", " ", text).replace("*", "").replace("~~", "")
    text = _UNDERSCORE.sub("", text)
    return text.replace("\ue002", "*")


def clean(text: str, form: Form) -> str:
    """One line without anything that is not words, blanks and marked footnote marks."""
    if "?" in text:
        text = _LOST_HYPHEN.sub("-", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if text.isascii():
        if not _ASCII_SIGNS.search(text):
            return " ".join(text.split())
    else:
        text = unicodedata.normalize("NFC", _PRIVATE.sub("\ufffd", text))
        text = text.translate(_LIGATURES).replace("\u2011", "-").replace("\u2010", "-")
    text = _ESCAPED_NUMBER.sub(r"\1\2", text)
    text = _INVISIBLE.sub("", _JOINING_HYPHEN.sub("-", text.replace("\t", " ")))
    text = _raise_marks(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = _BACK_LINK.sub("", text)
    if "[" in text:
        text = _BRACKETED_MARK.sub(OPEN + r"\1" + CLOSE, _LINKED_MARK.sub(OPEN + r"\1" + CLOSE, text))
    if form == "markdown":
        text = _strip_markdown(text)
    elif form == "ocr":
        text = _SPECK.sub("", text)
    return _LOOSE_HYPHEN.sub("-", " ".join(text.split()))


def _pieces(raw: str, form: Form, in_head: bool) -> list[str]:
    """A line of the head may hold several fields: columns, runs of bold, or fields glued together."""
    if not in_head:
        rule = _GLUED_RULE.match(raw)
        if rule:
            return [rule[1], rule[2]]
        foot = _GLUED_FOOT.match(raw)
        return [f"{foot[1]}-", foot[2]] if foot else [raw]
    pieces = [raw]
    if form == "layout":
        pieces = re.split(r" {5,}", raw.strip())
    elif form == "markdown":
        pieces = re.split(r"(?<=\S)[*_]{2,5}(?=[\[(A-Z0-9])", raw)
    pieces = [part for piece in pieces for joint in _JOINT.split(piece) for part in _NEXT_FIELD.split(joint)]
    return [piece for piece in pieces if piece.strip()] or [raw]


def normalize(text: str, form: Form) -> list[Line]:
    """Clean lines of the source in order, without the blank ones."""
    lines: list[Line] = []
    page, blank, broke, in_head = 0, False, False, True
    for number, first, raw in _pages_by_blank(
        with_page_markers(without_line_numbers(without_margins(split_pages(text)))), form
    ):
        if first:
            page, broke = page + 1, True
        if not raw.strip():
            blank = True
            continue
        indent = len(raw) - len(raw.lstrip())
        wrote = False
        for piece in [part for running in cut_running_text(raw) for part in _pieces(running, form, in_head)]:
            cleaned = clean(piece, form)
            if cleaned:
                lines.append(Line((number,), cleaned, indent, page, blank and not broke and not wrote))
                wrote = True
            if in_head and _ENACTING.match(cleaned):
                in_head = False
        if wrote:
            blank = broke = False
        else:
            blank = True
    return lines
