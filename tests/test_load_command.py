"""`manage.py load`: everything is told of, nothing bad is stored, and nothing stops the rest."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from archive.management.intake.manifests import ManifestError, read_manifest
from archive.management.intake.reading import Parsed, Read, Source, read_all
from archive.management.preparing import prepare
from archive.models import Paragraph, Problem, Resolution
from archive.models import Source as StoredSource
from tests.parsing.akn_documents import xml
from tests.poison import read_or_die

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test database has its tables; instruments and topics take seconds and are tested elsewhere."""
    monkeypatch.setattr("archive.management.commands.load.prepare", lambda console, upgrade: None)


TEXT = "1. Decides to remain seized of the matter."


def load(*paths: Path, status: int = 0, **options: object) -> None:
    """Run the command in this process, and expect its exit status."""
    try:
        call_command("load", *map(str, paths), jobs=1, by="tester", **options)
    except SystemExit as exit_status:
        assert exit_status.code == status
    else:
        assert status == 0


def symbols(**filters: object) -> list[str]:
    return sorted(Resolution.objects.filter(**filters).values_list("symbol", flat=True))


def test_files_folders_and_archives_are_taken_in_any_mix(tmp_path: Path) -> None:
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "folder" / "deep" / "one.xml").write_bytes(xml(1))
    (tmp_path / "two.dat").write_bytes(xml(2))
    with zipfile.ZipFile(tmp_path / "some.bin", "w") as archive:
        archive.writestr("inner/three.xml", xml(3))
    load(tmp_path / "folder", tmp_path / "two.dat", tmp_path / "some.bin")
    assert symbols(status="published") == ["A/RES/91/1", "A/RES/91/2", "A/RES/91/3"]


def test_a_second_load_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.xml").write_bytes(xml(1))
    load(tmp_path)
    before = list(Paragraph.objects.values_list("pk", "label", "text"))
    load(tmp_path)
    assert "0 loaded   0 updated   1 unchanged" in capsys.readouterr().out
    assert list(Paragraph.objects.values_list("pk", "label", "text")) == before


def test_one_bad_file_stops_no_other_and_is_named_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a_cut.xml").write_bytes(xml(1)[:900])
    (tmp_path / "b_good.xml").write_bytes(xml(2))
    (tmp_path / "c_empty.txt").write_bytes(b"")
    (tmp_path / "d_entities.xml").write_bytes(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    (tmp_path / "e_paper.pdf").write_bytes(b"%PDF-1.7")
    load(tmp_path, status=1)
    told = capsys.readouterr().out
    assert symbols() == ["A/RES/91/2"]
    assert "1 loaded   0 updated   0 unchanged   0 kept beside   0 draft   4 refused" in told
    for name, reason in {
        "a_cut.xml": "not well-formed XML, perhaps cut off",
        "c_empty.txt": "empty",
        "d_entities.xml": "document type declaration",
        "e_paper.pdf": "a PDF",
    }.items():
        assert f"{tmp_path / name}: " in told
        assert reason in told


def test_what_is_no_resolution_is_refused_with_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.xml").write_bytes(xml(1).replace(b"A/RES/91/1", b"S/2036/1"))
    load(tmp_path, status=1)
    assert "the document's symbol is S/2036/1, which is no resolution's" in capsys.readouterr().out
    assert not symbols()


def test_a_presidential_statement_becomes_a_draft_that_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "prst.xml").write_bytes(xml(1).replace(b"A/RES/91/1", b"S/PRST/2036/1"))
    load(tmp_path)
    assert symbols(status="draft") == ["S/PRST/2036/1"]
    assert "a statement by the President of the Security Council, not a resolution" in capsys.readouterr().out


def test_another_language_becomes_a_draft_that_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "spanish.xml").write_bytes(xml(1).replace(b'language="eng"', b'language="spa"'))
    load(tmp_path)
    assert symbols(status="draft") == ["A/RES/91/1"]
    assert "spanish.xml (A/RES/91/1): the text is not in English" in capsys.readouterr().out


