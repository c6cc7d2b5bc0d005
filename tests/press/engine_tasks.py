"""Tasks for the layout engine that go wrong in every way; it runs them in its own processes."""

from __future__ import annotations

import _thread
import errno
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.parts.parts import PartJob, PartPages


def double(number: int, ask: Callable[[Any], Any]) -> int:
    return number * 2


def add_answers(count: int, ask: Callable[[Any], Any]) -> int:
    return sum(ask(number) for number in range(count))


def environment(_: object, ask: Callable[[Any], Any]) -> dict[str, Any]:
    return {**os.environ, "hash": hash("notepress"), "folder": str(Path.cwd())}


def modules(_: object, ask: Callable[[Any], Any]) -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}


def report(_: object, ask: Callable[[Any], Any]) -> None:
    raise SourceError([Finding("N390", "as it should be", Place("part"))])


def break_off(_: object, ask: Callable[[Any], Any]) -> None:
    raise ZeroDivisionError("no width")


def break_off_ready(_: object, __: object, ask: Callable[[Any], Any]) -> None:
    raise ZeroDivisionError("no width")


def fill_disk(_: object, ask: Callable[[Any], Any]) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "fonts/x.ttf")


def be_killed(_: object, ask: Callable[[Any], Any]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def recurse(depth: int, ask: Callable[[Any], Any]) -> int:
    return recurse(depth + 1, ask) + 1


def fill_memory(_: object, ask: Callable[[Any], Any]) -> int:
    return len(bytearray(2**31))


def burn(_: object, ask: Callable[[Any], Any]) -> None:
    while True:
        pass


def sleep(_: object, ask: Callable[[Any], Any]) -> None:
    time.sleep(60)


def crash(_: object, ask: Callable[[Any], Any]) -> None:
    os.abort()


def exit_early(_: object, ask: Callable[[Any], Any]) -> None:
    os._exit(3)


def lay_out_unchecked(job: PartJob, ask: Callable[[Any], Any]) -> PartPages:
    """Return a part laid out as without a layout check."""
    from pipeline.press.layout import weasyprint

    weasyprint.check_layout = lambda *_: ()
    return weasyprint.lay_out_part(job, lambda _: job.numbering)


def refuse(_: object, ask: Callable[[Any], Any]) -> None:
    raise SourceError([Finding("N393", "it may not be read", Place("styles"))])


def make_double(number: int, ask: Callable[[Any], Any]) -> list[int]:
    return [2 * number]


def watch_forks(_: object, ask: Callable[[Any], Any]) -> list[int]:
    """Return a list that gets the number of threads of this process whenever it is copied."""
    seen: list[int] = []
    os.register_at_fork(before=lambda: seen.append(len(list(Path("/proc/self/task").iterdir()))))
    return seen


def seen_at_forks(seen: list[int], _: object, ask: Callable[[Any], Any]) -> list[int]:
    return seen


def keep_thread(_: object, ask: Callable[[Any], Any]) -> object:
    """Begin a thread that is not one of Python's, as C libraries do."""
    return _thread.start_new_thread(time.sleep, (600,))


def keep_font_map(_: object, ask: Callable[[Any], Any]) -> object:
    """Make a font map and hold it."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def first_of(ready: list[int], number: int, ask: Callable[[Any], Any]) -> int:
    return ready[0] * number


def burn_ready(_: int, __: object, ask: Callable[[Any], Any]) -> None:
    burn(None, ask)


def engine_process(_: object, __: object, ask: Callable[[Any], Any]) -> int:
    return os.getppid()
