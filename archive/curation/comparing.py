"""Sources of one resolution compared: where the texts differ, paragraph by paragraph and word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.comparison import Change, align, squeeze, word_changes
from archive.models import Paragraph, Problem, Resolution, Source
from archive.parsing.document import Form, ParsedResolution
from archive.parsing.sources import Recognised, UnreadableSource, parse_recognised

EXAMPLES = 3
"""How many differences a Problem shows; `compare_sources` shows them all."""

Labelled = tuple[str, str]
"""A paragraph's label and text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that differs: its label on either side, empty where it is missing there, and the words."""

    label: str
    other_label: str
    changes: tuple[Change, ...]
    text: str = ""
    """The text on the first side, that `changes` are changes of; on the other where it is missing on the first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The source that gives the text shown, and another one: facts and paragraphs that differ."""

    shown: Source
    other: Source
    facts: tuple[tuple[str, str, str], ...]
    differences: tuple[Difference, ...]
    paragraphs: int
    """Paragraphs in the source shown."""
    language: str = ""
    """The language of the other source where it is another one; words are not compared then."""


def compare_sources(*, resolution: Resolution) -> list[Comparison]:
    """The source shown compared with every other one, all read again as they were received.

    Empty where there is one source only.
    """
    sources = list(resolution.sources.order_by("-is_current", "received_at", "pk"))
    readings = [(source, read_again(source, resolution.symbol)) for source in sources]
    read = [(source, parsed) for source, parsed in readings if parsed is not None]
    return [_comparison(*read[0], *other) for other in read[1:]]


def _comparison(shown: Source, mine: ParsedResolution, other: Source, theirs: ParsedResolution) -> Comparison:
    if mine.language != theirs.language:
        return Comparison(shown, other, (), (), len(mine.paragraphs), theirs.language)
    found = differences(texts_of(mine), texts_of(theirs))
    return Comparison(shown, other, _facts(mine, theirs), tuple(found), len(mine.paragraphs))


def differences(shown: Sequence[Labelled], other: Sequence[Labelled]) -> list[Difference]:
    """Paragraphs whose words or labels differ, in reading order."""
    found = []
    for pair in align([text for _, text in shown], [text for _, text in other]):
        label, text = shown[pair.left] if pair.left is not None else ("", "")
        other_label, other_text = other[pair.right] if pair.right is not None else ("", "")
        changes = word_changes(text, other_text)
        if changes or label != other_label:
            found.append(Difference(label, other_label, tuple(changes), text or other_text))
    return found


def standing_texts(resolution: Resolution) -> list[Labelled]:
    """What stands, to be compared with what comes."""
    return list(Paragraph.objects.filter(resolution=resolution).order_by("position").values_list("label", "text"))


def note_differences(
    *, resolution: Resolution, shown: Sequence[Labelled], shown_name: str, other: Sequence[Labelled], other_name: str
) -> None:
    """Keep with the resolution, as a Problem, where the text shown and another source differ, if they do."""
    found = differences(shown, other)
    if not found:
        return
    told = "; ".join(_example(each) for each in found[:EXAMPLES])
    more = f"; and {len(found) - EXAMPLES} more (manage.py compare_sources)" if len(found) > EXAMPLES else ""
    message = f"{len(found)} of {len(shown)} paragraphs differ between {shown_name} and {other_name}: {told}{more}"
    Problem.objects.create(resolution=resolution, code="sources-differ", message=message)


def _example(difference: Difference) -> str:
    where = difference.label or f"only there {difference.other_label}"
    if not difference.other_label:
        return f"{where} is missing there"
    if not difference.changes:
        return f"{where} is {difference.other_label} there"
    first = difference.changes[0]
    return f"{where} “{_short(first.left)}” / “{_short(first.right)}”"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"


def texts_of(parsed: ParsedResolution) -> list[Labelled]:
    """What was read, to be compared with what stands."""
    return [(paragraph.label, paragraph.text) for paragraph in parsed.paragraphs]


def read_again(source: Source, symbol: str) -> ParsedResolution | None:
    """A source's reading of the resolution; one of several in a file is found by its symbol."""
    supplied = source.supplied
    form: Form = source.form  # type: ignore[assignment]  # a column is a plain text
    try:
        parsed = parse_recognised(
            Recognised(form, source.text),
            name=source.name,
            symbol=supplied.get("symbol") or None,
            title=supplied.get("title") or None,
            adopted_on=date.fromisoformat(supplied["adopted"]) if supplied.get("adopted") else None,
        )
    except UnreadableSource:
        return None
    return next((each for each in parsed if each.symbol == symbol), parsed[0] if len(parsed) == 1 else None)


def _facts(mine: ParsedResolution, theirs: ParsedResolution) -> tuple[tuple[str, str, str], ...]:
    """Facts that both give, and differently; a text that lacks one contradicts nothing."""
    pairs = {
        "title": (mine.title, theirs.title),
        "adopted on": (str(mine.adopted_on or ""), str(theirs.adopted_on or "")),
        "meeting": (mine.meeting or "", theirs.meeting or ""),
        "agenda items": (", ".join(mine.agenda_items), ", ".join(theirs.agenda_items)),
    }
    return tuple(
        (name, one, other) for name, (one, other) in pairs.items() if one and other and squeeze(one) != squeeze(other)
    )
