"""A note with nothing to do is known by sizes and times, and no edit is ever missed."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import time
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from pipeline.errors import CannotRunError
from pipeline.production import digests, unchanged
from pipeline.production.building import build_folder
from pipeline.production.publish.kept_work import FOLDER
from pipeline.production.unchanged import existing_report
from pipeline.workspace import find_workspace

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parent.parent / "notes/minimal"
EDITIONS = ("markdown",)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one note, of which an edition without pages was built."""
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(MINIMAL, root / "source/notes/river")
    (root / "source/notes/river/imprint.yaml").rename(root / "source/imprint.yaml")
    (root / "styles/words").mkdir(parents=True)
    (root / "styles/words/en.toml").write_text('contents = "What is in it"\n', "utf-8")
    build_folder(root / "source/notes/river", find_workspace(root), EDITIONS)
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # A clock by which all files have been as they are for a while.
    real = time.time_ns
    monkeypatch.setattr(digests.time, "time_ns", lambda: real() + 3_600_000_000_000)
    return shutil.copytree(built, tmp_path / "project")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the project whose contents were hashed."""
    found = []
    hash_file = hashlib.file_digest

    def count(file: BinaryIO, kind: str) -> Any:
        found.append(str(file.name))
        return hash_file(file, kind)

    monkeypatch.setattr("pipeline.production.digests.hashlib.file_digest", count)
    return found


def is_done(root: Path, *, check_contents: bool = False) -> bool | str:
    """Whether there is nothing to do, or why outputs are refused."""
    workspace = find_workspace(root)
    note = root / "source/notes/river"
    try:
        report = existing_report(note, workspace, EDITIONS, check_contents=check_contents)
    except CannotRunError as error:
        return str(error)
    return report is not None


def test_contents_are_read_once_and_whenever_it_is_asked_for(
    project: Path, read: list[str]
) -> None:
    assert is_done(project)
    assert read
    read.clear()
    assert is_done(project)
    assert read == []
    assert is_done(project, check_contents=True)
    assert read


def test_what_was_changed_just_now_is_read_again(
    project: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert is_done(project)
    assert existing_report(project / "source/notes/river", find_workspace(project), EDITIONS)
    assert not (project / FOLDER).exists() or not list((project / FOLDER).glob("unchanged-*"))


def test_another_set_of_editions_is_another_question(project: Path) -> None:
    assert is_done(project)
    note, workspace = project / "source/notes/river", find_workspace(project)
    assert existing_report(note, workspace, ("markdown", "web")) is None


def test_a_folder_may_have_any_name_that_the_system_allows(project: Path, read: list[str]) -> None:
    odd = project.rename(project.with_name(os.fsdecode(b"n\xe4me")))
    assert is_done(odd)
    read.clear()
    assert is_done(odd)
    assert read == []


def test_what_is_told_is_what_was_told_before(project: Path) -> None:
    source, workspace = project / "source/notes/river", find_workspace(project)
    by_contents = existing_report(source, workspace, EDITIONS, check_contents=True)
    by_marks = existing_report(source, workspace, EDITIONS)
    assert by_contents is not None
    assert by_marks is not None
    assert by_marks.folder == by_contents.folder
    assert by_marks.explained == by_contents.explained
    assert {one.verdict for one in by_marks.explained} == {"up to date"}
    assert by_marks.parts == by_contents.parts
    assert by_marks.outputs == by_contents.outputs


def test_links_are_never_trusted(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "fr.toml"
    elsewhere.write_text('contents = "Un"\n', "utf-8")
    (project / "styles/words/fr.toml").symlink_to(elsewhere)
    build_folder(project / "source/notes/river", find_workspace(project), EDITIONS)
    assert is_done(project)
    elsewhere.write_text('contents = "Deux"\n', "utf-8")
    assert is_done(project) is False


def edits(root: Path, dice: random.Random) -> str:
    """Change one thing at random, and say what."""
    note = root / "source/notes/river"
    files = [
        path for path in sorted(root.rglob("*")) if path.is_file() and FOLDER not in path.parts
    ]
    path = dice.choice(files)
    name = path.relative_to(root).as_posix()
    old = path.stat()
    match dice.randrange(7):
        case 0:
            # The same size and the same times.
            content = path.read_bytes()
            path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
            os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
            return f"{name} changed in silence"
        case 1:
            path.unlink()
            return f"{name} removed"
        case 2:
            twin = path.with_name("twin")
            twin.write_bytes(path.read_bytes()[::-1])
            os.utime(twin, ns=(old.st_atime_ns, old.st_mtime_ns))
            twin.replace(path)
            return f"{name} exchanged"
        case 3:
            (note / "figures" / f"new-{dice.randrange(9)}.svg").write_text("<svg/>", "utf-8")
            return "a picture added"
        case 4:
            place = dice.choice([root / "source", root / "source/notes", note])
            (place / "references.bib").write_text("@book{a}", "utf-8")
            return f"a bibliography in {place.name}"
        case 5:
            (root / "styles/words" / f"{dice.choice(['fr', 'de'])}.toml").write_text("", "utf-8")
            return "a file of the style added"
        case _:
            (root / "build/river/note.yaml").write_text("title: x", "utf-8")
            return "a note among the outputs"


@pytest.mark.parametrize("seed", range(25))
def test_no_edit_is_missed(project: Path, seed: int) -> None:
    dice = random.Random(seed)
    assert is_done(project) is True
    done = [edits(project, dice)]
    assert is_done(project) == is_done(project, check_contents=True), done
    done.append(edits(project, dice))
    assert is_done(project) == is_done(project, check_contents=True), done


def test_a_shared_place_is_looked_at_once_a_second_in_a_run(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, workspace = project / "source/notes/river", find_workspace(project)
    assert existing_report(source, workspace, EDITIONS) is not None
    now = time.monotonic()
    monkeypatch.setattr(unchanged.time, "monotonic", lambda: now)
    looks = unchanged.Looks(workspace)
    assert existing_report(source, workspace, EDITIONS, looks=looks) is not None
    (project / "styles/words/en.toml").write_text('contents = "Contents"\n', "utf-8")
    assert existing_report(source, workspace, EDITIONS, looks=looks) is not None
    assert existing_report(source, workspace, EDITIONS) is None
    now += 1.0
    assert existing_report(source, workspace, EDITIONS, looks=looks) is None