def test_a_spanish_text_never_takes_the_place_of_the_english_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xml").write_bytes(xml(1, "Decides to act."))
    (tmp_path / "b.xml").write_bytes(xml(1, "Decide actuar.").replace(b'language="eng"', b'language="spa"'))
    load(tmp_path)
    assert list(Paragraph.objects.values_list("text", flat=True)) == ["Decides to act."]
    assert StoredSource.objects.count() == 2
    assert "1 loaded   0 updated   0 unchanged   1 kept beside" in capsys.readouterr().out


def test_two_files_with_one_symbol_are_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xml").write_bytes(xml(1, "Decides to act."))
    (tmp_path / "b.xml").write_bytes(xml(1, "Decides to act now."))
    load(tmp_path)
    assert "One symbol in several sources" in capsys.readouterr().out
    assert Resolution.objects.count() == 1
    assert StoredSource.objects.count() == 2


def test_a_name_that_is_not_the_texts_is_a_problem_of_the_resolution(tmp_path: Path) -> None:
    (tmp_path / "A_RES_91_9-3612345E.xml").write_bytes(xml(1))
    load(tmp_path)
    assert list(Problem.objects.values_list("code", flat=True)) == ["symbol-differs-from-name"]


def test_a_dry_run_stores_nothing_and_tells_what_would_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.xml").write_bytes(xml(1))
    load(tmp_path, dry_run=True)
    told = capsys.readouterr().out
    assert "1 loaded" in told and "Nothing was stored" in told
    assert not Resolution.objects.exists()


def test_drafts_stay_drafts_when_asked(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_bytes(xml(1))
    load(tmp_path, publish=False)
    assert symbols(status="draft") == ["A/RES/91/1"]


def test_what_one_file_lacks_is_given(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text(f"The General Assembly,\n\nNoting it,\n\n{TEXT}\n")
    load(tmp_path / "bare.txt", symbol="a/res/72/179", title="Protection", adopted="2017-12-19")
    resolution = Resolution.objects.get()
    assert (resolution.symbol, resolution.title, str(resolution.adopted_on)) == (
        "A/RES/72/179",
        "Protection",
        "2017-12-19",
    )


def test_a_manifest_beside_the_files_is_respected_in_folders_and_archives(tmp_path: Path) -> None:
    manifest = json.dumps({"bare.txt": {"symbol": "A/RES/72/179", "title": "Protection", "adopted": "2017-12-19"}})
    text = f"The General Assembly,\n\nNoting it,\n\n{TEXT}\n"
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "manifest.json").write_text(manifest)
    (tmp_path / "folder" / "bare.txt").write_text(text)
    with zipfile.ZipFile(tmp_path / "zip.zip", "w") as archive:
        archive.writestr("in/manifest.json", manifest.replace("72/179", "72/180"))
        archive.writestr("in/bare.txt", text)
    load(tmp_path / "folder", tmp_path / "zip.zip")
    assert symbols() == ["A/RES/72/179", "A/RES/72/180"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"symbol": "nonsense"}, "not the symbol of a resolution"),
        ({"adopted": "yesterday"}, "not a day as YYYY-MM-DD"),
        ({"jobs": 0}, "--jobs wants a number"),
    ],
)
def test_a_wrong_option_is_said_at_once(tmp_path: Path, options: dict[str, object], message: str) -> None:
    (tmp_path / "x.xml").write_bytes(xml(1))
    with pytest.raises(CommandError, match=message):
        call_command("load", str(tmp_path / "x.xml"), **{"jobs": 1, **options})
    assert not Resolution.objects.exists()


def test_facts_of_one_resolution_are_not_given_to_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="give one file"):
        call_command("load", str(tmp_path), symbol="A/RES/72/179")


