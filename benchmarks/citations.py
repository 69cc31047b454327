"""Citations measured on a corpus of official XML: what is found, what is resolved, how fast, what a new name costs.

    uv run python benchmarks/citations.py [--corpus FOLDER] [--every N] [--database]

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
from collections.abc import Iterator, Sequence
from pathlib import Path

import django
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from archive.parsing.akn import metadata
from archive.parsing.akn.blocks import Reader
from archive.parsing.akn.elements import parse_tree
from archive.parsing.akn.labels import label_blocks, paragraph
from archive.parsing.akn.links import official_mentions
from archive.parsing.citations import find_mentions
from archive.parsing.citations.sessions import allows, span_of
from archive.parsing.decoding import UnreadableSource
from archive.parsing.document import Mention, ParsedFootnote, ParsedParagraph
from archive.symbols import Symbol, SymbolError

FOLDERS = {"GA": "A", "HRC": "A/HRC", "SC": "S", "ECOSOC": "E"}
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


class Text:
    """One resolution of the corpus: what it says, and where the publisher links to."""

    def __init__(self, path: Path, root: object, statement: object) -> None:
        reader = Reader()
        reader.read_statement(statement)
        labelled, _ = label_blocks(reader.blocks)
        self.path = path
        self.paragraphs: Sequence[ParsedParagraph] = [paragraph(each) for each in labelled]
        self.footnotes: Sequence[ParsedFootnote] = [note for each in labelled for note in each.block.words.footnotes]
        self.links: Sequence[Mention] = official_mentions(labelled)
        printed = metadata.cover_symbol(root) or ""
        try:
            self.symbol: str | None = str(Symbol.parse(printed))
            self.body = Symbol.parse(printed).body
        except SymbolError:
            self.symbol, self.body = None, FOLDERS[path.relative_to(path.parents[2]).parts[0]]


def texts(corpus: Path, every: int) -> Iterator[Text]:
    """The English texts, or every n-th of them."""
    paths = sorted(path for folder in FOLDERS for path in (corpus / folder).rglob("*.xml"))
    for path in paths[::every]:
        try:
            root = parse_tree(path.read_bytes(), path.name)
        except UnreadableSource:
            continue
        for statement in metadata.own_statements(root):
            if metadata.language(statement, root) == "en":
                yield Text(path, root, statement)


def why_missed(link: Mention, text: Text, found: Sequence[Mention]) -> str:
    """What a reader of the paragraph would say about a link that was not found."""
    words = next(each.text for each in text.paragraphs if each.label == link.paragraph)
    linked = link.symbol or ""
    here = [one for one in found if one.paragraph == link.paragraph and one.start < link.end and link.start < one.end]
    if any(one.symbol and one.symbol.startswith(re.sub(r" [A-Z]$", "", linked)) for one in here):
        return "official: leads to a part with another letter than printed"
    number = re.sub(r"\D+", "/", linked.split("RES/")[-1]).strip("/")
    if number.split("/")[0] not in re.sub(r"\s", "", words):
        return "official: the linked number does not stand in the paragraph"
    if any(one.symbol and one.symbol.split("RES/")[-1] == linked.split("RES/")[-1] for one in here):
        return "official: the words name another body (a bare number led to A/RES)"
    dated = next((one.date for one in here if one.date), None)
    if dated and span_of(linked) and not allows(linked, dated, None):
        return "official: that session was not held on the printed date"
    return "missed by the parser"


def accuracy(corpus: Path, every: int) -> None:
    """What is found of what the publisher links, and what of all mentions is resolved."""
    links = found_links = mentions = resolved = joined = notes = characters = read = 0
    seconds = 0.0
    misses: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for text in texts(corpus, every):
        read += 1
        characters += sum(len(each.text) for each in text.paragraphs)
        started = time.perf_counter()
        found = find_mentions(text.paragraphs, text.footnotes, body=text.body, symbol=text.symbol)
        seconds += time.perf_counter() - started
        mentions += len(found)
        resolved += sum(1 for one in found if one.symbol or one.instrument)
        notes += sum(len(each.notes) for each in text.paragraphs)
        joined += len({(one.paragraph, one.footnote) for one in found if one.footnote})
        symbols = {(one.paragraph, one.symbol) for one in found if one.symbol}
        symbols |= {(label, re.sub(r" [A-Z]$", "", symbol)) for label, symbol in symbols}
        for link in text.links:
            if "/RES/" not in (link.symbol or ""):
                continue
            links += 1
            if (link.paragraph, link.symbol) in symbols:
                found_links += 1
                continue
            why = why_missed(link, text, found)
            misses[why] += 1
            examples.setdefault(why, f"{text.path.name} {link.paragraph}: {link.text!r} leads to {link.symbol}")
    print(
        f"{read} resolutions, {characters / 1e6:.1f} million characters, {seconds:.1f} s"
        f" ({seconds / max(1, read) * 1000:.1f} ms each)"
    )
    print(
        f"official links to resolutions found in the same paragraph: {found_links} of {links}"
        f" = {found_links / max(1, links):.4f}"
    )
    ours = misses["missed by the parser"]
    print(
        f"  of those that agree with their own words: {found_links} of {found_links + ours}"
        f" = {found_links / max(1, found_links + ours):.4f}"
    )
    for why, count in misses.most_common():
        print(f"  {count:4}  {why}; {examples[why]}")
    print(f"mentions: {mentions}, resolved {resolved} = {resolved / max(1, mentions):.4f}")
    print(f"footnote marks joined to a mention: {joined} of {notes} = {joined / max(1, notes):.4f}")


def hostile() -> None:
    """Seconds for texts made to be slow."""
    for name, text in HOSTILE.items():
        started = time.perf_counter()
        find_mentions([ParsedParagraph("op/1", "operative", "1", "", text)], [], body="A", symbol=None)
        print(f"  {time.perf_counter() - started:6.3f} s  {name} ({len(text):,} characters)")


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
