"""The list of abbreviations of a manuscript: paragraphs, a list or a table under its heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.reading.runs import is_all, lines_of, one_line
from pipeline.importing.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed
    from pipeline.importing.reading.pieces import Piece

_NUMBER: Final = re.compile(r"^(?:[\dIVX]{1,4}[.)]?)?\s*")
_ENTRY: Final = re.compile(
    r"(?P<short>\S(?:.{0,28}\S)?)\s*(?:\t|[:：=]|\s[–—-]\s|\s{2,})\s*(?P<long>\S.{2,})"
)
_LONGEST: Final = 30
_MOST_WORDS: Final = 4
_LONGEST_LONG: Final = 400
_ENOUGH: Final = 0.6
"""The share of a list that has to be entries."""


@dataclass(slots=True)
class _List:
    """A list while it is read: the entries, the pieces they were, and what is left of a table."""

    entries: dict[str, str] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    left: dict[int, Piece] = field(default_factory=dict)
    lines: int = 0

    def add(self, short: str, long: str) -> bool:
        """Enter an abbreviation; False if it is none, or another is entered as well."""
        self.lines += 1
        short, long = " ".join(short.split()), " ".join(long.split()).rstrip(" .;")
        if not _is_short(short) or not long or self.entries.get(short, long) != long:
            return False
        self.entries[short] = long[:_LONGEST_LONG]
        return True


def take_abbreviations(
    placed: Sequence[Placed], ledger: Ledger
) -> tuple[tuple[Placed, ...], Mapping[str, str]]:
    """The pieces without lists of abbreviations, and the long forms by their short forms.

    Lines that are no entries stay text under the heading.
    """
    found: dict[str, str] = {}
    gone: set[int] = set()
    changed: dict[int, Piece] = {}
    for at, item in enumerate(placed):
        if at in gone or not _is_heading(item.piece):
            continue
        end = _end(placed, at)
        listed = _read(placed, at + 1, end)
        if not listed.entries or len(listed.entries) < listed.lines * _ENOUGH:
            continue
        found = {**listed.entries, **found}
        gone |= listed.taken
        changed |= listed.left
        if listed.taken == set(range(at + 1, end)):
            gone.add(at)
        _report(placed, at, listed, ledger)
    kept = (
        replace(item, piece=changed[at]) if at in changed else item
        for at, item in enumerate(placed)
        if at not in gone
    )
    return tuple(kept), found


def _is_heading(piece: Piece) -> bool:
    if piece.kind not in {"heading", "paragraph", "item"} or len(piece.text) > 80:
        return False
    plain = _NUMBER.sub("", piece.text).strip(" :：.").casefold()
    return plain in words("facts", "abbreviations")


def _end(placed: Sequence[Placed], start: int) -> int:
    """Where the pieces under a heading end: at the next heading, or what is set as one."""
    for at in range(start + 1, len(placed)):
        item = placed[at]
        headed = item.piece.kind == "heading" or item.role not in {"text", "landmark"}
        is_term = item.piece.kind == "paragraph" and _is_short(item.piece.text)
        if (headed and not is_term) or item.role == "landmark":
            return at
    return len(placed)


def _read(placed: Sequence[Placed], start: int, end: int) -> _List:
    found = _List()
    at = start
    while at < end:
        piece = placed[at].piece
        following = placed[at + 1].piece if at + 1 < end else None
        if piece.kind == "table":
            _table(piece, at, found)
        elif following is not None and _is_term(placed[at]) and following.kind == "paragraph":
            # A list of definitions.
            if found.add(piece.text, following.text):
                found.taken |= {at, at + 1}
            at += 1
        elif piece.kind in {"paragraph", "item"}:
            _lines(piece, at, found)
        at += 1
    return found


def _is_term(item: Placed) -> bool:
    """Whether a piece is a short form in bold, which may have been taken for a heading."""
    is_bold = is_all(item.piece.runs, "strong") or item.role != "text"
    return item.piece.kind == "paragraph" and is_bold and _is_short(item.piece.text)


def _lines(piece: Piece, at: int, found: _List) -> None:
    """Read the entries of a paragraph or item, one a line."""
    entries = [_entry(piece, line) for line in map(one_line, lines_of(piece.runs))]
    added = [found.add(*(entry or ("", ""))) for entry in entries]
    if added and all(added):
        found.taken.add(at)


def _entry(piece: Piece, line: str) -> tuple[str, str] | None:
    match = _ENTRY.fullmatch(line)
    if match and _is_short(match["short"]):
        return match["short"], match["long"]
    # A short form in bold needs no sign behind it.
    first = piece.runs[0] if piece.runs else None
    if first is not None and "strong" in first.marks and line.startswith(first.text.strip()):
        short = first.text.strip(" :：–—-=\t")
        long = line[len(first.text.strip()) :].strip(" :：–—-=\t")
        return (short, long) if short and long else None
    return None


def _table(piece: Piece, at: int, found: _List) -> None:
    """Read the rows of a table of two columns, or of two such side by side."""
    left = []
    for number, row in enumerate(piece.rows):
        cells = [one_line(cell) for cell in row]
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        if len(cells) % 2 or not pairs:
            return
        filled = [pair for pair in pairs if any(pair)]
        if number == 0 and not any(_is_short(short) and _capitals(short) for short, _ in filled):
            continue
        if not all(found.add(short, long) for short, long in filled):
            left.append(row)
    if left:
        found.left[at] = replace(piece, rows=(piece.rows[0], *left))
    else:
        found.taken.add(at)


def _capitals(text: str) -> bool:
    return sum(sign.isupper() for sign in text) > 1 or not text.isascii()


def _is_short(text: str) -> bool:
    """Whether a text can be a short form: few words, and a capital or a character of its own."""
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    return any(sign.isupper() or not sign.isascii() for sign in text) and not text.endswith("?")


def _report(placed: Sequence[Placed], at: int, listed: _List, ledger: Ledger) -> None:
    heading = placed[at].piece
    count = len(listed.entries)
    why = f"list under its heading, {count} of {listed.lines} lines"
    ledger.recognise("list of abbreviations", heading.text, heading.place, 0.95, why)
    ledger.leave_out(heading.place, heading.text, "heading that the style adds")
    pieces = [placed[one].piece for one in sorted(listed.taken | listed.left.keys())]
    text = "; ".join(piece.all_words for piece in pieces)
    ledger.change(pieces[0].place, text, "list of abbreviations is abbreviations.yaml")
    why = "short forms, which abbreviations.yaml explains"
    ledger.leave_out(pieces[0].place, "; ".join(listed.entries), why)
