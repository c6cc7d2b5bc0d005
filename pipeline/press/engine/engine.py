"""The layout engine: tasks run in processes of their own, within limits.

A fork server, started once, imports WeasyPrint and forks a worker for each task. Workers see a
fixed environment (no system fonts, one locale, one time zone, one hash seed), and the kernel
stops those that exceed their limits. A crash ends one task only, and the order of tasks cannot
change a result. What many tasks share is preloaded once, within the same limits, and inherited
by every worker; if preloading kills the fork server, another one is started.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import CannotRunError
from pipeline.press.engine import frames
from pipeline.press.engine.limits import LayoutFailedError, Limits, explain_exit
from pipeline.scratch import ScratchFolder

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Engine", "LayoutFailedError", "Preloaded", "Task"]

# Seconds that a process may take to exit once it has closed its connections.
_EXIT_TIMEOUT = 1
_PACKAGE = Path(__file__).parent.parent.parent


def _stopped() -> Exception:
    return CannotRunError("the layout engine was stopped", hint="try again")


class Task:
    """A function running in a worker process, and the connection to it.

    The function gets its argument and a function ``request``, which sends a message to this
    process and waits for the `reply`.
    """

    def __init__(
        self, connection: socket.socket, exit_error: Callable[[], Exception] = _stopped
    ) -> None:
        self._connection = connection
        self._exit_error = exit_error

    def fileno(self) -> int:
        """The file descriptor that becomes readable when the worker has sent a message."""
        return self._connection.fileno()

    def next_message(self) -> tuple[str, Any]:
        """Wait for the next message: ``("request", content)`` or ``("result", content)``.

        Raises LayoutFailedError if the function exceeded a limit, NotepressError if it raised
        one, FaultError for anything else that it raised, and CannotRunError if the system
        stopped it.
        """
        try:
            kind, content = frames.receive(self._connection)
        except (EOFError, ConnectionError) as error:
            self._connection.close()
            raise self._exit_error() from error
        if kind == "request":
            return kind, content
        self._connection.close()
        if kind == "error":
            raise content
        return kind, content

    def reply(self, content: Any) -> None:
        """Reply to the last request; if the worker is gone, `next_message` says why."""
        with suppress(ConnectionError):
            frames.send(self._connection, content)

    def result(self) -> Any:
        """Wait for the result of a function that sends no requests."""
        return self.next_message()[1]

    def close(self) -> None:
        """Stop listening; the worker exits when it next tries to send a message."""
        self._connection.close()


class Preloaded:
    """A value preloaded in an engine, for the tasks that are started from it.

    Their functions get it as their first argument. If preloading failed, every task fails with
    the same error.
    """

    def __init__(self, server: _Server, index: int) -> None:
        self._server = server
        self._index = index

    def start(self, function: str, argument: Any) -> Task:
        """Start a function, named as ``module:function``, in a process of its own."""
        return self._server.start(function, argument, self._index)


class Engine:
    """Runs layout tasks. The fork server starts at once and ends with `close` or the context.

    One that does not start ``at_once`` starts with `begin`, or with what it is first used for.
    ``max_preloaded`` is how many values stay preloaded at once, and should cover those used in
    turn: preloading one more starts a new fork server and drops all earlier values, because a
    process does not give back the memory they took.
    """

    def __init__(
        self, limits: Limits | None = None, max_preloaded: int = 1, *, at_once: bool = True
    ) -> None:
        self.limits = limits or Limits()
        self._max_preloaded = max_preloaded
        self._server = _Server(self.limits) if at_once else None
        self._is_closed = False

    @property
    def process(self) -> int | None:
        """The number of the fork server's process; None if it was not started yet."""
        return None if self._server is None else self._server.process

    def begin(self) -> None:
        """Start the fork server, unless it was started before."""
        self._running()

    def start(self, function: str, argument: Any) -> Task:
        """Start a function, named as ``module:function``, in a process of its own.

        It is passed by name so that this process need not import the layout engine.
        Raises CannotRunError if the engine itself cannot run.
        """
        return self._running().start(function, argument)

    def preload(self, function: str, argument: Any) -> Preloaded:
        """Preload the result of a function, named as for `start`, for many tasks.

        A value that is still preloaded is reused. Raises CannotRunError if the engine itself
        cannot run.
        """
        server = self._running()
        index = server.index_of(function, argument)
        if index is None and server.preloaded_count >= self._max_preloaded:
            server = self._restart()
        return Preloaded(server, server.preload(function, argument) if index is None else index)

    def run(self, function: str, argument: Any) -> Any:
        """Run a function that sends no requests, and return its result."""
        return self.start(function, argument).result()

    def close(self) -> None:
        """Stop the engine and all running tasks."""
        self._is_closed = True
        if self._server is not None:
            self._server.stop()

    def _running(self) -> _Server:
        """The fork server, restarted if preloading has killed it."""
        if self._server is None and self._is_closed:
            raise _stopped()
        if self._server is None or (self._server.was_killed and not self._is_closed):
            return self._restart()
        return self._server

    def _restart(self) -> _Server:
        if self._server is not None:
            self._server.stop()
        self._server = _Server(self.limits)
        return self._server

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class _Server:
    """A fork server and the values preloaded in it. Raises as `Engine` does."""

    def __init__(self, limits: Limits) -> None:
        folder = ScratchFolder()
        parent_socket, child_socket = socket.socketpair()
        with child_socket:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [
                    sys.executable,
                    "-m",
                    "pipeline.press.engine.fork_server",
                    str(child_socket.fileno()),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(str(folder.path)),
                pass_fds=(child_socket.fileno(),),
                start_new_session=True,
            )
        self._control = parent_socket
        self._limits = limits
        self._preloaded: list[tuple[str, Any]] = []
        # If the server has already exited, the first task reports it.
        with suppress(ConnectionError):
            frames.send(parent_socket, limits)
        self.stop = weakref.finalize(self, _stop, parent_socket, self._process, folder)

    @property
    def process(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def was_killed(self) -> bool:
        """Whether a signal has ended the server: it could start, so it can be started again."""
        status = self._process.poll()
        return status is not None and status < 0

    @property
    def preloaded_count(self) -> int:
        """How many values are preloaded."""
        return len(self._preloaded)

    def index_of(self, function: str, argument: Any) -> int | None:
        """The index of the value preloaded by this call, if there is one."""
        call = (function, argument)
        return self._preloaded.index(call) if call in self._preloaded else None

    def preload(self, function: str, argument: Any) -> int:
        """Preload the result of a function, and return its index."""
        self._send(frames.PRELOAD, (function, argument)).close()
        self._preloaded.append((function, argument))
        return len(self._preloaded) - 1

    def start(self, function: str, argument: Any, preloaded: int | None = None) -> Task:
        """Start a task, given the value preloaded at an index."""
        return Task(self._send(frames.TASK, (function, argument, preloaded)), self._exit_error)

    def _send(self, kind: bytes, message: Any) -> socket.socket:
        """Send a message over a new connection, and return the parent socket."""
        parent_socket, child_socket = socket.socketpair()
        try:
            with child_socket:
                socket.send_fds(self._control, [kind], [child_socket.fileno()])
        except OSError as error:
            self._wait()
            if not self.was_killed:
                parent_socket.close()
                raise CannotRunError(
                    "the layout engine cannot start",
                    hint="run: notepress doctor",
                ) from error
        # If preloading has killed the server, nobody reads this; the task reports it.
        with suppress(OSError):
            frames.send(parent_socket, message)
        return parent_socket

    def _exit_error(self) -> Exception:
        status = self._wait()
        return _stopped() if status is None else explain_exit(status, self._limits)

    def _wait(self) -> int | None:
        """Wait for the server to exit; return its status, or None if it keeps running."""
        try:
            return self._process.wait(_EXIT_TIMEOUT)
        except subprocess.TimeoutExpired:
            return None


def _stop(
    control: socket.socket,
    process: subprocess.Popen[bytes],
    folder: ScratchFolder,
) -> None:
    control.close()
    # The workers are in the same process group. The server would exit by itself, but later.
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    folder.close()


def _environment(folder: str) -> dict[str, str]:
    """An environment in which the same task produces the same bytes everywhere."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(_PACKAGE.parent),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TMPDIR": folder,
        "HOME": folder,
    }
