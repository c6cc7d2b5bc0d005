"""The Nu Html Checker, for HTML, XHTML, CSS and SVG."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from validators.tools import Message, find_package_file, java, missing, no_report, run

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "the Nu Html Checker"
ATTEMPTS = 5


def check_html(*pages: Path | str) -> list[Message]:
    """List the errors and warnings of HTML, CSS or SVG: files, or addresses on this machine.

    A page whose security policy admits its own host (`'self'`) has one only at an address.
    """
    jar = find_package_file("vnu-jar/build/dist/vnu.jar", TOOL)
    options = ("--also-check-css", "--also-check-svg", "--stdout", "--format", "json")
    # The checker passes over a file that is not there.
    places = [page if isinstance(page, str) else page.resolve(strict=True) for page in pages]
    # By itself the checker keeps off addresses of this machine.
    here = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    command = [*java(TOOL), here, "-jar", jar, *options, *places]
    for _ in range(ATTEMPTS):
        done = run(command)
        if not done.stdout.startswith("{"):
            raise no_report(TOOL, done)
        entries = json.loads(done.stdout)["messages"]
        if not any(_gave_up(entry) for entry in entries):
            return [
                Message(_severity(entry), "", entry["message"], _describe_place(entry))
                for entry in entries
                if _severity(entry) != "info"
            ]
    return missing(TOOL, "it does not wait more than 5 s for a page")


def _gave_up(entry: dict[str, Any]) -> bool:
    """Whether a page was not there in the 5 s that are built into the checker."""
    is_about_reading = entry["type"] == "non-document-error"
    return is_about_reading and "timeout" in entry["message"].lower()


def _severity(entry: dict[str, Any]) -> str:
    """Give `error`, `warning`, `info`, or `non-document-error` for a file it could not read."""
    return str(entry.get("subType", entry["type"]) if entry["type"] == "info" else entry["type"])


def _describe_place(entry: dict[str, Any]) -> str:
    name = str(entry.get("url", "")).rpartition("/")[2]
    return f"{name}:{entry.get('lastLine', 0)}:{entry.get('firstColumn', 0)}"
