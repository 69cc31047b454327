"""What stands around numbers in a list under one body: heads, names of bodies, "its", the words between and behind."""

from __future__ import annotations

import re

from archive.parsing.citations.bodies import BODY_NAMES
from archive.parsing.citations.patterns import DASH, PARTS

_NAMES = "|".join(sorted((re.escape(name) for name in BODY_NAMES), key=len, reverse=True))
# "Res." is how bibliographies write it, right before the number
_HEADS = r"[Rr]esolutions?\b|[Dd]ecisions?\b|[Rr]es\b\.?(?=\s\d)"
# before anything else, whether a word begins here that can be one of these: most words cannot
TOKEN = re.compile(
    r"(?=[\dA-Zdiort])\b(?:"
    r"(?P<conference>(?<![\w-])Conference of the (?:States )?[Pp]arties to (?:the )?"
    rf"[^;.]{{3,140}}?(?=\s(?:{_HEADS})\s\d))"
    rf"|(?P<body>(?<![\w-])(?:{_NAMES})(?!\w))"
    r"|(?P<own>\b(?:its|their|our)\b)"
    rf"|(?P<head>\b(?:{_HEADS}))"
    + "".join(f"|(?P<{name}>{PARTS[name].expression})" for name in ("protocol", "roman", "security", "number", "bare"))
    + ")"
)
# what a text has that cites by number: a head, or the year of a number of the Security Council, which needs none
HEAD_OR_YEAR = re.compile(r"Resolution|resolution|Decision|decision|Res\b|res\b|\(19|\(20")
# "Human Rights Council's relevant resolutions", "its previous resolutions", "Assembly and Council resolutions"
_ADJECTIVES = (
    "previous|relevant|other|subsequent|earlier|all|own|pertinent|its|related|many|annual"
    "|above-mentioned|recent|draft|first"
)
BEFORE_HEAD = re.compile(rf"(?:['’]s?)?(?:,?\s(?:{_ADJECTIVES}))*\s*")
# "the Security Council, in its resolution", "by the Assembly in paragraph 5 of its resolution"
_TIES = (
    r"in|by|through|under|of|pursuant to|decided|has|submitted|adopted|also|most recently"
    r"|paragraphs?\s[\d, and]{1,30}\sof|section\s[IVX]{1,5}\sof|the annex to"
)
TO_OWN = re.compile(rf"['’]?s?,?\s(?:(?:{_TIES})\s)*")
# between the numbers of one list, after a date
_GLUE_WORDS = "and|or|to|through|including|as well as|as|both|most recently|respectively|in particular"
GLUE = re.compile(rf"[\s,(]{{1,3}}(?:(?:{_GLUE_WORDS})[\s,]{{1,2}}){{0,3}}(?:annex(?:es)?\s?[IVX]*,?\s)?")
TO = re.compile(rf"\s?(?:to|through|{DASH})\s?")
LETTERS = re.compile(rf"(?P<glue>,\s|\sand\s|,\sand\s|\sto\s|{DASH})(?P<letter>[A-Z])(?!\w|['’]|\.\w)")
# "resolution 34/16 of the Human Rights Council", "resolution 60/2 on women and girls, adopted by the Commission"
BEHIND = re.compile(rf"(?:\s(?:of|by)|,?\sadopted by|\son [^;.]{{1,80}}?, adopted by)\sthe\s(?P<body>{_NAMES})(?!\w)")
# "in its resolution 77/150, the General Assembly recognized": the owner is named after the number
OWNER_BEHIND = re.compile(rf",?\s(?:in\swhich\s)?(?:the\s)?(?P<body>{_NAMES})(?!\w)")
JOINED = re.compile(r",?\s(?:and|or)\s(?:the\s)?|,\s(?:the\s)?")
# "general comment No. 25 (2021)" of a committee looks like a number of the Security Council
NUMBERED_COMMENT = re.compile(r"(?:comment|endation)s? Nos?\. $|Nos?\. $")
NOT_A_NUMBER = re.compile(r"\s?(?:per cent|%)")
