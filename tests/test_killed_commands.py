"""Commands may be killed at any moment: what they write is the old or the new, and whole.

Imports, a series of notes with its index, and `watch` are killed at moments that a generator with
a fixed seed draws. NOTEPRESS_COMMAND_KILLS=N kills each kind N times, and `pytest -s` shows how
often which state was found; NOTEPRESS_COMMAND_SEED=N begins the draw elsewhere.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
MINIMAL = ROOT / "tests" / "notes" / "minimal"
KILLS = int(os.environ.get("NOTEPRESS_COMMAND_KILLS", "3"))
SEED = int(os.environ.get("NOTEPRESS_COMMAND_SEED", "1"))
PATIENCE = 900
EDITIONS = ("--edition", "epub", "--edition", "web")
ADDED = "\n\nA sentence that was added.\n"
MANUSCRIPT = "# Rivers\n\n## Who shares it?\n\n" + "Three villages share the river.\n\n" * 40

Digests = dict[str, str]


def digests(folder: Path) -> Digests:
    """Return the SHA-256 of every file below a folder, hidden ones left out."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
        if (folder / name).is_file() and not any(part[0] == "." for part in name.split("/"))
    }


class Place:
    """A project of some notes in a folder of its own, and what commands leave in it."""

    def __init__(self, root: Path, notes: tuple[str, ...] = ("minimal",)) -> None:
        self.root = root
        self.temporary = root.with_name(f"{root.name}-temporary")
        self.temporary.mkdir()
        for name in notes:
            shutil.copytree(MINIMAL, root / "source" / "notes" / name)
        self.notes = [root / "source" / "notes" / name for name in notes]
        self.out = root / "build"

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *arguments, "--quiet"],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.temporary)},
            stdout=subprocess.DEVNULL,
            process_group=0,
        )

    def run(self, *arguments: str) -> float:
        """Run a command to its end, which is to be a good one; return the seconds it took."""
        begun = time.perf_counter()
        assert self.start(*arguments).wait(timeout=PATIENCE) == 0
        return time.perf_counter() - begun

    def kill(self, seconds: float, *arguments: str) -> bool:
        """Kill a command so many seconds after its start; return whether it was still running."""
        process = self.start(*arguments)
        time.sleep(seconds)
        running = process.poll() is None
        if running:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return running

    def save(self, state: int) -> None:
        """Put every note in one of two states."""
        for note in self.notes:
            text = (MINIMAL / "text" / "1-sharing.md").read_text("utf-8").rstrip()
            (note / "text" / "1-sharing.md").write_text(text + (ADDED if state else "\n"), "utf-8")

    def entries(self) -> set[str]:
        """Return the names of all there is in the project and just below, hidden ones too."""
        found = {*self.root.iterdir(), *self.root.glob("build/*"), *self.root.rglob("source/**/*")}
        return {path.relative_to(self.root).as_posix() for path in found}

    def wait_for_engines(self) -> None:
        """Wait until the layout engines of killed commands have seen that they are alone."""
        end = time.monotonic() + PATIENCE
        while any(any(path.iterdir()) for path in self.temporary.iterdir() if path.is_dir()):
            assert time.monotonic() < end
            time.sleep(0.1)


class Tally:
    """How often which state was found after how many kills of a kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.killed = 0
        self.states: Counter[str] = Counter()

    def show(self) -> None:
        states = ", ".join(f"{state} {count}" for state, count in sorted(self.states.items()))
        sys.stdout.write(f"{self.kind:<16} {self.killed:>5} killed: {states}\n")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "project")


def test_an_import_leaves_nothing_or_a_whole_note(place: Place) -> None:
    dice, tally = random.Random(SEED), Tally("import --to")
    (place.root / "rivers.md").write_text(MANUSCRIPT, "utf-8")
    arguments = ("import", "rivers.md", "--to")
    before = place.entries()
    took = place.run(*arguments, "new")
    clean = digests(place.root / "new")
    shutil.rmtree(place.root / "new")
    while tally.killed < KILLS:
        tally.killed += place.kill(dice.uniform(0, took), *arguments, "new")
        new = place.root / "new"
        tally.states["new" if new.exists() else "none"] += 1
        if new.exists():
            assert digests(new) == clean
        else:
            place.run(*arguments, "new")
        assert digests(new) == clean
        shutil.rmtree(new)
        if tally.states.total() % 10 == 0 or tally.killed == KILLS:
            place.run(*arguments, "new")
            shutil.rmtree(new)
            assert place.entries() == before
    place.wait_for_engines()
    tally.show()


def edit_word_file(path: Path, edits: dict[str, str]) -> None:
    """Change words of a Word file as somebody would who does not track changes."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    for old, new in edits.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    parts["word/document.xml"] = text.encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_review_leaves_the_old_source_or_the_new_one(place: Place) -> None:
    dice, tally = random.Random(SEED), Tally("import --onto")
    place.run("build", "--edition", "docx")
    edited = place.out / "minimal" / "minimal.docx"
    shutil.copy(edited, place.root / "edited.docx")
    edit_word_file(place.root / "edited.docx", {"The upper village takes half.": "It takes half."})
    note = place.notes[0]
    old = digests(note)
    arguments = ("import", "edited.docx", "--onto", "minimal")
    before = place.entries()
    took = place.run(*arguments)
    new = digests(note)
    assert new != old
    while tally.killed < KILLS:
        place.save(0)
        assert digests(note) == old
        tally.killed += place.kill(dice.uniform(0, took), *arguments)
        found = digests(note)
        assert found in (old, new)
        tally.states["new" if found == new else "old"] += 1
        if found == old:
            place.run(*arguments)
        assert digests(note) == new
    place.save(0)
    place.run(*arguments)
    assert place.entries() == before
    place.wait_for_engines()
    tally.show()


