"""Schemes of topics from their files into the database.

`fixtures/topics/*.json` each hold one scheme:

    {"code": "gcm", "name": "Objectives of the Global Compact ...", "position": 1,
     "topics": [{"notation": "13", "slug": "alternatives-to-detention", "label": "Alternatives to detention",
                 "note": "Use migration detention only as ...", "query": ["detention migrant", "..."]}]}

`query` holds searches in the language of the search box; a paragraph that any of them finds gets the topic.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from archive.curation.tagging import check_query
from archive.models import Topic, TopicScheme

FIELDS = ("slug", "label", "position", "note", "query")
DIRECTORY: Path = settings.BASE_DIR / "fixtures" / "topics"


@transaction.atomic
def load_topics(*, directory: Path = DIRECTORY) -> int:
    """Bring the schemes into the database; returns how many topics the files hold.

    A topic that a librarian edited stays as it is. Raises QueryError, naming file and topic, where a query
    cannot be read.
    """
    count = 0
    for path in sorted(directory.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        scheme, _ = TopicScheme.objects.update_or_create(
            code=record["code"], defaults={"name": record["name"], "position": record["position"]}
        )
        count += _load_scheme(scheme, record["topics"])
    return count


def _load_scheme(scheme: TopicScheme, records: list[dict[str, Any]]) -> int:
    standing = {topic.notation: topic for topic in Topic.objects.filter(scheme=scheme)}
    new, changed = [], []
    for position, record in enumerate(records, start=1):
        topic = standing.get(record["notation"]) or Topic(scheme=scheme, notation=record["notation"])
        if not topic.pk:
            new.append(topic)
        elif topic.is_edited:
            continue
        before = [getattr(topic, name) for name in FIELDS]
        topic.slug, topic.label, topic.position = record["slug"], record["label"], position
        topic.note, topic.query = record["note"], "\n".join(record["query"])
        if before != [getattr(topic, name) for name in FIELDS]:
            check_query(topic.query)
            if topic.pk:
                changed.append(topic)
    Topic.objects.bulk_create(new)
    Topic.objects.bulk_update(changed, FIELDS)
    return len(records)
