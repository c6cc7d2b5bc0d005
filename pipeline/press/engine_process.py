"""What runs on the other side of `pipeline.press.engine`: import once, fork for every task."""

from __future__ import annotations

import gc
import os
import selectors
import shutil
import signal
import socket
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

from pipeline.errors import NotepressError
from pipeline.press import frames
from pipeline.press.fontconfig import use_private_fontconfig
from pipeline.press.limits import (
    Limits,
    apply_limits,
    explain_end,
    lift_clock,
    too_much_memory,
)
from pipeline.press.shared_libraries import opened_by_file_name

_Outcome = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class _Running:
    """What was forked: its process, our copy of its line to the other side, and what it does."""

    process: int
    connection: socket.socket
    kind: bytes


def serve(control: socket.socket) -> None:
    """Import the layout engine and fork for every connection that comes."""
    limits: Limits = frames.receive(control)
    use_private_fontconfig()
    # Nothing that is imported is garbage, and looking for some takes a tenth of the time.
    gc.disable()
    # Once, for all the processes to come; what nobody waits for meanwhile is read later.
    with opened_by_file_name():
        reading = import_module("pipeline.press.weasyprint").warm_up()
    _Copies(control, limits).make(reading)
    # Whoever made this folder may have been killed and cannot take it away.
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)


class _Copies:
    """Copies of this process, one for every connection that comes over a line.

    ``ready`` is what came of making something ready: tasks are given it, or fail as it did.
    """

    def __init__(
        self, control: socket.socket, limits: Limits, ready: _Outcome | None = None
    ) -> None:
        self._control = control
        self._limits = limits
        self._ready = ready
        self._watched = selectors.DefaultSelector()

    def make(self, later: Iterable[str]) -> None:
        """Make copies until nobody sends any more, and do meanwhile what can be done later."""
        self._watched.register(self._control, selectors.EVENT_READ)
        left = iter(later)
        while True:
            while not (found := self._watched.select(timeout=0)) and next(left, None):
                pass
            # What is here already is never collected, so that the copies share its memory.
            gc.freeze()
            for key, _ in found or self._watched.select():
                if key.data is not None:
                    self._watched.unregister(key.fd)
                    self._bury(key.fd, key.data)
                elif not self._fork():
                    self._stop()
                    return

    def _fork(self) -> bool:
        kind, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not kind:
            return False
        connection = socket.socket(fileno=descriptors[0])
        process = os.fork()
        if process == 0:
            self._control.close()
            for running in self._running():
                running.connection.close()
            if kind == frames.MAKE_READY:
                _make_ready(connection, self._limits)
            _work(connection, self._limits, self._ready)
        running = _Running(process, connection, kind)
        self._watched.register(os.pidfd_open(process), selectors.EVENT_READ, running)
        return True

    def _running(self) -> list[_Running]:
        return [key.data for key in self._watched.get_map().values() if key.data is not None]

    def _bury(self, watch: int, done: _Running) -> None:
        """Tell the other side why a process ended that did not say it itself."""
        os.close(watch)
        status = os.waitstatus_to_exitcode(os.waitpid(done.process, 0)[1])
        with done.connection, suppress(OSError):
            if status:
                frames.send(done.connection, ("failed", explain_end(status, self._limits)))

    def _stop(self) -> None:
        for running in self._running():
            running.connection.close()
            # Nobody sends to the others either, which have copies of their own to stop.
            if running.kind == frames.TASK:
                os.kill(running.process, signal.SIGKILL)
            os.waitpid(running.process, 0)


def _make_ready(connection: socket.socket, limits: Limits) -> NoReturn:
    """Make something ready, and copies of this process for as long as anyone wants them."""
    apply_limits(limits)
    kind, result = _outcome(connection, limits, ())
    lift_clock()
    # A function that makes ready says as well what can be done while nobody waits.
    ready, later = result if kind == "done" else (result, ())
    _Copies(connection, limits, (kind, ready)).make(_as_far_as_it_goes(later))
    os._exit(0)


def _as_far_as_it_goes(steps: Iterable[str]) -> Iterator[str]:
    # What fails here fails again in the task that needs it, and is told there.
    with suppress(Exception):
        yield from steps


def _work(connection: socket.socket, limits: Limits, ready: _Outcome | None) -> NoReturn:
    apply_limits(limits)
    gc.enable()
    if ready is None or ready[0] == "done":
        outcome = _outcome(connection, limits, () if ready is None else ready[1:])
    else:
        outcome = ready
        with suppress(EOFError, ConnectionError):
            # Whoever sends is not to be left with what nobody reads.
            frames.receive(connection)
    with suppress(OSError):
        frames.send(connection, outcome)
    os._exit(0)


def _outcome(connection: socket.socket, limits: Limits, ready: tuple[Any, ...]) -> _Outcome:
    def ask(question: Any) -> Any:
        frames.send(connection, ("asks", question))
        return frames.receive(connection)

    try:
        name, argument = frames.receive(connection)
        module, _, function = name.partition(":")
        return "done", getattr(import_module(module), function)(*ready, argument, ask)
    except NotepressError as error:
        return "raised", error
    except MemoryError:
        return "failed", too_much_memory(limits)
    except RecursionError:
        return "failed", "its elements are nested too deeply"
    except (EOFError, ConnectionError):
        os._exit(0)
    except Exception as error:  # noqa: BLE001 - whatever the engine trips over is told in words
        return "failed", f"the layout engine failed: {type(error).__name__}: {error}"


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
