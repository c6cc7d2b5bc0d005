"""The report of an import, as data."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.ledger import Changed, Doubt, LeftOut, Moved, Recognised, Remark, ToComplete

if TYPE_CHECKING:
    from pipeline.importing.accounting.account import Account

SURE: Final = 0.9
"""Confidence from which something counts as recognised and not as guessed."""

_PARTS: Final = (
    "title", "subtitle", "author", "theme", "question", "topic", "key message", "pull quote",
    "box", "recommendation", "rejoined paragraph", "participant", "observer", "organisation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All that an import recognised, guessed, changed and left out, and what must be completed.

    ``doubted`` are guesses too uncertain to act on. ``cleaned`` says how often each kind of
    typographic cleaning was done. ``words`` says where the words and things of the manuscript went.
    """

    manuscript: str
    recognised: tuple[Recognised, ...]
    doubted: tuple[Doubt, ...]
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

    @property
    def is_whole(self) -> bool:
        """Whether all of the manuscript is in the source or in this report."""
        return not self.words.missing


def as_data(report: ImportReport) -> dict[str, Any]:
    """The report as plain data, as `docs/importing.md` describes it."""
    words = report.words
    return {
        "manuscript": report.manuscript,
        "missing": [asdict(one) for one in words.missing],
        "misplaced": [asdict(one) for one in words.misplaced],
        "inserted": [asdict(one) for one in words.inserted],
        "to_complete": [asdict(one) for one in report.to_complete],
        "doubted": [asdict(one) for one in report.doubted],
        "words": {
            "manuscript": words.manuscript,
            "in_source": words.in_source,
            "in_report": words.in_report,
            "missing": words.missing_words,
        },
        "things": [asdict(one) for one in words.things],
        "counts": report.counts,
        "recognised": [asdict(one) for one in report.recognised],
        "changed": [asdict(one) for one in report.changed],
        "moved": [asdict(one) for one in report.moved],
        "left_out": [asdict(one) for one in report.left_out],
        "cleaned": dict(report.cleaned),
        "comments": [asdict(one) for one in report.remarks],
    }
