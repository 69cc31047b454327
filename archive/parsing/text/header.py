"""Step 2: the head of a document -> the fields of `Header`.

After it: the lines up to and with "The General Assembly," are out of `lines`; symbol,
title, date, agenda and report are read where the source tells them; a line of the head
that says nothing known is a Problem and not lost.
"""

from __future__ import annotations

import re
from datetime import date

from archive.parsing.document import Draft
from archive.parsing.text.phrases import opens_preambular
from archive.parsing.text.signs import is_sign
from archive.parsing.text.working import Header, Line, Work
from archive.symbols import Symbol, SymbolError

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ORGANS = {
    "General Assembly": "A",
    "Human Rights Council": "A/HRC",
    "Security Council": "S",
    "Economic and Social Council": "E",
}
_ORGAN = "|".join(ORGANS)
ENACTING = re.compile(rf"The (?P<organ>{_ORGAN})\s?[,.;:]?(?:\s+(?P<rest>[A-Z].*))?$", re.I)
# organs without resolutions of a known symbol, whose words end the head as well
_OTHER_ENACTING = re.compile(
    r"The (?:(?:Sub-)?Commission (?:on|for) [A-Z][A-Za-z ]{3,90}|Trusteeship Council|Executive Board|Governing Council|"
    r"Conference of the Parties|Economic (?:and Social )?Commission for [A-Z][A-Za-z ]{3,60})\s?,$"
)
DATE = re.compile(rf"(?:\b|(?<=\bon))(\d{{1,2}})\s?(?:st|nd|rd|th)?\s*({'|'.join(MONTHS)}),?\s+(\d{{4}})\b")
SYMBOL = re.compile(
    r"\bA/(?:HRC/)?RES/(?:ES-|S-)?\d{1,4}/\d{1,4}(?:\s?[A-Z]\b)?|\bS/RES/\d{1,4}\s?\(\d{4}\)|"
    r"\bE/RES/\d{4}/\d{1,4}(?:\s?[A-Z]\b)?|\b[AE]/RES/\d{1,4}\s?[A-Z]?\s?\([IVXLC]{1,8}\)(?:\s?[A-Z]\b)?"
)
# "76/172. Protection of migrants", "Resolution 9/5. Title", "2021/2." alone, "217 (III). Title", "S-32/1. Title"
NUMBERED_TITLE = re.compile(
    r"(?:Resolution (?=(?:S-)?\d{1,2}/))?"
    r"(?P<number>(?:ES-|S-)?\d{1,4}\s?/\s?\d{1,4}(?:\s?[A-Z])?|\d{1,4}\s?[A-Z]?\s?\([IVXLC]{1,8}\)(?:\s[A-Z])?)"
    r"\s?(?:\.|,(?=\s+[A-Z]))(?:\s+(?P<title>.*))?$"
)
_COUNCIL_TITLE = re.compile(r"Resolution (?P<number>\d{1,4}\s?\(\d{4}\))$")
_ADOPTED = re.compile(r"(?:resolutions? )?adopted (?:by|at|on)\b", re.I)
_DRAFT = re.compile(r":\*? (?:revised )?draft (?:resolution|decision)\b")
_DRAFT_SYMBOL = re.compile(r"\b[AES]/(?:[A-Z0-9.-]+/)*L\.\d{1,4}(?:/Rev\.\d{1,2})?")
_BY_ORGAN = re.compile(rf"by the ({_ORGAN})", re.I)
_AGENDA = re.compile(r"Agenda items?\s+(?P<items>.*)$", re.I)
_ITEM = re.compile(r"\d{1,3}(?:\s?\([a-z]{1,2}\)(?:\s?(?:,|and|to|–|-)\s?\([a-z]{1,2}\))*)?")
# "13 and 75 (a)" before a title on the same line
_ITEMS = re.compile(rf"{_ITEM.pattern}(?:(?:,? and|,)\s+{_ITEM.pattern})*")
_FIRST_PARAGRAPH = re.compile(r"1\s?\.(?:\s|$)")
# lines before the first paragraph at most, where no enacting words end the head
LONGEST_HEAD = 60
# characters of a line of a title at most
LONGEST_TITLE = 200
# lines of the cover that carry no field of their own
_COVER = re.compile(
    rf"(?:United Nations|(?:The )?(?:{_ORGAN})|Original:? .*|(?:[A-Z][a-z]+-?)+(?: [a-z]+)? session|"
    r"\d{4} session|(?:\w+[- ]){1,3}(?:special|emergency special|organizational|substantive) session|"
    r"\d{1,2}[^\n]{0,40}\b(?:19|20)\d\d|(?:Provisional|English|General|Limited|UNITED NATIONS|GENERAL|ASSEMBLY)|"
    r".{0,6}D?istr\.?:? .*|Distr\.:.*|\(?Part [IVX]+\)?|Resumed .*|Agenda|[|\s:-]+|\|.*(?:United Nations|Distr\.).*\||"
    rf"(?:{_ORGAN}) (?:Distr\b.*|[\w-]+ session\b.*|\d{{1,2}} ?\w+ \d{{4}})|"
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Main) Committee)$"
)
_SESSION = re.compile(
    r"[\w-]+(?: [\w-]+){0,3} session$",
)


