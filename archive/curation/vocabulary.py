"""The words of the published paragraphs, counted anew: what spelling suggestions are made from."""

from django.db import connection, transaction

# ts_stat runs a query given as text, so the words are read without the stemmer, as they are spelled
_COUNT = """
INSERT INTO archive_word (text, paragraphs)
SELECT word, ndoc
FROM ts_stat($$
    SELECT to_tsvector('simple', unaccent(translate(text, '/', ' '))) FROM archive_paragraph WHERE is_public
$$)
WHERE word ~ '^[a-z][a-z-]{2,59}$'
ON CONFLICT (text) DO UPDATE SET paragraphs = excluded.paragraphs
"""


@transaction.atomic
def count_words() -> int:
    """Count every word of the published paragraphs; returns how many different ones there are.

    Takes about a second for 30,000 paragraphs; readers see the old counts until it is done.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_word")
        cursor.execute(_COUNT)
        count = int(cursor.rowcount)
        # this transaction leaves its own number, so the edition that remains is a new one
        cursor.execute("DELETE FROM archive_edition WHERE xid <> pg_current_xact_id()")
        return count
