"""veraPDF, the reference validator for PDF/UA and PDF/A, used if it is installed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.errors import CannotRunError
from pipeline.findings import Finding, Place
from pipeline.preflight.checkers.outside_check import run_check
from pipeline.press.pdf.joining.standards import met_by

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.press.pdf.joining.standards import ScreenStandard

_PAGE = re.compile(r"/pages\[(\d+)\]")


def find_verapdf() -> str | None:
    """The command that runs veraPDF, or None if it is not installed."""
    return shutil.which("verapdf")


def run_verapdf(program: str, files: Mapping[str, Path], standard: ScreenStandard) -> list[Finding]:
    """Check files, given by name; return violations of a standard for PDFs for the screen.

    Raises CannotRunError if veraPDF gives no report on one of them.
    """
    by_flavour: dict[str, dict[str, Path]] = {}
    for name, path in files.items():
        for flavour in _met_by(path, standard).flavours:
            by_flavour.setdefault(flavour, {})[name] = path
    return [
        finding
        for flavour, asked in by_flavour.items()
        for finding in _check(program, asked, flavour)
    ]


def _met_by(path: Path, standard: ScreenStandard) -> ScreenStandard:
    """The standard that a file has to meet; of one that cannot be read veraPDF says so."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            return met_by(pdf, standard)
    except (OSError, pikepdf.PdfError):
        return standard


def _check(program: str, files: Mapping[str, Path], flavour: str) -> Iterator[Finding]:
    from lxml import etree

    names = {str(path.absolute()): name for name, path in files.items()}
    report = run_check(
        "veraPDF", [program, "--format", "xml", "--flavour", flavour, *sorted(names)]
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(report, parser)
    except etree.XMLSyntaxError as error:
        raise CannotRunError(f"the report of veraPDF cannot be read: {error}") from error
    examined = set()
    for job in root.iter("job"):
        name = names.get(job.findtext("item/name", ""), "")
        validation = job.find("validationReport")
        if name and validation is not None:
            examined.add(name)
            for rule in validation.iter("rule"):
                yield _finding(name, rule)
    missing = sorted(set(names.values()) - examined)
    if missing:
        raise CannotRunError(f"veraPDF gave no report on {missing[0]}")


def _finding(name: str, rule: Any) -> Finding:
    text = rule.findtext("check/errorMessage") or rule.findtext("description") or ""
    where = rule.findtext("check/context") or ""
    page = _PAGE.search(where)
    clause = f"{rule.get('specification')}, {rule.get('clause')}-{rule.get('testNumber')}"
    count = int(rule.get("failedChecks", "1"))
    times = f" ({count} times)" if count > 1 else ""
    place = Place(name, page=int(page.group(1)) + 1 if page else 0)
    return Finding("N490", f"{clause}: {' '.join(text.split())}{times}", place, where)
