"""Find the outside tools, run them, and say which is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent
NODE_MODULES = HERE / "node_modules"
JARS = HERE / "lib"
CHROMIUM = HERE / "chromium"
PATIENCE = 900
"""Seconds after which a tool counts as hanging; none needs a thirtieth of it on an idle machine."""

# Start-up is most of what these short runs do. The Nu checker needs the deeper stack.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")


class ToolError(Exception):
    """A tool that is there stopped without a report."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a validator found."""

    severity: str
    code: str
    text: str
    place: str

    def __str__(self) -> str:
        """Give the message as one line, as a failing assertion shows it."""
        return f"{self.severity} {self.code} at {self.place}: {self.text}"


def missing(tool: str, why: str) -> NoReturn:
    """Skip the running test, for a tool that could not run; fail it where all are required."""
    reason = f"{tool} not run: {why}"
    if os.environ.get("NOTEPRESS_REQUIRE_VALIDATORS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def find_program(name: str, tool: str) -> str:
    """Find a program on PATH that the tool needs."""
    return shutil.which(name) or missing(tool, f"no {name}")


def find_package_file(path: str, tool: str) -> Path:
    """Find a file of an npm package, given as `package/path`."""
    found = NODE_MODULES / path
    return found if found.is_file() else missing(tool, f"{path} is not in tests/validators")


def find_chromium(tool: str) -> Path:
    """Find the script that starts Chromium with the flags it needs here."""
    find_program(os.environ.get("CHROMIUM", "chromium"), tool)
    return CHROMIUM


def java(tool: str) -> list[str]:
    """Begin a command that runs Java."""
    return [find_program("java", tool), *JAVA_OPTIONS]


def run(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end, whatever its exit code; one that does not end could not run."""
    try:
        return subprocess.run(
            [str(part) for part in command],
            env={**os.environ, **(environment or {})},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        missing(Path(command[0]).name, f"it had not ended after {PATIENCE} s")


def no_report(tool: str, done: subprocess.CompletedProcess[str]) -> ToolError:
    """Make the error for a tool that ended without the report it was asked for."""
    said = "\n".join((done.stdout[-2000:], done.stderr[-2000:])).strip()
    return ToolError(f"{tool} gave no report (exit code {done.returncode}):\n{said}")
