"""Output for the user: findings, tables, progress, errors; for people, as JSON or as SARIF."""

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
    """Standard output for results, standard error for findings, progress and errors.

    ``verbosity`` is -1 for quiet, 0 for normal, 1 for verbose.
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
        """Print a result that was requested, even when quiet."""
        self._end_progress()
        print(text)

    def data(self, value: Mapping[str, Any]) -> None:
        """Print a result as JSON, if that is the format."""
        self._end_progress()
        if self.form == "json":
            print(json.dumps(value, ensure_ascii=False, indent=1))

    def detail(self, text: str) -> None:
        """Print a line only when verbose."""
        if self.verbosity > 0:
            self.line(text)

    def progress(self, text: str) -> None:
        """Show progress, on a terminal only; the next line overwrites it."""
        if self.verbosity >= 0 and self.form == "human" and sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{text} ...")
            sys.stderr.flush()
            self._progress_shown = True

    def news(self, text: str) -> None:
        """Print how far something is where progress cannot be shown: to a file, or a log."""
        if self.verbosity >= 0 and self.form == "human" and not sys.stderr.isatty():
            print(text, file=sys.stderr)

    def step(self, name: str, out: Path, step: str) -> None:
        """Show a step of a build; waiting for a lock is reported on any kind of output."""
        if not self.told_to_wait(name, out, step):
            self.progress(f"{name}: {step}")

    def told_to_wait(self, name: str, out: Path, step: str) -> bool:
        """Print what is waited for, if that is the step; return whether it is."""
        if step == WAITING and self.verbosity >= 0:
            self._end_progress()
            print(f"{name}: {WAITING} in {out} ...", file=sys.stderr)
        return step == WAITING

    def ask(self, question: str, default: str) -> str:
        """Ask the user at a terminal; return ``default`` for no answer, or without a terminal."""
        self._end_progress()
        may_ask = self.verbosity >= 0 and self.form == "human"
        if not (may_ask and sys.stdin.isatty() and sys.stderr.isatty()):
            return default
        sys.stderr.write(f"{question} [{default}]: ")
        sys.stderr.flush()
        return sys.stdin.readline().strip() or default

    def findings(self, findings: Sequence[Finding]) -> None:
        """Print findings: to standard error for people, to standard output for programs.

        Remarks are among them only when verbose.
        """
        self._end_progress()
        findings = self._told(findings)
        if self.form == "json":
            print(json.dumps({"findings": [asdict(one) for one in findings]}, ensure_ascii=False))
            return
        if self.form == "sarif":
            self._sarif(findings)
            return
        self._print_findings(findings, "finding")

    def warnings(self, warnings: Sequence[Finding]) -> None:
        """Print warnings, and remarks if verbose, for people; programs have them in the result."""
        told = self._told(warnings)
        if told and self.form == "human":
            self._end_progress()
            self._print_findings(told, _noun_for(told))

    def no_findings(self, warnings: Sequence[Finding] = ()) -> None:
        """Print an empty report, with warnings only, for programs; for people the warnings."""
        if self.form == "human":
            self.warnings(warnings)
        else:
            self.findings(warnings)

    def problem(self, message: str, hint: str = "") -> None:
        """Print why a command could not run."""
        self._end_progress()
        print(f"notepress: {message}", file=sys.stderr)
        if hint:
            print(f"hint: {hint}", file=sys.stderr)

    def interrupted(self, text: str) -> None:
        """Print how far a command has come that the user has interrupted."""
        self._end_progress()
        if self.verbosity >= 0:
            print(f"notepress: interrupted: {text}", file=sys.stderr)

    def report(self, text: str) -> None:
        """Print a fault report that could not be written to a file."""
        self._end_progress()
        print(text, file=sys.stderr)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table; all columns but the first are right-aligned."""
        cells = [tuple(head), *(tuple(row) for row in rows)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
        for row in cells:
            first = row[0].ljust(widths[0])
            rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
            self.line("  ".join((first, *rest)).rstrip())

    @property
    def tells_remarks(self) -> bool:
        """Whether remarks are printed: on request, and to programs."""
        return self.form != "human" or self.verbosity > 0

    def _told(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Findings without remarks, unless those are asked for."""
        if self.verbosity > 0:
            return findings
        return [finding for finding in findings if finding.severity != "remark"]

    def _print_findings(self, findings: Sequence[Finding], noun: str) -> None:
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


def _noun_for(told: Iterable[Finding]) -> str:
    """What warnings and remarks are together."""
    severities = {finding.severity for finding in told}
    return severities.pop() if len(severities) == 1 else "finding"
