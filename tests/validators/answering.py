"""Programs that answer for as long as tests run: Java and browsers take seconds to get warm."""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import tempfile
from typing import TYPE_CHECKING

from validators.tools import PATIENCE, java, missing, no_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def ask_java(tool: str, program: Path, class_path: str, *question: str) -> str:
    """Ask a Java program, as `ask` does; its source file is compiled when it starts.

    The parts of a question are divided by tabs.
    """
    return ask(tool, [*java(tool), "-cp", class_path, str(program)], "\t".join(question))


def ask(tool: str, command: Sequence[str], question: str) -> str:
    """Ask a program that answers each line of its input with a line, and give back its answer.

    It is started when it is first asked, and ends with this process.
    """
    key = tuple(command)
    running = _running.pop(key, None) or _Running(key)
    try:
        answer = running.answer_to(question)
    except EOFError:
        raise no_report(tool, running.end()) from None
    except TimeoutError:
        running.kill()
        missing(tool, f"it had not answered after {PATIENCE} s")
    _running[key] = running
    return answer


class _Running:
    """A program that was started and has not ended."""

    def __init__(self, command: tuple[str, ...]) -> None:
        # Open as long as the program runs.
        self._said = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        atexit.register(self.end)

    def answer_to(self, question: str) -> str:
        """The line that it answers with.

        Raises EOFError if it ended instead, and TimeoutError if it does not answer.
        """
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(f"{question}\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise EOFError from error
        if not select.select([self._process.stdout], [], [], PATIENCE)[0]:
            raise TimeoutError
        answer = self._process.stdout.readline()
        if not answer:
            raise EOFError
        return answer

    def kill(self) -> None:
        """Do not wait for its end."""
        self._process.kill()
        self.end()

    def end(self) -> subprocess.CompletedProcess[str]:
        """Let it end; what it said beside its answers."""
        atexit.unregister(self.end)
        rest, _ = self._process.communicate()
        self._said.seek(0)
        said = self._said.read()
        self._said.close()
        return subprocess.CompletedProcess(self._process.args, self._process.returncode, rest, said)


_running: dict[tuple[str, ...], _Running] = {}
