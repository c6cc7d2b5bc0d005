"""veraPDF, the reference validator for PDF/UA and PDF/A."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest

from validators.answering import ask_java
from validators.tools import HERE, JARS, Message, ToolError, missing

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "veraPDF"

Profile = Literal["ua1", "2a", "2b", "3a", "3b", "ua2", "4", "4f", "wt1a", "wt1r"]


def check_pdf(pdf: Path, profile: Profile) -> list[Message]:
    """List the rules of a standard that a PDF breaks, each with its first place.

    The code of a message is the clause of ISO 14289 (`ua1`, `ua2`), ISO 19005 or Well-Tagged PDF
    (`wt1a` for accessibility, `wt1r` for reuse) and the number of the test in it, as in `7.1-3`.
    """
    require_jars()
    program = HERE / "verapdf/CheckPdf.java"
    answer = ask_java(TOOL, program, str(JARS / "*"), profile, str(pdf.absolute()))
    report = json.loads(answer)
    if not report["checks"] or report["conforms"] == bool(report["failed"]):
        raise ToolError(f"{TOOL} contradicts itself: {answer}")
    return [
        Message(
            severity=f"broken {rule['count']} times",
            code=f"{rule['clause']}-{rule['test']}",
            text=rule["text"],
            place=rule["place"],
        )
        for rule in report["failed"]
    ]


def require_jars() -> None:
    """Skip or fail the running test where veraPDF is not there."""
    unavailable = JARS / "unavailable"
    if unavailable.is_file():
        # What no repository holds cannot be required of anyone.
        pytest.skip(f"{TOOL} not run: {unavailable.read_text(encoding='utf-8').strip()}")
    if not any(JARS.glob("validation-model-*.jar")):
        missing(TOOL, "its jars are not in tests/validators/lib")
