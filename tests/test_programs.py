"""Programs are held to processor time, whatever the clock says, and end with a reason."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from pipeline import programs
from pipeline.errors import CannotRunError
from pipeline.programs import OutOfTimeError, ProgramResult, run_program

pytestmark = pytest.mark.slow

SPIN = [sys.executable, "-c", "while True: pass"]
UNDER_LIMIT = """
import resource, sys
from pipeline.errors import CannotRunError
from pipeline.programs import run_program
kind, most, *command = sys.argv[1:]
resource.setrlimit(getattr(resource, kind), (int(most), int(most)))
try:
    print(run_program(command, seconds=60))
except CannotRunError as error:
    print(error)
"""


def under(kind: str, most: int, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", UNDER_LIMIT, kind, str(most), *command],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_a_program_gets_its_input_and_gives_its_output() -> None:
    assert run_program(["cat"], b"words", seconds=5) == ProgramResult(0, b"words", b"")


def test_what_a_program_says_and_how_it_ended_is_told() -> None:
    done = run_program(["sh", "-c", "echo no >&2; exit 3"], seconds=5)
    assert done == ProgramResult(3, b"", b"no\n")


def test_waiting_does_not_count() -> None:
    assert run_program(["sleep", "2.5"], seconds=1).status == 0


def test_processor_time_does() -> None:
    with pytest.raises(OutOfTimeError):
        run_program(SPIN, seconds=1)


def test_what_a_script_starts_is_held_to_it_too() -> None:
    with pytest.raises(OutOfTimeError):
        run_program(["sh", "-c", f"{sys.executable} -c 'while True: pass'; exit $?"], seconds=1)


def test_less_that_is_allowed_from_outside_is_told_as_the_reason() -> None:
    said = under("RLIMIT_CPU", 2, *SPIN)
    assert said == "the processor time allowed to this process (ulimit -t 2) ran out"


def test_memory_that_is_not_allowed_is_told_as_the_reason() -> None:
    said = under("RLIMIT_AS", 400 * 2**20, sys.executable, "-c", "import os; os.abort()")
    assert said == "the memory allowed to this process (ulimit -v 409600) ran out"


def test_a_limit_that_is_not_reached_changes_nothing() -> None:
    assert "status=0" in under("RLIMIT_CPU", 30, "true")
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY


def test_a_program_that_is_stuck_says_nothing_of_its_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(programs, "CLOCK_LIMIT", 1)
    with pytest.raises(CannotRunError, match="sleep did not end") as raised:
        run_program(["/bin/sleep", "600"], seconds=60)
    assert "try again" in raised.value.hint
