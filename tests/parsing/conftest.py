"""What several tests of the parsers need: the five documents in `fixtures/`, parsed once, and their gold."""

import pytest

from archive.parsing.document import ParsedResolution
from benchmarks.citation_gold import parse_documents, read_lines


@pytest.fixture(scope="session")
def parsed_seeds() -> dict[str, ParsedResolution]:
    """The five documents by symbol."""
    return parse_documents()


@pytest.fixture(scope="session")
def gold_paragraphs() -> list[dict]:
    return read_lines("paragraphs.jsonl")


@pytest.fixture(scope="session")
def gold_citations() -> list[dict]:
    return read_lines("citations.jsonl")
