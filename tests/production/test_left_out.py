"""Without the ICC profile all is made but what is printed, and every command says so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from outside_checkers import without_epubcheck

from pipeline.cli import main
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.production.left_out import left_out_of
from pipeline.production.manifest import Manifest, read_manifest
from pipeline.workspace import find_workspace

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[1] / "notes"
FOGRA39 = CONDITIONS["fogra39"]
LINE = (
    "the print edition is left out: the ICC profile for FOGRA39 (ISOcoated_v2_300_bas.icc) is "
    "not installed; sudo apt-get install --no-install-recommends scribus-data; or choose another "
    'profile in styles/tokens.css, --printing-condition: "/path/to/profile.icc"'
)


def without_profiles(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make an empty folder the only place where profiles are looked for."""
    patch.setenv("HOME", str(folder / "home"))
    patch.setenv("XDG_DATA_HOME", str(folder / "own"))
    patch.setenv("XDG_DATA_DIRS", f"{folder / 'local'}:{folder / 'shared'}")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one small note that was built without a profile."""
    project = tmp_path_factory.mktemp("left-out")
    shutil.copytree(NOTES / "minimal", project / "source" / "notes" / "minimal")
    with pytest.MonkeyPatch.context() as patch:
        without_profiles(patch, project / "machine")
        patch.chdir(project)
        assert main(["build", "-q"]) == 0
    return project


@pytest.fixture
def project(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, on the same machine."""
    shutil.copytree(first, tmp_path / "project")
    without_profiles(monkeypatch, tmp_path / "project" / "machine")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def manifest_in(project: Path) -> Manifest:
    manifest = read_manifest(project / "build" / "minimal")
    assert manifest is not None
    return manifest


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def data(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    found: dict[str, Any] = note
    return found


def test_all_is_made_but_what_is_printed(project: Path) -> None:
    manifest = manifest_in(project)
    editions = {output.edition for output in manifest.outputs.values()}
    assert editions == {"pdf", "one-pagers", "epub", "web", "markdown", "metadata"}
    assert set(manifest.offered) == {"pdf", "one-pagers", "epub", "markdown"}
    assert not [path for path in manifest.outputs if "print" in path]
    page = (project / "build/minimal/web/index.html").read_text()
    assert "minimal.epub" in page
    assert "-print.pdf" not in page


def test_a_second_build_is_up_to_date_and_says_it_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build"]) == 0
    assert capsys.readouterr().out == f"minimal: up to date\n{LINE}\n"
    assert main(["build", "--format", "json"]) == 0
    told = data(capsys)
    assert told["up_to_date"] is True
    (left_out,) = told["left_out"]
    assert left_out["edition"] == "print"
    assert left_out["hint"] == FOGRA39.fix


def test_what_is_asked_for_by_name_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project / "build" / "minimal")
    assert main(["build", "--edition", "print"]) == 2
    message, hint = capsys.readouterr().err.splitlines()
    assert message.endswith(
        "the ICC profile for FOGRA39 (ISOcoated_v2_300_bas.icc) is not installed"
    )
    assert hint == f"hint: {FOGRA39.fix}"
    assert files(project / "build" / "minimal") == before


def test_the_other_commands_agree(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    with without_epubcheck():
        assert main(["preflight"]) == 0
    assert main(["verify"]) == 0
    assert "minimal: built again, same bytes" in capsys.readouterr().out
    main(["doctor"])
    said = capsys.readouterr().out
    assert "none  ICC profile for FOGRA39 (print edition)\n" in said
    assert f"install it with: {FOGRA39.source}" in said


def test_python_leaves_it_out_as_well(project: Path) -> None:
    import pipeline

    note = pipeline.load_note(project / "source" / "notes" / "minimal")
    manifest = pipeline.build(note, out=project / "from-python")
    assert set(manifest.offered) == {"pdf", "one-pagers", "epub", "markdown"}
    assert manifest.outputs == manifest_in(project).outputs


def test_a_profile_that_comes_later_gives_what_a_clean_build_gives(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"):
            patch.delenv(name)
        profile = find_profile(FOGRA39)
    if profile is None:
        pytest.skip(f"no profile for print: {FOGRA39.source}")
    there = project / "machine" / "shared" / "color" / "icc" / profile.name
    there.parent.mkdir(parents=True)
    shutil.copy(profile, there)
    assert main(["build", "--format", "json"]) == 0
    told = data(capsys)
    assert (told["made"], told["left_out"]) == (["print", "web"], [])
    assert main(["build", "-q", "--out", "clean"]) == 0
    assert files(project / "build" / "minimal") == files(project / "clean" / "minimal")
    # What is there already is not left out when the profile goes.
    there.unlink()
    assert main(["build"]) == 0
    assert capsys.readouterr().out == "minimal: up to date\n"


@pytest.mark.parametrize(
    ("tokens", "left_out"),
    [
        ("--printing-condition: fogra51", ["FOGRA51 (PSOcoated_v3.icc)"]),
        ('--printing-condition: "/nowhere/own.icc"', ["Custom (/nowhere/own.icc)"]),
        ("/* --printing-condition: fogra51 */", ["FOGRA39 (ISOcoated_v2_300_bas.icc)"]),
        # There the style itself is wrong, and is told to be.
        ("--printing-condition: fogra1", []),
    ],
)
def test_the_condition_is_that_of_the_style(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tokens: str, left_out: list[str]
) -> None:
    without_profiles(monkeypatch, tmp_path / "machine")
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "tokens.css").write_text(f":root {{ {tokens} }}")
    found = left_out_of((), find_workspace(tmp_path))
    told = [f"the ICC profile for {one} is not installed" for one in left_out]
    assert [one.why for one in found] == told


def test_a_profile_of_ones_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_profiles(monkeypatch, tmp_path / "machine")
    (tmp_path / "own.icc").write_bytes(b"a profile")
    (tmp_path / "styles").mkdir()
    tokens = f':root {{ --printing-condition: "{tmp_path / "own.icc"}" }}'
    (tmp_path / "styles" / "tokens.css").write_text(tokens)
    assert left_out_of((), find_workspace(tmp_path)) == ()
