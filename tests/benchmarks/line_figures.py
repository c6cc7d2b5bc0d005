"""Measure the lines on the pages of notes, as they are planned and as WeasyPrint sets them alone.

    python tests/benchmarks/line_figures.py [NOTE ...]

The notes are those in source/ unless folders are given, with their one-pagers. docs/typography.md
explains the figures.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import pstdev
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from pipeline.editions.table import PRELOADED_STYLES
from pipeline.press.engine.engine import Engine
from pipeline.press.engine.fontconfig import use_private_fontconfig
from pipeline.press.parts.line_count import LineCount, total
from pipeline.press.parts.parts import Numbering
from pipeline.production.building import build_folder
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Self

    from pipeline.press.engine.engine import Preloaded, Task
    from pipeline.press.layout_check.reading import Piece

ROOT = Path(__file__).parent.parent.parent
PT = 0.75
HYPHENS = ("-", "\u2010")
LEAST_LAST = 0.25
Job = tuple[str, Any, Any]
"""What is laid out: by what function, in which style, and the part."""
WIDE = 100 * 96 / 25.4
_NAME = re.compile(r"\b[^\W\d_]*[A-ZÀ-Þ]\w*\u2010$")
_SHOWN = re.compile(r'data-page-of="([^"]+)"')


@dataclass
class Lines:
    """What is wrong with the lines of texts of more than one; ``free`` and ``gaps`` are in pt."""

    pages: int = 0
    lines: int = 0
    full: int = 0
    hyphens: list[str] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    short_last: list[str] = field(default_factory=list)
    free: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    count: LineCount = field(default_factory=LineCount)

    def read(self, lines: Sequence[Piece]) -> None:
        """Read the lines of one text."""
        self.lines += len(lines)
        if len(lines) < 2 or lines[0].kind in ("heading", "quote"):
            return
        for line, following in pairwise(lines):
            self._read_line(line, following)
        last, before = lines[-1], lines[-2]
        is_short = last.right - last.left < LEAST_LAST * last.measure
        if is_short and last.kind != "cell" and not before.is_broken:
            self.short_last.append(last.text)

    def _read_line(self, line: Piece, following: Piece) -> None:
        if line.is_broken:
            return
        self.full += 1
        self.gaps.append(line.gap)
        if line.kind == "text" and line.measure >= WIDE:
            self.free.append(line.free * PT)
        if line.text.endswith(HYPHENS):
            words = f"{line.text.split()[-1]} {following.text.split()[0]}"
            self.hyphens.append(words)
            if following.text.endswith(HYPHENS):
                self.pairs.append(words)
            if _NAME.search(line.text):
                self.names.append(words)

    @property
    def row(self) -> tuple[str, ...]:
        """The figures, as in a row of a table."""
        return (
            str(self.pages),
            str(self.lines),
            f"{len(self.hyphens) / max(1, self.full):.1%}",
            str(len(self.pairs)),
            str(len(self.names)),
            str(len(self.short_last)),
            f"{pstdev(self.free) if self.free else 0:.1f} / {max(self.free, default=0):.0f}",
            f"{len(self.count.left)} of {self.count.planned + len(self.count.left)}",
        )


HEAD = (
    "pages", "lines", "hyphenated", "pairs", "names", "short last lines", "rag, sd / max pt",
    "set one by one",
)  # fmt: skip


class _Listening(Engine):
    """An engine that remembers what it was asked to lay out."""

    def __init__(self) -> None:
        super().__init__(max_preloaded=PRELOADED_STYLES)
        self.jobs: list[Job] = []

    def __enter__(self) -> Self:
        return self

    def preload(self, function: str, argument: Any) -> Any:
        return _Heard(super().preload(function, argument), argument, self.jobs)


class _Heard:
    """What is preloaded, with a list of what it is asked to do."""

    def __init__(self, ready: Preloaded, style: Any, jobs: list[Job]) -> None:
        self._ready, self._style, self._jobs = ready, style, jobs

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ready, name)

    def start(self, function: str, argument: Any) -> Task:
        if "lay_out" in function:
            self._jobs.append((function, self._style, argument))
        return self._ready.start(function, argument)


def jobs_of(note: Path, tokens: str = "") -> list[Job]:
    """What is laid out for the pages of a note and its one-pagers, with these tokens of a style."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = replace(find_workspace(ROOT, Path(folder) / "out"), root=Path(folder))
        if tokens:
            workspace = replace(workspace, styles=Path(folder) / "styles")
            workspace.styles.mkdir()
            (workspace.styles / "tokens.css").write_text(f":root {{ {tokens} }}", "utf-8")
        with _Listening() as engine:
            editions = ("pdf", "one-pagers")
            build_folder(note, workspace, editions, engine=engine)
            return engine.jobs


def measure(jobs: Iterable[Job], *, planned: bool) -> Lines:
    """Lay parts out in this process and measure their lines."""
    found, counts = Lines(), []
    for part, texts in laid_out(jobs, planned=planned):
        found.pages += part.page_count
        counts.append(part.lines)
        for lines in texts:
            found.read(lines)
    found.count = total(counts)
    return found


def laid_out(
    jobs: Iterable[Job], *, planned: bool
) -> Iterator[tuple[Any, Sequence[Sequence[Piece]]]]:
    """Lay parts out in this process, and yield each with the lines of its texts."""
    from pipeline.press.layout import weasyprint
    from pipeline.press.layout.planned_lines import planned_lines
    from pipeline.press.layout_check import check
    from pipeline.press.layout_check import reading as reading_back

    styles: dict[int, Any] = {}
    read: list[Any] = []

    def reading(pages: Any, tree: Any) -> Any:
        told = original(pages, tree)
        read.append(told)
        return told

    original = reading_back.read_pages
    with (
        patch.object(check, "read_pages", reading),
        _unless(planned, weasyprint, "lines_planned"),
        _unless(planned, planned_lines, "lines_planned"),
    ):
        for function, bundle, job in jobs:
            part_style = (job.part if "one_page" in function else job).style
            if id(bundle) not in styles or part_style.own.fonts:
                # Faces of a note are added to a style, and are there for one part alone.
                styles[id(bundle)] = weasyprint.load_style(bundle, None)
            style = styles[id(bundle)]
            read.clear()
            part = _lay_out(function, style, job)
            yield part, check._lines_by_block(read[0])


def _unless(planned: bool, module: Any, name: str) -> Any:  # noqa: FBT001
    return nullcontext() if planned else patch.object(module, name, nullcontext)


def _lay_out(function: str, style: Any, job: Any) -> Any:
    from pipeline.press.layout.fitting.one_page import lay_out_one_page
    from pipeline.press.layout.weasyprint import lay_out_preloaded

    if "one_page" in function:
        return lay_out_one_page(style, job, lambda _: job.part.html)
    others = dict.fromkeys(_SHOWN.findall(job.html), 1)
    return lay_out_preloaded(style, job, lambda _: Numbering(others=others))


def rows(notes: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """Yield rows of a table: for each note, its lines one by one and together."""
    for note in notes:
        jobs = jobs_of(note)
        for planned in (False, True):
            how = "together" if planned else "one by one"
            yield (str(note.relative_to(ROOT)), how, *measure(jobs, planned=planned).row)


def main() -> None:
    """Measure, then print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("notes", nargs="*", help="folders of notes")
    given = tuple(parser.parse_args().notes)
    notes = find_notes(find_workspace(ROOT, None), given)
    use_private_fontconfig()
    print(f"| note | lines set | {' | '.join(HEAD)} |")
    print("|---" * (len(HEAD) + 2) + "|")
    for row in rows(notes):
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
