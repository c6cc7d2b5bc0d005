"""How pandoc is run: in its sandbox, without the user's environment, within limits."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError
from pipeline.programs import TooLongError, run_program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MEMORY: Final = "1g"
# Pandoc's own heap of 64 MiB is enough for a text of so many bytes, without any collection.
_SMALL: Final = 16 * 1024
# With more text it takes less memory, and less time, if it begins with little and is not hasty to
# look through all it has.
_SPARING: Final = ("-H1m", "-O32m")
_ENVIRONMENT: Final = {"LANG": "C.UTF-8"}
# How Haskell's runtime ends a program that has no memory left, or is nested too deeply for it.
_EXHAUSTED: Final = {2, 251}


class PandocRefusedError(Exception):
    """Pandoc could not read its input, or passed its limit of time or memory; it says which."""


def run_pandoc(
    arguments: Sequence[str],
    content: bytes = b"",
    *,
    environment: Mapping[str, str] | None = None,
    seconds: int = 60,
) -> bytes:
    """Return what pandoc makes of some bytes.

    It reads no file but those named in ``arguments``, no address, and nothing of the user's
    settings; it has ``seconds`` of processor time and 1 GiB of memory. Raises
    `PandocRefusedError`, and `CannotRunError` when pandoc is missing or as `run_program` does.
    """
    command = [_binary(), *_runtime(content), "--sandbox", *arguments]
    try:
        done = run_program(
            command,
            content,
            seconds=seconds,
            environment={**_ENVIRONMENT, **(environment or {})},
        )
    except TooLongError as error:
        raise PandocRefusedError(f"it needs more than {seconds} s of processor time") from error
    except FileNotFoundError as error:
        raise _missing() from error
    if done.status in _EXHAUSTED:
        raise PandocRefusedError("it needs more than 1 GiB of memory")
    if done.status < 0:
        raise CannotRunError(f"pandoc was stopped (signal {-done.status})", hint="try again")
    if done.status:
        raise PandocRefusedError("it is damaged, or not what the ending of its name says")
    return done.output


@cache
def _binary() -> str:
    """Return the path of the pandoc that pypandoc brings.

    pypandoc is not asked: it starts every pandoc there may be, and takes the newest, which would
    set a note otherwise on another machine.
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
    """Return the options for pandoc's memory."""
    heap = () if len(content) < _SMALL else _SPARING
    return ("+RTS", f"-M{_MEMORY}", *heap, "-RTS")
