"""Builds of several notes of which a process is killed: every note is whole, the others go on.

A generator with a fixed seed draws whom to kill, and when: a process that builds notes, the one
that conducts, or a layout engine. NOTEPRESS_SERIES_KILLS=N kills N times.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from file_digests import digests
from series_processes import SeriesBuild

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parent / "notes" / "minimal"
KILLS = int(os.environ.get("NOTEPRESS_SERIES_KILLS", "6"))
NAMES = ("river", "lake", "sea", "marsh")
LAID_OUT = ("--edition", "pdf", "--edition", "markdown")
WRITTEN = ("--edition", "markdown", "--edition", "metadata")
KILLED = -signal.SIGKILL


class Series:
    """A project of four notes, each in one of two states, and what these give."""

    def __init__(self, root: Path, editions: tuple[str, ...]) -> None:
        self.root = root
        self.command = ("-q", "--jobs", "2", *editions)
        for name in NAMES:
            shutil.copytree(MINIMAL, root / "source/notes" / name)
        self._first = self._text("river").read_text("utf-8")
        self.given = []
        self.seconds = 0.0
        for state in (0, 1):
            self.save(state)
            begun = time.monotonic()
            assert SeriesBuild(root, *self.command, "--out", f"clean-{state}").end()[0] == 0
            self.seconds = time.monotonic() - begun
            clean = root / f"clean-{state}"
            self.given.append({name: digests(clean / name) for name in NAMES})
        assert all(self.given[0][name] != self.given[1][name] for name in NAMES)

    def _text(self, name: str) -> Path:
        return self.root / "source/notes" / name / "text/1-sharing.md"

    def save(self, state: int) -> None:
        added = "\n\nA sentence that was added.\n" if state else "\n"
        for name in NAMES:
            self._text(name).write_text(f"{self._first.rstrip()}{added}", "utf-8")

    def check_all_whole(self, states: tuple[int, ...]) -> None:
        """See that each note is in one of these states, or was not built yet."""
        for name in NAMES:
            folder = self.root / "build" / name
            if folder.exists():
                assert digests(folder) in [self.given[state][name] for state in states], name

    def check_done(self, state: int) -> None:
        """See that all notes are in a state, and nothing is left beside them."""
        out = self.root / "build"
        assert {name: digests(out / name) for name in NAMES} == self.given[state]
        assert [path.name for path in out.iterdir() if path.name[0] == "."] == []


def victims(build: SeriesBuild, kind: str) -> list[int]:
    """Return the processes of a kind that can be killed now."""
    match kind:
        case "conductor":
            return [build.process.pid]
        case "worker":
            return build.workers()
        case _:
            return build.engines()


def kill_one(build: SeriesBuild, kind: str, dice: random.Random) -> bool:
    """Kill a process of a kind, as soon as there is one; return whether there was."""
    while build.process.poll() is None:
        if found := victims(build, kind):
            with suppress(ProcessLookupError):
                os.kill(dice.choice(found), signal.SIGKILL)
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    ("editions", "kinds", "kills"),
    [
        (WRITTEN, ("worker", "conductor"), KILLS - KILLS // 3),
        (LAID_OUT, ("worker", "engine", "conductor"), KILLS // 3),
    ],
    ids=["written", "laid out"],
)
def test_series_with_kills(
    tmp_path: Path, editions: tuple[str, ...], kinds: tuple[str, ...], kills: int
) -> None:
    series = Series(tmp_path, editions)
    dice = random.Random(f"{kills} {editions}")
    state = 1
    for number in range(kills):
        before, state = state, 1 - state
        series.save(state)
        kind = kinds[number % len(kinds)]
        build = SeriesBuild(tmp_path, *series.command)
        time.sleep(dice.uniform(0, series.seconds))
        kill_one(build, kind, dice)
        code, _, err = build.end()
        build.wait_until_nobody_is_left()
        series.check_all_whole((before, state))
        # A process that was just being started may complain that nobody is there.
        assert kind == "conductor" or "Traceback" not in err
        assert code in {"worker": {0}, "engine": {0, 2}, "conductor": {KILLED, 0}}[kind], err
        if code == 0:
            series.check_done(state)
        else:
            assert SeriesBuild(tmp_path, *series.command).end()[0] == 0
            series.check_done(state)
    assert list((tmp_path / "temporary").glob("notepress-*")) == []
