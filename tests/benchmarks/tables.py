"""The figures as tables in Markdown: everything measured, and the limits beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from figures import Figures
    from watching import Delays

_MEBIBYTE = 2**20
_TRIO = "× the trio"
_BARE = "× bare WeasyPrint"


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure, and the most it may be."""

    what: str
    measured: float
    most: float
    unit: str

    @property
    def row(self) -> str:
        """The line of the table."""
        verdict = "kept" if self.measured <= self.most else "**not kept**"
        return f"| {self.what} | {self.measured:.2f} {self.unit} | {self.most:g} | {verdict} |"


def limits_table(figures: Figures, sizes: Sequence[int]) -> str:
    """Return the table of limits; those on growth are there when more than one size was run."""
    limits = [
        *_at_once(figures, sizes[0]),
        *_watching(figures),
        *_together(figures),
        *_growth(figures, sizes),
    ]
    return "\n".join(
        ("| what | measured | at most | |", "|---|---|---|---|", *(limit.row for limit in limits))
    )


def raw_table(figures: Figures) -> str:
    """Return the table of seconds and memory."""
    rows = [
        "| length | case | median s | least s | processors s | peak MiB |",
        "|---|---|---|---|---|---|",
    ]
    for times, case in figures.usage:
        peak = figures.memory.get((times, case))
        memory = f"{peak / _MEBIBYTE:.0f}" if peak else ""
        seconds = (figures.wall, figures.least, figures.processor)
        cells = " | ".join(f"{figure(times, case):.2f}" for figure in seconds)
        rows.append(f"| {times} | {case} | {cells} | {memory} |")
    watched = next(iter(figures.usage))[0]
    for name, delay in (("screen PDF", _screen_pdf), ("all editions", _everything)):
        waited = [delay(delays) for delays, _ in figures.watched]
        rows.append(f"| {watched} | watch: {name} | {median(waited):.2f} | {min(waited):.2f} | | |")
    return "\n".join(rows)


def _at_once(figures: Figures, size: int) -> list[Limit]:
    memory = figures.memory[size, "clean build"] / _MEBIBYTE
    return [
        Limit("clean build", figures.ratio(size, "clean build", "pandoc trio"), 1, _TRIO),
        Limit("screen PDF alone", figures.ratio(size, "screen PDF", "bare WeasyPrint"), 0.6, _BARE),
        Limit("no-op build", figures.ratio(size, "no-op", "pandoc trio"), 0.03, _TRIO),
        Limit("edit, new process", figures.ratio(size, "edit", "pandoc trio"), 0.3, _TRIO),
        Limit("peak memory of a clean build", memory, 400, "MiB"),
    ]


def _watching(figures: Figures) -> list[Limit]:
    def beside(delay: Callable[[Delays], float]) -> float:
        return median(delay(delays) / trio.wall for delays, trio in figures.watched)

    return [
        Limit("edit in watch, screen PDF on disk", beside(_screen_pdf), 0.15, _TRIO),
        Limit("edit in watch, all editions", beside(_everything), 0.5, _TRIO),
    ]


def _together(figures: Figures) -> list[Limit]:
    """Ten notes in one command; the program that built each by itself took twice what is asked."""
    ratios = [one.processor / each.processor for one, each in figures.together]
    return [Limit("ten notes, processors", median(ratios), 0.5, "× a command each")]


def _growth(figures: Figures, sizes: Sequence[int]) -> list[Limit]:
    if len(sizes) == 1:
        return []
    small, *_, before, last = (sizes[0], *sizes)
    edits = figures.wall(last, "edit") / figures.wall(small, "edit")
    walls = figures.wall(last, "clean build") / figures.wall(before, "clean build")
    exponent = math.log(walls) / math.log(last / before)
    longer = [
        Limit(
            f"clean build at {times} times the length",
            figures.ratio(times, "clean build", "pandoc trio"),
            0.8,
            _TRIO,
        )
        for times in sizes[1:]
    ]
    return [
        *longer,
        Limit(f"edit in a note {last} times as long", edits, 3, "× the edit"),
        Limit(f"clean build from {before} to {last} times", exponent, 1, "(exponent)"),
    ]


def _screen_pdf(delays: Delays) -> float:
    return delays.screen_pdf


def _everything(delays: Delays) -> float:
    return delays.everything
