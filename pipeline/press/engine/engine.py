"""The layout engine in processes of its own, with limits, apart from everything else.

One process, started once, imports WeasyPrint and then does nothing but fork: each task runs in
a fresh copy of it that sees a fixed environment (no system fonts, one locale, one time zone,
one hash seed) and is stopped by the kernel when it goes past its limits. A task that crashes
takes nothing with it, and the order of tasks cannot change a result. What many tasks need is
made ready once, within the same limits, and is in every copy; where that ends the process, another
one is started.
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
from pipeline.press.engine.limits import LayoutFailedError, Limits, explain_end
from pipeline.scratch import ScratchFolder

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Engine", "LayoutFailedError", "Ready", "Task"]

# Seconds that a process may take to end once it has closed its connections.
_PATIENCE = 1
_PACKAGE = Path(__file__).parent.parent.parent


def _stopped() -> Exception:
    return CannotRunError("the layout engine was stopped", hint="try again")


class Task:
    """A function at work in a process of its own, and the line to talk to it.

    The function gets its argument and a function ``ask``, which sends a question to this side
    and waits for the `answer`.
    """

    def __init__(
        self, connection: socket.socket, why_ended: Callable[[], Exception] = _stopped
    ) -> None:
        self._connection = connection
        self._why_ended = why_ended

    def fileno(self) -> int:
        """Return the file descriptor that becomes readable when there is news."""
        return self._connection.fileno()

    def news(self) -> tuple[str, Any]:
        """Wait for what comes next: ``("asks", question)`` or ``("done", result)``.

        Raises LayoutFailedError where the function was given too much, NotepressError as it
        raised it, FaultError for anything else that it raised, and CannotRunError where the
        machine did not let it come to its end.
        """
        try:
            kind, content = frames.receive(self._connection)
        except (EOFError, ConnectionError) as error:
            self._connection.close()
            raise self._why_ended() from error
        if kind == "asks":
            return kind, content
        self._connection.close()
        if kind == "raised":
            raise content
        return kind, content

    def answer(self, content: Any) -> None:
        """Answer the question that was asked; what became of it the next news will tell."""
        with suppress(ConnectionError):
            frames.send(self._connection, content)

    def result(self) -> Any:
        """Wait for the result of a function that asks nothing."""
        return self.news()[1]

    def close(self) -> None:
        """Stop listening; the process ends when it next has something to say."""
        self._connection.close()


class Ready:
    """Something that was made ready in an engine, for tasks that are started with it.

    Their functions get it as their first argument. What went wrong when it was made ready, they
    fail with.
    """

    def __init__(self, process: _Process, place: int) -> None:
        self._process = process
        self._place = place

    def start(self, function: str, argument: Any) -> Task:
        """Start a function, named as ``module:function``, in a process of its own."""
        return self._process.start(function, argument, self._place)


class Engine:
    """The process that runs layout tasks; started when made, ended by `close` or by leaving.

    ``keeps`` is how many things made ready are kept at a time, and is to be no less than what is
    wanted in turn: when one more is wanted, another process is started and nothing is kept,
    because what a process has once made ready takes its memory to the end.
    """

    def __init__(self, limits: Limits | None = None, keeps: int = 1) -> None:
        self.limits = limits or Limits()
        self._keeps = keeps
        self._process = _Process(self.limits)
        self._is_closed = False

    def start(self, function: str, argument: Any) -> Task:
        """Start a function, named as ``module:function``, in a process of its own.

        It is named and not given, so that this process need not import the layout engine.
        Raises CannotRunError if the engine itself cannot run.
        """
        return self._running().start(function, argument)

    def make_ready(self, function: str, argument: Any) -> Ready:
        """Have a function, named as above, make something ready for many tasks.

        What is kept is not made again. Raises CannotRunError if the engine itself cannot run.
        """
        process = self._running()
        place = process.place_of(function, argument)
        if place is None and process.ready_count >= self._keeps:
            process = self._begin_anew()
        return Ready(process, process.make_ready(function, argument) if place is None else place)

    def run(self, function: str, argument: Any) -> Any:
        """Return the result of a function that asks nothing."""
        return self.start(function, argument).result()

    def close(self) -> None:
        """End the engine and every task still at work."""
        self._is_closed = True
        self._process.end()

    def _running(self) -> _Process:
        """Return the process, or another one if what it was to make ready has stopped it."""
        if self._process.was_stopped and not self._is_closed:
            return self._begin_anew()
        return self._process

    def _begin_anew(self) -> _Process:
        self._process.end()
        self._process = _Process(self.limits)
        return self._process

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class _Process:
    """The process of an engine, and what was made ready in it. Raises as `Engine` does."""

    def __init__(self, limits: Limits) -> None:
        folder = ScratchFolder()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [
                    sys.executable,
                    "-m",
                    "pipeline.press.engine.engine_process",
                    str(theirs.fileno()),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(str(folder.path)),
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        self._control = ours
        self._limits = limits
        self._ready: list[tuple[str, Any]] = []
        # One that has ended already is found out by whoever sends it a task.
        with suppress(ConnectionError):
            frames.send(ours, limits)
        self.end = weakref.finalize(self, _end, ours, self._process, folder)

    @property
    def was_stopped(self) -> bool:
        """Whether a signal has ended the process: it had begun, and can begin again."""
        status = self._process.poll()
        return status is not None and status < 0

    @property
    def ready_count(self) -> int:
        """How many things were made ready."""
        return len(self._ready)

    def place_of(self, function: str, argument: Any) -> int | None:
        """Return the place of what a function has made ready of something, if it has."""
        wanted = (function, argument)
        return self._ready.index(wanted) if wanted in self._ready else None

    def make_ready(self, function: str, argument: Any) -> int:
        """Have something made ready and return its place."""
        self._send(frames.MAKE_READY, (function, argument)).close()
        self._ready.append((function, argument))
        return len(self._ready) - 1

    def start(self, function: str, argument: Any, ready: int | None = None) -> Task:
        """Start a task, with what is ready at a place."""
        return Task(self._send(frames.TASK, (function, argument, ready)), self._why_ended)

    def _send(self, kind: bytes, request: Any) -> socket.socket:
        """Send a request over a connection of its own and return our end."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [kind], [theirs.fileno()])
        except OSError as error:
            self._wait()
            if not self.was_stopped:
                ours.close()
                raise CannotRunError(
                    "the layout engine cannot start",
                    hint="run: notepress doctor",
                ) from error
        # Nobody reads it if what was to be made ready has ended the process, as the task will tell.
        with suppress(OSError):
            frames.send(ours, request)
        return ours

    def _why_ended(self) -> Exception:
        status = self._wait()
        return _stopped() if status is None else explain_end(status, self._limits)

    def _wait(self) -> int | None:
        """Return the status of a process that is about to end; None if it does not."""
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return None


def _end(
    control: socket.socket,
    process: subprocess.Popen[bytes],
    folder: ScratchFolder,
) -> None:
    control.close()
    # Its tasks are in the same group; what it would do by itself when we are gone takes longer.
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    folder.close()


def _environment(folder: str) -> dict[str, str]:
    """Return an environment in which the same task gives the same bytes everywhere."""
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
