"""Chromium, driven by Playwright, with axe-core for the rules of accessibility."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validators.answering import ask
from validators.tools import (
    HERE,
    PATIENCE,
    Message,
    ToolError,
    find_chromium,
    find_package_file,
    find_program,
    missing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TOOL = "Chromium"
WIDTHS = (320, 375, 1280)
SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class PageAudit:
    """What one look at a page found. All but `undecided` and `transferred` should be empty or 0."""

    width: int
    """Of the window, in CSS pixels."""
    scheme: str
    """`light` or `dark`."""
    violations: tuple[Message, ...]
    """Of axe-core's rules, all tags: code is the rule, place the elements."""
    undecided: tuple[str, ...]
    """Rules that axe-core leaves to a person to judge."""
    console: tuple[str, ...]
    """Warnings and errors on the console, and uncaught exceptions."""
    overflow: int
    """By how many CSS pixels the page is wider than the window."""
    elsewhere: tuple[str, ...]
    """Addresses asked for outside the page's own host, or own disk. They were not reached."""
    failures: tuple[str, ...]
    """Requests that failed or came back with an error status."""
    transferred: int
    """Bytes over the wire; 0 from `file:`."""


def audit_page(
    page: str | Path,
    widths: Sequence[int] = WIDTHS,
    schemes: Sequence[str] = SCHEMES,
    *,
    javascript: bool = True,
) -> list[PageAudit]:
    """Look at a page, an address or a file, at every width in every scheme.

    With `javascript=False` the page's own scripts do not run; axe-core still does.
    """
    axe = find_package_file("axe-core/axe.min.js", TOOL)
    looks = [{"width": width, "scheme": scheme} for scheme in schemes for width in widths]
    order = {"url": _address(page), "looks": looks, "javascript": javascript, "axe": str(axe)}
    return [
        PageAudit(
            width=look["width"],
            scheme=look["scheme"],
            violations=tuple(Message(**violation) for violation in look["violations"]),
            undecided=tuple(look["undecided"]),
            console=tuple(look["console"]),
            overflow=look["overflow"],
            elsewhere=tuple(look["elsewhere"]),
            failures=tuple(look["failures"]),
            transferred=look["transferred"],
        )
        for look in run_script(HERE / "page_checks.mjs", order)
    ]


def take_screenshots(
    page: str | Path,
    folder: Path,
    widths: Sequence[int] = WIDTHS,
    schemes: Sequence[str] = SCHEMES,
) -> list[Path]:
    """Take a picture of the whole page at every width in every scheme, `<scheme>-<width>.png`."""
    windows = {
        str(folder / f"{scheme}-{width}.png"): {"width": width, "scheme": scheme}
        for scheme in schemes
        for width in widths
    }
    run_script(HERE / "screenshots.mjs", _address(page), windows)
    return [Path(path) for path in windows]


def run_script(script: Path, *arguments: Any) -> Any:
    """Run a Playwright script of one's own and give back what it returns.

    The script is a module whose default export is `async (browser, ...arguments) => result`.
    `browser` is Playwright's Browser, which scripts share: what one opens is closed after it.
    Arguments and result pass as JSON. What the script throws is in the ToolError raised when it
    fails.
    """
    find_package_file("playwright-core/package.json", TOOL)
    node, chromium = find_program("node", TOOL), find_chromium(TOOL)
    command = (node, str(HERE / "run_script.mjs"), str(chromium), f"{PATIENCE // 2}000")
    done = json.loads(ask(TOOL, command, json.dumps([str(script.absolute()), *arguments])))
    if done.get("gaveUp"):
        missing(TOOL, "it did not start, or show a page, in time")
    if "error" in done:
        raise ToolError(f"{TOOL} with {script.name} gave no report:\n{done['error']}")
    return done["result"]


def _address(page: str | Path) -> str:
    return page.absolute().as_uri() if isinstance(page, Path) else page
