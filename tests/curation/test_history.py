from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from archive.curation.correcting import correct_paragraph, correct_resolution
from archive.curation.publishing import publish, unpublish, withdraw
from archive.history import as_shown, revisions
from archive.models import Change, Footnote, Paragraph, Resolution
from archive.parsing.document import ParsedFootnote
from tests.curation.conftest import CALLS_A, URGES, load, paragraph, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def _ten_days_later(loaded) -> None:
    """As if it had been loaded ten days ago; a test's own changes are of today."""
    then = datetime.now(UTC) - timedelta(days=10)
    Resolution.objects.update(loaded_at=then)
    Paragraph.objects.update(added_at=then)
    Footnote.objects.update(added_at=then)


def days_ago(days: int) -> date:
    """Asked when it is needed, never earlier: a run of all tests may cross midnight."""
    return timezone.now().date() - timedelta(days=days)


def test_loading_and_loading_again_leave_no_history():
    load(record())
    load(record(), sha="2")
    assert not Change.objects.exists()


def test_a_correction_keeps_what_stood_with_who_and_why():
    target = Paragraph.objects.get(label="op/1")
    correct_paragraph(paragraph=target, changes={"text": "Urges all;"}, by="anna", reason="misread")
    change = Change.objects.get()
    assert (change.of, change.row, change.label) == ("paragraph", target.pk, "op/1")
    assert (change.before["text"], change.after["text"]) == (URGES, "Urges all;")
    assert (change.changed_by, change.reason, change.symbol) == ("anna", "misread", "A/RES/76/172")


@pytest.mark.parametrize(
    ("statement", "of", "before"),
    [
        ("UPDATE archive_paragraph SET text = 'x' WHERE label = 'op/1'", "paragraph", URGES),
        ("DELETE FROM archive_paragraph WHERE label = 'op/2/a'", "paragraph", CALLS_A),
        ("UPDATE archive_resolution SET title = 'x'", "resolution", "Protection of migrants"),
        ("UPDATE archive_footnote SET text = 'x'", "footnote", "See A/74/48."),
    ],
)
def test_a_change_made_in_sql_is_kept_as_well(statement, of, before):
    sql(statement)
    change = Change.objects.get()
    assert change.of == of
    assert before in change.before.values()
    assert change.changed_by.endswith("(database)")


def test_the_name_of_one_change_does_not_stick_to_the_next():
    resolution = Resolution.objects.get()
    correct_resolution(resolution=resolution, changes={"title": "T"}, by="anna", reason="as printed")
    sql("UPDATE archive_resolution SET title = 'U'")
    assert not Change.objects.get(after__title="U").changed_by.startswith("anna")


def test_a_new_source_keeps_what_the_old_one_gave():
    load(record(title="Migrants", source="b.txt", footnotes=(ParsedFootnote("1", "See A/74/49."),)), sha="2")
    assert sorted(Change.objects.values_list("of", flat=True)) == ["footnote", "resolution"]
    assert set(Change.objects.values_list("changed_by", "reason")) == {("tester", "new source b.txt (plain)")}


def test_columns_that_only_repeat_the_resolution_are_no_change():
    correct_resolution(
        resolution=Resolution.objects.get(), changes={"adopted_on": date(2021, 1, 1)}, by="a", reason="b"
    )
    assert list(Change.objects.values_list("of", flat=True)) == ["resolution"]
    assert set(Paragraph.objects.values_list("adopted_on", flat=True)) == {date(2021, 1, 1)}


def test_a_draft_that_nobody_saw_has_no_history():
    load(record(symbol="A/RES/76/200"), sha="5", publish=False)
    draft = Resolution.objects.get(symbol="A/RES/76/200")
    draft.paragraphs.filter(label="op/1").update(text="x")
    assert not Change.objects.exists()
    publish(resolutions=[draft], by="anna")
    assert Change.objects.get().before["status"] == "draft"
    unpublish(resolutions=[draft], by="anna", reason="by mistake")
    draft.paragraphs.filter(label="op/1").update(text="y")
    assert Change.objects.filter(of="paragraph").count() == 1


@pytest.mark.usefixtures("_ten_days_later")
class TestAsShown:
    def test_a_day_before_a_change_shows_what_stood(self, django_assert_num_queries):
        resolution = Resolution.objects.get()
        changed = (paragraph("op/1", "Welcomes;"), paragraph("op/2", URGES), paragraph("op/3", "Decides;"))
        load(record(title="Migrants", paragraphs=changed, citations=(), footnotes=()), sha="2")
        resolution.refresh_from_db()
        with django_assert_num_queries(3):
            shown = as_shown(resolution, days_ago(5))
        assert shown.resolution.title == "Protection of migrants"
        assert [(one.label, one.text) for one in shown.paragraphs] == [
            (one.label, one.text) for one in record().paragraphs
        ]
        assert [one.text for one in shown.footnotes] == ["See A/74/48."]
        assert not shown.is_current
        now = as_shown(resolution, days_ago(0))
        assert [one.text for one in now.paragraphs] == ["Welcomes;", URGES, "Decides;"]
        assert now.is_current

    def test_of_several_changes_the_first_after_the_day_is_undone(self):
        resolution = Resolution.objects.get()
        for days, title in ((6, "Second"), (3, "Third")):
            sql(f"UPDATE archive_resolution SET title = '{title}'")
            Change.objects.filter(after__title=title).update(changed_at=timezone.now() - timedelta(days=days))
        resolution.refresh_from_db()
        titles = [as_shown(resolution, days_ago(days)).resolution.title for days in (8, 5, 1)]
        assert titles == ["Protection of migrants", "Second", "Third"]

    def test_a_day_before_it_was_loaded_shows_nothing(self):
        assert as_shown(Resolution.objects.get(), days_ago(20)) is None

    def test_a_day_before_it_was_published_shows_nothing(self):
        Resolution.objects.update(status="draft")
        Change.objects.all().delete()
        resolution = Resolution.objects.get()
        publish(resolutions=[resolution], by="anna")
        assert as_shown(resolution, days_ago(5)) is None
        assert as_shown(resolution, days_ago(0)) is not None

    def test_a_withdrawal_is_told_from_its_day_on(self):
        resolution = Resolution.objects.get()
        withdraw(resolutions=[resolution], by="anna", reason="a duplicate")
        assert as_shown(resolution, days_ago(5)).resolution.status == "published"
        assert as_shown(resolution, days_ago(0)).resolution.status == "withdrawn"


def test_changes_made_together_are_one_revision():
    correct_resolution(resolution=Resolution.objects.get(), changes={"title": "T"}, by="anna", reason="as printed")
    load(record(source="b.txt", paragraphs=record().paragraphs[:3]), sha="2")
    assert {(one.by, one.reason, len(one.changes)) for one in revisions(Resolution.objects.get())} == {
        ("anna", "as printed", 1),
        ("tester", "new source b.txt (plain)", 1),
    }


def test_a_deleted_draft_leaves_nothing_in_its_way():
    load(record(symbol="A/RES/76/200"), sha="5", publish=False)
    Resolution.objects.get(symbol="A/RES/76/200").delete()
    assert not Change.objects.exists()
