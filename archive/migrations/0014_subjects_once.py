from django.db import migrations

# subjects that came with their number from one document and without it from another: one topic, which keeps the
# address made of its words and takes the number
_MERGE = """
CREATE TEMPORARY TABLE twice ON COMMIT DROP AS
SELECT DISTINCT ON (plain.scheme_id, lower(plain.label)) plain.id AS kept, numbered.id AS dropped, numbered.notation
FROM archive_topic AS plain
JOIN archive_topic AS numbered
  ON numbered.scheme_id = plain.scheme_id AND lower(numbered.label) = lower(plain.label)
 AND numbered.notation <> left(numbered.label, 80) AND numbered.position = plain.position
WHERE plain.notation = left(plain.label, 80) AND plain.position = 1000
  AND NOT plain.is_edited AND NOT numbered.is_edited
ORDER BY plain.scheme_id, lower(plain.label), plain.id, length(numbered.notation) DESC, numbered.id;

INSERT INTO archive_resolutiontopic (resolution_id, topic_id, origin)
SELECT given.resolution_id, twice.kept, given.origin
FROM archive_resolutiontopic AS given JOIN twice ON twice.dropped = given.topic_id
ON CONFLICT (resolution_id, topic_id) DO NOTHING;
DELETE FROM archive_resolutiontopic WHERE topic_id IN (SELECT dropped FROM twice);

INSERT INTO archive_paragraphtopic (paragraph_id, topic_id, origin, state, decided_by, decided_at)
SELECT given.paragraph_id, twice.kept, given.origin, given.state, given.decided_by, given.decided_at
FROM archive_paragraphtopic AS given JOIN twice ON twice.dropped = given.topic_id
ON CONFLICT (paragraph_id, topic_id) DO NOTHING;
DELETE FROM archive_paragraphtopic WHERE topic_id IN (SELECT dropped FROM twice);

UPDATE archive_topic AS child SET parent_id = twice.kept FROM twice WHERE child.parent_id = twice.dropped;
DELETE FROM archive_topic WHERE id IN (SELECT dropped FROM twice);
UPDATE archive_topic AS topic SET notation = twice.notation FROM twice WHERE topic.id = twice.kept;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0013_public_paragraphs"),
    ]

    operations = [
        migrations.RunSQL(_MERGE, migrations.RunSQL.noop),
    ]
