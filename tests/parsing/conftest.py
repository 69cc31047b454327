"""What several tests of the parsers need: the five documents in `fixtures/`, parsed once, and their gold."""

import json

import pytest

from archive.parsing.document import ParsedResolution
from benchmarks.citations_gold import FIXTURES, read_gold, seeds


@pytest.fixture(scope="session")
def parsed_seeds() -> dict[str, ParsedResolution]:
    """The five documents by symbol."""
    return {seed.symbol or seed.source: seed for seed in seeds()}


@pytest.fixture(scope="session")
def gold_paragraphs() -> list[dict]:
    lines = (FIXTURES / "gold" / "paragraphs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def gold_citations() -> list[dict]:
    return read_gold()
