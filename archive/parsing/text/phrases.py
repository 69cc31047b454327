"""The opening words of paragraphs: what a preambular and what an operative paragraph begins with."""

from __future__ import annotations

import re

# adverbs that stand before the verb: "Also", "Once again", "Strongly"
_ADVERBS = (
    r"(?:(?:Also|Further|Again|Once again|Once more|Equally|Particularly|Especially|Ever|Extremely|Profoundly|"
    r"Unequivocally|"
    r"(?!Assembly|Family|Supply|Italy|July|Only|Early)[A-Z][a-z]{2,12}ly)\s+)?"
    r"(?:also |further |once again |again |strongly |deeply |firmly )?"
)
# beginnings that are no "-ing" form, seen in the preambles of all four bodies
_STATES = (
    r"deeply|concerned|convinced|mindful|guided|aware|conscious|alarmed|cognizant|"
    r"determined|desirous|committed|resolved|encouraged|disappointed|seized|appalled|"
    r"disturbed|distressed|inspired|dismayed|shocked|dedicated|satisfied|grateful|"
    r"preoccupied|heartened|saddened|outraged|troubled|confident|anxious|desiring|hopeful|"
    r"cognisant|remindful"
)
# "-ing" words that open a preambular paragraph; many others begin a line inside one ("Strengthening", "Building")
_PARTICIPLES = (
    "accepting acknowledging acting adhering admiring adopting affirming aiming anticipating applauding appreciating "
    "approving asserting aspiring attaching awaiting bearing being believing calling celebrating cherishing "
    "commemorating commending committing condemning confirming congratulating considering contemplating continuing "
    "convening declaring deciding demanding denouncing deploring desiring determining drawing echoing emphasising "
    "emphasizing encouraging endorsing examining expecting expressing fearing feeling finding following giving guided "
    "having hailing highlighting honouring hoping inviting keeping lamenting learning looking maintaining marking "
    "noting observing paying pointing praising proceeding proclaiming proposing pursuing re-emphasizing reaffirming "
    "realizing recalling recognising recognizing recommending recommitting reconfirming referring regarding regretting "
    "reiterating rejecting rejoicing remaining remembering reminding renewing repeating requesting resolving "
    "respecting responding restating seeking sharing speaking standing stressing subscribing supporting taking "
    "thanking trusting understanding underlining underscoring upholding urging valuing viewing voicing warning "
    "welcoming wishing"
)
_PREAMBULAR = re.compile(rf"{_ADVERBS}(?:(?:{_PARTICIPLES.replace(' ', '|')}|{_STATES})\b)", re.I)
_PARTICIPLE = re.compile(r"(?:[A-Z][a-z]+ly )?(?:[A-Z][a-z]*-)?[A-Z][a-z]{2,14}ing\b")

_VERBS = (
    r"accepts|acknowledges|acts|adopts|affirms|agrees|anticipates|appeals|applauds|appoints|appreciates|"
    r"appropriates|approves|assures|authorizes|authorises|brings|calls|commends|commits|concludes|"
    r"concurs|condemns|confirms|congratulates|considers|continues|convenes|decides|declares|demands|"
    r"denounces|deplores|designates|desires|determines|directs|draws|elects|emphasizes|emphasises|"
    r"encourages|endorses|entrusts|establishes|expects|expresses|extends|greets|highlights|holds|hopes|"
    r"instructs|intends|invites|joins|looks|maintains|mandates|notes|objects|observes|offers|pays|"
    r"pledges|praises|proclaims|proposes|ratifies|re-emphasizes|reaffirms|realizes|reasserts|recalls|"
    r"recognizes|recognises|recommends|recommits|reconfirms|regrets|reiterates|rejects|remains|reminds|"
    r"renews|repeats|requests|resolves|respects|salutes|shares|solicits|stands|stresses|strengthens|"
    r"strives|suggests|supports|takes|transmits|trusts|underlines|underscores|understands|undertakes|"
    r"urges|values|views|warns|welcomes|wishes"
)
_OPERATIVE = re.compile(rf"{_ADVERBS}(?:{_VERBS})\b", re.I)

# what belongs to the opening phrase after its verb: "upon", "note of", "its concern", "with appreciation"
_TAIL = re.compile(
    r"(?: (?:once again|again|further|also))?"
    r"(?: (?:upon|on|for|to|out|forward to|into account|note(?: with [a-z]+(?: [a-z]+)?)? of|note|cognizance of|"
    r"attention to|tribute to|in mind)\b(?! the [A-Z]))?"
    r"(?: (?:its|the|their)(?: \w+){0,2}? (?:concern|appreciation|gratitude|support|hope|commitment|satisfaction|"
    r"request|invitation|call|conviction|regret|alarm)\b)?"
    r"(?: (?:deep|grave|serious|great|profound|strong|particular|utmost|continued|sincere)?\s?"
    r"(?:concern|appreciation|alarm|gratitude|satisfaction|regret)\b)?"
    r"(?: with (?:\w+ )?(?:concern|appreciation|satisfaction|interest|regret|alarm|gratitude)\b)?"
    r"(?: unequivocally| in the strongest(?: possible)? terms)?"
)
_TO_VERBS = re.compile(r"(?:appeals|looks|continues|commits|decides|wishes|agrees)$", re.I)


def opens_preambular(text: str) -> bool:
    """Whether a text begins as preambular paragraphs do ("Deeply concerned", "Recalling also")."""
    return text[:1].isupper() and _PREAMBULAR.match(text) is not None


def may_open_preambular(text: str) -> bool:
    """Whether a text begins with a participle that preambles are not known to begin with ("Applying")."""
    return _PARTICIPLE.match(text) is not None


def opens_operative(text: str) -> bool:
    """Whether a text begins as operative paragraphs do ("Also reaffirms", "Takes note")."""
    return text[:1].isupper() and _OPERATIVE.match(text) is not None


def begins_paragraph(text: str) -> bool:
    """Whether a text opens as paragraphs do, those of declarations ("We, the Heads of State") among them."""
    return opens_preambular(text) or opens_operative(text) or re.match(r"We\b", text) is not None


def opening_verb(text: str) -> str:
    """The opening verb or phrase as printed ("Calls upon", "Expresses its concern"), or nothing."""
    match = (_OPERATIVE.match(text) or _PREAMBULAR.match(text)) if text[:1].isupper() else None
    if match is None:
        return ""
    tail = _TAIL.match(text, match.end())
    phrase = text[: tail.end()] if tail else match[0]
    # "Decides to" and "Continues to" are printed as "Decides", "Continues"
    if phrase.endswith(" to") and _TO_VERBS.search(match[0]) and not match[0].lower().endswith("appeals"):
        return match[0]
    return phrase
