"""What a file's name tells of the resolution in it."""

import pytest

from archive.parsing.file_names import named_in_file


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("A_RES_76_172-2119713E.xml", "A/RES/76/172"),
        ("folder/A_RES_74_255 A-B-1923456E.xml", "A/RES/74/255"),
        ("archive.zip/GA/A_RES_75_290A_E.xml", "A/RES/75/290"),
        ("A_HRC_RES_57_14E.xml", "A/HRC/RES/57/14"),
        ("A_RES_ES-11_1_E.xml", "A/RES/ES-11/1"),
        ("A_RES_S-32_1-2113456E.xml", "A/RES/S-32/1"),
        ("E_RES_2021_2 B-2110300E.xml", "E/RES/2021/2"),
        ("S_RES_2504 (2020)-2000407E.xml", "S/RES/2504"),
        ("SC_2561_2021-E.xml", "S/RES/2561"),
        ("a-res-76-172.txt", "A/RES/76/172"),
    ],
)
def test_the_usual_names_are_read(name: str, told: str) -> None:
    assert str(named_in_file(name)) == told


@pytest.mark.parametrize("name", ["002_d6aca6928accbb00.txt", "75_100_E.xml", "S_PRST_2020_11.xml", "notes.txt", ""])
def test_other_names_tell_nothing(name: str) -> None:
    assert named_in_file(name) is None


def test_a_security_council_name_agrees_whatever_the_year() -> None:
    named = named_in_file("S_RES_2672_E.xml")
    assert named is not None
    assert named.agrees("S", "2023", "2672")
    assert not named.agrees("S", "2023", "2673")


def test_a_lettered_part_agrees_with_the_name_of_the_whole() -> None:
    named = named_in_file("A_RES_74_255 A-B-1923456E.xml")
    assert named is not None
    assert named.agrees("A", "74", "255 B")
    assert not named.agrees("A/HRC", "74", "255 B")
