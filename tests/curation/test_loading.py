from dataclasses import replace
from datetime import date

import pytest

from archive.curation.loading import known_sources, load_sources
from archive.curation.outcomes import Received
from archive.models import Citation, Footnote, NoteMark, Paragraph, Problem, Resolution, Session, Source
from archive.parsing.document import Draft, ParsedFootnote, Vote
from archive.parsing.document import Problem as ParsedProblem
from tests.curation.conftest import CALLS_A, RECALLING, URGES, load, paragraph, record

pytestmark = pytest.mark.django_db


def received(*parsed, sha="3"):
    return Received("some.xml", sha * 64, "", {}, parsed)


def test_a_record_becomes_rows_that_say_the_same():
    outcome = load(
        record(
            meeting="53rd plenary meeting",
            agenda_items=("74 (b)",),
            vote=Vote("recorded", 120, 4, 33, {"against": ("Ruritania",)}),
            drafts=(Draft("A/76/L.1", ("Ruritania",)),),
            problems=(ParsedProblem("mark-garbled", "A mark was read as ?", 12),),
        )
    )
    assert (outcome.outcome, outcome.symbol) == ("loaded", "A/RES/76/172")
    resolution = Resolution.objects.get()
    assert resolution.path == "A/RES/76/172"
    assert (resolution.body.name, resolution.session.name) == ("General Assembly", "Seventy-sixth session")
    assert resolution.status == "published"
    assert (resolution.votes_for, resolution.votes_against, resolution.votes_abstaining) == (120, 4, 33)
    assert resolution.drafts == [{"symbol": "A/76/L.1", "sponsors": ["Ruritania"], "additional_sponsors": []}]
    assert list(resolution.paragraphs.values_list("label", "number", "text")) == [
        ("pp/1", "", RECALLING),
        ("op/1", "1", URGES),
        ("op/2", "2", "Calls upon States:"),
        ("op/2/a", "2 (a)", CALLS_A),
    ]
    assert Paragraph.objects.get(label="op/2/a").parent.label == "op/2"
    assert set(Paragraph.objects.values_list("adopted_on", "is_public")) == {(date(2021, 12, 16), True)}
    mark = NoteMark.objects.get()
    assert (mark.paragraph.label, mark.offset, mark.footnote.text) == ("pp/1", 27, "See A/74/48.")
    citation = Citation.objects.get()
    assert citation.text == "resolution 74/148 of 18 December 2019"[: citation.end - citation.start]
    assert (citation.cited_symbol, citation.cited_date) == ("A/RES/74/148", date(2019, 12, 18))
    assert citation.footnote == Footnote.objects.get()
    assert Problem.objects.get().line == 12


def test_the_same_source_twice_changes_nothing(loaded, django_assert_max_num_queries):
    before = list(Paragraph.objects.values("pk", "text", "added_at"))
    with django_assert_max_num_queries(5):
        assert load(record()).outcome == "unchanged"
    assert list(Paragraph.objects.values("pk", "text", "added_at")) == before
    assert Source.objects.count() == 1


def test_loading_takes_the_same_number_of_queries_however_long_the_text(django_assert_max_num_queries):
    long = record(
        symbol="A/RES/76/173", paragraphs=tuple(paragraph(f"op/{n}", f"Urges {n} States;") for n in range(1, 300))
    )
    load(record())
    with django_assert_max_num_queries(12):
        load(replace(long, citations=()), sha="2")
    assert Paragraph.objects.filter(resolution__number=173).count() == 299


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"paragraphs": (paragraph("pp/1", RECALLING),)}, "no operative paragraph was found"),
        ({"title": " "}, "no title was found"),
        (
            {"problems": (ParsedProblem("too-many-lines", "a document has not so many short lines", 20_001),)},
            "it has too many short lines to be one document, and was not read to its end",
        ),
        ({"language": "es"}, "the text is not in English (it is marked “es”)"),
        ({"paragraphs": (), "citations": ()}, "no operative paragraph was found"),
    ],
)
def test_a_text_unfit_to_publish_is_kept_as_a_draft_that_says_why(changes, reason):
    outcome = load(record(**changes))
    assert (outcome.outcome, outcome.reason) == ("draft", reason)
    assert Resolution.objects.get().status == "draft"
    assert not Paragraph.objects.filter(is_public=True).exists()


