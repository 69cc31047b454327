"""Official documents, where they are at hand: a sample of them, the same at every run."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from lxml import etree

from archive.parsing.akn import parse_akn
from archive.parsing.document import ParsedResolution

FOLDERS = ("GA", "HRC", "SC", "ECOSOC")
EVERY = 25
"""One document in so many, which keeps this under three seconds."""

WORD = re.compile(r"\w+")
INLINE = {"a", "b", "docDate", "i", "inline", "span", "sub", "sup"}
BODIES = "General Assembly Human Rights Security Economic and Social Council"


def sample() -> list[Path]:
    files = [path for folder in FOLDERS for path in sorted((settings.ARCHIVE_CORPUS / folder).rglob("*.xml"))]
    return files[::EVERY]


pytestmark = pytest.mark.skipif(not sample(), reason="no official XML in ARCHIVE_CORPUS")


@pytest.fixture(scope="module")
def documents() -> list[tuple[Path, tuple[ParsedResolution, ...]]]:
    return [(path, parse_akn(path.read_bytes(), source=path.name)) for path in sample()]


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(re.sub("[\u00ad\u200b\ufeff]", "", text).replace("\u2011", "-")))


def written(element: etree._Element) -> str:
    """The words of an element; a note in the middle of a word does not part it."""
    pieces = [element.text or ""]
    notes = ""
    for child in element:
        if child.tag.endswith("authorialNote"):
            notes += f" {written(child)} "
        elif isinstance(child.tag, str):
            space = "" if child.tag.rpartition("}")[2] in INLINE else " "
            pieces.append(f"{space}{written(child)}{space}")
        pieces.append(child.tail or "")
    return "".join(pieces) + notes


def parts(root: etree._Element) -> Iterator[etree._Element]:
    """Preface, preamble, body and attachments, none of them inside another one."""
    names = ("preface", "preamble", "mainBody", "attachments")
    for element in root.iter(*(f"{{*}}{name}" for name in names)):
        if not any(above.tag.rpartition("}")[2] in names for above in element.iterancestors()):
            yield element


def test_every_word_of_the_text_stands_in_the_record(
    documents: list[tuple[Path, tuple[ParsedResolution, ...]]],
) -> None:
    lost = {}
    for path, resolutions in documents:
        root = etree.parse(path).getroot()
        wanted = words(" ".join(written(part) for part in parts(root)))
        have: Counter[str] = words(BODIES + " The") + words(" ".join(written(e) for e in root.iter("{*}conclusions")))
        for read in resolutions:
            have += words(" ".join(f"{each.number} {each.text}" for each in read.paragraphs))
            have += words(" ".join(note.text for note in read.footnotes))
            have += words(f"{read.title} {read.symbol}")
        missing = [word for word, count in wanted.items() if have[word] < count]
        if missing and all(read.language == "en" for read in resolutions):
            lost[path.name] = missing
    assert not lost


def test_every_document_is_a_resolution_or_says_why_not(
    documents: list[tuple[Path, tuple[ParsedResolution, ...]]],
) -> None:
    for path, resolutions in documents:
        for read in resolutions:
            explained = {problem.code for problem in read.problems}
            assert read.symbol or explained & {"not-a-resolution", "symbol-missing"}, path.name
            assert read.has_operative or "no-operative" in explained, path.name
            assert read.language == "en" or "not-english" in explained, path.name
            assert read.title and read.adopted_on and read.vote, path.name


def test_labels_and_offsets_are_sound(documents: list[tuple[Path, tuple[ParsedResolution, ...]]]) -> None:
    for path, resolutions in documents:
        for read in resolutions:
            texts = {each.label: each.text for each in read.paragraphs}
            assert len(texts) == len(read.paragraphs), path.name
            assert all(re.fullmatch(r"[A-Za-z0-9./-]{1,60}", label) for label in texts), path.name
            for each in read.paragraphs:
                assert each.text == " ".join(each.text.split()) != "", (path.name, each.label)
                assert all(0 <= note.offset <= len(each.text) for note in each.notes), (path.name, each.label)
            for mention in read.citations:
                assert texts[mention.paragraph][mention.start : mention.end] == mention.text != "", path.name
