"""veraPDF, the reference validator for PDF/UA and PDF/A."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Literal

import pytest

from validators.tools import JARS, Message, java, missing, no_report, run

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "veraPDF"

Profile = Literal["ua1", "2a", "2b", "3a", "3b"]


def check_pdf(pdf: Path, profile: Profile) -> list[Message]:
    """List the rules of a standard that a PDF breaks, each with its first place.

    The code of a message is the clause of ISO 14289-1 (`ua1`) or ISO 19005 and the number of the
    test in it, as in `7.1-3`.
    """
    return check_pdfs([pdf], profile)[0]


def check_pdfs(pdfs: list[Path], profile: Profile) -> list[list[Message]]:
    """Check many files in one run of Java; the lists come in the order of the files."""
    require_jars("CheckPdf")
    classes = os.pathsep.join((str(JARS), str(JARS / "*")))
    files = [pdf.absolute() for pdf in pdfs]
    done = run([*java(TOOL), "-cp", classes, "CheckPdf", profile, *files])
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(reports) != len(pdfs):
        raise no_report(TOOL, done)
    for report in reports:
        if not report["checks"] or report["conforms"] == bool(report["failed"]):
            raise no_report(TOOL, done)
    return [
        [
            Message(
                severity=f"broken {rule['count']} times",
                code=f"{rule['clause']}-{rule['test']}",
                text=rule["text"],
                place=rule["place"],
            )
            for rule in report["failed"]
        ]
        for report in reports
    ]


def require_jars(program: str) -> None:
    """Skip or fail the running test where veraPDF, or a program that calls it, is not there."""
    unavailable = JARS / "unavailable"
    if unavailable.is_file():
        # What no repository holds cannot be required of anyone.
        pytest.skip(f"{TOOL} not run: {unavailable.read_text(encoding='utf-8').strip()}")
    if not (JARS / f"{program}.class").is_file():
        missing(TOOL, "its jars are not in tests/validators/lib")