@pytest.mark.parametrize("symbol", [None, "", "A/76/462"])
def test_a_text_without_a_symbol_is_refused_and_told_how_to_give_it(symbol):
    outcome = load(record(symbol=symbol))
    assert outcome.outcome == "refused"
    assert "--symbol" in outcome.reason
    assert not Resolution.objects.exists()
    assert not Session.objects.exists()


def test_what_the_database_cannot_hold_is_refused_and_leaves_nothing():
    outcome = load(record(paragraphs=(paragraph("op/1", "Urges \0 States;"),), citations=()))
    assert outcome.outcome == "refused"
    assert not Resolution.objects.exists()


def test_a_reading_with_one_permalink_twice_is_refused():
    outcome = load(record(paragraphs=(paragraph("op/1", URGES), paragraph("op/1", "Requests;")), citations=()))
    assert "op/1" in outcome.reason
    assert not Resolution.objects.exists()


def test_a_draft_is_loaded_as_a_draft_when_asked():
    assert load(record(), publish=False).outcome == "draft"
    assert not Resolution.objects.published().exists()


def test_a_better_source_takes_over_and_the_other_is_kept(loaded):
    official = record(form="akn", source="a.xml", title="Protection of all migrants")
    assert load(official, sha="2").outcome == "updated"
    assert Resolution.objects.get().title == "Protection of all migrants"
    assert dict(Source.objects.values_list("name", "is_current")) == {"a.txt": False, "a.xml": True}


def test_a_lesser_source_is_kept_beside_the_text_shown():
    load(record(form="akn", source="a.xml"))
    outcome = load(record(form="ocr", source="scan.txt", title="Protecti0n"), sha="2")
    assert outcome.outcome == "unchanged"
    assert "a.xml" in outcome.reason
    assert Resolution.objects.get().title == "Protection of migrants"
    assert dict(Source.objects.values_list("name", "is_current")) == {"a.xml": True, "scan.txt": False}
    assert load(record(form="ocr", source="scan.txt"), sha="2").outcome == "unchanged"


def test_a_published_text_is_not_replaced_by_a_source_that_could_not_be_published(loaded):
    outcome = load(record(paragraphs=(), citations=(), source="b.txt"), sha="2")
    assert outcome.outcome == "unchanged"
    assert "no operative paragraph" in outcome.reason
    assert Paragraph.objects.count() == 4


def test_a_readable_draft_is_not_replaced_by_its_translation():
    load(record(form="akn"), publish=False)
    outcome = load(record(form="akn", language="es", title="Protección de los migrantes"), sha="2")
    assert "not in English" in outcome.reason
    assert Resolution.objects.get().title == "Protection of migrants"


def test_two_equal_sources_do_not_take_turns_when_loaded_again(loaded):
    other = record(source="b.txt", title="Protecting migrants")
    assert load(other, sha="2").outcome == "updated"
    assert load(record()).outcome == "unchanged"
    assert load(other, sha="2").outcome == "unchanged"
    assert Resolution.objects.get().title == "Protecting migrants"


def test_supplied_facts_are_read_again(loaded):
    assert load(record(title="Migrants"), title="Migrants").outcome == "updated"
    assert Resolution.objects.get().title == "Migrants"


def test_known_sources_need_not_be_parsed_again(loaded, django_assert_num_queries):
    with django_assert_num_queries(1):
        known = known_sources(sha256s={"1" * 64, "2" * 64}, supplied={})
    assert [one.symbol for one in known["1" * 64]] == ["A/RES/76/172"]
    assert "2" * 64 not in known
    assert not known_sources(sha256s={"1" * 64}, supplied={"title": "x"})


