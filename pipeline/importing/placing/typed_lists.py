"""Lists whose bullets were typed: paragraphs that follow one another with the same sign."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.importing.reading.runs import LINE_BREAK, drop_start, plain, strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

_SURE: Final = "•▪‣◦●■○□➢✓✔➔→\uf0b7\uf0a7\uf0d8\uf0fc"
_BULLET: Final = re.compile(rf"\s*(?P<bullet>[{_SURE}·o*–—-])[ \t\u00a0\u2002\u2003]+(?=\S)")
_MOST_WORDS: Final = 80


def read_typed_lists(pieces: Sequence[Piece], ledger: Ledger) -> tuple[Piece, ...]:
    """Pieces in which paragraphs with typed bullets are items of a list.

    A second sign below the first is a list inside it, as • and then o.
    """
    bullets = [_bullet(piece) for piece in pieces]
    rows = _rows(bullets)
    found = list(pieces)
    for group, (start, end) in enumerate(rows, 1):
        signs: list[str] = []
        for at in range(start, end):
            if bullets[at] not in signs:
                signs.append(bullets[at])
            piece = pieces[at]
            if bullets[at] == "o":
                ledger.leave_out(piece.place, "o", "bullet that the style adds")
            match = _BULLET.match(plain(piece.runs))
            found[at] = replace(
                piece, kind="item",
                runs=strip(drop_start(piece.runs, match.end() if match else 0)),
                level=signs.index(bullets[at]) + 1, group=-group, size=end - start, style="",
            )  # fmt: skip
        words = " ".join(piece.text for piece in found[start:end])
        ledger.recognise("list", words, pieces[start].place, 0.9, "its bullets were typed")
    return tuple(found)


def _bullet(piece: Piece) -> str:
    """The bullet that a paragraph of one line begins with; empty for any other piece."""
    text = plain(piece.runs)
    if piece.kind != "paragraph" or piece.style.startswith("meta:") or LINE_BREAK in text:
        return ""
    found = _BULLET.match(text)
    return found["bullet"] if found and len(text.split()) <= _MOST_WORDS else ""


def _rows(bullets: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of paragraphs with bullets; signs that are words as well come in rows."""
    around = pairwise(["", *bullets, ""])
    edges = [at for at, (one, two) in enumerate(around) if bool(one) != bool(two)]
    rows = zip(edges[::2], edges[1::2], strict=True)
    return [
        (start, end) for start, end in rows
        if end - start > 1 or bullets[start] in _SURE
    ]  # fmt: skip
