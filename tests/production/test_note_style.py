"""A note has a style of its own: the folder ``styles`` in it, over that of the project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.house_style import load_style
from pipeline.production.building import build_folder
from pipeline.production.freshness import read_inputs
from pipeline.production.manifest import read_manifest
from pipeline.production.style_inputs import printing_condition
from pipeline.watch import watched_files
from pipeline.workspace import Workspace, built_in_styles, find_workspace, style_folders

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[1] / "notes"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A project with a style, and two notes, one of which has a style of its own."""
    for name in ("ours", "other"):
        shutil.copytree(NOTES / "minimal", tmp_path / "source/notes" / name)
    write(tmp_path / "styles", "--line: 15pt; --opener: band; --printing-condition: fogra51")
    write(tmp_path / "source/notes/ours/styles", "--line: 16pt; --part-start: together")
    return find_workspace(tmp_path)


def write(folder: Path, tokens: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "tokens.css").write_text(f":root {{ {tokens} }}", "utf-8")


def note_of(workspace: Workspace, name: str = "ours") -> Path:
    return workspace.source / "notes" / name


def tokens_of(workspace: Workspace, name: str) -> list[str]:
    style = load_style(*style_folders(workspace.for_note(note_of(workspace, name))))
    return [style.token(token) for token in ("line", "opener", "part-start", "text-size")]


def test_it_overrides_that_of_the_project_which_overrides_the_built_in(
    workspace: Workspace,
) -> None:
    assert tokens_of(workspace, "ours") == ["16pt", "band", "together", "9.8pt"]
    assert tokens_of(workspace, "other") == ["15pt", "band", "page", "9.8pt"]
    assert printing_condition(workspace.for_note(note_of(workspace))) == "fogra51"


def test_a_note_that_is_built_alone_has_one_folder(tmp_path: Path) -> None:
    write(tmp_path / "styles", "--line: 15pt")
    alone = find_workspace(tmp_path)
    assert style_folders(alone.for_note(tmp_path)) == (built_in_styles(), tmp_path / "styles")


@pytest.mark.parametrize("folder", ["styles", "source/notes/ours/styles"])
def test_outputs_depend_on_every_file_of_it(workspace: Workspace, folder: str) -> None:
    def inputs(name: str) -> str:
        note = note_of(workspace, name)
        return read_inputs(note, workspace.for_note(note)).digest_for("pdf")

    before = inputs("ours"), inputs("other")
    write(workspace.root / folder, "--line: 14pt")
    assert inputs("ours") != before[0]
    assert (inputs("other") != before[1]) == (folder == "styles")


def test_it_is_watched(workspace: Workspace) -> None:
    watched = watched_files((note_of(workspace), note_of(workspace, "other")), workspace)
    own = note_of(workspace) / "styles/tokens.css"
    assert [name for name, path in watched.items() if path == own] == ["style tokens.css of ours"]
    shared = workspace.styles / "tokens.css"
    assert [name for name, path in watched.items() if path == shared] == ["style tokens.css"]


def test_a_build_uses_it_and_says_when_it_changed(workspace: Workspace) -> None:
    note = note_of(workspace)
    build_folder(note, workspace, ("markdown",))
    manifest = read_manifest(workspace.out / "ours")
    assert manifest is not None
    assert {"tokens.css", "overridden tokens.css", "built-in tokens.css"} <= manifest.style.keys()
    write(note / "styles", "--line: 17pt")
    assert build_folder(note, workspace, ("markdown",)).reasons == ("style tokens.css changed",)


@pytest.mark.slow
def test_a_mistake_in_it_is_found_in_its_file(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(note_of(workspace) / "styles", "--opener: poster")
    monkeypatch.chdir(workspace.root)
    for command in (["check", "--source-only"], ["check"], ["build", "ours", "--edition", "pdf"]):
        assert main(command) == 1
        printed = capsys.readouterr()
        found = f"{printed.out}{printed.err}"
        assert found.count("N504 --opener cannot be poster") == 1
        assert "source/notes/ours/styles/tokens.css:1:9" in found
        assert "use page or band" in found
