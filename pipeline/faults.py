"""Unexpected exceptions, translated: system errors to one sentence, bugs to a fault report."""

from __future__ import annotations

import errno
import os
import re
import resource
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pipeline.errors import CannotRunError, FaultError, NotepressError
from pipeline.limits import memory_exceeded, processes_exceeded, ulimit_of

_MORE: Final = "allow more, in the shell or where the limits of the container or job are set"
_ROOM: Final = "free some space; temporary files go to the folder in TMPDIR"
_NO_MEMORY: Final = re.compile(r"[Cc]annot allocate memory|failed to map segment|not enough memory")
_NO_LIBRARY: Final = re.compile(r"cannot load library|cannot open shared object file")


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn any exception raised inside, unless it is a NotepressError, into one.

    System errors become CannotRunError, anything unexpected FaultError, which contains no text of
    a note. ConnectionError, for a peer that has gone, is passed on.
    """
    try:
        yield
    except (NotepressError, ConnectionError):
        raise
    # The only place where everything is caught: every command, thread and process whose end a
    # user can see passes through here.
    except Exception as error:
        raise _translated(error) from error


def _translated(error: Exception) -> NotepressError:
    text = str(error) if isinstance(error, ImportError | OSError | RuntimeError) else ""
    if isinstance(error, MemoryError) or _NO_MEMORY.search(text):
        return memory_exceeded()
    if "can't start new thread" in text:
        return processes_exceeded()
    if isinstance(error, OSError) and error.errno is not None:
        return system_error(error)
    if isinstance(error, ModuleNotFoundError) or _NO_LIBRARY.search(text):
        return CannotRunError(
            f"something that notepress needs is not installed: {_missing(error)}",
            hint="run: notepress doctor",
        )
    if isinstance(error, RecursionError):
        message = "something is nested more deeply than notepress can handle"
        return FaultError(message, trace_of(error))
    return FaultError("an unexpected error occurred", trace_of(error))


def _missing(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return error.name or "a module"
    found = re.search(r"lib[\w.+-]+", str(error))
    return found.group() if found else "a library"


def system_error(error: OSError) -> CannotRunError:
    """The CannotRunError for a system error: the file, the reason, and a hint."""
    why, hint = _reason(error)
    name = error.filename
    place = os.fsdecode(name) if isinstance(name, str | bytes) else ""
    return CannotRunError(f"{place}: {why}" if place else why, hint)


def hint_for(error: BaseException | None) -> str:
    """The hint for a system error; empty if there is none."""
    return _reason(error)[1] if isinstance(error, OSError) else ""


def _reason(error: OSError) -> tuple[str, str]:
    match error.errno:
        case errno.EMFILE:
            return f"too many open files{ulimit_of(resource.RLIMIT_NOFILE)}", _MORE
        case errno.ENFILE:
            return "too many open files on this machine", "end other programs"
        case errno.ENOSPC | errno.EDQUOT:
            return "no space left on the disk", _ROOM
        case errno.EFBIG:
            return f"a file would be larger than allowed{ulimit_of(resource.RLIMIT_FSIZE)}", _MORE
        case errno.EAGAIN:
            return str(processes_exceeded()), processes_exceeded().hint
        case errno.ENOMEM:
            return str(memory_exceeded()), memory_exceeded().hint
        case _:
            return error.strerror or "the system reported an error", ""


def trace_of(error: BaseException) -> tuple[str, ...]:
    """The traceback of an exception, line by line, without any values.

    Messages, variables and lines of templates may contain the text of a note; modules, functions,
    line numbers and exception types do not.
    """
    lines: list[str] = []
    known: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in known:
        known.add(id(current))
        kind = type(current)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        for frame, line in traceback.walk_tb(current.__traceback__):
            module = frame.f_globals.get("__name__", "?")
            lines.append(f"  {module}:{line} in {frame.f_code.co_name}")
        if isinstance(current, FaultError):
            lines += ["raised in another process, or earlier:", *current.trace]
        following = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or following
    return tuple(lines)
