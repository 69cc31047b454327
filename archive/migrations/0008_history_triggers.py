"""Triggers that keep what stood before each change of a published record, even when the change came by SQL.

Who and why are read from settings of the transaction (`archive.changed_by`, `archive.reason`), which
`archive.curation.signing` sets; a change that came otherwise is recorded under the database's own user.
Changes of a draft that readers never saw are not history.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION archive_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept text[] := TG_ARGV[1]::text[];
    old_row jsonb := to_jsonb(OLD);
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    of_resolution bigint := coalesce(old_row->>'resolution_id', old_row->>'id')::bigint;
    its_symbol text := old_row->>'symbol';
    its_status text := old_row->>'status';
BEGIN
    IF its_status IS NULL THEN
        SELECT symbol, status INTO its_symbol, its_status FROM archive_resolution WHERE id = of_resolution;
    ELSIF new_row->>'status' <> 'draft' THEN
        its_status := new_row->>'status';
    END IF;
    IF its_status IS NULL THEN  -- the resolution itself is gone already
        RETURN NULL;
    END IF;
    IF its_status = 'draft' AND NOT EXISTS (SELECT FROM archive_change WHERE resolution_id = of_resolution) THEN
        RETURN NULL;
    END IF;
    INSERT INTO archive_change (resolution_id, symbol, of, row, label, before, after, changed_at, changed_by, reason)
    SELECT of_resolution, its_symbol, TG_ARGV[0], (old_row->>'id')::bigint,
        coalesce(old_row->>'label', old_row->>'mark', ''),
        (SELECT jsonb_object_agg(key, value) FROM jsonb_each(old_row) WHERE key = ANY(kept)),
        (SELECT jsonb_object_agg(key, value) FROM jsonb_each(new_row) WHERE key = ANY(kept)),
        now(),
        coalesce(nullif(current_setting('archive.changed_by', true), ''), session_user || ' (database)'),
        coalesce(current_setting('archive.reason', true), '');
    RETURN NULL;
END $$;

CREATE TRIGGER keep_history AFTER UPDATE ON archive_resolution FOR EACH ROW
    WHEN ((OLD.symbol, OLD.title, OLD.adopted_on, OLD.meeting, OLD.agenda_items, OLD.agenda_title, OLD.report,
           OLD.vote_method, OLD.votes_for, OLD.votes_against, OLD.votes_abstaining, OLD.voters, OLD.drafts,
           OLD.status, OLD.status_reason)
          IS DISTINCT FROM
          (NEW.symbol, NEW.title, NEW.adopted_on, NEW.meeting, NEW.agenda_items, NEW.agenda_title, NEW.report,
           NEW.vote_method, NEW.votes_for, NEW.votes_against, NEW.votes_abstaining, NEW.voters, NEW.drafts,
           NEW.status, NEW.status_reason))
    EXECUTE FUNCTION archive_keep_history('resolution',
        '{symbol,title,adopted_on,meeting,agenda_items,agenda_title,report,vote_method,votes_for,votes_against,'
        'votes_abstaining,voters,drafts,status,status_reason}');
CREATE TRIGGER keep_history_deleted AFTER DELETE ON archive_resolution FOR EACH ROW
    EXECUTE FUNCTION archive_keep_history('resolution',
        '{symbol,title,adopted_on,meeting,agenda_items,agenda_title,report,vote_method,votes_for,votes_against,'
        'votes_abstaining,voters,drafts,status,status_reason}');

CREATE TRIGGER keep_history AFTER UPDATE ON archive_paragraph FOR EACH ROW
    WHEN ((OLD.label, OLD.kind, OLD.number, OLD.position, OLD.verb, OLD.text)
          IS DISTINCT FROM (NEW.label, NEW.kind, NEW.number, NEW.position, NEW.verb, NEW.text))
    EXECUTE FUNCTION archive_keep_history('paragraph', '{label,kind,number,position,verb,text,added_at}');
CREATE TRIGGER keep_history_deleted AFTER DELETE ON archive_paragraph FOR EACH ROW
    EXECUTE FUNCTION archive_keep_history('paragraph', '{label,kind,number,position,verb,text,added_at}');

CREATE TRIGGER keep_history AFTER UPDATE ON archive_footnote FOR EACH ROW
    WHEN ((OLD.position, OLD.mark, OLD.text) IS DISTINCT FROM (NEW.position, NEW.mark, NEW.text))
    EXECUTE FUNCTION archive_keep_history('footnote', '{position,mark,text,added_at}');
CREATE TRIGGER keep_history_deleted AFTER DELETE ON archive_footnote FOR EACH ROW
    EXECUTE FUNCTION archive_keep_history('footnote', '{position,mark,text,added_at}');
"""
DROP = """
DROP FUNCTION archive_keep_history() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_history")]
    operations = [migrations.RunSQL(CREATE, DROP)]
