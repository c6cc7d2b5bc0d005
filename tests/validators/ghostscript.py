"""Ghostscript, for the inks that a page really takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validators.tools import find_program, no_report, run

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "Ghostscript"
PAGE = re.compile(r"^ *([0-9.]+) +([0-9.]+) +([0-9.]+) +([0-9.]+) CMYK OK$", re.MULTILINE)


class InkCoverage(NamedTuple):
    """The share of a page's area that each ink covers, 0 to 1."""

    cyan: float
    magenta: float
    yellow: float
    black: float


def ink_coverage(pdf: Path) -> list[InkCoverage]:
    """Measure the ink coverage of every page."""
    gs = find_program("gs", TOOL)
    done = run([gs, "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=inkcov", "-o", "-", pdf.absolute()])
    pages = PAGE.findall(done.stdout)
    if done.returncode or not pages:
        raise no_report(TOOL, done)
    return [InkCoverage(*(float(share) for share in page)) for page in pages]
