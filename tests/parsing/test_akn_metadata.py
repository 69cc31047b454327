"""What only official XML knows: adoption, agenda, report, drafts, votes, subjects, links, language."""

from datetime import date

import pytest

from archive.parsing.akn import parse_akn
from archive.parsing.document import Mention, ParsedResolution, Subject, Vote
from tests.parsing.akn_documents import document, paragraph, preambular

BODY = paragraph("1.", "Decides to remain seized of the matter.")


def parse(data: bytes | None = None, **given: object) -> ParsedResolution:
    (resolution,) = parse_akn(document(body=BODY) if data is None else data, source="x.xml", **given)  # type: ignore[arg-type]
    return resolution


def changed(old: str, new: str, body: str = BODY, preamble: str = "") -> ParsedResolution:
    data = document(preamble, body).decode()
    assert old in data
    return parse(data.replace(old, new).encode())


def codes(resolution: ParsedResolution) -> list[str]:
    return [problem.code for problem in resolution.problems]


def test_the_facts_of_the_whole_resolution_are_read() -> None:
    read = parse()
    assert (read.symbol, read.body, read.session, read.number) == ("A/RES/91/7", "A", "91", "7")
    assert (read.title, read.adopted_on) == ("Protection of nomads", date(2036, 12, 16))
    assert read.meeting == "3rd plenary meeting"
    assert read.agenda_items == ("12", "74 (b)", "80")
    assert read.agenda_title == "Rights of people who move"
    assert read.report == "on the report of the Third Committee (A/91/462, para. 9)"
    assert (read.form, read.language, read.problems) == ("akn", "en", ())


def test_subjects_come_once_from_the_two_schemes_that_are_kept() -> None:
    assert parse().subjects == (Subject("SDG", "10", "Goal 10"), Subject("UNBIS", "1004110", "migrants"))


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Chad, Fiji and Peru", ["Chad", "Fiji", "Peru"]),
        ("Chad,Fiji and the Marshall Islands", ["Chad", "Fiji", "Marshall Islands"]),
        ("Antigua and Barbuda and Chad", ["Antigua and Barbuda", "Chad"]),
        ("Suriname and Trinidad and Tobago", ["Suriname", "Trinidad and Tobago"]),
        (
            "United Kingdom of Great Britain and Northern Ireland and Peru",
            ["United Kingdom of Great Britain and Northern Ireland", "Peru"],
        ),
        ("Saint Vincent and the Grenadines and Togo", ["Saint Vincent and the Grenadines", "Togo"]),
        (
            "Peru (on behalf of the Group of 77 and China) and Fiji",
            ["Peru (on behalf of the Group of 77 and China)", "Fiji"],
        ),
        ("Bolivia (Plurinational State of), Iran (Islamic Republic of)", None),
        (
            "submitted by the Chair, following informal consultations",
            ["submitted by the Chair, following informal consultations"],
        ),
        ("", []),
    ],
)
def test_sponsors_are_told_apart_although_names_hold_commas_and_ands(printed: str, names: list[str] | None) -> None:
    standing = "Antigua and Barbuda, Bolivia (Plurinational State of), Chad and Peru"
    (draft,) = changed(f'by="{standing}"', f'by="{printed}"').drafts
    assert draft.symbol == "A/C.3/91/L.5"
    assert draft.additional_sponsors == ("Fiji",)
    assert list(draft.sponsors) == (printed.split(", ") if names is None else names)


@pytest.mark.parametrize(
    ("voting", "expected"),
    [
        pytest.param(None, Vote("recorded", 2, 0, 1, {"for": ("CHAD", "PERU"), "abstaining": ("FIJI",)}), id="names"),
        pytest.param('<voting outcome="adoptedWithoutVote"/>', Vote("without a vote"), id="without a vote"),
        pytest.param('<voting outcome="Adopted by consensus"/>', Vote("without a vote"), id="consensus"),
        pytest.param('<voting outcome="Adopted 90-0-47, 87th meeting"/>', Vote("recorded", 90, 0, 47), id="in words"),
        pytest.param('<voting><quorum value=""/></voting>', None, id="nothing said"),
    ],
)
def test_how_it_was_adopted_is_read_in_every_way_it_is_said(voting: str | None, expected: Vote | None) -> None:
    data = document(body=BODY).decode()
    if voting:
        start, end = data.index("<voting"), data.index("</voting>") + len("</voting>")
        data = data[:start] + voting + data[end:]
    assert parse(data.encode()).vote == expected


def test_dates_that_differ_are_said() -> None:
    read = changed('<FRBRdate date="2036-12-16"', '<FRBRdate date="2036-12-17"')
    assert read.adopted_on == date(2036, 12, 16)
    assert codes(read) == ["dates-differ"]


