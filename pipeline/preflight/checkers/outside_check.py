"""Programs of others that examine files: how they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.faults import cannot_run
from pipeline.programs import TooLongError, run_program

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 600


def run_check(name: str, command: Sequence[str]) -> bytes:
    """Return what a checker prints; its exit code only says whether it found something.

    Raises CannotRunError if it does not start, does not end or prints nothing.
    """
    try:
        done = run_program(command, seconds=_SECONDS)
    except OSError as error:
        why = cannot_run(error)
        raise CannotRunError(f"{name} does not start: {why}", why.hint) from error
    except TooLongError as error:
        raise CannotRunError(f"{name} took more than {_SECONDS} s of processor time") from error
    if not done.output.strip():
        said = done.said.decode(errors="replace").strip()[-500:]
        raise CannotRunError(f"{name} gave no report (exit code {done.status}): {said}")
    return done.output