def test_a_database_of_an_earlier_version_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.xml").write_bytes(xml(1))
    monkeypatch.setattr("archive.management.commands.load.prepare", prepare)
    monkeypatch.setattr("django.conf.settings.DATABASE_URL", "postgresql://somewhere")
    MigrationRecorder.Migration.objects.filter(app="archive").order_by("-pk")[:1].get().delete()
    with pytest.raises(CommandError, match=r"run manage\.py migrate"):
        load(tmp_path)
    assert not Resolution.objects.exists()


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nothing to load was found"):
        load(tmp_path)


def test_a_path_that_is_not_there_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path / "absent.xml", status=1)
    assert f"{tmp_path / 'absent.xml'}: No such file" in capsys.readouterr().out


def test_the_report_can_be_had_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.xml").write_bytes(b"<akomaNtoso>")
    load(tmp_path / "in", status=1, report=tmp_path / "report.csv")
    assert "bad.xml" in (tmp_path / "report.csv").read_text()


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("{", "not JSON"),
        ("[]", "not an object of file names"),
        ('{"a.txt": 1}', "a.txt: not an object of texts"),
        ('{"a.txt": {"date": "2017-12-19"}}', "'date' is not one of symbol, title, adopted"),
        ('{"a.txt": {"symbol": "x"}}', "not the symbol of a resolution"),
        ('{"a.txt": {"adopted": "19.12.2017"}}', "not a day as YYYY-MM-DD"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told_of_and_the_files_are_taken_without(
    tmp_path: Path, manifest: str, message: str
) -> None:
    with pytest.raises(ManifestError, match=message):
        read_manifest(manifest.encode())
    (tmp_path / "manifest.json").write_text(manifest)
    (tmp_path / "a.xml").write_bytes(xml(1))
    load(tmp_path, status=1)
    assert symbols() == ["A/RES/91/1"]


def test_processes_read_in_the_order_given() -> None:
    sources = [Source(xml(number), f"{number}.xml", {}) for number in range(1, 16)] + [Source(b"", "empty", {})]
    read = list(read_all(iter(sources), jobs=2))
    assert read == list(read_all(iter(sources), jobs=1))
    assert [source.name for source, _ in read] == [source.name for source in sources]
    assert [one.resolutions[0].symbol for _, one in read if isinstance(one, Parsed)] == [
        f"A/RES/91/{number}" for number in range(1, 16)
    ]
    assert read[-1][1] == "empty"


@pytest.mark.parametrize(
    ("name", "reason"), [("poison", "the parser died on it"), ("endless", "the parser came to no end in 2 seconds")]
)
def test_a_source_that_kills_or_holds_a_process_is_refused_and_the_others_are_read(name: str, reason: str) -> None:
    names = ["a", "b", name, "c", "d", "e", "f", "g", "h", "i"]
    sources = [Source(xml(number), each, {}) for number, each in enumerate(names, start=1)]
    read = dict(zip(names, (one for _, one in read_all(sources, 2, read_or_die, patience=2)), strict=True))
    assert reason in str(read.pop(name))
    assert all(isinstance(one, Parsed) for one in read.values())


def test_a_load_that_is_stopped_keeps_what_it_told_of_and_goes_on_when_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(1, 51):
        (tmp_path / f"{number:02}.xml").write_bytes(xml(number))

    def stopped_at_45(sources: Iterable[Source], jobs: int) -> Iterator[tuple[Source, Read]]:
        for source, read in read_all(sources, jobs):
            if source.name == "45.xml":
                raise KeyboardInterrupt
            yield source, read

    with monkeypatch.context() as patched:
        patched.setattr("archive.management.intake.bulk.read_all", stopped_at_45)
        load(tmp_path, status=130)
    assert "40 loaded" in capsys.readouterr().out
    assert Resolution.objects.count() == 40
    load(tmp_path)
    assert "10 loaded   0 updated   40 unchanged" in capsys.readouterr().out
    assert Paragraph.objects.count() == 50