def test_a_changed_parser_reads_the_same_source_again(loaded, monkeypatch):
    monkeypatch.setattr("archive.curation.loading.parser_version", lambda: "another")
    assert not known_sources(sha256s={"1" * 64}, supplied={})
    assert load(record()).outcome == "unchanged"
    assert known_sources(sha256s={"1" * 64}, supplied={})
    assert load(record(title="Migrants")).outcome == "unchanged"  # read by this parser already
    monkeypatch.setattr("archive.curation.loading.parser_version", lambda: "a third")
    assert load(record(title="Migrants")).outcome == "updated"


def test_two_resolutions_of_one_source_share_it():
    both = load_sources(
        received=[received(record(symbol="A/RES/74/255 A"), record(symbol="A/RES/74/255 B"))],
        publish=True,
        by="tester",
    )[0]
    assert [one.outcome for one in both] == ["loaded", "loaded"]
    assert list(Resolution.objects.order_by("part").values_list("path", "part")) == [
        ("A/RES/74/255A", "A"),
        ("A/RES/74/255B", "B"),
    ]


def test_a_withdrawn_resolution_stays_withdrawn_when_loaded_again(loaded):
    Resolution.objects.update(status="withdrawn", status_reason="duplicate")
    load(record(title="Migrants"), sha="2")
    resolution = Resolution.objects.get()
    assert (resolution.status, resolution.title) == ("withdrawn", "Migrants")
    assert not Paragraph.objects.filter(is_public=True).exists()


def test_a_header_field_that_a_librarian_corrected_is_left_alone(loaded):
    Resolution.objects.update(title="Protection of migrants (corrected)", corrected_fields=["title"])
    load(record(title="Protect1on"), sha="2")
    assert Resolution.objects.get().title == "Protection of migrants (corrected)"


def test_footnotes_are_replaced_place_by_place(loaded):
    footnote = Footnote.objects.get()
    load(record(footnotes=(ParsedFootnote("1", "See A/74/49."), ParsedFootnote("2", "Ibid."))), sha="2")
    assert next(iter(Footnote.objects.values_list("pk", "text"))) == (footnote.pk, "See A/74/49.")
    assert Citation.objects.get().footnote_id == footnote.pk


def test_many_sources_are_loaded_with_the_queries_of_one(django_assert_max_num_queries):
    load(record())
    sources = [received(record(symbol=f"A/RES/76/{number}"), sha=str(number)) for number in range(2, 9)]
    with django_assert_max_num_queries(14):
        outcomes = load_sources(received=sources, publish=True, by="tester")
    assert [one.outcome for group in outcomes for one in group] == ["loaded"] * 7
    assert Paragraph.objects.count() == 32
    assert Citation.objects.count() == 8


def test_one_source_that_cannot_be_held_does_not_stop_the_others_of_its_batch():
    bad = record(symbol="A/RES/76/3", title="Migrants \0")
    sources = [received(record(), sha="1"), received(bad, sha="2"), received(record(symbol="A/RES/76/4"), sha="3")]
    outcomes = load_sources(received=sources, publish=True, by="tester")
    assert [group[0].outcome for group in outcomes] == ["loaded", "refused", "loaded"]
    assert "cannot hold" in outcomes[1][0].reason
    assert Resolution.objects.count() == 2


def test_two_sources_of_one_symbol_in_a_batch_are_weighed_like_any_two():
    sources = [received(record(), sha="1"), received(record(form="akn", title="Official"), sha="2")]
    outcomes = load_sources(received=sources, publish=True, by="tester")
    assert [group[0].outcome for group in outcomes] == ["loaded", "updated"]
    assert Resolution.objects.get().title == "Official"
    assert Source.objects.count() == 2
