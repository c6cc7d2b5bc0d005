"""Pieces of a manuscript, typed the short way for tests of what they are taken for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.importing.ledger import Ledger
from pipeline.importing.outlining.landmarks import Region
from pipeline.importing.placing.outline import Placed
from pipeline.importing.reading.looks import Look
from pipeline.importing.reading.pieces import Kind, Piece
from pipeline.importing.reading.runs import Note, Run

_TYPED = re.compile(
    r"(?:\{(?P<style>[^}]*)\} )?(?:(?P<mark>#+|-|>|\d+\.) )?(?P<text>.*)", re.DOTALL
)


def pieces(*typed: str) -> tuple[Piece, ...]:
    """Pieces in order: ``# heading``, ``- item``, ``1. item``, ``> quotation``, or text.

    ``{style}`` before one gives its style, ``**`` around it makes it bold, ``[^text]`` at its end
    calls a footnote.
    """
    return tuple(_piece(one, place) for place, one in enumerate(typed, 1))


def _piece(typed: str, place: int) -> Piece:
    found = _TYPED.fullmatch(typed)
    assert found
    mark = found["mark"] or ""
    number = int(mark[:-1]) if mark[:1].isdigit() else 0
    kinds: dict[str, Kind] = {"#": "heading", "-": "item", ">": "quotation", "": "paragraph"}
    kind = "item" if number else kinds[mark[:1]]
    level = len(mark) if kind == "heading" else int(kind == "item")
    return Piece(
        kind, _runs(found["text"]), level, number, size=int(number > 0), style=found["style"] or "",
        look=Look(bold=found["text"].startswith("**")), place=place,
    )  # fmt: skip


def _runs(text: str) -> tuple[Run, ...]:
    words, _, noted = text.partition("[^")
    notes = (Run(extra=Note((_piece(noted[:-1], 0),))),) if noted else ()
    bare = words.removeprefix("**").removesuffix("**")
    return (Run(bare, frozenset({"strong"} if bare != words else ())), *notes)


def placed(*typed: tuple[str, str], region: Region = "body") -> tuple[Placed, ...]:
    """Pieces with the roles they are given: pairs of a role and a piece."""
    texts = pieces(*(text for _, text in typed))
    return tuple(Placed(one, region, role) for one, (role, _) in zip(texts, typed, strict=True))


def in_region(region: Region, *typed: str) -> tuple[Placed, ...]:
    """Pieces that stand in a region."""
    return tuple(Placed(one, region) for one in pieces(*typed))


def told(ledger: Ledger) -> list[tuple[str, str]]:
    """What was recognised, and in which words."""
    return [(one.what, one.text) for one in ledger.recognised]


def reasons(ledger: Ledger) -> list[str]:
    """Why words were left out."""
    return [one.why for one in ledger.left_out]


def texts(found: Iterable[Placed]) -> list[str]:
    """The words of pieces."""
    return [one.piece.text for one in found]
