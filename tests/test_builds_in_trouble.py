"""Builds in trouble: outputs stay whole, the message is plain, and the next build is right.

What needs a file system of its own is skipped, with its reason, where none may be mounted.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from file_digests import digests

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
WITH_SMALL_FILES = """
import resource, sys
from pipeline.cli import main
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.exit(main(sys.argv[2:]))
"""
"""The command line where no file may be larger than so many bytes, as on a full disk."""

Digests = dict[str, str]


class Project:
    """A small note that was built and then edited."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.note = folder / "source" / "notes" / "minimal"
        self.out = folder / "build"
        self.cache = folder / ".notepress"
        shutil.copytree(ROOT / "tests" / "notes" / "minimal", self.note)

    def edit(self, words: str = "A sentence that was added.") -> None:
        text = self.note / "text" / "1-sharing.md"
        text.write_text(f"{text.read_text('utf-8').rstrip()}\n\n{words}\n", "utf-8")

    def start(self, *arguments: str, program: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *(program or ("-m", "pipeline")), "build", "--quiet", *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, *arguments: str) -> Digests:
        """Build, which is to go well, and return the digests of all that is in the folder."""
        process = self.start(*arguments)
        said = process.communicate(timeout=900)
        assert process.returncode == 0, said
        out = Path(arguments[arguments.index("--out") + 1]) if arguments else self.out
        return digests(out)

    def fail(self, *arguments: str, program: tuple[str, ...] = ()) -> str:
        """Build, which is to fail with a plain message; return the message."""
        process = self.start(*arguments, program=program)
        said, message = process.communicate(timeout=900)
        assert process.returncode == 2, message
        first, *hints = message.splitlines()
        assert first.startswith("notepress: ")
        assert len(hints) <= 1
        assert all(line.startswith("hint: ") for line in hints)
        assert said == ""
        return first


@dataclass(frozen=True)
class Undisturbed:
    """What an undisturbed build of the edited note gives, and all that a cache may hold."""

    outputs: Digests
    cache: Path


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    project = Project(tmp_path_factory.mktemp("undisturbed"))
    before, after = (project.root / name for name in ("before", "after"))
    project.build("--out", str(before))
    project.edit()
    outputs = project.build("--out", str(after))
    return Undisturbed(outputs, project.cache)


@pytest.fixture
def clean(undisturbed: Undisturbed) -> Digests:
    return undisturbed.outputs


@pytest.fixture
def project(tmp_path: Path, undisturbed: Undisturbed) -> Project:
    """A project whose cache holds what it needs, for the sake of speed."""
    shutil.copytree(undisturbed.cache, tmp_path / ".notepress")
    return Project(tmp_path)


def test_no_room_for_files(project: Project, clean: Digests) -> None:
    before = project.build()
    project.edit()
    for limit, words in (("0", "temporary directory"), ("90000", "cannot write")):
        assert words in project.fail(program=("-c", WITH_SMALL_FILES, limit))
        assert digests(project.out) == before, limit
    assert project.build() == clean


def test_two_builds_at_once(project: Project, clean: Digests) -> None:
    project.edit()
    builds = [project.start(), project.start()]
    said = [build.communicate(timeout=900) for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert digests(project.out) == clean


@pytest.mark.parametrize("place", ["build", "build/minimal"])
def test_something_is_in_the_way(project: Project, clean: Digests, place: str) -> None:
    obstacle = project.root / place
    obstacle.parent.mkdir(exist_ok=True)
    obstacle.write_text("a file of somebody's")
    project.edit()
    assert f"cannot write {'to ' if place != 'build/minimal' else ''}" in project.fail()
    assert obstacle.read_text() == "a file of somebody's"
    obstacle.unlink()
    assert project.build() == clean


def test_a_style_file_that_cannot_be_read(project: Project) -> None:
    (project.root / "styles").mkdir()
    # Reading one's own memory from its beginning is refused to everybody.
    (project.root / "styles" / "tokens.css").symlink_to("/proc/self/mem")
    assert "tokens.css cannot be read" in project.fail()


def test_a_link_in_a_note_is_refused_and_never_read(project: Project) -> None:
    (project.note / "text" / "3-linked.md").symlink_to("/proc/self/mem")
    process = project.start()
    message = process.communicate(timeout=900)[1]
    assert process.returncode == 1
    assert "N157" in message


def damage(path: Path, dice: random.Random) -> None:
    """Do to a file what a bad disk or a curious hand does."""
    content = bytearray(path.read_bytes())
    kind = dice.choice(["flip", "cut", "empty", "folder", "garbage"])
    if kind == "flip":
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        path.write_bytes(content)
    elif kind == "cut":
        path.write_bytes(content[: dice.randrange(len(content))])
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "garbage":
        path.write_bytes(dice.randbytes(len(content)))
    else:
        path.unlink()
        path.mkdir()


def test_a_damaged_cache_changes_no_byte(project: Project, clean: Digests) -> None:
    dice = random.Random(7)
    project.build()
    project.edit()
    entries = sorted(project.cache.glob("[a-z]*"))
    assert len(entries) > 20
    for path in entries:
        damage(path, dice)
    (project.cache / "a-folder.part").mkdir()
    assert project.build() == clean


def test_entries_of_the_cache_that_changed_places_change_no_byte(
    project: Project, clean: Digests
) -> None:
    project.edit()
    project.build()
    entries = sorted(project.cache.glob("[a-z]*"))
    contents = [path.read_bytes() for path in entries]
    for path, content in zip(entries, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)
    shutil.rmtree(project.out / "minimal")
    assert project.build() == clean


def test_a_damaged_manifest_owns_nothing(project: Project) -> None:
    project.edit()
    project.build()
    manifest = project.out / "minimal" / "manifest.json"
    whole = manifest.read_text("utf-8")
    for text in (
        whole[:1000],
        "",
        "[]",
        "null",
        whole.replace('"source": {', '"source": 5, "sources": {'),
        whole.replace('"fonts": {', '"fonts": [], "entry": {'),
        whole.replace('"revision": 1', '"revision": 2'),
        f"{whole}\n",
    ):
        manifest.write_text(text, "utf-8")
        before = digests(project.out)
        assert "there is no manifest for it" in project.fail(), text[:40]
        assert digests(project.out) == before, text[:40]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own of 12 MB, for outputs."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mount("-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system of its own: mount is not permitted here ({error})")
    yield folder
    subprocess.run(["umount", folder], check=True)


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def test_a_full_disk(project: Project, small_disk: Path, clean: Digests) -> None:
    out = str(small_disk / "build")
    before = project.build("--out", out)
    project.edit()
    filler = small_disk / "filler"
    for room in (0, 600_000):
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        filler.write_bytes(bytes(free - room))
        assert "No space left" in project.fail("--out", out), room
        assert digests(Path(out)) == before, room
        filler.unlink()
    assert project.build("--out", out) == clean


def test_a_disk_that_may_only_be_read(project: Project, small_disk: Path, clean: Digests) -> None:
    out = str(small_disk / "build")
    before = project.build("--out", out)
    mount("-o", "remount,ro", str(small_disk))
    assert project.build("--out", out) == before
    project.edit()
    assert "Read-only" in project.fail("--out", out)
    assert digests(Path(out)) == before
    mount("-o", "remount,rw", str(small_disk))
    assert project.build("--out", out) == clean
