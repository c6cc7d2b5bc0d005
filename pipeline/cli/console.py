"""What the user sees: findings, tables, progress, troubles; for people, as JSON or as SARIF."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from pipeline.production.publish.lock import WAITING

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.findings import Finding

Format = Literal["human", "json", "sarif"]


class Console:
    """Standard output for results, standard error for findings, progress and troubles.

    ``verbosity`` is -1 quiet, 0 usual, 1 verbose.
    """

    def __init__(self, form: Format, verbosity: int) -> None:
        self.form = form
        self.verbosity = verbosity
        self._progress_shown = False

    def line(self, text: str = "") -> None:
        """Print a line of the result; nothing when quiet."""
        self._end_progress()
        if self.verbosity >= 0 and self.form == "human":
            print(text)

    def result(self, text: str) -> None:
        """Print a result that was asked for, quiet or not."""
        self._end_progress()
        print(text)

    def data(self, value: Mapping[str, Any]) -> None:
        """Print a result as JSON, where JSON was asked for."""
        self._end_progress()
        if self.form == "json":
            print(json.dumps(value, ensure_ascii=False, indent=1))

    def detail(self, text: str) -> None:
        """Print a line only when verbose."""
        if self.verbosity > 0:
            self.line(text)

    def progress(self, text: str) -> None:
        """Show what is being done, on a terminal only; the next line takes its place."""
        if self.verbosity >= 0 and self.form == "human" and sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{text} ...")
            sys.stderr.flush()
            self._progress_shown = True

    def step(self, name: str, out: Path, step: str) -> None:
        """Show a step of a build; that it waits is told wherever it goes."""
        if step != WAITING:
            self.progress(f"{name}: {step}")
        elif self.verbosity >= 0:
            self._end_progress()
            print(f"{WAITING} in {out} ...", file=sys.stderr)

    def ask(self, question: str, otherwise: str) -> str:
        """Return what a user at a terminal answers; ``otherwise`` if nobody does or can."""
        self._end_progress()
        asks = self.verbosity >= 0 and self.form == "human"
        if not (asks and sys.stdin.isatty() and sys.stderr.isatty()):
            return otherwise
        sys.stderr.write(f"{question} [{otherwise}]: ")
        sys.stderr.flush()
        return sys.stdin.readline().strip() or otherwise

    def findings(self, findings: Sequence[Finding]) -> None:
        """Print findings: to standard error for people, to standard output for programs."""
        self._end_progress()
        if self.form == "json":
            print(json.dumps({"findings": [asdict(one) for one in findings]}, ensure_ascii=False))
            return
        if self.form == "sarif":
            self._sarif(findings)
            return
        self._tell(findings, "finding")

    def warnings(self, warnings: Sequence[Finding]) -> None:
        """Print findings that stopped nothing; programs are told of them with the result."""
        if warnings and self.form == "human":
            self._end_progress()
            self._tell(warnings, "warning")

    def no_findings(self, warnings: Sequence[Finding] = ()) -> None:
        """Tell programs that there is no finding but warnings; people, of the warnings alone."""
        if self.form == "human":
            self.warnings(warnings)
        else:
            self.findings(warnings)

    def trouble(self, message: str, hint: str = "") -> None:
        """Say why a command could not run."""
        self._end_progress()
        print(f"notepress: {message}", file=sys.stderr)
        if hint:
            print(f"hint: {hint}", file=sys.stderr)

    def report(self, text: str) -> None:
        """Print a report for which there was no file, to standard error."""
        self._end_progress()
        print(text, file=sys.stderr)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table; columns after the first are set flush right."""
        cells = [tuple(head), *(tuple(row) for row in rows)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
        for row in cells:
            first = row[0].ljust(widths[0])
            rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
            self.line("  ".join((first, *rest)).rstrip())

    def _tell(self, findings: Sequence[Finding], noun: str) -> None:
        from pipeline.findings import render_finding

        for finding in findings:
            print(render_finding(finding), file=sys.stderr)
        count = len(findings)
        print(f"{count} {noun if count == 1 else f'{noun}s'}", file=sys.stderr)

    def _sarif(self, findings: Sequence[Finding]) -> None:
        from pipeline.cli.sarif import to_sarif

        print(json.dumps(to_sarif(findings), ensure_ascii=False, indent=1))

    def _end_progress(self) -> None:
        if self._progress_shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._progress_shown = False
