"""The layout engine in processes of its own, with limits, apart from everything else.

One process, started once, imports WeasyPrint and then does nothing but fork: each task runs in
a fresh copy of it that sees a fixed environment (no system fonts, one locale, one time zone,
one hash seed) and is stopped by the kernel when it goes past its limits. A task that crashes
takes nothing with it, and the order of tasks cannot change a result.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.errors import CannotRunError
from pipeline.press import frames
from pipeline.press.limits import Limits

_STOPPED = "the layout engine was stopped"
_PACKAGE = Path(__file__).parent.parent


class LayoutFailedError(Exception):
    """A task did not come to its end; the message says why, in words for a finding."""


class Task:
    """A function at work in a process of its own, and the line to talk to it.

    The function gets its argument and a function ``ask``, which sends a question to this side
    and waits for the `answer`.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

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
            raise LayoutFailedError(_STOPPED) from error
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


class Engine:
    """The process that runs layout tasks; started when made, ended by `close` or by leaving."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
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
        frames.send(ours, self.limits)
        self._end = weakref.finalize(self, _end, ours, process, folder)

    def start(self, function: str, argument: Any) -> Task:
        """Start a function, named as ``module:function``, in a process of its own.

        It is named and not given, so that this process need not import the layout engine.
        Raises CannotRunError if the engine itself cannot run.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"t"], [theirs.fileno()])
                frames.send(ours, (function, argument))
            except OSError as error:
                ours.close()
                raise CannotRunError(
                    "the layout engine cannot start",
                    hint="run: notepress doctor",
                ) from error
        return Task(ours)

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


def _end(
    control: socket.socket,
    process: subprocess.Popen[bytes],
    folder: tempfile.TemporaryDirectory[str],
) -> None:
    control.close()
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
