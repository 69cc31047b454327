"""CSL-JSON, which citation processors (Zotero, pandoc) read."""

import json
from collections.abc import Iterable
from typing import Any

from archive.exports.reference import PUBLISHER, Reference

CONTENT_TYPE = "application/vnd.citationstyles.csl+json"


def csl(references: Iterable[Reference]) -> str:
    """The references as a JSON list of CSL items."""
    return json.dumps([_item(reference) for reference in references], ensure_ascii=False, indent=1) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "report",
        "title": reference.title,
        "author": [{"literal": f"{PUBLISHER}, {reference.body}"}],
        "publisher": PUBLISHER,
        "genre": f"{reference.body} resolution",
        "number": reference.symbol,
        "URL": reference.url,
    }
    if reference.adopted_on:
        day = reference.adopted_on
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if reference.place:
        item["section"] = reference.place
        item["note"] = reference.place[:1].upper() + reference.place[1:]
    return item
