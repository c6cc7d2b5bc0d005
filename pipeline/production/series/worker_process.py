"""What runs in a process that builds notes for another one: its signals, its end, its words."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.production.series.worker import build_note, end_engines

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from pipeline.production.series.tasks import NoteResult, NoteTask

_PATIENCE: Final = 5.0
"""Seconds that this process has to end by itself once nobody waits for it any more."""


@dataclass(slots=True)
class _State:
    """The line to the process that conducts, and whether a note is being built or given up."""

    line: Connection | None = None
    is_busy: bool = False
    is_ending: bool = False


_STATE: Final = _State()
"""Of this process: a pool leaves its initializer nowhere else to put anything."""


def begin(line: Connection) -> None:
    """Make this process ready to build notes.

    Ctrl-C in a terminal reaches every process in it: it is left to the one that conducts, which
    then ends this one. If that one is killed, this one ends as well. ``line`` is what steps are
    told on.
    """
    _STATE.line = line
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def build(task: NoteTask) -> NoteResult:
    """Build a note, and tell its steps on the line to the process that conducts."""
    _STATE.is_busy = True
    try:
        result = build_note(task, lambda step: _tell(task.slug, step))
    finally:
        _STATE.is_busy = False
        if _STATE.is_ending:
            # The pool would take whatever is raised for a result, and wait for the next note.
            os._exit(0)
    return result


def _tell(slug: str, step: str) -> None:
    if _STATE.is_ending:
        raise SystemExit(0)
    # Nobody needs to know any more if the other end was closed.
    with suppress(OSError):
        if _STATE.line is not None:
            _STATE.line.send((slug, step))


def _end(*_: object) -> None:
    """End this process, without raising anything in the middle of something else.

    A note that is being built fails as soon as its engine has gone, or at its next step, and
    clears up what it has prepared.
    """
    _STATE.is_ending = True
    end_engines()
    if not _STATE.is_busy:
        # A pool would report what is raised here, where it initialises or waits.
        os._exit(0)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(_PATIENCE)
    os._exit(1)
