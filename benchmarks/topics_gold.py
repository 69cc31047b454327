"""Precision and recall of the stored queries, against topics marked by hand; the table a topic at a time.

    uv run python -m benchmarks.topics_gold [--misses]

Loads the five seeds, and the held-out resolutions where ARCHIVE_CORPUS has them, into the database
that DATABASE_URL names (else the embedded one), runs the queries of `fixtures/topics/` and takes
everything back. How the gold was made: `fixtures/gold/topics-README.md`.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping

import django
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from archive.curation.tagging import tag_paragraphs  # noqa: E402
from archive.curation.topics import load_topics  # noqa: E402
from benchmarks.topic_scores import (  # noqa: E402
    Place,
    by_topic,
    load_official,
    load_seeds,
    proven_elsewhere,
    read_gold,
    score,
    tags,
)


def _report(title: str, gold: Mapping[Place, frozenset[str]], misses: bool) -> None:
    result = score(gold, tags(symbol for symbol, _ in gold))
    print(f"\n{title}\n{'all topics':32}{result}")
    for topic, one in by_topic(result).items():
        print(f"{topic:32}{one}")
        if misses:
            for kind, pairs in (("wrong", one.wrong), ("missed", one.missed)):
                for (symbol, label), _ in sorted(pairs):
                    print(f"    {kind:7} {symbol} {label}")


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--misses", action="store_true", help="list every paragraph that differs")
    misses = arguments.parse_args().misses
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        load_topics()
        load_seeds()
        tag_paragraphs()
        gold = read_gold()
        _report("The five seeds, for which the queries were tuned", gold, misses)
        print("\nEach seed by wordings that are right in another seed")
        for symbol, one in proven_elsewhere(gold).items():
            print(f"{symbol:32}{one}")
        if settings.ARCHIVE_CORPUS.is_dir():
            load_official((symbol for symbol, _ in read_gold("topics-held-out.jsonl")), settings.ARCHIVE_CORPUS)
            tag_paragraphs()
            for part in ("widening", "whole", "forum", "sample"):
                _report(f"Held out: {part}", read_gold("topics-held-out.jsonl", part), misses)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
