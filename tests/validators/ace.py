"""Ace by DAISY, the accessibility checker for EPUB."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from validators.tools import (
    PATIENCE,
    Message,
    find_chromium,
    find_package_file,
    find_program,
    no_report,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOL = "Ace"


def check_accessibility(epub: Path) -> list[Message]:
    """List Ace's violations, and each `schema:` metadata entry that is missing or empty.

    A missing `dcterms:conformsTo` or `a11y:certifiedBy` is none: only a person can make that claim.
    """
    ace = find_package_file("@daisy/ace-cli/bin/ace.js", TOOL)
    with TemporaryDirectory() as folder:
        environment = {
            "PUPPETEER_EXECUTABLE_PATH": str(find_chromium(TOOL)),
            # Milliseconds for a page and for an answer; the defaults are short on a busy machine.
            "ACE_TIMEOUT_INITIAL": f"{PATIENCE}000",
            "ACE_TIMEOUT_EXTENSION": f"{PATIENCE}000",
            # Ace keeps a log and settings at home.
            "HOME": folder,
        }
        report = Path(folder, "report", "report.json")
        options = ("--force", "--silent", "--outdir", str(report.parent))
        command = [find_program("node", TOOL), str(ace), *options, str(epub.absolute())]
        done = run(command, environment=environment)
        if not report.is_file():
            raise no_report(TOOL, done)
        result = json.loads(report.read_text(encoding="utf-8"))
    return [*_violations(result), *_lacking_metadata(result)]


def _violations(result: dict[str, Any]) -> Iterator[Message]:
    for document in result["assertions"]:
        for assertion in document["assertions"]:
            test, found = assertion["earl:test"], assertion["earl:result"]
            yield Message(
                test["earl:impact"],
                test["dct:title"],
                str(found.get("dct:description", "")),
                document["earl:testSubject"]["url"],
            )


def _lacking_metadata(result: dict[str, Any]) -> Iterator[Message]:
    metadata = result["a11y-metadata"]
    for state in ("missing", "empty"):
        for name in metadata.get(state, ()):
            if name.startswith("schema:"):
                yield Message("metadata", state, f"{name} is {state}", "metadata")