def iso_date(text: str) -> date | None:
    """The first "16 December 2021" of a text."""
    for match in DATE.finditer(text):
        try:
            return date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
        except ValueError:
            continue
    return None


def read_symbol(text: str) -> Symbol | None:
    """The symbol of a resolution in a text, if it can be read."""
    match = SYMBOL.search(text)
    try:
        return Symbol.parse(match[0]) if match else None
    except SymbolError:
        return None


def enacting_index(lines: list[Line], start: int = 0) -> int | None:
    """Where "The General Assembly," stands, if it does."""
    for index in range(start, len(lines)):
        text = lines[index].bare
        if text[:4].lower() != "the ":
            continue
        match = ENACTING.match(text)
        if match and (match["rest"] is None or _glued(match["rest"])):
            return index
    return None


def _glued(rest: str) -> bool:
    """Whether what follows "The General Assembly," is the first paragraph and not a sentence."""
    return (
        re.match(r"(?:[A-Z][a-z]+ly )?[A-Z][a-z-]+ing\b|Guided by|Mindful|Aware|Deeply|Conscious|Convinced", rest)
        is not None
    )


def split_enacting(lines: list[Line], index: int) -> tuple[Line, list[Line]]:
    """The enacting line alone, and what was glued to it."""
    line = lines[index]
    match = ENACTING.match(line.text)
    if match is None or match["rest"] is None:
        return line, []
    cut = match.start("rest")
    first = Line(line.numbers, line.text[:cut].strip(), line.indent, line.page, line.after_blank)
    return first, [Line(line.numbers, line.text[cut:], line.indent, line.page)]


class _Reader:
    """Walks down the head; each method takes the lines it knows."""

    def __init__(self, lines: list[Line], header: Header) -> None:
        self.lines = lines
        self.header = header
        self.left: list[int] = []
        self.number = ""
        self.title: list[str] = []
        self.title_from: int | None = None

    def read(self) -> None:
        index = 0
        while index < len(self.lines):
            taken = self._agenda(index) or self._adoption(index) or self._bracket(index) or self._numbered(index)
            if not taken:
                self._single(index)
            index += taken or 1
        self._title_from_left()

    def _single(self, index: int) -> None:
        line = self.lines[index]
        symbol = read_symbol(line.bare)
        if symbol and not self.header.symbol:
            self.header.symbol = str(symbol)
        in_title = self.title_from is not None and not symbol
        if is_sign(line) or (not in_title and (symbol or _COVER.match(line.bare) or _SESSION.match(line.bare))):
            return
        self.left.append(index)

    def _agenda(self, index: int) -> int:
        match = _AGENDA.match(self.lines[index].bare)
        if not match:
            return 0
        listed = _ITEMS.match(match["items"])
        items, after = (listed[0], match["items"][listed.end() :].strip()) if listed else ("", match["items"])
        self.header.agenda_items = tuple(" ".join(item.split()) for item in _ITEM.findall(items))
        title = [after] if after else []
        for line in self.lines[index + 1 :]:
            text = line.bare
            stops = (_ADOPTED, NUMBERED_TITLE, _COUNCIL_TITLE, ENACTING)
            if (
                any(stop.match(text) for stop in stops)
                or _DRAFT.search(text)
                or text.startswith("[")
                or read_symbol(text)
            ):
                break
            title.append(text)
        self.header.agenda_title = " ".join(title)
        return 1 + len(title) - bool(after)

    def _adoption(self, index: int) -> int:
        if _DRAFT.search(self.lines[index].bare):
            return self._draft(index)
        if not _ADOPTED.match(self.lines[index].bare):
            return 0
        taken, text = 1, self.lines[index].bare
        while not iso_date(text) and taken < 4 and index + taken < len(self.lines):
            following = self.lines[index + taken].bare
            if following.startswith("[") or NUMBERED_TITLE.match(following):
                break
            text, taken = f"{text} {following}", taken + 1
        if not iso_date(text):
            text, taken = self.lines[index].bare, 1
        self.header.adopted_on = self.header.adopted_on or iso_date(text)
        organ = _BY_ORGAN.search(text)
        if organ:
            self.header.body = next(body for name, body in ORGANS.items() if name.lower() == organ[1].lower())
        meeting = re.search(r"at its (\d+\w\w meeting)", text)
        if meeting:
            self.header.meeting = meeting[1]
        return taken

    def _draft(self, index: int) -> int:
        """ "Honduras and Mexico: draft resolution": the sponsors; the title follows without a number."""
        sponsors, _, _ = self.lines[index].bare.rpartition(":")
        found = next((m for line in self.lines if (m := _DRAFT_SYMBOL.search(line.bare))), None)
        names = tuple(name for name in re.split(r",\s*|\s+and\s+", sponsors.strip(" *:")) if name)
        self.header.drafts = (Draft(found[0] if found else "", names),)
        self.title_from = index if self.title_from is None else self.title_from
        return 1

    def _bracket(self, index: int) -> int:
        if not self.lines[index].bare.startswith("[") or is_sign(self.lines[index]):
            return 0
        text = ""
        for taken, line in enumerate(self.lines[index : index + 6], 1):
            text = f"{text} {line.bare}".strip()
            if "]" in line.bare:
                self.header.report = text.strip("[] ")
                return taken
        return 0

    def _numbered(self, index: int) -> int:
        text = self.lines[index].bare
        match = NUMBERED_TITLE.match(text) or _COUNCIL_TITLE.match(text)
        if not match:
            return 0
        self.number, self.title_from = match["number"], index
        self.title = [match["title"]] if match.groupdict().get("title") else []
        return 1

    def _title_from_left(self) -> None:
        """The title is what no field took after its number, or after "draft resolution"."""
        if self.title_from is None:
            return
        after = self._of_title([index for index in self.left if index > self.title_from])
        if not self.title and not after:
            after = self._above_number()
        # "A" below the title is the letter of the first of several resolutions
        self.title += [text for index in after if not re.fullmatch("[A-Z]", text := self.lines[index].bare)]
        self.left = [index for index in self.left if index not in after]
        self.header.title = " ".join(part for part in self.title if part).strip()

    def _above_number(self) -> list[int]:
        """Lines of the title that poppler prints above its number ("Protection of migrants / 78/217.")."""
        at = self.title_from or 0
        left = set(self.left)
        while at - 1 in left:
            at -= 1
        return list(range(at, self.title_from or 0))

    def _of_title(self, after: list[int]) -> list[int]:
        """Without what stands apart below the title and reads like sentences ("Whereas recognition of ..., ")."""
        for position, index in enumerate(after):
            line = self.lines[index]
            sentence = len(line.bare) > LONGEST_TITLE or line.bare.endswith((",", ";"))
            if (position or self.title) and line.after_blank and sentence:
                return after[:position]
        return after


