"""Symbols: every spelling a person types, one canonical form, the URL form, the order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.symbols import Symbol, SymbolError, int_to_roman, roman_to_int

SPELLINGS = [
    ("A/RES/76/172", "A/RES/76/172", "A/RES/76/172", "76/172"),
    ("a/res/76/172", "A/RES/76/172", "A/RES/76/172", "76/172"),
    ("A / RES / 76 / 172 ", "A/RES/76/172", "A/RES/76/172", "76/172"),
    ("A/RES/76/172/", "A/RES/76/172", "A/RES/76/172", "76/172"),
    ("A/RES/76/172.", "A/RES/76/172", "A/RES/76/172", "76/172"),
    ("A/RES/076/0172", "A/RES/76/172", "A/RES/76/172", "76/172"),
    ("\uff21/\uff32\uff25\uff33/\uff17\uff16/172", "A/RES/76/172", "A/RES/76/172", "76/172"),
    ("A/RES/S\u201132/1", "A/RES/S-32/1", "A/RES/S-32/1", "S-32/1"),
    ("A/RES/ES-11/1", "A/RES/ES-11/1", "A/RES/ES-11/1", "ES-11/1"),
    ("A/RES/74/255 B", "A/RES/74/255 B", "A/RES/74/255B", "74/255 B"),
    ("A/RES/217 (III) A", "A/RES/217 (III) A", "A/RES/217(III)A", "217 A (III)"),
    ("A/RES/217 A (III)", "A/RES/217 (III) A", "A/RES/217(III)A", "217 A (III)"),
    ("a/res/1004(es-ii)", "A/RES/1004 (ES-II)", "A/RES/1004(ES-II)", "1004 (ES-II)"),
    ("A/HRC/RES/57/14", "A/HRC/RES/57/14", "A/HRC/RES/57/14", "57/14"),
    ("A/HRC/RES/S-33/1", "A/HRC/RES/S-33/1", "A/HRC/RES/S-33/1", "S-33/1"),
    ("S/RES/2240(2015)", "S/RES/2240 (2015)", "S/RES/2240(2015)", "2240 (2015)"),
    ("S/RES/2240\u00a0(2015)", "S/RES/2240 (2015)", "S/RES/2240(2015)", "2240 (2015)"),
    ("E/RES/2021/2 B", "E/RES/2021/2 B", "E/RES/2021/2B", "2021/2 B"),
    ("E/RES/1298 (XLIV)", "E/RES/1298 (XLIV)", "E/RES/1298(XLIV)", "1298 (XLIV)"),
    ("s/prst/2020/011", "S/PRST/2020/11", "S/PRST/2020/11", "S/PRST/2020/11"),
]


@pytest.mark.parametrize(("typed", "canonical", "path", "short"), SPELLINGS, ids=[repr(row[0]) for row in SPELLINGS])
def test_every_spelling_is_one_symbol(typed, canonical, path, short):
    symbol = Symbol.parse(typed)
    assert (str(symbol), symbol.path, symbol.short) == (canonical, path, short)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "76/172",
            "A/76/172",
            "A/RES/76",
            "A/RES/76/172/op/5",
            "A/RES/76/17299",
            "X/RES/76/172",
            "A/RES/76/172 AB",
        ],
        *[
            "A/RES/0/1",
            "A/RES/76/0",
            "A/RES/217 (IIV)",
            "A/RES/217 (IIII)",
            "S/RES/2240",
            "S/RES/2240 (1815)",
            "S/PRST/2020/0",
            "A/PRST/2020/1",
        ],
        *["A/RES/\u0667\u0666/172", "A/RES/-1/2", "A/RES/76/172\x00", "A/RES/" + "1" * 100],
    ],
)
def test_what_is_no_symbol_is_refused(text):
    with pytest.raises(SymbolError):
        Symbol.parse(text)


def test_symbols_sort_by_body_kind_of_session_session_number_and_part():
    ordered = [
        *["A/HRC/RES/5/1", "A/HRC/RES/57/2", "A/HRC/RES/57/14", "A/HRC/RES/S-33/1"],
        *[
            "A/RES/217 (III) A",
            "A/RES/2200 (XXI) A",
            "A/RES/74/255 A",
            "A/RES/74/255 B",
            "A/RES/76/172",
            "A/RES/S-32/1",
        ],
        *["A/RES/ES-11/1", "S/RES/1325 (2000)", "S/RES/2240 (2015)", "E/RES/1298 (XLIV)", "E/RES/2021/2 B"],
    ]
    assert [str(symbol) for symbol in sorted(map(Symbol.parse, reversed(ordered)), key=lambda s: s.sort_key)] == ordered


@given(st.integers(1, 399))
def test_a_roman_numeral_reads_back(value):
    assert roman_to_int(int_to_roman(value)) == value


SESSIONS = st.one_of(
    st.integers(1, 9999).map(str),
    st.integers(1, 99).map(lambda number: f"S-{number}"),
    st.integers(1, 99).map(lambda number: f"ES-{number}"),
)
SYMBOLS = st.one_of(
    st.builds(
        Symbol, st.sampled_from(["A", "A/HRC", "E"]), SESSIONS, st.integers(1, 9999), st.sampled_from(["", "A", "Z"])
    ),
    st.builds(Symbol, st.just("S"), st.integers(1946, 2099).map(str), st.integers(1, 9999), st.sampled_from(["", "B"])),
    st.builds(
        Symbol,
        st.sampled_from(["A", "E"]),
        st.integers(1, 88).map(int_to_roman),
        st.integers(1, 9999),
        st.sampled_from(["", "C"]),
    ),
)


@given(SYMBOLS, st.sampled_from([str.lower, str.upper, str.title]))
def test_the_canonical_and_the_url_form_read_back_in_any_case(symbol, case):
    assert Symbol.parse(case(str(symbol))) == symbol
    assert Symbol.parse(case(symbol.path)) == symbol
    assert " " not in symbol.path
    assert symbol.sort_key == Symbol.parse(symbol.path).sort_key


@given(st.text(max_size=80))
def test_any_text_is_a_symbol_or_refused_in_one_line(text):
    try:
        symbol = Symbol.parse(text)
    except SymbolError as error:
        assert "\n" not in str(error)
    else:
        assert Symbol.parse(str(symbol)) == symbol
