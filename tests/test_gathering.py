"""What is taken from folders and archives before anything is read: nothing that leads out, nothing too large."""

import os
import stat
import zipfile
from pathlib import Path

import pytest

from archive.management.intake.gathering import Gatherer
from archive.parsing.decoding import MAX_BYTES
from tests.parsing.akn_documents import xml


def zipped(tmp_path: Path, name: str, content: bytes, **attributes: object) -> Path:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    for key, value in attributes.items():
        setattr(info, key, value)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(info, content)
    return tmp_path / "x.zip"


def refusals(*paths: Path) -> list[str]:
    gatherer = Gatherer(paths)
    found = [item.refusal for item in gatherer.items()]
    gatherer.close()
    return found


@pytest.mark.parametrize("name", ["../out.xml", "/etc/out.xml", "a/../../out.xml", "..\\out.xml", "C:/out.xml"])
def test_a_member_whose_path_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert refusals(zipped(tmp_path, name, b"x")) == ["its path leads out of the archive"]


def test_a_member_that_is_a_link_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, "link.xml", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16)
    assert refusals(path) == ["a link, not a file"]


def test_a_bomb_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    (refusal,) = refusals(zipped(tmp_path, "bomb.xml", b"\0" * 60_000_000))
    assert "taken for a bomb" in refusal


def test_a_member_larger_than_any_resolution_is_refused(tmp_path: Path) -> None:
    (refusal,) = refusals(zipped(tmp_path, "large.xml", b"x" * (MAX_BYTES + 1)))
    assert "too large for one resolution" in refusal


def test_a_broken_archive_is_refused_by_name(tmp_path: Path) -> None:
    path = zipped(tmp_path, "x.xml", xml(1))
    path.write_bytes(path.read_bytes()[:-30])
    (refusal,) = refusals(path)
    assert "not a whole zip archive" in refusal


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.xml").write_bytes(xml(1))
    (tmp_path / "in" / "link.xml").symlink_to(tmp_path / "secret.xml")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    assert refusals(tmp_path / "in") == ["a link that leads out of the folder"]


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    assert refusals(tmp_path) == ["not a regular file"]


def test_by_products_of_file_managers_are_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "manifest.json", ".hidden.xml"):
        (tmp_path / name).write_text("{}")
    assert refusals(tmp_path) == []
