"""The report of an import, as data and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.importing.ledger import Changed, LeftOut, Moved, Recognised, Remark, ToComplete

if TYPE_CHECKING:
    from pipeline.importing.accounting.account import Account, Missing

SURE: Final = 0.9
"""Confidence from which something counts as recognised and not as guessed."""

_PARTS: Final = (
    "theme", "question", "topic", "key message", "pull quote", "rejoined paragraph",
    "participant", "observer", "organisation",
)  # fmt: skip
_WIDTH: Final = 100


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All that an import recognised, guessed, changed and left out, and what must be completed.

    ``doubted`` are guesses too uncertain to act on. ``cleaned`` says how often each kind of
    typographic cleaning was done.
    """

    manuscript: str
    recognised: tuple[Recognised, ...]
    doubted: tuple[Recognised, ...]
    changed: tuple[Changed, ...]
    moved: tuple[Moved, ...]
    left_out: tuple[LeftOut, ...]
    to_complete: tuple[ToComplete, ...]
    remarks: tuple[Remark, ...]
    cleaned: tuple[tuple[str, int], ...]
    words: Account

    @property
    def counts(self) -> dict[str, int]:
        """The number of each kind of part of a note."""
        found = Counter(one.what for one in self.recognised)
        return {what: found[what] for what in (*_PARTS, *sorted(found)) if what in found}

    @property
    def guessed(self) -> tuple[Recognised, ...]:
        """The uncertain guesses, the least certain first."""
        unsure = (one for one in self.recognised if one.confidence < SURE)
        return tuple(sorted(unsure, key=lambda one: (one.confidence, one.place)))


def describe(report: ImportReport) -> str:
    """The report as text for people; paragraphs of the manuscript are counted from 1."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: ImportReport) -> Iterator[str]:
    yield f"Import of {report.manuscript}"
    yield ""
    yield "Recognised: " + "; ".join(
        f"{number} {_plural(what, number)}" for what, number in report.counts.items()
    )
    words = report.words
    yield (
        f"Words: {words.manuscript} in the manuscript, {words.in_source} of them in the source, "
        f"{words.in_report} only in this report, {words.missing_words} in neither"
    )
    yield from _section("Missing: please report this as a bug", map(_missing, words.missing))
    yield from _section(
        "Out of order",
        (f"{one.now}: “{one.text}” stood elsewhere ({one.place})" for one in words.misplaced),
    )
    yield from _section(
        "Not in the manuscript", (f"{one.place}: “{one.text}”" for one in words.inserted)
    )
    yield from _section("Guessed, least certain first", map(_guess, report.guessed))
    yield from _section(
        "To be completed", (f"{one.path}: {one.why}\n  {one.value}" for one in report.to_complete)
    )
    yield from _section("Kept as text, but perhaps more", map(_guess, report.doubted))
    yield from _section("Comments", map(_remark, report.remarks))
    yield from _section(
        "Changed", (f"paragraph {one.place}: {one.how}: “{one.text}”" for one in report.changed)
    )
    yield from _section(
        "Moved", (f"paragraph {one.place}, now {one.where}: “{one.text}”" for one in report.moved)
    )
    yield from _left_out(report.left_out)
    yield from _section("Cleaned", (f"{what}: {number}" for what, number in report.cleaned))


def _missing(one: Missing) -> str:
    around = f"\n  … {one.before} [{_short(one.text)}] {one.after} …" if one.before else ""
    return f"{one.what}, {one.place or 'place unknown'}: “{_short(one.text)}”{around}"


def _plural(what: str, number: int) -> str:
    head, of, rest = what.partition(" of ")
    plural = head if number == 1 or head.endswith("s") else f"{head}s"
    return f"{plural}{of}{rest}"


def _section(title: str, lines: Iterator[str] | Sequence[str] | map[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title} ({len(found)})"
        for line in found:
            yield "- " + line.replace("\n", "\n  ")


def _guess(one: Recognised) -> str:
    return (
        f"{one.confidence:.2f}  paragraph {one.place}: {one.what} ({one.why}): “{_short(one.text)}”"
    )


def _remark(one: Remark) -> str:
    where = f"{one.path}:{one.line}" if one.line else "place not found"
    return f"{where}: {one.author}: {one.text}\n  about “{_short(one.anchor)}”"


def _left_out(entries: Sequence[LeftOut]) -> Iterator[str]:
    """Yield what was left out, by reason, every word of it."""
    reasons = dict.fromkeys(one.why for one in entries)
    lines = []
    for why in reasons:
        texts = [f"“{one.text}”" for one in entries if one.why == why]
        lines.append(
            f"{why}:\n  " + "\n  ".join(texts)
            if len(texts[0]) > 40
            else f"{why}: {' '.join(texts)}"
        )
    yield from _section("Not in the source", lines)


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
