"""The facets of a search counted in SQL, with the names of their values.

Written by hand: the ORM has no common table expressions, and no union of groups over one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from archive.models import Body, Citation, Instrument, Paragraph, ParagraphTopic, Session, Topic, TopicScheme

MOST = 30
"""Values given of a facet that has thousands: opening verbs, cited instruments."""

_TALLIES = {
    "total": "SELECT 'total', 0, '', '', count(*) FROM {matches} m WHERE {others}",
    "resolutions": "SELECT 'resolutions', 0, '', '', count(DISTINCT resolution_id) FROM {matches} m WHERE {others}",
    "body": """
        SELECT 'body', row_number() OVER (ORDER BY b.position, b.code), b.code, b.name, t.times
        FROM (SELECT body_id, count(*) AS times FROM {matches} m WHERE {others} GROUP BY 1) t
        JOIN {body} b ON b.id = t.body_id""",
    "session": """
        SELECT 'session', row_number() OVER (ORDER BY b.position, b.code, s.sort_key DESC),
            b.code || '/' || s.code, b.name || ' ' || s.code, t.times
        FROM (SELECT session_id, count(*) AS times FROM {matches} m WHERE {others} GROUP BY 1) t
        JOIN {session} s ON s.id = t.session_id JOIN {body} b ON b.id = s.body_id""",
    "year": """
        SELECT 'year', row_number() OVER (ORDER BY t.year DESC), t.year::text, t.year::text, t.times
        FROM (
            SELECT extract(year FROM adopted_on)::int AS year, count(*) AS times FROM {matches} m
            WHERE adopted_on IS NOT NULL AND {others} GROUP BY 1
        ) t""",
    "kind": """
        SELECT 'kind', row_number() OVER (ORDER BY array_position(ARRAY[{kinds}], kind::text)),
            kind, initcap(kind), count(*)
        FROM {matches} m WHERE {others} GROUP BY kind""",
    "verb": """
        SELECT 'verb', row_number() OVER (ORDER BY count(*) DESC, verb_key), verb_key, verb_key, count(*)
        FROM {matches} m WHERE verb_key <> '' AND {others} GROUP BY verb_key ORDER BY 2 LIMIT {most}""",
    # a number says something to a reader where it is short: the objectives of the Global Compact
    "topic": r"""
        SELECT 'topic', row_number() OVER (ORDER BY k.position, k.code, o.position, o.label), o.slug,
            CASE WHEN o.notation ~ '^\d{{1,3}}$' THEN o.notation || ' ' || o.label ELSE o.label END, t.times
        FROM (
            SELECT p.topic_id, count(*) AS times FROM {matches} m
            JOIN {paragraphtopic} p ON p.paragraph_id = m.id AND p.state <> 'rejected' WHERE {others} GROUP BY 1
        ) t
        JOIN {topic} o ON o.id = t.topic_id JOIN {topicscheme} k ON k.id = o.scheme_id""",
    "cites": """
        SELECT 'cites', row_number() OVER (ORDER BY t.times DESC, i.name), i.slug,
            coalesce(nullif(i.short_name, ''), i.name), t.times
        FROM (
            SELECT c.instrument_id, count(DISTINCT m.id) AS times FROM {matches} m
            JOIN {citation} c ON c.paragraph_id = m.id AND c.state <> 'rejected' AND c.instrument_id IS NOT NULL
            WHERE {others} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}
        ) t
        JOIN {instrument} i ON i.id = t.instrument_id""",
}
_NAMES: dict[str, str | int] = {
    model.__name__.lower(): model._meta.db_table
    for model in (Body, Citation, Instrument, ParagraphTopic, Session, Topic, TopicScheme)
}
_NAMES |= {"most": MOST, "kinds": ", ".join(f"'{kind}'" for kind in Paragraph.Kind.values)}


def tallies(wanted: Iterable[str], chosen: Collection[str]) -> str:
    """The end of a statement that begins with the matches, `WITH m (...) AS MATERIALIZED (...)`.

    It gives rows of what is `wanted`, place in its list, value, label, count. `m` has the columns id,
    body_id, session_id, resolution_id, adopted_on, kind and verb_key, and for each of the `chosen`
    facets one that tells whether its choice holds ("is_year"): it narrows every facet but its own.
    """

    def holding(left_out: str) -> str:
        return " AND ".join([f"m.is_{name}" for name in chosen if name != left_out] or ["true"])

    # what is chosen narrows most tallies alike: they read the few rows that are left, not all
    narrowed = f", narrowed AS MATERIALIZED (SELECT * FROM m WHERE {holding('')})" if chosen else ""  # noqa: S608
    parts = []
    for name in wanted:
        if name in chosen or not chosen:
            part = _TALLIES[name].format(matches="m", others=holding(name), **_NAMES)
        else:
            part = _TALLIES[name].format(matches="narrowed", others="true", **_NAMES)
        parts.append(f"({part})")
    return f"{narrowed} {' UNION ALL '.join(parts)}"
