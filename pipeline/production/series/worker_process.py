"""What runs in a process that builds notes for another one: its signals, its end, its words."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pipeline.production.series.worker import build_note, end_engines

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from pipeline.production.series.tasks import NoteResult, NoteTask

_LINE: Final[list[Connection]] = []
"""The line to the process that conducts; an initializer has nowhere else to leave it."""
_PATIENCE: Final = 5.0
"""Seconds that this process has to end by itself once nobody waits for it any more."""


class _EndedError(SystemExit):
    """Raised where this process is told to end: everything that is open is closed on the way."""


def begin(line: Connection) -> None:
    """Make this process ready to build notes.

    Ctrl-C in a terminal reaches every process in it: it is left to the one that conducts, which
    then ends this one. If that one is killed, this one ends as well. ``line`` is what steps are
    told on.
    """
    _LINE.append(line)
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def build(task: NoteTask) -> NoteResult:
    """Build a note, and tell its steps on the line to the process that conducts."""
    line = _LINE[0]

    def tell(step: str) -> None:
        # Nobody needs them any more if the other end was closed.
        with suppress(OSError):
            line.send((task.slug, step))

    try:
        return build_note(task, tell)
    except _EndedError:
        # The pool would take this for a result, and wait for the next note.
        end_engines()
        os._exit(0)


def _end(*_: object) -> None:
    raise _EndedError(0)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(_PATIENCE)
    os._exit(1)
