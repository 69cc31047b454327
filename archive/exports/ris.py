"""RIS, which every reference manager reads."""

from collections.abc import Iterable

from archive.exports.reference import PUBLISHER, Reference

CONTENT_TYPE = "application/x-research-info-systems"


def ris(references: Iterable[Reference]) -> str:
    """The references as one RIS file; lines end in CR LF as the format wants."""
    lines: list[str] = []
    for reference in references:
        lines += ["TY  - RPRT", f"TI  - {_line(reference.heading)}", f"AU  - {reference.body}"]
        lines += [f"PB  - {PUBLISHER}", f"M1  - {reference.symbol}", f"M3  - {reference.body} resolution"]
        if reference.adopted_on:
            lines += [f"PY  - {reference.adopted_on.year}", f"DA  - {reference.adopted_on:%Y/%m/%d}"]
        if reference.place:
            lines.append(f"SE  - {reference.place}")
        lines += [f"UR  - {reference.url}", "ER  - ", ""]
    return "\r\n".join(lines) + "\r\n"


def _line(text: str) -> str:
    return " ".join(text.split())
