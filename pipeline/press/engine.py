"""The layout engine in processes of its own, with limits, apart from everything else.

One process, started once, imports WeasyPrint and then does nothing but fork: each task runs in
a fresh copy of it that sees a fixed environment (no system fonts, one locale, one time zone,
one hash seed) and is stopped by the kernel when it goes past its limits. A task that crashes
takes nothing with it, and the order of tasks cannot change a result. What many tasks need is
made ready once, in a copy within the same limits that is copied in its turn.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import CannotRunError
from pipeline.press import frames
from pipeline.press.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STOPPED = "the layout engine was stopped"
_PACKAGE = Path(__file__).parent.parent


class LayoutFailedError(Exception):
    """A task did not come to its end; the message says why, in words for a finding."""


class Task:
    """A function at work in a process of its own, and the line to talk to it.

    The function gets its argument and a function ``ask``, which sends a question to this side
    and waits for the `answer`.
    """

    def __init__(
        self, connection: socket.socket, why_ended: Callable[[], str] = lambda: _STOPPED
    ) -> None:
        self._connection = connection
        self._why_ended = why_ended

    def fileno(self) -> int:
        """Return the file descriptor that becomes readable when there is news."""
        return self._connection.fileno()

    def news(self) -> tuple[str, Any]:
        """Wait for what comes next: ``("asks", question)`` or ``("done", result)``.

        Raises LayoutFailedError, and NotepressError as the function raised it.
        """
        try:
            kind, content = frames.receive(self._connection)
        except (EOFError, ConnectionError) as error:
            self._connection.close()
            raise LayoutFailedError(self._why_ended()) from error
        if kind == "asks":
            return kind, content
        self._connection.close()
        if kind == "failed":
            raise LayoutFailedError(content)
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
    """A process in which something was made ready, for tasks that are started from there.

    Their functions get it as their first argument. What went wrong when it was made ready, they
    fail with.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._ended = _STOPPED

    @property
    def is_there(self) -> bool:
        """Whether the process is still there: it has nothing to say but why it ended."""
        if self._connection.fileno() < 0:
            return False
        news = select.poll()
        news.register(self._connection, select.POLLIN)
        return not news.poll(0)

    def start(self, function: str, argument: Any) -> Task:
        """Start a function, named as ``module:function``, in a process of its own."""
        ours, theirs = socket.socketpair()
        with suppress(OSError):
            _send(self._connection, frames.TASK, theirs)
            frames.send(ours, (function, argument))
        return Task(ours, self._why_ended)

    def _why_ended(self) -> str:
        if not self.is_there:
            with suppress(EOFError, OSError):
                _, self._ended = frames.receive(self._connection)
        return self._ended

    def close(self) -> None:
        """Start no more tasks, and end those at work."""
        self._connection.close()


class Engine:
    """The process that runs layout tasks; started when made, ended by `close` or by leaving.

    ``keeps`` is how many things made ready are kept: more than the last one where it is asked
    for what came before again.
    """

    def __init__(self, limits: Limits | None = None, keeps: int = 1) -> None:
        self.limits = limits or Limits()
        self._keeps = keeps
        folder = tempfile.TemporaryDirectory(prefix="notepress-")
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "pipeline.press.engine_process", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(folder.name),
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        self._control = ours
        self._ready: list[tuple[tuple[str, Any], Ready]] = []
        frames.send(ours, self.limits)
        self._end = weakref.finalize(self, _end, ours, self._ready, process, folder)

    def start(self, function: str, argument: Any) -> Task:
        """Start a function, named as ``module:function``, in a process of its own.

        It is named and not given, so that this process need not import the layout engine.
        Raises CannotRunError if the engine itself cannot run.
        """
        return Task(self._copy(frames.TASK, function, argument))

    def make_ready(self, function: str, argument: Any) -> Ready:
        """Have a function, named as above, make something ready for many tasks.

        It returns that, and an iterator over steps that can be done while no task is started.
        The last ones are kept, and not made again. Raises CannotRunError if the engine itself
        cannot run.
        """
        wanted = (function, argument)
        for made_of, ready in self._ready:
            if made_of == wanted and ready.is_there:
                return ready
        while len(self._ready) >= self._keeps:
            self._ready.pop(0)[1].close()
        ready = Ready(self._copy(frames.MAKE_READY, function, argument))
        self._ready.append((wanted, ready))
        return ready

    def _copy(self, kind: bytes, function: str, argument: Any) -> socket.socket:
        ours, theirs = socket.socketpair()
        try:
            _send(self._control, kind, theirs)
            frames.send(ours, (function, argument))
        except OSError as error:
            ours.close()
            raise CannotRunError(
                "the layout engine cannot start",
                hint="run: notepress doctor",
            ) from error
        return ours

    def run(self, function: str, argument: Any) -> Any:
        """Return the result of a function that asks nothing."""
        return self.start(function, argument).result()

    def close(self) -> None:
        """End the engine and every task still at work."""
        self._end()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _send(control: socket.socket, kind: bytes, connection: socket.socket) -> None:
    """Send one end of a connection, and keep none, so that it ends with who gets it."""
    with connection:
        socket.send_fds(control, [kind], [connection.fileno()])


def _end(
    control: socket.socket,
    ready: Sequence[tuple[object, Ready]],
    process: subprocess.Popen[bytes],
    folder: tempfile.TemporaryDirectory[str],
) -> None:
    control.close()
    for _, one in ready:
        one.close()
    # Its tasks are in the same group; what it would do by itself when we are gone takes longer.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    folder.cleanup()


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
