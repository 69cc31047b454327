"""The edition of the archive: a mark that changes with every change readers could see, whoever makes it.

Each transaction that writes leaves its own number, once, so that writers never wait for each other; the number is
visible exactly when its changes are. Pages carry the edition as their ETag.
"""

from django.db import migrations

TABLES = [
    "body", "session", "resolution", "source", "problem", "paragraph", "footnote", "notemark", "formerpermalink",
    "instrument", "instrumentalias", "citation", "citationconflict", "topicscheme", "topic", "paragraphtopic",
    "resolutiontopic", "synonym", "word", "change",
]  # fmt: skip

TABLE = """
CREATE TABLE archive_edition (xid xid8 PRIMARY KEY DEFAULT pg_current_xact_id());
CREATE FUNCTION archive_new_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_edition DEFAULT VALUES ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER new_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON archive_{}
    FOR EACH STATEMENT EXECUTE FUNCTION archive_new_edition();
"""
CREATE = TABLE + "".join(TRIGGER.format(table) for table in TABLES)
DROP = (
    "".join(f"DROP TRIGGER new_edition ON archive_{table};\n" for table in TABLES)
    + "DROP FUNCTION archive_new_edition(); DROP TABLE archive_edition;"
)


class Migration(migrations.Migration):
    dependencies = [("archive", "0010_citation_conflicts")]
    operations = [migrations.RunSQL(CREATE, DROP)]
