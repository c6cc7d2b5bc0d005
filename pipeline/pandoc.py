"""Running pandoc: in its sandbox, without the user's environment, within limits."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError
from pipeline.programs import OutOfTimeError, run_program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MEMORY: Final = "1g"
# Pandoc's default heap of 64 MiB is enough for inputs up to this size, without any collection.
_SMALL: Final = 4 * 1024
# For larger inputs, a small initial heap and later major collections save memory and time.
_LARGE_INPUT: Final = ("-H1m", "-O32m")
_ENVIRONMENT: Final = {"LANG": "C.UTF-8"}
# Exit codes of Haskell's runtime for exhausted memory or stack.
_EXHAUSTED: Final = {2, 251}


class PandocRefusedError(Exception):
    """Pandoc could not read its input, or exceeded a limit; the message says which."""


def run_pandoc(
    arguments: Sequence[str],
    content: bytes = b"",
    *,
    environment: Mapping[str, str] | None = None,
    seconds: int = 60,
) -> bytes:
    """Run pandoc on some bytes, and return its output.

    It reads no files but those in ``arguments``, no URLs and no user settings; it has ``seconds``
    of processor time and 1 GiB of memory. Raises `PandocRefusedError`, and `CannotRunError` if
    pandoc is missing or as `run_program` does.
    """
    command = [_binary(), *_runtime(content), "--sandbox", *arguments]
    try:
        done = run_program(
            command,
            content,
            seconds=seconds,
            environment={**_ENVIRONMENT, **(environment or {})},
        )
    except OutOfTimeError as error:
        raise PandocRefusedError(f"it needs more than {seconds} s of processor time") from error
    except FileNotFoundError as error:
        raise _missing() from error
    if done.status in _EXHAUSTED:
        raise PandocRefusedError("it needs more than 1 GiB of memory")
    if done.status < 0:
        raise CannotRunError(f"pandoc was stopped (signal {-done.status})", hint="try again")
    if done.status:
        raise PandocRefusedError("it is damaged, or not of the type its file name suggests")
    return done.output


@cache
def _binary() -> str:
    """The path of the pandoc that comes with pypandoc.

    pypandoc itself is not used to find it: it runs every pandoc on the machine and takes the
    newest, so that output would depend on the machine.
    """
    package = find_spec("pypandoc")
    folders = package.submodule_search_locations if package is not None else None
    for folder in folders or ():
        if (binary := Path(folder) / "files" / "pandoc").is_file():
            return str(binary)
    raise _missing()


def _missing() -> CannotRunError:
    return CannotRunError("pandoc is missing", "install pypandoc-binary")


def _runtime(content: bytes) -> tuple[str, ...]:
    """The options for pandoc's memory."""
    heap = () if len(content) < _SMALL else _LARGE_INPUT
    return ("+RTS", f"-M{_MEMORY}", *heap, "-RTS")
