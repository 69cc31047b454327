"""The gold of citations is true to the documents: every line's words stand where it says."""

import re
from datetime import date

from archive.symbols import Symbol, SymbolError

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"]
MONTHS += ["September", "October", "November", "December"]
DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def holds(text: str, words: str, occurrence: int) -> bool:
    """Whether the words stand in the text at least so many times (occurrences may overlap)."""
    return len(re.findall(f"(?={re.escape(words)})", text)) >= occurrence


def test_the_words_of_every_line_stand_in_its_paragraph(parsed_seeds, gold_citations):
    texts = {(symbol, p.label): p.text for symbol, parsed in parsed_seeds.items() for p in parsed.paragraphs}
    astray = [
        (line["symbol"], line["paragraph"], line["words"])
        for line in gold_citations
        if not holds(texts.get((line["symbol"], line["paragraph"]), ""), line["words"], line["occurrence"])
    ]
    assert astray == []


def test_the_footnotes_that_carry_authority_are_in_the_document(parsed_seeds, gold_citations):
    marks = {symbol: {note.mark for note in parsed.footnotes} for symbol, parsed in parsed_seeds.items()}
    # the scan of 72/179 garbles its marks; there the parser may tell the number that was printed
    astray = [
        (line["symbol"], line["paragraph"], line["footnote"])
        for line in gold_citations
        if line["footnote"] and line["footnote"].isdigit() and line["footnote"] not in marks[line["symbol"]]
    ]
    assert [found for found in astray if found[0] != "A/RES/72/179"] == []


def test_the_date_of_a_line_is_the_date_in_its_words(gold_citations):
    for line in gold_citations:
        match = DATE.search(line["words"])
        expected = date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])).isoformat() if match else None
        assert line["date"] == expected, line


def test_resolutions_are_cited_by_canonical_symbols(gold_citations):
    symbols = []
    for line in gold_citations:
        for cited in line["cites"] if isinstance(line["cites"], list) else [line["cites"]]:
            symbols.append(cited.get("symbol", "") if isinstance(cited, dict) else cited or "")
    # commissions are no bodies of the archive: their resolutions are known by name
    resolutions = [symbol for symbol in symbols if "/RES/" in symbol and not symbol.startswith("E/CN.")]
    assert resolutions
    for symbol in resolutions:
        assert canonical(symbol) == symbol


def canonical(text: str) -> str:
    try:
        return str(Symbol.parse(text))
    except SymbolError as error:
        return str(error)