def test_a_document_in_another_language_is_said_to_be_in_it() -> None:
    read = changed('language="eng"', 'language="spa"')
    assert (read.language, codes(read)) == ("es", ["not-english"])


SPANISH = (
    "Reafirma que los derechos de las personas que se desplazan en la región y de sus familias son de todos los días; "
)


def test_a_document_that_says_it_is_english_but_is_not_is_told_by_its_words() -> None:
    read = parse(document(body=paragraph("1.", SPANISH * 12)))
    assert (read.language, codes(read)) == ("es", ["language-differs", "not-english"])


def test_a_text_without_operative_paragraph_is_said_to_have_none() -> None:
    assert codes(parse(document(preambular("Noting it,"), ""))) == ["no-operative"]


@pytest.mark.parametrize(
    ("symbol", "code"), [("S/2020/372", "not-a-resolution"), ("", "symbol-missing"), ("A/91/7", "not-a-resolution")]
)
def test_what_is_no_resolution_has_no_symbol_and_says_why(symbol: str, code: str) -> None:
    read = changed(">A/RES/91/7<", f">{symbol}<")
    assert (read.symbol, codes(read)) == (None, [code])


def test_a_presidential_statement_keeps_its_symbol_and_is_said_to_be_none() -> None:
    read = changed(">A/RES/91/7<", ">S/PRST/2036/11<")
    assert (read.symbol, read.session, read.number) == ("S/PRST/2036/11", "2036", "11")
    assert codes(read) == ["not-a-resolution"]


def test_what_a_document_lacks_can_be_given() -> None:
    bare = b"<akomaNtoso><statement><mainBody><p>Stops.</p></mainBody></statement></akomaNtoso>"
    read = parse(bare, symbol="A/RES/91/8", title="Stopping", adopted_on=date(2036, 12, 1))
    assert (read.symbol, read.title, read.adopted_on) == ("A/RES/91/8", "Stopping", date(2036, 12, 1))


def test_a_symbol_given_that_the_document_contradicts_is_said() -> None:
    read = parse(symbol="A/RES/91/8")
    assert (read.symbol, codes(read)) == ("A/RES/91/7", ["symbol-differs-from-given"])


def mentions(preamble: str) -> tuple[Mention, ...]:
    return parse(document(preambular(preamble), BODY)).citations


LINK = '<a href="https://undocs.org/en/{}">{}</a>'


def test_a_link_and_the_parsers_reading_of_the_same_words_are_one_mention() -> None:
    (only,) = mentions(f"Recalling its resolution {LINK.format('A/RES/76/172', '76/172')} of 16 December 2021,")
    assert (only.symbol, only.origin, only.date) == ("A/RES/76/172", "publisher", date(2021, 12, 16))
    assert "76/172" in only.text


def test_a_link_that_the_parser_does_not_find_is_a_mention_of_its_own() -> None:
    found = mentions(f"Noting {LINK.format('A/RES/76/172', 'what was decided')},")
    assert [(each.text, each.symbol, each.origin) for each in found] == [
        ("what was decided", "A/RES/76/172", "publisher")
    ]


def test_a_link_to_the_wrong_body_does_not_win() -> None:
    words = f"Recalling Human Rights Council resolution {LINK.format('A/RES/35/17', '35/17')} of 22 June 2017,"
    read = parse(document(preambular(words), BODY))
    assert [each.symbol for each in read.citations] == ["A/HRC/RES/35/17"]
    assert codes(read) == ["link-differs"]


def test_a_link_to_the_whole_agrees_with_a_lettered_part() -> None:
    words = f"Recalling its resolution {LINK.format('A/RES/76/246', '76/246')} A of 24 December 2021,"
    read = parse(document(preambular(words), BODY))
    assert [(each.symbol, each.origin) for each in read.citations] == [("A/RES/76/246 A", "publisher")]
    assert not codes(read)


@pytest.mark.parametrize(
    "href", ["http://www.un.org", "mailto:a@example.org", "", "https://undocs.org/", "A/RES/76/172"]
)
def test_other_addresses_are_no_citations(href: str) -> None:
    assert not mentions(f'Noting <a href="{href}">the site</a>,')


def test_mentions_are_words_of_their_paragraph() -> None:
    read = parse(document(preambular(f"Recalling {LINK.format('A/75/294', ' A/75/294 ')} and the Covenants,"), BODY))
    texts = {each.label: each.text for each in read.paragraphs}
    assert read.citations
    assert all(texts[each.paragraph][each.start : each.end] == each.text for each in read.citations)
