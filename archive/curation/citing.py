"""Citations of a new reading laid over those that stand, without losing what librarians decided."""

from collections.abc import Collection, Iterable, Mapping

from archive.curation.copying import copy_rows
from archive.curation.rows import CITATION_COLUMNS, Key, citation_rows, keyed
from archive.models import Citation, Resolution
from archive.parsing.document import Mention, Problem

DECIDED = (Citation.State.CONFIRMED, Citation.State.REJECTED)


def lay_citations(
    *,
    resolution: Resolution,
    mentions: Iterable[Mention],
    label_ids: Mapping[str, int],
    mark_ids: Mapping[str, int],
    texts: Mapping[int, str],
    only: Collection[int] | None = None,
) -> list[Problem]:
    """Bring a resolution's citations, or those of `only` some paragraphs, to a new reading.

    Reports decisions that could not be kept. `texts` are the new texts of the paragraphs that go on, by id.
    A citation that a librarian decided on stays as long as its words do, and takes the place of whatever is
    now read in them.
    """
    wanted = keyed(mentions, label_ids)
    rows = Citation.objects.filter(paragraph__resolution=resolution)
    if only is not None:
        rows = rows.filter(paragraph__in=only)
    standing = list(rows.select_related("paragraph").order_by("id"))
    decided = [row for row in standing if _is_decided(row)]
    machine = {_row_key(row): row for row in standing if not _is_decided(row)}

    problems = []
    kept: dict[Key, Citation] = {}
    for row in decided:
        text = texts.get(row.paragraph_id)
        if text is None or not anchor(row, text) or _row_key(row) in kept:
            problems.append(_lost(row))
        else:
            kept[_row_key(row)] = row
    reread = [row for key, row in kept.items() if not wanted.pop(key, None)]
    for row in reread:
        _drop_overlapping(row, wanted)

    stale = [row.pk for key, row in machine.items() if key not in wanted]
    lost = {row.pk for row in decided} - {row.pk for row in kept.values()}
    Citation.objects.filter(pk__in=[*stale, *lost]).delete()
    Citation.objects.bulk_update(kept.values(), ["start", "end"])
    going_on = [row for key, row in machine.items() if key in wanted]
    changed = [row for row in going_on if _lay_over(row, wanted.pop(_row_key(row)), mark_ids)]
    Citation.objects.bulk_update(changed, ["cited_date", "footnote", "origin"])
    copy_rows(model=Citation, columns=CITATION_COLUMNS, rows=citation_rows(wanted, mark_ids))
    return problems


def _is_decided(row: Citation) -> bool:
    return row.state in DECIDED or row.origin == Citation.Origin.CURATOR


def _row_key(row: Citation) -> Key:
    return (row.paragraph_id, row.start, row.end, row.cited_symbol, row.cited_slug)


def _lay_over(row: Citation, mention: Mention, mark_ids: Mapping[str, int]) -> bool:
    """Set what is read now on a citation that goes on; tells whether anything differs."""
    before = (row.cited_date, row.footnote_id, row.origin)
    row.cited_date, row.footnote_id = mention.date, mark_ids.get(mention.footnote or "")
    row.origin = Citation.Origin(mention.origin)
    return before != (row.cited_date, row.footnote_id, row.origin)


def anchor(row: Citation, text: str) -> bool:
    """Move a citation to its words in a new text, nearest to where they stood; False where they are gone."""
    if text[row.start : row.end] == row.text:
        return True
    starts = []
    found = text.find(row.text)
    while found >= 0:
        starts.append(found)
        found = text.find(row.text, found + 1)
    if not starts:
        return False
    row.start = min(starts, key=lambda start: abs(start - row.start))
    row.end = row.start + len(row.text)
    return True


def _drop_overlapping(row: Citation, wanted: dict[Key, Mention]) -> None:
    """What a librarian decided about words outranks one other reading of the same words."""
    for key in wanted:
        if key[0] == row.paragraph_id and key[1] < row.end and key[2] > row.start:
            del wanted[key]
            return


def _lost(row: Citation) -> Problem:
    return Problem(
        "decision-lost",
        f"A librarian's decision on the citation “{row.text}” ended: "
        f"the new reading of {row.paragraph.label} does not have these words",
    )
