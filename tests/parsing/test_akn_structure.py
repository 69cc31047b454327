"""The structure of official XML: labels, numbers and words, for every shape it comes in."""

import pytest

from archive.parsing.akn import parse_akn
from archive.parsing.document import ParsedResolution
from tests.parsing.akn_documents import (
    document,
    heading,
    note,
    paragraph,
    points,
    preambular,
    section,
    statement,
    wrapped,
)

FORMULA = "<container name='formula'><p>The General Assembly,</p></container>"
ITALIC = '<span class="italic">{}</span>'


def parse(preamble: str = "", body: str = "", after: str = "") -> ParsedResolution:
    (resolution,) = parse_akn(document(preamble, body, after), source="x.xml")
    return resolution


def labels(resolution: ParsedResolution) -> list[str]:
    return [each.label for each in resolution.paragraphs]


def annex(*blocks: str) -> str:
    attachments = (f"<attachment><doc name='annex'><mainBody>{block}</mainBody></doc></attachment>" for block in blocks)
    return f"<attachments>{''.join(attachments)}</attachments>"


STRUCTURES = {
    "sub-paragraphs in a list": (
        points("1.", "Urges States:", ("(a)", "To act;"), ("(b)", "To report;")),
        ["op/1", "op/1/a", "op/1/b"],
    ),
    "sub-paragraphs beside their parent": (
        paragraph("1.", "Urges States:") + paragraph("(a)", "To act;") + paragraph("(b)", "To report;"),
        ["op/1", "op/1/a", "op/1/b"],
    ),
    "a letter that stayed in the text": (
        paragraph("1.", "Urges States:") + paragraph("", "(a)\tTo act;") + paragraph("", "(b)\tTo report;"),
        ["op/1", "op/1/a", "op/1/b"],
    ),
    "(i) after (h) is a letter": (
        paragraph("1.", "Urges:") + "".join(paragraph(f"({letter})", "To act;") for letter in "abcdefghij"),
        ["op/1", *(f"op/1/{letter}" for letter in "abcdefghij")],
    ),
    "(i) after (a) is Roman": (
        paragraph("1.", "Urges:") + "".join(paragraph(f"({num})", "To act;") for num in ("a", "i", "ii", "iii", "b")),
        ["op/1", "op/1/a", "op/1/a/i", "op/1/a/ii", "op/1/a/iii", "op/1/b"],
    ),
    "(i) after (h) is Roman where (ii) follows": (
        paragraph("1.", "Urges:")
        + "".join(paragraph(f"({num})", "To act;") for num in (*"abcdefgh", "i", "ii", "iii")),
        ["op/1", *(f"op/1/{letter}" for letter in "abcdefgh"), "op/1/h/i", "op/1/h/ii", "op/1/h/iii"],
    ),
    "letters go on after (z)": (
        paragraph("1.", "Urges:") + "".join(paragraph(f"({num})", "Act;") for num in [*map(chr, range(97, 123)), "aa"]),
        ["op/1", *(f"op/1/{chr(code)}" for code in range(97, 123)), "op/1/aa"],
    ),
    "bullets are counted": (
        points("1.", "Urges:", ("–", "To act;"), ("–", "To report;")),
        ["op/1", "op/1/1", "op/1/2"],
    ),
    "a single paragraph without a number": (paragraph("", "Decides to stop."), ["op/1"]),
    "an unnumbered one beside numbered ones": (
        paragraph("", "Adopts this:") + paragraph("1.", "We act.") + paragraph("2.", "We stop."),
        ["op/p/1", "op/1", "op/2"],
    ),
    "a numbered list inside a paragraph": (
        paragraph("1.", "Notes it;")
        + paragraph("2.", "Decides on this list:")
        + paragraph("1.", "One;")
        + paragraph("2.", "Two;")
        + paragraph("3.", "Closes."),
        ["op/1", "op/2", "op/2/1", "op/2/2", "op/3"],
    ),
    "a quoted article inside a paragraph": (
        paragraph("1.", "Decides on this:")
        + paragraph("", "Article 9, new paragraph 4:")
        + paragraph("4.", "In hearing it.")
        + paragraph("2.", "Closes."),
        ["op/1", "op/1/p1", "op/1/4", "op/2"],
    ),
    "headings do not break the numbering": (
        paragraph("1.", "Notes;") + heading("On travel") + paragraph("2.", "Closes."),
        ["op/1", "h/1", "op/2"],
    ),
    "numbered headings where the numbering goes on": (
        heading("I") + heading("Travel") + paragraph("1.", "Notes;") + heading("II") + paragraph("2.", "Closes."),
        ["h/1", "op/1", "h/2", "op/2"],
    ),
    "sections in which the numbering begins again": (
        heading("I")
        + heading("Travel")
        + f"<crossHeading>{ITALIC.format('Recalling')} it,</crossHeading>"
        + paragraph("1.", "Notes;")
        + paragraph("2.", "Closes;")
        + heading("II")
        + heading("Stay")
        + f"<crossHeading>{ITALIC.format('Recalling')} that,</crossHeading>"
        + paragraph("1.", "Notes."),
        ["section/I", "pp/I/1", "op/I/1", "op/I/2", "section/II", "pp/II/1", "op/II/1"],
    ),
    "sections by letters": (
        "".join(section(letter, "Work", paragraph("1.", "Notes;")) for letter in "ABC"),
        ["section/A", "op/A/1", "section/B", "op/B/1", "section/C", "op/C/1"],
    ),
    "a list that begins again below each heading of a paragraph": (
        paragraph("1.", "Calls for this:")
        + "".join(
            f"<paragraph class='H23'><num>{letter}.</num><subheading>Topic</subheading></paragraph>"
            + paragraph("(a)", "To act;")
            for letter in "AB"
        ),
        ["op/1", "h/1", "op/1/a", "h/2", "op/1/B/a"],
    ),
    "letters that go on under the next Roman number": (
        paragraph("1.", "Decides on tasks:")
        + "".join(paragraph(f"({num})", "Task;") for num in ("i", "a", "b", "ii", "c", "d")),
        ["op/1", "op/1/i", "op/1/i/a", "op/1/i/b", "op/1/ii", "op/1/ii/c", "op/1/ii/d"],
    ),
    "a table": (
        paragraph("1.", "Adopts these rates:")
        + "<container name='table'><table><tr><th><p>State</p></th><th><p>Rate</p></th></tr>"
        + "<tr><td><p>Chad</p></td><td><p>0.003</p></td></tr><tr><td/><td/></tr></table></container>",
        ["op/1", "table/1/1", "table/1/2"],
    ),
    "separators are no paragraphs": (
        paragraph("1.", "Notes;") + paragraph("", "* * *") + paragraph("2.", "Closes."),
        ["op/1", "op/2"],
    ),
    "the same number twice": (
        paragraph("1.", "Notes;") + heading("Travel") + paragraph("1.", "Closes."),
        ["op/1", "h/1", "op/1-2"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), STRUCTURES.values(), ids=STRUCTURES)
def test_operative_paragraphs_are_labelled_by_their_printed_numbers(body: str, expected: list[str]) -> None:
    assert labels(parse(body=body)) == expected


ANNEXES = {
    "a declaration": (
        [
            heading("Annex")
            + heading("Declaration of the meeting")
            + paragraph("1.", "We meet.")
            + paragraph("", "We part.")
        ],
        ["annex/h/1", "annex/h/2", "annex/op/1", "annex/p/1"],
    ),
    "sub-paragraphs of an unnumbered paragraph": (
        [heading("Annex") + paragraph("", "The tasks are:") + paragraph("(a)", "To act;")],
        ["annex/h/1", "annex/p/1", "annex/p/1/a"],
    ),
    "two attachments": (
        [paragraph("1.", "One."), paragraph("1.", "Uno.")],
        ["annex/1/op/1", "annex/2/op/1"],
    ),
    "two annexes in one attachment": (
        [heading("Annex I") + paragraph("1.", "One.") + heading("Annex II") + paragraph("1.", "Uno.")],
        ["annex/1/h/1", "annex/1/op/1", "annex/2/h/1", "annex/2/op/1"],
    ),
    "articles in which the numbering begins again": (
        [
            heading("Article 1")
            + heading("Purpose")
            + paragraph("1.", "It rules.")
            + heading("Article 2")
            + heading("Scope")
            + paragraph("1.", "It holds.")
        ],
        ["annex/section/article-1", "annex/op/article-1/1", "annex/section/article-2", "annex/op/article-2/1"],
    ),
}


@pytest.mark.parametrize(("attachments", "expected"), ANNEXES.values(), ids=ANNEXES)
def test_annexes_have_labels_of_their_own(attachments: list[str], expected: list[str]) -> None:
    resolution = parse(body=paragraph("1.", "Adopts the annex."), after=annex(*attachments))
    assert labels(resolution) == ["op/1", *expected]
    assert {each.kind for each in resolution.paragraphs[1:]} <= {"annex", "heading"}


def test_an_annex_may_begin_with_a_heading_in_the_body() -> None:
    body = paragraph("1.", "Adopts it.") + heading("Annex") + paragraph("1.", "It rules.")
    assert labels(parse(body=body)) == ["op/1", "annex/h/1", "annex/op/1"]


@pytest.mark.parametrize(
    ("body", "after"),
    [
        pytest.param(
            paragraph(
                "",
                f"Recommends this draft:<embeddedStructure>{FORMULA}{preambular('Noting it,')}"
                f"{paragraph('1.', 'Decides so.')}</embeddedStructure>",
            ),
            "",
            id="in the paragraph",
        ),
        pytest.param(
            paragraph("", "Recommends this draft:"),
            "<components><component><statement name='draft resolution'><preamble><formula name='f'>"
            f"<p>The General Assembly,</p></formula>{preambular('Noting it,')}</preamble>"
            f"<mainBody>{paragraph('1.', 'Decides so.')}</mainBody></statement></component></components>",
            id="after it",
        ),
    ],
)
def test_a_draft_recommended_to_another_body_is_kept_apart(body: str, after: str) -> None:
    resolution = parse(body=body, after=after)
    assert labels(resolution) == ["op/1", "draft/h/1", "draft/pp/1", "draft/op/1"]
    assert [each.kind for each in resolution.paragraphs] == ["operative", "heading", "annex", "annex"]
    assert resolution.paragraphs[0].text == "Recommends this draft:"


def test_its_resolution_in_a_draft_to_the_assembly_is_the_assemblys() -> None:
    draft = f"{FORMULA}{preambular('Recalling its resolution 76/172 of 16 December 2021,')}"
    body = paragraph("", f"Recommends this draft:<embeddedStructure>{draft}</embeddedStructure>")
    data = document(body=body).replace(b"A/RES/91/7", b"E/RES/2036/7").replace(b"91/7.", b"2036/7.")
    (resolution,) = parse_akn(data, source="x")
    assert [mention.symbol for mention in resolution.citations] == ["A/RES/76/172"]


def test_several_resolutions_of_one_file_are_read_as_several() -> None:
    parts = "".join(
        f"<component>{statement('', paragraph('1.', words), number=letter, title=words)}</component>"
        for letter, words in (("A", "Sails"), ("B", "Oars"))
    )
    cover = (
        "<documentCollection><coverPage><p><docNumber>A/RES/91/7 A-B</docNumber></p></coverPage>"
        "<preface><p><docNumber>91/7.</docNumber><docTitle>Boats</docTitle></p></preface></documentCollection>"
    )
    found = parse_akn(wrapped(f"{cover}<components>{parts}</components>"), source="x", symbol="A/RES/1/1")
    assert [(each.symbol, each.number, each.title) for each in found] == [
        ("A/RES/91/7 A", "7 A", "Boats – Sails"),
        ("A/RES/91/7 B", "7 B", "Boats – Oars"),
    ]
    assert [labels(each) for each in found] == [["op/1"], ["op/1"]]


def test_numbers_are_given_with_those_above_them() -> None:
    body = paragraph("5.", "Urges:") + paragraph("(f)", "To act:") + paragraph("(i)", "Now;") + paragraph("(ii)", "So;")
    assert [each.number for each in parse(body=body).paragraphs] == ["5", "5 (f)", "5 (f) (i)", "5 (f) (ii)"]


def test_notes_leave_the_text_and_keep_their_places() -> None:
    first_note, second_note = note("1", "Resolution <i>2200 A</i> (XXI)."), note("2", "Ibid.")
    words = f"{ITALIC.format('Recalling')} the Covenants {first_note}, and rights{second_note}and so on,"
    resolution = parse(preambular(words), paragraph("1.", "Stops."))
    (first, _) = resolution.paragraphs
    assert first.text == "Recalling the Covenants, and rights and so on,"
    assert [(each.mark, first.text[: each.offset]) for each in first.notes] == [
        ("1", "Recalling the Covenants"),
        ("2", "Recalling the Covenants, and rights"),
    ]
    assert [(each.mark, each.text) for each in resolution.footnotes] == [
        ("1", "Resolution 2200 A (XXI)."),
        ("2", "Ibid."),
    ]


def test_a_paragraph_without_content_element_is_read_alike() -> None:
    words = f"{ITALIC.format('Notes')} <a href='https://undocs.org/en/A/75/294'>A/75/294</a>{note('1', 'Ibid.')}, so;"
    for body in (f"<p>{words}</p>", f"<paragraph>{words}</paragraph>", paragraph("", words)):
        resolution = parse(body=body)
        (only,) = resolution.paragraphs
        assert (only.text, only.verb, len(only.notes)) == ("Notes A/75/294, so;", "Notes", 1)
        assert [each.origin for each in resolution.citations] == ["publisher"]


def test_the_opening_verb_is_what_is_set_in_italics() -> None:
    body = paragraph(
        "1.", f"{ITALIC.format('Calls')} {ITALIC.format('upon')} States to act, {ITALIC.format('inter alia')};"
    )
    assert parse(body=body).paragraphs[0].verb == "Calls upon"


def test_text_after_a_list_belongs_to_the_paragraph() -> None:
    body = points("1.", "Urges States:", ("(a)", "To act;"), closing="and to report;")
    assert [each.text for each in parse(body=body).paragraphs] == ["Urges States: and to report;", "To act;"]
    flat = paragraph("1.", "Urges States:") + paragraph("(a)", "To act;") + paragraph("", "and to report;")
    assert [each.text for each in parse(body=flat).paragraphs] == ["Urges States: and to report;", "To act;"]


def test_a_paragraph_with_nothing_but_points_keeps_its_place() -> None:
    body = points("1.", "", ("(a)", "Notes it;"))
    assert [(each.label, each.text) for each in parse(body=body).paragraphs] == [("op/1", "—"), ("op/1/a", "Notes it;")]


def test_quoted_text_is_part_of_the_paragraph_that_quotes_it() -> None:
    point = "<point><num>a.</num><content><p>Guns;”</p></content></point>"
    quoted = f"<mod><quotedStructure><p>“All States shall stop:</p>{point}</quotedStructure></mod>"
    (only,) = parse(body=paragraph("1.", f"Decides on this: {quoted}")).paragraphs
    assert only.text == "Decides on this: “All States shall stop: a. Guns;”"


def test_a_row_of_a_table_reads_cell_by_cell() -> None:
    rows = "<table><tr><td><p>Chad</p></td><td/><td><p>0.003</p></td></tr></table>"
    resolution = parse(body=paragraph("1.", "Adopts:") + rows)
    assert resolution.paragraphs[1].text == "Chad | | 0.003"


def test_typesetting_leaves_no_trace_in_the_words() -> None:
    body = paragraph("1.", "Notes\xa0the  twenty\u2011\u00adseventh\u200b\n session;")
    assert parse(body=body).paragraphs[0].text == "Notes the twenty-seventh session;"
