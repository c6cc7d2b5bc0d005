"""Running external checkers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.faults import system_error
from pipeline.programs import OutOfTimeError, run_program

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 600


def run_check(name: str, command: Sequence[str]) -> bytes:
    """Run a checker, and return its output; its exit code only shows whether it found anything.

    Raises CannotRunError if it does not start, does not end or prints nothing.
    """
    try:
        done = run_program(command, seconds=_SECONDS)
    except OSError as error:
        why = system_error(error)
        raise CannotRunError(f"{name} cannot be started: {why}", why.hint) from error
    except OutOfTimeError as error:
        raise CannotRunError(f"{name} took more than {_SECONDS} s of processor time") from error
    if not done.output.strip():
        errors = done.errors.decode(errors="replace").strip()[-500:]
        raise CannotRunError(f"{name} gave no report (exit code {done.status}): {errors}")
    return done.output
