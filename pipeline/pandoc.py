"""How pandoc is run: in its sandbox, without the user's environment, within limits."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MEMORY: Final = "1g"
# Pandoc's own heap of 64 MiB is enough for a text of so many bytes, without any collection.
_SMALL: Final = 16 * 1024
# With more text it takes less memory, and less time, if it begins with little and is not hasty to
# look through all it has.
_SPARING: Final = ("-H1m", "-O32m")
_ENVIRONMENT: Final = {"LANG": "C.UTF-8"}


class PandocRefusedError(Exception):
    """Pandoc could not read its input, or passed its limit of time or memory."""


def run_pandoc(
    arguments: Sequence[str],
    content: bytes = b"",
    *,
    environment: Mapping[str, str] | None = None,
    seconds: float = 60,
) -> bytes:
    """Return what pandoc makes of some bytes.

    It reads no file but those named in ``arguments``, no address, and nothing of the user's
    settings; it has ``seconds`` of time and 1 GiB of memory. Raises `PandocRefusedError`, or
    `CannotRunError` when pandoc is missing.
    """
    # pypandoc brings the binary. It is started here and not by pypandoc.convert_text, which has
    # no time limit and hands the user's environment on.
    import pypandoc

    try:
        binary = pypandoc.get_pandoc_path()
    except OSError as error:
        raise CannotRunError("pandoc is missing", "install pypandoc-binary") from error
    try:
        done = subprocess.run(  # noqa: S603
            [binary, *_runtime(content), "--sandbox", *arguments],
            input=content,
            capture_output=True,
            check=True,
            timeout=seconds,
            env={**_ENVIRONMENT, **(environment or {})},
        )
    except subprocess.TimeoutExpired as error:
        raise PandocRefusedError(f"it took more than {seconds:g} seconds") from error
    except subprocess.CalledProcessError as error:
        raise PandocRefusedError(error.stderr.decode(errors="replace").strip()) from error
    return done.stdout


def _runtime(content: bytes) -> tuple[str, ...]:
    """Return the options for pandoc's memory."""
    heap = () if len(content) < _SMALL else _SPARING
    return ("+RTS", f"-M{_MEMORY}", *heap, "-RTS")
