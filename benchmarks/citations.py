"""Citations measured on a corpus of official XML: what is found, what is resolved, how fast, what a new name costs.

    uv run python -m benchmarks.citations [--corpus FOLDER] [--every N] [--database]

Without `--database` nothing but the parser runs. Official links to resolutions are looked for in
the same paragraph; a link to a whole resolution is answered by one of its lettered parts, since the
links leave the letter out. Misses are sorted by what a reader of the text would say. Hostile texts
of 64,000 characters are timed. With `--database` the archive at DATABASE_URL, in which the corpus
must be loaded, is relinked after one new name and searched for conflicts, and rolled back.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from archive.parsing.akn import parse_akn
from archive.parsing.citations import find_mentions
from archive.parsing.decoding import UnreadableSource
from archive.parsing.document import NoteMark, ParsedFootnote, ParsedParagraph, ParsedResolution
from archive.symbols import Symbol

FOLDERS = ("GA", "HRC", "SC", "ECOSOC")
HOSTILE = {
    "64,000 digits": "1" * 64_000,
    "numbers and strokes": "1/" * 32_000,
    "open brackets": "(" * 64_000,
    "nested brackets": "(" * 32_000 + ")" * 32_000,
    "symbols without end": "A/" * 32_000,
    "heads without numbers": "resolution " * 5_800,
    "one endless list": "resolutions " + "53/24, " * 9_000,
    "unclosed Roman numbers": "1 A (X" * 10_600,
    "names that never end": "Convention on the " * 3_500,
    "agreements of agreements": "Agreement on Agreement " * 2_700,
    "quotation marks": "“" * 64_000,
    "capitals": "A B " * 16_000,
}


# how a reading tells of a link that leads elsewhere than the words
_DIFFERS = re.compile(
    r"(?P<label>\S+): “(?P<words>.*)” is read as (?P<read>.*); the official link leads to (?P<linked>.*)"
)


@dataclass(frozen=True)
class Link:
    """A publisher's link to a resolution, and what the parser read in its words where that is another thing."""

    paragraph: str
    symbol: str
    read: str = ""


def texts(corpus: Path, every: int) -> Iterator[ParsedResolution]:
    """The English texts, or those of every n-th file."""
    paths = sorted(path for folder in FOLDERS for path in (corpus / folder).rglob("*.xml"))
    for path in paths[::every]:
        try:
            read = parse_akn(path.read_bytes(), source=path.name)
        except UnreadableSource:
            continue
        yield from (one for one in read if one.language == "en")


def links(text: ParsedResolution) -> list[Link]:
    """The publisher's links to resolutions: those that agree with the words or stand alone, and those that differ."""
    given = [Link(one.paragraph, one.symbol or "") for one in text.citations if one.origin == "publisher"]
    differing = [_DIFFERS.match(problem.message) for problem in text.problems if problem.code == "link-differs"]
    given += [Link(match["label"], match["linked"], match["read"]) for match in differing if match]
    return [link for link in given if "/RES/" in link.symbol]


def why_missed(link: Link, words: str) -> str:
    """What a reader of the paragraph would say about a link that was not found."""
    if link.read.split("RES/")[-1] == link.symbol.split("RES/")[-1]:
        return "official: the words name another body (a bare number led to A/RES)"
    if re.sub(r" [A-Z]$", "", link.read) == re.sub(r" [A-Z]$", "", link.symbol):
        return "official: leads to a part with another letter than printed"
    if Symbol.parse(link.symbol).short.replace(" ", "") not in re.sub(r"\s", "", words):
        return "official: the linked number does not stand in the paragraph"
    if link.read:
        return "official: the words name a body whose numbers look like the Assembly's"
    return "missed by the parser"


