"""A fault of notepress as its user sees it: a sentence, and a report without a word of the note."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.cli.arguments import command_names
from pipeline.editions.table import ALL_NAMES
from pipeline.production.freshness import PACKAGES
from pipeline.production.publish.fault_report import keep_report
from pipeline.versions import harfbuzz_version, pango_version, version_of

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.errors import FaultError


def tell_fault(error: FaultError, words: Sequence[str], console: Console) -> None:
    """Say that notepress is at fault and where the report is; ``words`` are those of the command.

    Where no file can be written the report itself is printed.
    """
    doing = f"{error.doing}: " if error.doing else ""
    report = _report(error, words)
    path = keep_report(report)
    where = f"in {path}" if path is not None else "below"
    console.trouble(
        f"{doing}{error}; this is a fault of notepress, not of what it was given",
        hint=f"please send its maintainers the report {where}, which holds no word of yours",
    )
    if path is None:
        console.report(report)


def _report(error: FaultError, words: Sequence[str]) -> str:
    tools = {
        "Python": platform.python_version(),
        "platform": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Pango": pango_version(),
        "HarfBuzz": harfbuzz_version(),
        **{package: version_of(package) for package in PACKAGES},
    }
    lines = (
        f"notepress {version_of('notepress')}",
        f"command: {' '.join(('notepress', *map(_shown, words)))}",
        *(f"{name} {version}" for name, version in tools.items()),
        "",
        *error.trace,
    )
    return "\n".join(lines) + "\n"


def _shown(word: str) -> str:
    """Return a word of a command as far as it is our own: no path, no title, no name."""
    ours = {*command_names(), *ALL_NAMES, "human", "json", "sarif"}
    if word.startswith("-"):
        option, equals, _ = word.partition("=")
        return f"{option}{equals and '=...'}"
    return word if word in ours else "..."
