from datetime import date

import pytest

from archive.curation.sessions import ensure_sessions, ordinal, session_name
from archive.models import Session
from archive.symbols import Symbol


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("A/RES/76/172", "Seventy-sixth session"),
        ("A/RES/80/1", "Eightieth session"),
        ("A/RES/217 (III) A", "Third session"),
        ("A/RES/S-32/1", "Thirty-second special session"),
        ("A/RES/ES-11/1", "Eleventh emergency special session"),
        ("A/HRC/RES/57/14", "Fifty-seventh session"),
        ("S/RES/2240 (2015)", "2015"),
        ("E/RES/2021/2 B", "2021 session"),
        ("E/RES/1298 (XLIV)", "Forty-fourth session"),
    ],
)
def test_a_session_is_named_as_the_united_nations_name_it(symbol, name):
    assert session_name(Symbol.parse(symbol)) == name


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "first"), (20, "twentieth"), (49, "forty-ninth"), (100, "one hundredth"), (112, "one hundred and twelfth")],
)
def test_ordinals_in_words(number, words):
    assert ordinal(number) == words


@pytest.mark.django_db
def test_sessions_sort_in_time_whatever_their_kind():
    in_time = [
        ("A/RES/217 (III) A", None),
        ("E/RES/1298 (XLIV)", None),
        ("A/RES/S-30/1", date(2016, 4, 19)),
        ("A/HRC/RES/35/17", None),
        ("A/RES/72/179", None),
        ("S/RES/2500 (2019)", None),
        ("A/RES/ES-11/1", date(2022, 3, 2)),
        ("A/HRC/RES/57/14", None),
        ("A/RES/79/1", None),
    ]
    ensure_sessions(sessions=[(Symbol.parse(symbol), adopted_on) for symbol, adopted_on in reversed(in_time)])
    assert list(Session.objects.order_by("sort_key").values_list("code", flat=True)) == [
        Symbol.parse(symbol).session for symbol, _ in in_time
    ]
