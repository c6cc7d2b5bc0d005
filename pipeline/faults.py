"""What goes wrong and nobody foresaw, put in words: the machine's refusals, and our own faults."""

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
from pipeline.limits import memory_is_up, processes_are_up, setting

_MORE: Final = "allow more, in the shell or where the limits of the container or job are set"
_ROOM: Final = "free some room; TMPDIR says where temporary files go"
_NO_MEMORY: Final = re.compile(r"[Cc]annot allocate memory|failed to map segment|not enough memory")
_NO_LIBRARY: Final = re.compile(r"cannot load library|cannot open shared object file")


@contextmanager
def put_in_words() -> Iterator[None]:
    """Turn whatever is raised inside, and is no NotepressError yet, into one.

    Where the machine refuses something that is CannotRunError; what nobody foresaw is FaultError,
    which holds no word of a note. That the other end of a connection went away is left as it is.
    """
    try:
        yield
    except (NotepressError, ConnectionError):
        raise
    # The one place where everything is caught: every command, thread and process of ours that a
    # user can see the end of passes here.
    except Exception as error:
        raise _in_words(error) from error


def _in_words(error: Exception) -> NotepressError:
    said = str(error) if isinstance(error, ImportError | OSError | RuntimeError) else ""
    if isinstance(error, MemoryError) or _NO_MEMORY.search(said):
        return memory_is_up()
    if "can't start new thread" in said:
        return processes_are_up()
    if isinstance(error, OSError) and error.errno is not None:
        return cannot_run(error)
    if isinstance(error, ModuleNotFoundError) or _NO_LIBRARY.search(said):
        return CannotRunError(
            f"something that notepress needs is not installed: {_missing(error)}",
            hint="run: notepress doctor",
        )
    if isinstance(error, RecursionError):
        what = "something is nested more deeply than notepress can follow"
        return FaultError(what, trace_of(error))
    return FaultError("something went wrong that nobody foresaw", trace_of(error))


def _missing(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return error.name or "a module"
    found = re.search(r"lib[\w.+-]+", str(error))
    return found.group() if found else "a library"


def cannot_run(error: OSError) -> CannotRunError:
    """Return what to say of something that the machine refuses: which file, why, what helps."""
    why, hint = _reason(error)
    name = error.filename
    place = os.fsdecode(name) if isinstance(name, str | bytes) else ""
    return CannotRunError(f"{place}: {why}" if place else why, hint)


def hint_for(error: BaseException | None) -> str:
    """Return what helps against a refusal of the machine, or nothing."""
    return _reason(error)[1] if isinstance(error, OSError) else ""


def _reason(error: OSError) -> tuple[str, str]:
    match error.errno:
        case errno.EMFILE:
            return f"too many open files{setting(resource.RLIMIT_NOFILE)}", _MORE
        case errno.ENFILE:
            return "too many open files on this machine", "end other programs"
        case errno.ENOSPC | errno.EDQUOT:
            return "no space left on the disk", _ROOM
        case errno.EFBIG:
            return f"a file would be larger than allowed{setting(resource.RLIMIT_FSIZE)}", _MORE
        case errno.EAGAIN:
            return str(processes_are_up()), processes_are_up().hint
        case errno.ENOMEM:
            return str(memory_is_up()), memory_is_up().hint
        case _:
            return error.strerror or "the machine refuses something", ""


def trace_of(error: BaseException) -> tuple[str, ...]:
    """Return where an exception came from, line by line, and none of the values it knows.

    Its message, and those of the exceptions it came from, may hold the text of a note; so may
    variables and lines of templates. Modules, functions, line numbers and kinds do not.
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
            lines += ["which was in another process, or earlier:", *current.trace]
        following = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or following
    return tuple(lines)
