"""A build may be killed at any moment: its outputs are then the old ones or the new ones, whole.

Two hundred builds are killed, at moments that a generator with a fixed seed draws over the time
a build takes: nine in ten in a copy of a process that has everything imported, so that they cost
little, and one in ten of the true command line. NOTEPRESS_KILLS=N kills another number.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_digests import digests

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
KILLS = int(os.environ.get("NOTEPRESS_KILLS", "100"))
KILLED = -signal.SIGKILL
CHECK_EVERY = 30
PATIENCE = 900

Digests = dict[str, str]


class Project:
    """A small note that is in one of two states, and what each of them gives."""

    def __init__(self, folder: Path, name: str) -> None:
        self.root = folder
        self.name = name
        self.note = folder / "source" / "notes" / name
        self.out = folder / "build"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        shutil.copytree(ROOT / "tests" / "notes" / "minimal", self.note)
        self._text = self.note / "text" / "1-sharing.md"
        first = self._text.read_text("utf-8")
        self._states = (first, f"{first.rstrip()}\n\nA sentence that was added.\n")
        self.given: list[Digests] = []
        for state in (0, 1):
            self.save(state)
            assert self.command_line("--out", str(folder / f"clean-{state}")).wait() == 0
            self.given.append(digests(folder / f"clean-{state}" / name))
        assert self.given[0] != self.given[1]

    def save(self, state: int) -> None:
        self._text.write_text(self._states[state], "utf-8")

    def command_line(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the true command line in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", "build", "--quiet", *arguments],
            cwd=self.root,
            env=self.environment(),
            process_group=0,
        )

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.temporary)}

    def state(self) -> int | None:
        """Return which state the outputs are of, None if there are none; fail if of neither."""
        folder = self.out / self.name
        if not folder.exists():
            return None
        found = digests(folder)
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        named = {path: output["sha256"] for path, output in manifest["outputs"].items()}
        assert {path: found[path] for path in found if path != "manifest.json"} == named
        assert found in self.given
        return self.given.index(found)


class WarmBuilds:
    """The process of `warm_builds`, and what is known of the time a build takes."""

    def __init__(self, project: Project) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/warm_builds.py"), project.note, project.root],
            env=project.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, step: str = "start", seconds: str = "-") -> tuple[float, int, float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{step} {seconds}\n")
        self._process.stdin.flush()
        took, code, published = self._process.stdout.readline().split()
        return float(took), int(code), float(published)

    def close(self) -> None:
        self._process.communicate(timeout=PATIENCE)


@pytest.fixture(params=["minimal", "rivers/en"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """A note in one language, and a note of a work: each has half of the kills."""
    return Project(tmp_path, request.param)


@pytest.fixture
def warm(project: Project) -> Iterator[WarmBuilds]:
    builds = WarmBuilds(project)
    yield builds
    builds.close()


def check_a_whole_build(project: Project, state: int, code: int) -> None:
    """See that a build that nobody killed gives what a clean one gives, and leaves nothing."""
    assert code == 0
    assert project.state() == state
    assert [path.name for path in (project.root / ".notepress").glob("*.part")] == []
    assert all_there_is(project.out) == all_there_is(project.root / f"clean-{state}")


def all_there_is(out: Path) -> Digests:
    """Return the digests of the outputs, of the index, and of whatever else lies beside them."""
    return {**digests(out), **{path.name: "" for path in out.iterdir() if path.is_dir()}}


def other(state: int | None) -> int:
    return 1 - state if state is not None else 0


def test_builds_killed_at_any_moment(project: Project, warm: WarmBuilds) -> None:
    dice = random.Random(200)
    for state in (0, 1, 0):
        project.save(state)
        took, code, until_publishing = warm.run()
        check_a_whole_build(project, state, code)
    killed = new = turns = 0
    kills = KILLS // 2
    by_command_line = kills // 10
    while killed < kills - by_command_line:
        turns += 1
        assert turns < 3 * kills
        if turns % 40 == 0:
            shutil.rmtree(project.out / project.name)
        before = project.state()
        target = other(before)
        project.save(target)
        # Four in five anywhere, one in five while files are put in place, which is soon done.
        anywhere = dice.random() < 0.8
        step, limit = ("start", took) if anywhere else ("publishing", took - until_publishing)
        _, code, _ = warm.run(step, f"{dice.uniform(0, limit):.6f}")
        assert code in {0, KILLED}
        killed += code == KILLED
        after = project.state()
        assert after in {before, target}
        new += after == target
        if turns % CHECK_EVERY == 0:
            state = dice.randrange(2)
            project.save(state)
            _, code, _ = warm.run()
            check_a_whole_build(project, state, code)
    assert 0 < new < turns
    check_command_lines_killed(project, by_command_line, dice)


def check_command_lines_killed(project: Project, count: int, dice: random.Random) -> None:
    def build() -> float:
        begun = time.perf_counter()
        assert project.command_line().wait(timeout=PATIENCE) == 0
        return time.perf_counter() - begun

    project.save(0)
    build()
    project.save(1)
    took = build()
    killed = 0
    for turn in range(3 * count):
        before = project.state()
        target = other(before)
        project.save(target)
        process = project.command_line()
        time.sleep(dice.uniform(0, took))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        killed += process.wait() == KILLED
        assert project.state() in {before, target}
        if turn % 10 == 9 or killed == count:
            build()
            check_a_whole_build(project, target, 0)
        if killed == count:
            break
    assert killed == count
    wait_until_engines_have_ended(project)


def wait_until_engines_have_ended(project: Project) -> None:
    """Wait for the layout engines of killed builds to see that they are alone, and go."""
    for _ in range(10 * PATIENCE):
        left = [path for path in project.temporary.iterdir() if any(path.iterdir())]
        if len(left) <= 1:
            return
        time.sleep(0.1)
    assert left == []
