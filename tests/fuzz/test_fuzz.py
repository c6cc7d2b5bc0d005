"""A short run of the fuzzing, always of the same inputs, and what counts as a failure of it."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest

from fuzz.kinds.table import KINDS
from fuzz.running import try_kind, try_kind_apart
from fuzz.trial import Files, Kind, input_of, try_inputs
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place

SEED = 1


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_altered_inputs_give_results_or_findings(kind: Kind) -> None:
    tally = try_kind(kind, SEED, count=kind.short)
    assert [(failure.seed, failure.title, failure.story) for failure in tally.failures] == []
    assert tally.inputs == kind.short


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_seed_gives_one_input(kind: Kind) -> None:
    assert input_of(kind, 7) == input_of(kind, 7)
    assert len({repr(input_of(kind, seed)) for seed in range(20)}) > 10


def raise_what_nobody_expects(files: Files, folder: Path) -> Iterable[Finding]:
    raise KeyError("x")


def turn_for_ever(files: Files, folder: Path) -> Iterable[Finding]:
    while True:
        pass


def write_beside(files: Files, folder: Path) -> Iterable[Finding]:
    (folder.parent / "beside").write_text("x")
    return ()


def rename_to_beside(files: Files, folder: Path) -> Iterable[Finding]:
    (folder / "x").write_text("x")
    (folder / "x").rename(folder.parent / "beside")
    return ()


def name_no_file(files: Files, folder: Path) -> Iterable[Finding]:
    return [Finding("N999", "a message", Place(""))]


def name_no_line(files: Files, folder: Path) -> Iterable[Finding]:
    raise SourceError([Finding("N999", "a message", Place("a.md"))])


def point_behind_the_end(files: Files, folder: Path) -> Iterable[Finding]:
    return [Finding("N999", "a message", Place("a.md", 3, 1))]


def show_the_insides(files: Files, folder: Path) -> Iterable[Finding]:
    return [Finding("N999", f"{object()} is wrong", Place("a.md", 1, 1))]


@pytest.mark.parametrize(
    ("run", "title"),
    [
        (raise_what_nobody_expects, "KeyError"),
        (turn_for_ever, "OutOfTimeError"),
        (write_beside, "WroteOutsideError"),
        (rename_to_beside, "WroteOutsideError"),
        (name_no_file, "names no file"),
        (name_no_line, "names no line"),
        (point_behind_the_end, "points behind"),
        (show_the_insides, "shows"),
    ],
)
def test_a_failure_is_seen(
    tmp_path: Path, run: Callable[[Files, Path], Iterable[Finding]], title: str
) -> None:
    kind = Kind("trial", lambda dice: {"a.md": b"one\ntwo"}, run, seconds=0.2)
    folder = tmp_path / "sandbox"
    folder.mkdir()
    (failure,) = try_inputs(kind, [5], folder)
    assert title in failure.title
    assert failure.seed == 5
    assert not (tmp_path / "beside").exists()


def test_what_was_found_is_no_failure(tmp_path: Path) -> None:
    def run(files: Files, folder: Path) -> Iterable[Finding]:
        raise SourceError([Finding("N999", "a message", Place("a.md", 2, 4))])

    assert try_inputs(Kind("trial", lambda dice: {"a.md": b"one\ntwo"}, run), [1], tmp_path) == []


def test_one_of_many_that_fails_is_found(tmp_path: Path) -> None:
    def run(files: Files, folder: Path) -> Iterable[Finding]:
        return [] if int(files["number"]) % 7 else 1 / 0  # type: ignore[return-value]

    def run_many(inputs: Iterable[Files], folder: Path) -> list[Iterable[Finding]]:
        return [run(files, folder) for files in inputs]

    def make(dice: Random) -> Files:
        return {"number": str(dice.randrange(100)).encode()}

    kind = Kind("trial", make, run, run_many, batch=10)
    wanted = [seed for seed in range(30) if int(input_of(kind, seed)["number"]) % 7 == 0]
    assert wanted
    assert [failure.seed for failure in try_inputs(kind, range(30), tmp_path)] == wanted


def test_a_process_that_is_ended_is_told() -> None:
    def run(files: Files, folder: Path) -> Iterable[Finding]:
        faulthandler.disable()
        os.abort()

    kind = Kind("trial", lambda dice: {"a.md": b""}, run)
    tally = try_kind_apart(kind, 3, count=2)
    (failure,) = tally.failures
    assert failure.seed == 3
    assert "SIGABRT" in failure.title
