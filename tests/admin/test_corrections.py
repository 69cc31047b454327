import re

import pytest
from django.urls import reverse

from archive.curation.correcting import correct_paragraph, correct_resolution
from archive.curation.linking import link_citations
from archive.models import (
    Change,
    Citation,
    FormerPermalink,
    Instrument,
    Paragraph,
    ParagraphTopic,
    Resolution,
    Source,
    Topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def form_of(client, model: str, pk: int) -> tuple[str, dict[str, object]]:
    """The address of a change form and the values it holds, as a browser would send them."""
    address = reverse(f"admin:archive_{model}_change", args=[pk])
    context = client.get(address).context
    form = context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    values = {name: form[name].field.prepare_value(value) for name, value in values.items()}
    for formset in context["inline_admin_formsets"]:
        management = formset.formset.management_form
        values |= {f"{management.prefix}-{name}": management[name].value() for name in management.fields}
    return address, {name: "" if value is None else value for name, value in values.items()}


def test_a_correction_of_a_paragraph_wants_its_reason(signed_in):
    paragraph = Paragraph.objects.get(resolution__symbol="A/RES/66/172", label="op/1")
    address, values = form_of(signed_in, "paragraph", paragraph.pk)
    response = signed_in.post(address, values | {"text": "Calls upon States to do better;"})
    assert "Say why" in response.content.decode()
    before = paragraph.text
    paragraph.refresh_from_db()
    assert paragraph.text == before


def test_a_corrected_paragraph_is_cited_and_tagged_by_its_new_words(signed_in):
    paragraph = Paragraph.objects.get(resolution__symbol="A/RES/76/172", label="pp/1")
    marks = list(paragraph.note_marks.values_list("offset", "mark"))
    before = paragraph.text
    address, values = form_of(signed_in, "paragraph", paragraph.pk)
    text = "Noting remittances, " + before.replace("resolution 74/148 of 18 December 2019", "resolution 72/179")
    response = signed_in.post(address, values | {"text": text, "reason": "the scan was misread"})
    assert response.status_code == 302
    paragraph.refresh_from_db()
    assert paragraph.is_corrected
    cited = dict(paragraph.citations.values_list("instrument__symbol", "text"))
    assert "A/RES/72/179" in cited
    assert "A/RES/74/148" not in cited
    assert "A/HRC/RES/35/17" in cited
    for citation in paragraph.citations.all():
        assert text[citation.start : citation.end] == citation.text
    for (old, mark), new in zip(marks, paragraph.note_marks.values_list("offset", flat=True), strict=True):
        assert before[old - 10 : old] == text[new - 10 : new], mark
    assert paragraph.paragraph_topics.filter(topic__slug="remittances").exists()


def test_a_corrected_title_is_the_librarians(signed_in):
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    address, values = form_of(signed_in, "resolution", resolution.pk)
    response = signed_in.post(address, values | {"title": "Protection of all migrants", "reason": "as printed"})
    assert response.status_code == 302, response.context["adminform"].form.errors
    resolution.refresh_from_db()
    assert (resolution.title, resolution.corrected_fields) == ("Protection of all migrants", ["title"])


def test_publishing_and_withdrawing_from_the_list(signed_in):
    address = reverse("admin:archive_resolution_changelist")
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    chosen = {"_selected_action": [resolution.pk]}
    asked = signed_in.post(address, chosen | {"action": "withdraw"})
    assert "Reason, as readers will see it" in asked.content.decode()
    resolution.refresh_from_db()
    assert resolution.status == "published"
    signed_in.post(address, chosen | {"action": "withdraw", "reason": "a duplicate"})
    resolution.refresh_from_db()
    assert (resolution.status, resolution.status_reason) == ("withdrawn", "a duplicate")
    assert not resolution.paragraphs.filter(is_public=True).exists()
    signed_in.post(address, chosen | {"action": "publish"})
    resolution.refresh_from_db()
    assert resolution.status == "published"
    assert not resolution.paragraphs.filter(is_public=False).exists()


def test_a_resolution_without_operative_part_is_not_published(signed_in):
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    Resolution.objects.update(status="draft")
    resolution.paragraphs.filter(kind="operative").delete()
    address = reverse("admin:archive_resolution_changelist")
    page = signed_in.post(address, {"_selected_action": [resolution.pk], "action": "publish"}, follow=True)
    assert "has no operative paragraph" in page.content.decode()
    resolution.refresh_from_db()
    assert resolution.status == "draft"


def test_a_new_query_is_run_when_it_is_saved(signed_in):
    topic = Topic.objects.get(slug="remittances")
    address, values = form_of(signed_in, "topic", topic.pk)
    page = signed_in.post(address, values | {"query": '"consular officials"'}, follow=True).content.decode()
    count = ParagraphTopic.objects.filter(topic=topic).count()
    assert 0 < count < 30
    assert f"{count} paragraphs have the topic" in page


def test_a_query_that_cannot_be_run_is_not_saved_and_says_why(signed_in):
    topic = Topic.objects.get(slug="remittances")
    address, values = form_of(signed_in, "topic", topic.pk)
    page = signed_in.post(address, values | {"query": "remittances\n-refugees"}).content.decode()
    assert "Line 2" in page
    topic.refresh_from_db()
    assert "-refugees" not in topic.query


def test_choosing_an_instrument_settles_a_citation_as_the_librarians(signed_in):
    citation = Citation.objects.filter(cited_symbol="A/RES/74/148").first()
    child = Instrument.objects.get(slug="convention-on-the-rights-of-the-child")
    address, values = form_of(signed_in, "citation", citation.pk)
    signed_in.post(address, values | {"instrument": child.pk, "state": "confirmed", "decision_note": "a slip"})
    link_citations()
    citation.refresh_from_db()
    assert (citation.instrument, citation.state, citation.decided_by) == (child, "confirmed", "anna")
    signed_in.post(
        reverse("admin:archive_citation_changelist"), {"_selected_action": [citation.pk], "action": "reopen"}
    )
    citation.refresh_from_db()
    assert (citation.instrument.symbol, citation.state) == ("A/RES/74/148", "resolved")


def test_tags_are_confirmed_and_rejected_from_the_list(signed_in):
    tag = ParagraphTopic.objects.first()
    address = reverse("admin:archive_paragraphtopic_changelist")
    signed_in.post(address, {"_selected_action": [tag.pk], "action": "reject"})
    tag.refresh_from_db()
    assert (tag.state, tag.origin, tag.decided_by) == ("rejected", "curator", "anna")


def test_a_new_name_of_an_instrument_links_the_citations_that_bear_it(signed_in):
    paragraph = Paragraph.objects.get(resolution__symbol="A/RES/66/172", label="op/1")
    text = paragraph.text[:20]
    waiting = Citation.objects.create(paragraph=paragraph, start=0, end=20, text=text)
    instrument = Instrument.objects.get(slug="convention-on-the-rights-of-the-child")
    address, values = form_of(signed_in, "instrument", instrument.pk)
    prefix = "aliases"
    count = instrument.aliases.count()
    values |= {f"{prefix}-TOTAL_FORMS": count + 1}
    for number, alias in enumerate(instrument.aliases.all()):
        values |= {f"{prefix}-{number}-id": alias.pk, f"{prefix}-{number}-text": alias.text}
        values |= {f"{prefix}-{number}-instrument": instrument.pk}
    values |= {f"{prefix}-{count}-text": text, f"{prefix}-{count}-instrument": instrument.pk}
    response = signed_in.post(address, values)
    assert response.status_code == 302
    waiting.refresh_from_db()
    assert (waiting.instrument, waiting.state) == (instrument, "resolved")


def test_a_former_permalink_is_sent_to_a_paragraph_that_stands(signed_in):
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    former = FormerPermalink.objects.create(resolution=resolution, label="op/99", reason="moved", changed_by="x")
    address, values = form_of(signed_in, "formerpermalink", former.pk)
    assert "has no paragraph op/98" in signed_in.post(address, values | {"target": "op/98"}).content.decode()
    assert signed_in.post(address, values | {"target": "op/5/f"}).status_code == 302
    former.refresh_from_db()
    assert (former.target, former.changed_by) == ("op/5/f", "anna")


def test_a_draft_can_be_thrown_away_with_everything_read_of_it(signed_in):
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    Resolution.objects.filter(pk=resolution.pk).update(status="draft")
    address = reverse("admin:archive_resolution_delete", args=[resolution.pk])
    page = signed_in.get(address).content.decode()
    assert "101 paragraphs" in page
    assert "op/5/f" not in page
    assert signed_in.post(address, {"post": "yes"}).status_code == 302
    assert not Resolution.objects.filter(pk=resolution.pk).exists()


def test_a_kept_source_is_given_to_readers_from_the_list(signed_in):
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    current = resolution.sources.get()
    text = current.text.replace("Protection of migrants", "Protection of all migrants")
    kept = Source.objects.create(
        resolution=resolution, name="b.txt", form=current.form, sha256="b" * 64, text=text, is_current=False
    )
    address = reverse("admin:archive_source_changelist")
    chosen = {"_selected_action": [kept.pk], "action": "show"}
    assert "Reason, as readers will see it" in signed_in.post(address, chosen).content.decode()
    page = signed_in.post(address, chosen | {"reason": "a better copy"}, follow=True).content.decode()
    assert "A/RES/76/172 is shown from b.txt" in page
    kept.refresh_from_db()
    assert (kept.is_current, kept.is_chosen) == (True, True)
    resolution.refresh_from_db()
    assert resolution.title == "Protection of all migrants"


def test_the_lines_of_the_source_stand_beside_the_text(signed_in):
    paragraph = Paragraph.objects.get(resolution__symbol="A/RES/76/172", label="op/1")
    html = signed_in.get(reverse("admin:archive_paragraph_change", args=[paragraph.pk])).content.decode()
    shown = re.search(r'<div class="source-lines">(.*?)</div>', html, re.DOTALL)[1]
    assert "States to promote and protect" in shown


def test_a_day_is_written_and_taken_without_guessing(signed_in):
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    html = signed_in.get(reverse("admin:archive_resolution_change", args=[resolution.pk])).content.decode()
    assert 'name="adopted_on" value="2021-12-16"' in html
    assert "Save and add another" not in html


def test_the_history_of_a_paragraph_shows_the_words_that_changed(signed_in):
    paragraph = Paragraph.objects.get(resolution__symbol="A/RES/66/172", label="op/1")
    text = paragraph.text.replace("States", "<b>zebras</b>", 1)
    correct_paragraph(paragraph=paragraph, changes={"text": text}, by="anna", reason="misread")
    address = reverse("admin:archive_paragraph_history", args=[paragraph.pk])
    listed = signed_in.get(address, follow=True).content.decode()
    assert "op/1</a>" in listed and "misread" in listed and "of 1 selected" not in listed
    change = Change.objects.get(symbol="A/RES/66/172")
    html = signed_in.get(reverse("admin:archive_change_change", args=[change.pk])).content.decode()
    assert "<mark>&lt;b&gt;zebras&lt;/b&gt;</mark>" in html and "<mark>States</mark>" in html
    assert '<th scope="row">position</th>' not in html


def test_the_history_of_a_resolution_lists_its_changes_and_no_others(signed_in):
    for symbol in ("A/RES/66/172", "A/RES/76/172"):
        resolution = Resolution.objects.get(symbol=symbol)
        correct_resolution(resolution=resolution, changes={"meeting": "1st"}, by="anna", reason=f"of {symbol}")
    resolution = Resolution.objects.get(symbol="A/RES/66/172")
    html = signed_in.get(reverse("admin:archive_resolution_history", args=[resolution.pk]), follow=True)
    assert "of A/RES/66/172" in html.content.decode() and "of A/RES/76/172" not in html.content.decode()
