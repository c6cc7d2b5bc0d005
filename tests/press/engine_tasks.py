"""Tasks for the layout engine that fail in every way; it runs them in its own processes."""

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
from pipeline.press.layout.fitting.copyfitting import Room
from pipeline.press.layout.fitting.one_page import OnePage
from pipeline.press.parts.parts import PartJob, PartPages


def double(number: int, request: Callable[[Any], Any]) -> int:
    return number * 2


def add_replies(count: int, request: Callable[[Any], Any]) -> int:
    return sum(request(number) for number in range(count))


def lay_out_without_patches(job: PartJob, request: Callable[[Any], Any]) -> PartPages:
    """Lay out a part with the engine as it is."""
    from pipeline.press.faster import faster
    from pipeline.press.layout.weasyprint import lay_out_part

    faster.PATCHES = ()  # type: ignore[misc]
    return lay_out_part(job, request)


def environment(_: object, request: Callable[[Any], Any]) -> dict[str, Any]:
    return {**os.environ, "hash": hash("notepress"), "folder": str(Path.cwd())}


def modules(_: object, request: Callable[[Any], Any]) -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}


def report(_: object, request: Callable[[Any], Any]) -> None:
    raise SourceError([Finding("N390", "as it should be", Place("part"))])


def break_off(_: object, request: Callable[[Any], Any]) -> None:
    raise ZeroDivisionError("no width")


def break_off_preloaded(_: object, __: object, request: Callable[[Any], Any]) -> None:
    raise ZeroDivisionError("no width")


def fill_disk(_: object, request: Callable[[Any], Any]) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "fonts/x.ttf")


def be_killed(_: object, request: Callable[[Any], Any]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def recurse(depth: int, request: Callable[[Any], Any]) -> int:
    return recurse(depth + 1, request) + 1


def fill_memory(_: object, request: Callable[[Any], Any]) -> int:
    return len(bytearray(2**31))


def burn(_: object, request: Callable[[Any], Any]) -> None:
    while True:
        pass


def sleep(_: object, request: Callable[[Any], Any]) -> None:
    time.sleep(60)


def crash(_: object, request: Callable[[Any], Any]) -> None:
    os.abort()


def exit_early(_: object, request: Callable[[Any], Any]) -> None:
    os._exit(3)


def lay_out_unchecked(job: PartJob, request: Callable[[Any], Any]) -> PartPages:
    """Lay out a part without a layout check."""
    from pipeline.press.layout import weasyprint

    weasyprint.check_layout = lambda *_: ()
    return weasyprint.lay_out_part(job, lambda _: job.numbering)


def refuse(_: object, request: Callable[[Any], Any]) -> None:
    raise SourceError([Finding("N393", "it may not be read", Place("styles"))])


def make_double(number: int, request: Callable[[Any], Any]) -> list[int]:
    return [2 * number]


def watch_forks(_: object, request: Callable[[Any], Any]) -> list[int]:
    """A list that receives the number of threads of this process at every fork."""
    seen: list[int] = []
    os.register_at_fork(before=lambda: seen.append(len(list(Path("/proc/self/task").iterdir()))))
    return seen


def seen_at_forks(seen: list[int], _: object, request: Callable[[Any], Any]) -> list[int]:
    return seen


def keep_thread(_: object, request: Callable[[Any], Any]) -> object:
    """Begin a thread that is not one of Python's, as C libraries do."""
    return _thread.start_new_thread(time.sleep, (600,))


def keep_font_map(_: object, request: Callable[[Any], Any]) -> object:
    """Make a font map and hold it."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def first_of(preloaded: list[int], number: int, request: Callable[[Any], Any]) -> int:
    return preloaded[0] * number


def burn_preloaded(_: int, __: object, request: Callable[[Any], Any]) -> None:
    burn(None, request)


def fork_server_pid(_: object, __: object, request: Callable[[Any], Any]) -> int:
    return os.getppid()


def both_rooms(
    style: Any, asked: tuple[OnePage, str, tuple[tuple[float, float], ...]], request: object
) -> list[tuple[Room | None, Room]]:
    """The room that a page leaves with some CSS at sizes and leadings: foretold, and measured."""
    from pipeline.press.faster.faster import made_faster
    from pipeline.press.layout.fitting.rooms import Rooms

    job, css, tried = asked
    with made_faster():
        rooms = Rooms(style, job.part, job.width, job.height, are_foretold=True)
        return [(rooms.foretold(css, *one), rooms.measured(css, *one)) for one in tried]


def lay_out_by_measuring(style: Any, job: OnePage, request: object) -> PartPages:
    """Lay out a one-pager without foretelling any room."""
    from pipeline.press.layout.fitting import rooms
    from pipeline.press.layout.fitting.one_page import lay_out_one_page

    rooms.Rooms.foretold = lambda *_: None  # type: ignore[method-assign]
    return lay_out_one_page(style, job, lambda _: job.part.html)


def lay_out_painting_twice(job: PartJob, request: Callable[[Any], Any]) -> PartPages:
    """Lay out a part, and paint it anew for print."""
    from pipeline.press.layout import weasyprint

    weasyprint.write_as_painted = lambda *_: None
    return weasyprint.lay_out_part(job, lambda _: job.numbering)
