from datetime import date

import pytest

from archive.curation.authority import load_authority
from archive.curation.deciding import confirm_citations, reject_citations, reopen_citations
from archive.curation.linking import describe_symbol, link_citations
from archive.curation.publishing import publish, unpublish
from archive.models import Citation, Instrument, InstrumentAlias, Resolution
from archive.parsing.citations.authority import Authority, Entry
from archive.parsing.document import Mention
from tests.curation.conftest import load, paragraph, record

pytestmark = pytest.mark.django_db

TEXT = "Recalling resolution 74/148 and the Convention on the Rights of the Child, see A/72/53/Add.1, and others,"
CHILD = Entry(
    slug="convention-on-the-rights-of-the-child",
    kind="treaty",
    name="Convention on the Rights of the Child",
    aliases=("Rights of the Child Convention",),
    treaty_series="vol. 1577, No. 27531",
)


def mention(words: str, **found: object) -> Mention:
    start = TEXT.index(words)
    return Mention("pp/1", words, start, start + len(words), **found)  # type: ignore[arg-type]


def load_citing(*mentions: Mention, symbol: str = "A/RES/76/172", sha: str = "1") -> None:
    paragraphs = (paragraph("pp/1", TEXT), paragraph("op/1", "Urges States;"))
    load(record(symbol=symbol, paragraphs=paragraphs, citations=mentions), sha=sha)


def test_a_citation_of_a_symbol_makes_its_instrument():
    load_citing(mention("resolution 74/148", symbol="A/RES/74/148"), mention("A/72/53/Add.1", symbol="A/72/53/Add.1"))
    linked = link_citations()
    assert (linked.citations, linked.instruments) == (2, 2)
    assert list(Instrument.objects.order_by("symbol").values_list("slug", "kind", "name", "symbol")) == [
        ("a-72-53-add-1", "document", "A/72/53/Add.1", "A/72/53/Add.1"),
        ("a-res-74-148", "resolution", "General Assembly resolution 74/148", "A/RES/74/148"),
    ]
    assert set(Citation.objects.values_list("state", flat=True)) == {"resolved"}


def test_a_citation_of_a_named_instrument_finds_it_by_the_slug_the_parser_read():
    load_authority(authority=Authority.of([CHILD]))
    load_citing(mention("the Convention on the Rights of the Child", instrument=CHILD.slug))
    link_citations()
    assert Citation.objects.get().instrument.treaty_series == "vol. 1577, No. 27531"


def test_words_that_are_a_name_of_an_instrument_find_it():
    load_authority(authority=Authority.of([CHILD]))
    load_citing(mention("Convention on the Rights of the Child"))
    link_citations()
    assert Citation.objects.get().instrument.slug == CHILD.slug


def test_words_that_nothing_is_called_stay_visibly_unresolved():
    load_citing(mention("others"))
    link_citations()
    citation = Citation.objects.get()
    assert (citation.state, citation.instrument) == ("unresolved", None)


def test_a_resolution_that_arrives_later_is_linked_to_what_waited_for_it():
    load_citing(mention("resolution 74/148", symbol="A/RES/74/148"))
    link_citations()
    assert Instrument.objects.get().resolution is None
    load(record(symbol="A/RES/74/148", title="Protection", adopted_on=date(2019, 12, 18), citations=()), sha="2")
    assert link_citations().resolutions == 1
    instrument = Citation.objects.get().instrument
    assert (instrument.resolution.symbol, instrument.name) == ("A/RES/74/148", "Protection")
    assert instrument.adopted_on == date(2019, 12, 18)
    assert link_citations().resolutions == 0


def test_a_draft_is_nobodys_target_until_it_is_published():
    load_citing(mention("resolution 74/148", symbol="A/RES/74/148"))
    load(record(symbol="A/RES/74/148", citations=()), sha="2", publish=False)
    link_citations()
    instrument = Instrument.objects.get()
    assert instrument.resolution is None
    draft = Resolution.objects.get(symbol="A/RES/74/148")
    publish(resolutions=[draft], by="anna")
    instrument.refresh_from_db()
    assert instrument.resolution == draft
    unpublish(resolutions=[draft], by="anna", reason="by mistake")
    instrument.refresh_from_db()
    assert instrument.resolution is None