def state_of(folder: Path, given: list[Digests]) -> str:
    """Return which state the outputs of a note are of; fail if they are of neither."""
    if not folder.exists():
        return "none"
    found = digests(folder)
    assert found in given
    return ("old", "new")[given.index(found)]


def clean_builds(place: Place) -> tuple[list[dict[str, Digests]], list[set[str]], float]:
    """Build both states into folders of their own; return what each gives, and the time it takes.

    First come the files by note, then the names of all that lies in the folder of outputs.
    """
    given, entries, took = [], [], 0.0
    for state in (0, 1):
        place.save(state)
        out = place.root.with_name(f"clean-{state}")
        took = place.run("build", *EDITIONS, "--out", str(out))
        given.append({note.name: digests(out / note.name) for note in place.notes} | index_of(out))
        entries.append({path.name for path in out.iterdir()})
    assert given[0] != given[1]
    return given, entries, took


def index_of(out: Path) -> dict[str, Digests]:
    return {"index": {name: digest for name, digest in digests(out).items() if "/" not in name}}


def check_the_end(place: Place, given: dict[str, Digests], entries: set[str]) -> None:
    """See that a build that nobody kills gives what a clean one gives, and leaves nothing."""
    place.run("build", *EDITIONS)
    assert {note.name: digests(place.out / note.name) for note in place.notes} | index_of(
        place.out
    ) == given
    assert {path.name for path in place.out.iterdir()} == entries


def test_a_series_is_whole_note_by_note(tmp_path: Path) -> None:
    place = Place(tmp_path / "project", ("first", "second", "third"))
    dice, tally = random.Random(SEED), Tally("build of three")
    given, entries, took = clean_builds(place)
    target = 0
    while tally.killed < KILLS:
        target = 1 - target
        place.save(target)
        tally.killed += place.kill(dice.uniform(0, took), "build", *EDITIONS)
        for note in place.notes:
            of_note = [given[1 - target][note.name], given[target][note.name]]
            tally.states[state_of(place.out / note.name, of_note)] += 1
        if dice.random() < 0.2 or tally.killed == KILLS:
            check_the_end(place, given[target], entries[target])
        else:
            # The next round may find either state as its old one.
            target = settle(place, given, target)
    place.wait_for_engines()
    tally.show()


def settle(place: Place, given: list[dict[str, Digests]], target: int) -> int:
    """Put all notes in one state, as a user would; return which."""
    place.run("build", *EDITIONS)
    found = {note.name: digests(place.out / note.name) for note in place.notes}
    assert found == {name: files for name, files in given[target].items() if name != "index"}
    return target


def test_what_watch_makes_is_whole(place: Place) -> None:
    dice, tally = random.Random(SEED), Tally("watch")
    given, entries, took = clean_builds(place)
    of_note = [each["minimal"] for each in given]
    while tally.killed < KILLS:
        place.save(0)
        process = place.start("watch", *EDITIONS)
        time.sleep(dice.uniform(0, 2 * took))
        place.save(1)
        time.sleep(dice.uniform(0, took))
        assert process.poll() is None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        tally.killed += 1
        tally.states[state_of(place.out / "minimal", of_note)] += 1
        check_the_end(place, given[1], entries[1])
    place.wait_for_engines()
    tally.show()
