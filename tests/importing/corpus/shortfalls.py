"""What is not right yet, by number: the list that may only become shorter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import yaml

from corpus.recognition import KINDS, MAIN
from corpus.trying import Outcome, tally

KEPT: Final = Path(__file__).parent / "shortfalls.yaml"
_HEAD: Final = """\
# What imports of the corpus do not do yet. `python -m corpus --keep` writes it anew; the test fails
# when something is worse than here, and when something is better and this was not written.
"""


def of(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """The shortfalls of outcomes: by program and kind, and the cases with something worse."""
    outcomes = list(outcomes)
    counts = tally(outcomes)
    programs = dict.fromkeys(one.program for one in outcomes)
    return {
        "not recognised": {
            program: found
            for program in programs
            if (
                found := {
                    kind: number for kind in KINDS if (number := counts.missing[program, kind])
                }
            )
        },
        "below nine in ten": [
            kind
            for kind in MAIN
            if sum(one.missing[kind] for one in outcomes) * 10
            > sum(one.wanted[kind] for one in outcomes)
        ],
        "refused": sorted(one.name for one in outcomes if one.refused),
        "with findings": sorted(one.name for one in outcomes if one.findings),
        "missing by the account": {one.name: list(one.missed) for one in outcomes if one.missed},
        "lost words": {one.name: len(one.lost) for one in outcomes if one.lost},
    }


def kept() -> dict[str, Any]:
    """The shortfalls that are known."""
    found: dict[str, Any] = yaml.safe_load(KEPT.read_text("utf-8"))
    return found


def keep(outcomes: Iterable[Outcome]) -> None:
    """Write the list anew."""
    text = yaml.safe_dump(of(outcomes), sort_keys=False, allow_unicode=True, width=100)
    KEPT.write_text(_HEAD + text, "utf-8")