def accuracy(corpus: Path, every: int) -> None:
    """What is found of what the publisher links, and what of all mentions is resolved."""
    count: Counter[str] = Counter()
    seconds = 0.0
    misses: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for text in texts(corpus, every):
        started = time.perf_counter()
        found = find_mentions(text.paragraphs, text.footnotes, body=text.body, symbol=text.symbol)
        seconds += time.perf_counter() - started
        words = {each.label: each.text for each in text.paragraphs}
        count["texts"] += 1
        count["characters"] += sum(len(each) for each in words.values())
        count["mentions"] += len(found)
        count["resolved"] += sum(1 for one in found if one.symbol or one.instrument)
        count["marks"] += sum(len(each.notes) for each in text.paragraphs)
        count["joined"] += len({(one.paragraph, one.footnote) for one in found if one.footnote})
        symbols = {(one.paragraph, one.symbol) for one in found if one.symbol}
        symbols |= {(label, re.sub(r" [A-Z]$", "", symbol)) for label, symbol in symbols}
        for link in links(text):
            count["links"] += 1
            if (link.paragraph, link.symbol) in symbols:
                count["found"] += 1
                continue
            why = why_missed(link, words[link.paragraph])
            misses[why] += 1
            examples.setdefault(why, f"{text.source} {link.paragraph}: {link.symbol}")
    right = count["found"] + misses["missed by the parser"]
    print(
        f"{count['texts']} resolutions, {count['characters'] / 1e6:.1f} million characters, {seconds:.1f} s"
        f" ({seconds / max(1, count['texts']) * 1000:.1f} ms each)"
    )
    print(f"official links to resolutions found in the same paragraph: {_share(count['found'], count['links'])}")
    print(f"  of those that agree with their own words: {_share(count['found'], right)}")
    for why, times in misses.most_common():
        print(f"  {times:4}  {why}; {examples[why]}")
    print(f"mentions resolved: {_share(count['resolved'], count['mentions'])}")
    print(f"footnote marks joined to a mention: {_share(count['joined'], count['marks'])}")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} = {part / max(1, whole):.4f}"


def hostile() -> None:
    """Seconds for texts made to be slow."""
    for name, text in HOSTILE.items():
        started = time.perf_counter()
        find_mentions([ParsedParagraph("op/1", "operative", "1", "", text)], [], body="A", symbol=None)
        print(f"  {time.perf_counter() - started:6.3f} s  {name} ({len(text):,} characters)")
    started = time.perf_counter()
    unit = "resolution 70/1 of 25 September 2015, "
    marks = tuple(NoteMark(str(number), (number + 1) * len(unit) - 1) for number in range(2_000))
    notes = [ParsedFootnote(mark.mark, "See A/72/53.") for mark in marks]
    paragraph = ParsedParagraph("op/1", "operative", "1", "", unit * len(marks), marks)
    find_mentions([paragraph], notes, body="A", symbol=None)
    print(f"  {time.perf_counter() - started:6.3f} s  2,000 footnotes in one paragraph")
    started = time.perf_counter()
    text = "the Convention on the Rights of the Child, the Convention and the Declaration"
    paragraphs = [ParsedParagraph(f"op/{number}", "operative", "", "", text) for number in range(2_000)]
    find_mentions(paragraphs, [], body="A", symbol=None)
    print(f"  {time.perf_counter() - started:6.3f} s  2,000 paragraphs that speak of what others named")


def database(name: str, slug: str) -> None:
    """What one new name costs, beside linking all, and how long conflicts take."""
    from archive.curation.conflicts import refresh_conflicts
    from archive.curation.linking import link_citations
    from archive.curation.naming import name_instrument
    from archive.models import Citation, CitationConflict, Instrument, Paragraph

    print(f"{Paragraph.objects.count():,} paragraphs, {Citation.objects.count():,} citations")
    with transaction.atomic():
        instrument = Instrument.objects.get(slug=slug)
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            named = name_instrument(instrument=instrument, name=name, by="benchmark")
        print(
            f"a new name, {name!r}: {time.perf_counter() - started:.3f} s, {len(queries)} statements, {named.read}"
            f" paragraphs read, {named.found} new citations, {named.resolved} settled"
        )
        started = time.perf_counter()
        link_citations()
        print(f"linking with nothing to do: {time.perf_counter() - started:.3f} s")
        started = time.perf_counter()
        refresh_conflicts()
        kinds = Counter(CitationConflict.objects.values_list("kind", flat=True))
        print(f"conflicts: {sum(kinds.values())} ({dict(kinds)}) in {time.perf_counter() - started:.2f} s")
        transaction.set_rollback(True)


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--corpus", type=Path, help="default: the setting ARCHIVE_CORPUS")
    arguments.add_argument("--every", type=int, default=1, help="only every n-th file")
    arguments.add_argument("--database", action="store_true", help="relink the archive at DATABASE_URL as well")
    arguments.add_argument("--name", default="sustainable tourism", help="the new name")
    arguments.add_argument("--slug", default="2030-agenda-for-sustainable-development", help="of this instrument")
    options = arguments.parse_args()
    corpus = options.corpus or settings.ARCHIVE_CORPUS
    if corpus.is_dir():
        accuracy(corpus, options.every)
    else:
        print(f"no corpus at {corpus}: give --corpus")
    print("hostile texts:")
    hostile()
    if options.database:
        database(options.name, options.slug)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    main()
