"""What files are refused, in one clear line, and which encodings are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.parsing.decoding import MAX_BYTES, UnreadableSource, decode

TEXT = "1. Décide de rester saisie de la question – « migrants »;\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="no byte"),
        pytest.param(b" \n\t\r\n", "empty", id="white space"),
        pytest.param("\ufeff\n".encode(), "empty", id="only a byte order mark"),
        pytest.param(b"%PDF-1.7\n...", "a PDF", id="PDF"),
        pytest.param(b"PK\x03\x04rest", "zip archive or an Office document", id="zip"),
        pytest.param(b"\xd0\xcf\x11\xe0rest", "old Office document", id="doc"),
        pytest.param(b"\x89PNG\r\n", "an image", id="image"),
        pytest.param(b"A/RES\x00\x01\x02 text of some length that is not UTF-16", "binary", id="zero bytes"),
        pytest.param(bytes(range(1, 32)) * 20, "binary", id="control characters"),
        pytest.param(TEXT.encode("utf-16-le"), "UTF-16, but without a byte order mark", id="UTF-16 without mark"),
        pytest.param("Совет Безопасности".encode("cp1251"), "encoding that cannot be told", id="Cyrillic code page"),
        pytest.param(b"\xff\xfea", "not the UTF-16-LE", id="half a character"),
        pytest.param(b"x" * (MAX_BYTES + 1), "too large", id="over the limit"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_that_names_the_file(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        decode(data, "some.txt")
    message = str(caught.value)
    assert message.startswith("some.txt: ")
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="UTF-8 with mark"),
        pytest.param(b"\xff\xfe" + TEXT.encode("utf-16-le"), id="UTF-16 little endian"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="UTF-16 big endian"),
    ],
)
def test_unicode_is_read_without_a_problem(data: bytes) -> None:
    assert decode(data, "x") == decode(TEXT.encode(), "x")
    assert decode(data, "x").text == TEXT
    assert not decode(data, "x").problems


def test_windows_1252_is_read_and_said() -> None:
    decoded = decode(b"First line\n" + TEXT.encode("cp1252"), "x")
    assert decoded.text == "First line\n" + TEXT
    assert [(problem.code, problem.line) for problem in decoded.problems] == [("encoding-guessed", 2)]


def test_a_windows_1252_quote_in_a_utf_8_file_spoils_nothing_else() -> None:
    decoded = decode(TEXT.encode() + "the “Convention”\n".encode("cp1252") + TEXT.encode(), "x")
    assert decoded.text == TEXT + "the “Convention”\n" + TEXT


def test_an_encoding_that_a_file_names_itself_is_taken() -> None:
    assert decode(TEXT.replace("–", "-").encode("latin-1"), "x", "iso-8859-1").text == TEXT.replace("–", "-")


@pytest.mark.parametrize("declared", ["klingon", "utf-16", "hex"])
def test_an_encoding_that_a_file_names_falsely_is_refused(declared: str) -> None:
    with pytest.raises(UnreadableSource):
        decode(b"abc", "x", declared)


@given(st.binary(max_size=400))
def test_any_bytes_are_either_read_or_refused(data: bytes) -> None:
    try:
        assert decode(data, "x").text
    except UnreadableSource as refusal:
        assert "\n" not in str(refusal)