def test_linking_takes_the_same_number_of_queries_whatever_the_size(django_assert_num_queries):
    load_citing(mention("resolution 74/148", symbol="A/RES/74/148"), mention("others"))
    with django_assert_num_queries(10):
        link_citations()
    for number in range(2, 9):
        load_citing(
            mention("resolution 74/148", symbol=f"A/RES/74/{number}"),
            mention("others", symbol=f"A/74/{number}"),
            symbol=f"A/RES/77/{number}",
            sha=str(number),
        )
    with django_assert_num_queries(10):
        assert link_citations().citations == 14


def test_the_authority_takes_over_what_linking_made_for_its_symbol():
    load_citing(mention("resolution 74/148", symbol="A/RES/74/148"))
    link_citations()
    entry = Entry(slug="declaration", kind="declaration", name="The Declaration", symbol="A/RES/74/148")
    load_authority(authority=Authority.of([entry]))
    assert Instrument.objects.count() == 1
    assert Citation.objects.get().instrument.slug == "declaration"


def test_an_authority_entry_that_gains_a_symbol_takes_the_citations_over():
    entry = Entry(slug="declaration", kind="declaration", name="The Declaration")
    load_authority(authority=Authority.of([entry]))
    load_citing(mention("resolution 74/148", symbol="A/RES/74/148"))
    link_citations()
    with_symbol = Entry(slug="declaration", kind="declaration", name="The Declaration", symbol="A/RES/74/148")
    load_authority(authority=Authority.of([with_symbol]))
    assert Citation.objects.get().instrument == Instrument.objects.get()


def test_loading_the_authority_again_changes_nothing_and_spares_what_a_librarian_edited():
    load_authority(authority=Authority.of([CHILD]))
    Instrument.objects.update(name="Child Convention", is_edited=True)
    load_authority(authority=Authority.of([CHILD]))
    assert Instrument.objects.get().name == "Child Convention"
    assert InstrumentAlias.objects.count() == 2


def test_authority_and_linking_do_not_take_turns_over_an_instrument():
    entry = Entry(slug="declaration", kind="declaration", name="The Declaration", symbol="A/RES/74/148")
    load_authority(authority=Authority.of([entry]))
    load(record(symbol="A/RES/74/148", title="Protection", adopted_on=date(2019, 12, 18), citations=()))
    link_citations()
    before = Instrument.objects.values().get()
    assert (before["name"], before["adopted_on"]) == ("The Declaration", date(2019, 12, 18))
    load_authority(authority=Authority.of([entry]))
    assert Instrument.objects.values().get() == before
    assert link_citations().resolutions == 0


def test_a_librarians_decision_is_not_linked_anew_until_it_is_taken_back():
    load_authority(authority=Authority.of([CHILD]))
    load_citing(mention("resolution 74/148", symbol="A/RES/74/148"), mention("others"))
    first, second = Citation.objects.order_by("start")
    confirm_citations(citations=[first.pk], instrument=Instrument.objects.get(), by="anna", note="a slip")
    reject_citations(citations=[second.pk], by="anna")
    link_citations()
    first.refresh_from_db()
    assert (first.instrument.slug, first.state, first.decided_by) == (CHILD.slug, "confirmed", "anna")
    reopen_citations(citations=[first.pk])
    link_citations()
    first.refresh_from_db()
    assert (first.instrument.symbol, first.state, first.decided_by) == ("A/RES/74/148", "resolved", "")


@pytest.mark.parametrize(
    ("symbol", "kind", "short_name"),
    [
        ("A/RES/217 (III) A", "resolution", "resolution 217 A (III)"),
        ("S/RES/2240 (2015)", "resolution", "resolution 2240 (2015)"),
        ("E/CN.9/RES/2006/2", "resolution", "E/CN.9/RES/2006/2"),
        ("UNEP/EA.4/Res.3", "resolution", "UNEP/EA.4/Res.3"),
        ("A/DEC/70/539", "decision", "A/DEC/70/539"),
        ("1/CP.21", "decision", "1/CP.21"),
        ("A/72/53/Add.1", "document", "A/72/53/Add.1"),
    ],
)
def test_a_symbol_tells_what_bears_it(symbol, kind, short_name):
    assert (describe_symbol(symbol)[0], describe_symbol(symbol)[2]) == (kind, short_name)


def test_symbols_that_spell_alike_become_instruments_of_their_own():
    for number, symbol in enumerate(["A/74/148", "A/74.148", "A-74-148"], start=1):
        load_citing(mention("resolution 74/148", symbol=symbol), symbol=f"A/RES/76/{number}", sha=str(number))
        link_citations()
    assert set(Citation.objects.values_list("instrument__symbol", flat=True)) == {"A/74/148", "A/74.148", "A-74-148"}
