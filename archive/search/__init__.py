"""Full-text search on paragraphs. Knows texts and SQL expressions, never the models."""

from archive.search.conditions import Condition, Settled, lexeme_count, phrase
from archive.search.highlight import MATCH_ENDS, MATCH_STARTS, headline, match_spans, to_mark
from archive.search.language import LONGEST_QUERY, compile_query
from archive.search.limits import SearchTooSlow, time_limit
from archive.search.query import OPERATORS, Operator, Query
from archive.search.texts import CONFIGURATION, QueryError, UnreadableTextError, found_in, refuse_unreadable, vector

__all__ = [
    "CONFIGURATION",
    "LONGEST_QUERY",
    "MATCH_ENDS",
    "MATCH_STARTS",
    "OPERATORS",
    "Condition",
    "Operator",
    "Query",
    "QueryError",
    "SearchTooSlow",
    "Settled",
    "UnreadableTextError",
    "compile_query",
    "found_in",
    "headline",
    "lexeme_count",
    "match_spans",
    "phrase",
    "refuse_unreadable",
    "time_limit",
    "to_mark",
    "vector",
]
