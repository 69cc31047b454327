"""What a paragraph's place is called, from its label."""

import pytest

from archive.places import in_brief, in_words


@pytest.mark.parametrize(
    ("label", "number", "kind", "words", "brief"),
    [
        ("op/5/f", "5 (f)", "operative", "Paragraph 5 (f)", "para. 5 (f)"),
        ("op/1", "", "operative", "Paragraph 1", "para. 1"),
        ("pp/3", "", "preambular", "Preambular paragraph 3", "preambular para. 3"),
        ("h/2", "", "heading", "Heading 2", "heading 2"),
        ("op/II/3", "3", "operative", "Section II, paragraph 3", "section II, para. 3"),
        ("op/II/3/a", "3 (a)", "operative", "Section II, paragraph 3 (a)", "section II, para. 3 (a)"),
        ("annex/op/16", "16", "annex", "Annex, paragraph 16", "annex, para. 16"),
        ("annex/2/op/16/a", "16 (a)", "annex", "Annex 2, paragraph 16 (a)", "annex 2, para. 16 (a)"),
        ("annex/pp/4", "", "annex", "Annex, preambular paragraph 4", "annex, preambular para. 4"),
        ("annex/h/1", "", "heading", "Annex, heading 1", "annex, heading 1"),
        ("annex/p/4", "", "annex", "Annex, unnumbered text 4", "annex, unnumbered text 4"),
        ("op/8/p2", "8", "operative", "Paragraph 8, unnumbered text 2", "para. 8, unnumbered text 2"),
        ("op/9/p", "9 (p)", "operative", "Paragraph 9 (p)", "para. 9 (p)"),
        ("op/p/1", "", "operative", "Unnumbered text 1", "unnumbered text 1"),
        ("draft/op/2", "2", "operative", "Draft, paragraph 2", "draft, para. 2"),
        ("annex/table/1/3", "", "annex", "Annex, table 1, row 3", "annex, table 1, row 3"),
    ],
)
def test_a_place_is_called_what_a_reader_would_call_it(
    label: str, number: str, kind: str, words: str, brief: str
) -> None:
    assert in_words(label, number, kind) == words
    assert in_brief(label, number, kind) == brief
