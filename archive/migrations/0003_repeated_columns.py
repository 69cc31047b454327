"""Paragraphs repeat what searches need of their resolution; the database keeps the two equal, whoever writes."""

from django.db import migrations

CREATE = """
CREATE FUNCTION archive_repeat_on_paragraphs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE archive_paragraph
    SET body_id = NEW.body_id, session_id = NEW.session_id,
        adopted_on = NEW.adopted_on, is_public = (NEW.status = 'published')
    WHERE resolution_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER repeat_on_paragraphs
    AFTER UPDATE OF status, adopted_on, body_id, session_id ON archive_resolution
    FOR EACH ROW
    WHEN ((OLD.status, OLD.adopted_on, OLD.body_id, OLD.session_id)
          IS DISTINCT FROM (NEW.status, NEW.adopted_on, NEW.body_id, NEW.session_id))
    EXECUTE FUNCTION archive_repeat_on_paragraphs();
"""
DROP = """
DROP TRIGGER repeat_on_paragraphs ON archive_resolution;
DROP FUNCTION archive_repeat_on_paragraphs();
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_tables")]
    operations = [migrations.RunSQL(CREATE, DROP)]
