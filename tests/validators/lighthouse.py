"""Lighthouse, for the quality of a page as a web host serves it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from validators.tools import (
    PATIENCE,
    find_chromium,
    find_package_file,
    find_program,
    missing,
    no_report,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOL = "Lighthouse"
CATEGORIES = ("accessibility", "best-practices", "seo")
GAVE_UP = frozenset({"NO_FCP", "PAGE_HUNG", "PROTOCOL_TIMEOUT", "TARGET_CRASHED"})
"""Its errors when Chromium keeps it waiting."""

Device = Literal["mobile", "desktop"]


@dataclass(frozen=True, slots=True)
class Marks:
    """What Lighthouse gives a page on one kind of device."""

    scores: dict[str, int]
    """0 to 100 for `accessibility`, `best-practices` and `seo`; speed is left out, for it varies
    with what else the machine does."""
    shortcomings: tuple[str, ...]
    """Each audit that counts and is below 90, with its category and score."""


def measure_page(url: str, device: Device) -> Marks:
    """Measure a page that a server on this machine serves."""
    lighthouse = find_package_file("lighthouse/cli/index.js", TOOL)
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        options = ["--output=json", f"--output-path={report}", "--quiet"]
        options += ["--no-enable-error-reporting", f"--max-wait-for-load={PATIENCE}000"]
        options += [f"--only-categories={','.join(CATEGORIES)}"]
        options += ["--preset=desktop"] if device == "desktop" else []
        command = [find_program("node", TOOL), str(lighthouse), url, *options]
        environment = {"CHROME_PATH": str(find_chromium(TOOL)), "HOME": folder}
        done = run(command, environment=environment)
        if not report.is_file():
            raise no_report(TOOL, done)
        result = json.loads(report.read_text(encoding="utf-8"))
    if (error := result.get("runtimeError")) is not None:
        if error["code"] in GAVE_UP:
            missing(TOOL, error["message"])
        raise no_report(TOOL, done)
    categories = result["categories"]
    scores = {name: round(100 * (entry["score"] or 0)) for name, entry in categories.items()}
    return Marks(scores, tuple(_shortcomings(result)))


def _shortcomings(result: dict[str, Any]) -> Iterator[str]:
    for name, category in result["categories"].items():
        for reference in category["auditRefs"]:
            audit = result["audits"][reference["id"]]
            score = audit["score"]
            if reference["weight"] and score is not None and score < 0.9:
                yield f"{name}: {audit['title']} ({audit['id']}, {round(100 * score)})"
