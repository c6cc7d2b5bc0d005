"""Reporting a bug in notepress: one sentence, and a report without any text of the note."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.cli.arguments import command_names
from pipeline.editions.table import ALL_NAMES
from pipeline.production.program import PACKAGES
from pipeline.production.publish.fault_report import keep_report
from pipeline.versions import harfbuzz_version, pango_version, version_of

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.errors import FaultError


def report_fault(error: FaultError, words: Sequence[str], console: Console) -> None:
    """Print that notepress has a bug, and where the report is; ``words`` are the arguments.

    If no file can be written, the report itself is printed.
    """
    doing = f"{error.doing}: " if error.doing else ""
    report = _report(error, words)
    path = keep_report(report)
    where = f"in {path}" if path is not None else "below"
    console.problem(
        f"{doing}{error}; this is a bug in notepress, not a mistake in your files",
        hint=f"please send the report {where} to the maintainers; it has none of your text in it",
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
    """An argument if it is one of our own words; paths, titles and names are replaced."""
    ours = {*command_names(), *ALL_NAMES, "human", "json", "sarif"}
    if word.startswith("-"):
        option, equals, _ = word.partition("=")
        return f"{option}{equals and '=...'}"
    return word if word in ours else "..."
