"""The fork server of the layout engine: import once, then fork a worker for every task."""

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
from pipeline.faults import translate_errors
from pipeline.press.engine import frames
from pipeline.press.engine.deferred_imports import UNUSED_FONT_MODULES, deferred_imports
from pipeline.press.engine.fontconfig import use_private_fontconfig
from pipeline.press.engine.limits import (
    LayoutFailedError,
    Limits,
    apply_limits,
    enable_limit_signals,
    explain_exit,
    limits_applied,
    memory_error,
)
from pipeline.press.engine.one_thread import wait_for_one_thread
from pipeline.press.engine.shared_libraries import library_search_disabled

_Outcome = tuple[str, Any]

# New objects between collections. Boxes stay in use until a part is written, and a theme of ten
# pages makes 70,000 objects: collecting them takes up to a tenth of its time, and only a part of
# more than a hundred pages has garbage to speak of.
_NEW_OBJECTS = 1_000_000


@dataclass(frozen=True, slots=True)
class _Worker:
    """A forked process, and the server's copy of its connection to the parent process."""

    pid: int
    connection: socket.socket


def serve(control: socket.socket) -> None:
    """Import the layout engine, then fork a worker for every connection received."""
    try:
        limits: Limits = frames.receive(control)
    except (EOFError, ConnectionError):
        pass  # The parent was killed before it could say anything.
    else:
        _serve(control, limits)
    # The parent made this folder, but may have been killed before it could remove it.
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)


def _serve(control: socket.socket, limits: Limits) -> None:
    enable_limit_signals()
    try:
        with translate_errors():
            use_private_fontconfig()
            # Imports leave no garbage, and collecting would take a tenth of the time.
            gc.disable()
            with library_search_disabled(), deferred_imports(UNUSED_FONT_MODULES):
                warm_up = import_module("pipeline.press.layout.weasyprint").warm_up()
            _ForkServer(control, limits, warm_up).run()
    except NotepressError as error:
        _fail_all(control, error)


def _fail_all(control: socket.socket, error: NotepressError) -> None:
    """Reply to every task with the error that stopped the server."""
    while True:
        kind, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not kind:
            return
        for descriptor in descriptors:
            with socket.socket(fileno=descriptor) as connection, suppress(OSError):
                frames.send(connection, ("error", error))


class _ForkServer:
    """Forks a worker for every task that arrives on the control socket.

    ``warm_up`` is work that all workers profit from, done step by step while no task waits.
    """

    def __init__(self, control: socket.socket, limits: Limits, warm_up: Iterable[str]) -> None:
        self._control = control
        self._limits = limits
        # Outcomes of preloading: tasks get the value, or fail with the same error.
        self._preloaded: list[_Outcome] = []
        self._warm_up = iter(warm_up)
        self._selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Serve until the parent process closes the control socket."""
        self._selector.register(self._control, selectors.EVENT_READ)
        while True:
            while not (events := self._selector.select(timeout=0)) and self._continue_warm_up():
                pass
            # Existing objects are never collected, so that the workers share their memory.
            gc.freeze()
            for key, _ in events or self._selector.select():
                if key.data is not None:
                    self._selector.unregister(key.fd)
                    self._reap(key.fd, key.data)
                elif not self._serve_next():
                    self._stop()
                    return

    def _continue_warm_up(self) -> bool:
        """Take one step of the warm-up; return whether there was one."""
        gc.freeze()
        if next(self._warm_up, None) is None:
            return False
        # A layout leaves reference cycles, and with them a font map (see `ForkableFonts`).
        gc.collect()
        return True

    def _serve_next(self) -> bool:
        kind, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not kind:
            return False
        if not descriptors:
            # The kernel drops descriptors that exceed the limit of open files.
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        connection = socket.socket(fileno=descriptors[0])
        if kind == frames.PRELOAD:
            self._preload(connection)
        else:
            self._fork(connection)
        return True

    def _preload(self, connection: socket.socket) -> None:
        with connection, limits_applied(self._limits):
            outcome = _outcome(connection, self._limits, ())
        self._preloaded.append(outcome)

    def _fork(self, connection: socket.socket) -> None:
        try:
            with translate_errors():
                wait_for_one_thread()
                pid = os.fork()
        except NotepressError as error:
            with connection, suppress(OSError):
                frames.send(connection, ("error", error))
            return
        if pid == 0:
            self._control.close()
            for worker in self._workers():
                worker.connection.close()
            _work(connection, self._limits, self._preloaded)
        self._selector.register(os.pidfd_open(pid), selectors.EVENT_READ, _Worker(pid, connection))

    def _workers(self) -> list[_Worker]:
        return [key.data for key in self._selector.get_map().values() if key.data is not None]

    def _reap(self, pidfd: int, worker: _Worker) -> None:
        """Wait for a worker that has exited; if it failed without a message, send the reason."""
        os.close(pidfd)
        status = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
        with worker.connection, suppress(OSError):
            if status:
                frames.send(worker.connection, ("error", explain_exit(status, self._limits)))

    def _stop(self) -> None:
        for worker in self._workers():
            worker.connection.close()
            os.kill(worker.pid, signal.SIGKILL)
            os.waitpid(worker.pid, 0)


def _work(connection: socket.socket, limits: Limits, preloaded: Sequence[_Outcome]) -> NoReturn:
    apply_limits(limits)
    gc.set_threshold(_NEW_OBJECTS)
    gc.enable()
    outcome = _outcome(connection, limits, preloaded)
    with suppress(OSError):
        frames.send(connection, outcome)
    os._exit(0)


def _outcome(connection: socket.socket, limits: Limits, preloaded: Sequence[_Outcome]) -> _Outcome:
    try:
        with translate_errors():
            return "result", _call(connection, limits, preloaded)
    except NotepressError as error:
        return "error", error


def _call(connection: socket.socket, limits: Limits, preloaded: Sequence[_Outcome]) -> Any:
    """Call the function named in the first message, and return its result."""

    def request(content: Any) -> Any:
        frames.send(connection, ("request", content))
        return frames.receive(connection)

    try:
        name, argument, *indices = frames.receive(connection)
        values = [_value_of(preloaded[index]) for index in indices if index is not None]
        module, _, function = name.partition(":")
        return getattr(import_module(module), function)(*values, argument, request)
    except MemoryError as error:
        raise memory_error(limits) from error
    except RecursionError as error:
        raise LayoutFailedError("its elements are nested too deeply") from error
    except (EOFError, ConnectionError):
        os._exit(0)


def _value_of(outcome: _Outcome) -> Any:
    kind, value = outcome
    if kind == "error":
        raise value
    return value


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
