"""BibTeX, for papers written in LaTeX."""

from collections.abc import Iterable

from archive.exports.reference import PUBLISHER, Reference

CONTENT_TYPE = "application/x-bibtex"
_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"} | {one: f"\\{one}" for one in "#$%&_"}
_SPECIAL |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def escaped(text: str) -> str:
    """The text with everything that LaTeX reads as a command made harmless."""
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def bibtex(references: Iterable[Reference]) -> str:
    """The references as one BibTeX file."""
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: Reference) -> str:
    fields = {
        "title": f"{{{escaped(reference.title)}}}",
        "author": f"{{{escaped(f'{PUBLISHER}, {reference.body}')}}}",
        "institution": PUBLISHER,
        "type": escaped(f"{reference.body} resolution"),
        "number": escaped(reference.symbol),
    }
    if reference.adopted_on:
        fields["year"] = str(reference.adopted_on.year)
        fields["month"] = f"{reference.adopted_on:%b}".lower()
        fields["date"] = reference.adopted_on.isoformat()
    if reference.place:
        fields["note"] = escaped(reference.place[:1].upper() + reference.place[1:])
    fields["url"] = reference.url
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields.items()]
    return "\n".join([f"@techreport{{{reference.key},", *lines, "}", ""])
