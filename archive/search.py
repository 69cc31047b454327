"""Full-text search on paragraphs: the configuration, the vector, the query builder, the highlight.

Knows texts and SQL expressions, never the models.
"""

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, TextField, Value

CONFIGURATION = "archive_english"


def vector(column: str) -> SearchVector:
    """The search vector of a text column.

    PostgreSQL's parser takes `A/RES/76/172` for one file token, so that searching `76/172`
    would find nothing: strokes become blanks before the words are read.
    """
    spaced = Func(F(column), Value("/"), Value(" "), function="translate", output_field=TextField())
    return SearchVector(spaced, config=CONFIGURATION)