def symbol_of_number(number: str, body: str | None) -> str | None:
    """ "76/172" of body "A" is A/RES/76/172; nothing where the two do not make a symbol."""
    if not number or not body:
        return None
    try:
        return str(Symbol.parse(f"{body}/RES/{number}"))
    except SymbolError:
        return None


def read_header(work: Work) -> None:
    """Take the head out of `lines` and read its fields."""
    index = enacting_index(work.lines)
    if index is None:
        index = next(
            (at for at, line in enumerate(work.lines[:LONGEST_HEAD]) if _OTHER_ENACTING.match(line.bare)), None
        )
    if index is None:
        _without_enacting(work)
        return
    enacting, glued = split_enacting(work.lines, index)
    head = work.lines[:index]
    work.lines = glued + work.lines[index + 1 :]
    organ = ENACTING.match(enacting.bare)
    read_head(work, head, organ["organ"] if organ else None)
    work.to_header([enacting])


def read_head(work: Work, head: list[Line], organ: str | None) -> None:
    """Read the lines of a head that belongs to the organ that speaks."""
    reader = _Reader(head, work.header)
    reader.read()
    header = work.header
    if organ:
        header.body = next((body for name, body in ORGANS.items() if name.lower() == organ.lower()), header.body)
    by_number = symbol_of_number(reader.number, header.body)
    if header.symbol and by_number and header.symbol != by_number and not header.symbol.startswith(by_number):
        work.report("symbol-differs", f"the head says {header.symbol}, the number before the title {by_number}")
    if by_number and not (header.symbol or "").startswith(by_number):
        header.symbol = by_number
    left = set(reader.left)
    work.to_header(line for index, line in enumerate(head) if index not in left)
    for line in (head[index] for index in reader.left):
        work.report("head-line-unread", f"a line of the head is no known field: {line.printed}", line)


def _without_enacting(work: Work) -> None:
    """Without "The General Assembly," the head is what stands before the first paragraph."""
    message = 'no line "The General Assembly," (or the name of another organ) was found'
    work.report("enacting-words-missing", message)
    for index, line in enumerate(work.lines[:LONGEST_HEAD]):
        if opens_preambular(line.bare) or _FIRST_PARAGRAPH.match(line.bare):
            head, work.lines = work.lines[:index], work.lines[index:]
            read_head(work, head, None)
            return
