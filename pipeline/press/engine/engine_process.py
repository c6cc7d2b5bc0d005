"""The process that is copied for every task of the engine: import once, fork, answer."""

from __future__ import annotations

import errno
import gc
import os
import selectors
import shutil
import signal
import socket
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

from pipeline.errors import NotepressError
from pipeline.faults import put_in_words
from pipeline.press.engine import frames
from pipeline.press.engine.fontconfig import use_private_fontconfig
from pipeline.press.engine.limits import (
    LayoutFailedError,
    Limits,
    apply_limits,
    be_warned_of_limits,
    explain_end,
    too_much_memory,
    within,
)
from pipeline.press.engine.one_thread import wait_for_one_thread
from pipeline.press.engine.put_off import FONT_WORK, put_off
from pipeline.press.engine.shared_libraries import opened_by_file_name

_Outcome = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class _Running:
    """What was forked: its process, and our copy of its line to the other side."""

    process: int
    connection: socket.socket


def serve(control: socket.socket) -> None:
    """Import the layout engine and fork for every connection that comes."""
    limits: Limits = frames.receive(control)
    be_warned_of_limits()
    try:
        with put_in_words():
            use_private_fontconfig()
            # Nothing that is imported is garbage, and looking for some takes a tenth of the time.
            gc.disable()
            # Once, for all the processes to come; what nobody waits for meanwhile is read later.
            with opened_by_file_name(), put_off(FONT_WORK):
                reading = import_module("pipeline.press.layout.weasyprint").warm_up()
            _Copies(control, limits, reading).make()
    except NotepressError as error:
        _refuse_all(control, error)
    # Whoever made this folder may have been killed and cannot take it away.
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)


def _refuse_all(control: socket.socket, error: NotepressError) -> None:
    """Answer every task with what has ended this process."""
    while True:
        kind, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not kind:
            return
        for descriptor in descriptors:
            with socket.socket(fileno=descriptor) as connection, suppress(OSError):
                frames.send(connection, ("raised", error))


class _Copies:
    """Copies of this process, one for every task that comes over a line, and what is in them."""

    def __init__(self, control: socket.socket, limits: Limits, later: Iterable[str]) -> None:
        self._control = control
        self._limits = limits
        # What came of making things ready: tasks are given it, or fail as it did.
        self._ready: list[_Outcome] = []
        self._later = iter(later)
        self._watched = selectors.DefaultSelector()

    def make(self) -> None:
        """Make copies until nobody sends any more, and do meanwhile what can be done later."""
        self._watched.register(self._control, selectors.EVENT_READ)
        while True:
            while not (found := self._watched.select(timeout=0)) and self._do_later():
                pass
            # What is here already is never collected, so that the copies share its memory.
            gc.freeze()
            for key, _ in found or self._watched.select():
                if key.data is not None:
                    self._watched.unregister(key.fd)
                    self._bury(key.fd, key.data)
                elif not self._do_next():
                    self._stop()
                    return

    def _do_later(self) -> bool:
        """Do one more thing that can be done while nobody waits; tell whether there was one."""
        gc.freeze()
        if next(self._later, None) is None:
            return False
        # What was laid out hangs together in circles, and has a font map (see `LookFonts`).
        gc.collect()
        return True

    def _do_next(self) -> bool:
        kind, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not kind:
            return False
        if not descriptors:
            # The kernel drops what there is no room for.
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        connection = socket.socket(fileno=descriptors[0])
        if kind == frames.MAKE_READY:
            self._make_ready(connection)
        else:
            self._fork(connection)
        return True

    def _make_ready(self, connection: socket.socket) -> None:
        with connection, within(self._limits):
            kind, result = _outcome(connection, self._limits, ())
        self._ready.append((kind, result))

    def _fork(self, connection: socket.socket) -> None:
        try:
            with put_in_words():
                wait_for_one_thread()
                process = os.fork()
        except NotepressError as error:
            with connection, suppress(OSError):
                frames.send(connection, ("raised", error))
            return
        if process == 0:
            self._control.close()
            for running in self._running():
                running.connection.close()
            _work(connection, self._limits, self._ready)
        self._watched.register(
            os.pidfd_open(process), selectors.EVENT_READ, _Running(process, connection)
        )

    def _running(self) -> list[_Running]:
        return [key.data for key in self._watched.get_map().values() if key.data is not None]

    def _bury(self, watch: int, done: _Running) -> None:
        """Tell the other side why a process ended that did not say it itself."""
        os.close(watch)
        status = os.waitstatus_to_exitcode(os.waitpid(done.process, 0)[1])
        with done.connection, suppress(OSError):
            if status:
                frames.send(done.connection, ("raised", explain_end(status, self._limits)))

    def _stop(self) -> None:
        for running in self._running():
            running.connection.close()
            os.kill(running.process, signal.SIGKILL)
            os.waitpid(running.process, 0)


def _work(connection: socket.socket, limits: Limits, ready: Sequence[_Outcome]) -> NoReturn:
    apply_limits(limits)
    gc.enable()
    outcome = _outcome(connection, limits, ready)
    with suppress(OSError):
        frames.send(connection, outcome)
    os._exit(0)


def _outcome(connection: socket.socket, limits: Limits, ready: Sequence[_Outcome]) -> _Outcome:
    try:
        with put_in_words():
            return "done", _call(connection, limits, ready)
    except NotepressError as error:
        return "raised", error


def _call(connection: socket.socket, limits: Limits, ready: Sequence[_Outcome]) -> Any:
    """Return what the function gives that is asked for. Raises as it does."""

    def ask(question: Any) -> Any:
        frames.send(connection, ("asks", question))
        return frames.receive(connection)

    try:
        name, argument, *place = frames.receive(connection)
        given = [_ready_or_failed(ready[number]) for number in place if number is not None]
        module, _, function = name.partition(":")
        return getattr(import_module(module), function)(*given, argument, ask)
    except MemoryError as error:
        raise too_much_memory(limits) from error
    except RecursionError as error:
        raise LayoutFailedError("its elements are nested too deeply") from error
    except (EOFError, ConnectionError):
        os._exit(0)


def _ready_or_failed(outcome: _Outcome) -> Any:
    kind, result = outcome
    if kind == "raised":
        raise result
    return result


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
