"""Programs of others that examine files: how they are run."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 600


def run_check(name: str, command: Sequence[str]) -> bytes:
    """Return what a checker prints; its exit code only says whether it found something.

    Raises CannotRunError if it does not start or does not end.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a checker the user has installed, no shell
            command, capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=_SECONDS
        )
    except OSError as error:
        raise CannotRunError(f"{name} does not start: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise CannotRunError(f"{name} took more than {_SECONDS} seconds") from error
    if not done.stdout.strip():
        said = done.stderr.decode(errors="replace").strip()[-500:]
        raise CannotRunError(f"{name} gave no report (exit code {done.returncode}): {said}")
    return done.stdout
