"""The YAML heads of theme files, and whatever stands between head and heading."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from fuzz.kinds.samples import YAML_TOKENS, texts
from fuzz.mutation import TextMutator
from fuzz.trial import Files, Kind
from pipeline.findings import Finding
from pipeline.load.reading.text_file import decode
from pipeline.load.report import Report
from pipeline.load.text.footnotes import check_footnotes
from pipeline.load.text.part_head import read_part_file
from pipeline.load.text.tables import check_tables
from pipeline.part_kinds import kind_of

_PATH = "text/1-theme.md"


@cache
def _mutator() -> TextMutator:
    beginnings = tuple(text[:400] for text in texts("*-*.md"))
    return TextMutator(beginnings, (*YAML_TOKENS, "---\n", "lead: ", "[^1]", "[^1]: ", "| a |\n"))


def make(dice: Random) -> Files:
    """The first lines of a theme file, altered."""
    return {_PATH: _mutator().content(dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Read them as parts of several kinds, and look at tables and footnotes."""
    report = Report()
    source = decode(_PATH, files[_PATH], report)
    if source is not None:
        _, body = read_part_file(source, kind_of("theme"), report, "en")
        check_tables(body, report)
        check_footnotes(body, report)
        for role in ("foreword", "summary", "introduction"):
            read_part_file(source, kind_of(role), report, "en")
    return report.findings


KIND = Kind("heads", make, run, short=1000)
