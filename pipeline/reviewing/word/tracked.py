"""Tracked changes of a Word file, accepted in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from pipeline.importing.reading.word_archive import W, first_place

_KEPT: Final = (f"{W}ins", f"{W}moveTo")
_GONE: Final = (f"{W}del", f"{W}moveFrom")
# In properties these concern a paragraph's mark or a row, not the text in them.
_PROPERTIES: Final = frozenset({f"{W}rPr", f"{W}trPr", f"{W}pPr", f"{W}numPr", f"{W}tcPr"})
_TEXTS: Final = (f"{W}t", f"{W}delText")


@dataclass(frozen=True, slots=True)
class Tracked:
    """One tracked change: what was done, by whom, to which words."""

    what: Literal["inserted", "deleted"]
    author: str
    text: str


def accept_changes(root: Any) -> tuple[Tracked, ...]:
    """Accept every tracked change of a part of a Word file, and return them in order.

    Formatting that was tracked is already as it is to be (ISO/IEC 29500-1, 17.13.5).
    """
    found = tuple(_accept_runs(root))
    for mark in list(root.iter(f"{W}trPr")):
        if any(mark.find(gone) is not None for gone in _GONE):
            row = mark.getparent()
            row.getparent().remove(row)
    joined: set[Any] = set()
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph not in joined:
            joined.update(_accept_ends(paragraph))
    return found


def _accept_runs(root: Any) -> Iterator[Tracked]:
    for change in list(root.iter(*_KEPT, *_GONE)):
        parent = change.getparent()
        if parent is None or parent.tag in _PROPERTIES:
            continue
        kept = change.tag in _KEPT
        words = "".join(text for part in change.iter(*_TEXTS) if (text := part.text))
        if words.strip():
            author = change.get(f"{W}author", "someone")
            yield Tracked("inserted" if kept else "deleted", author, words)
        for child in list(change) if kept else ():
            change.addprevious(child)
        parent.remove(change)


def _accept_ends(paragraph: Any) -> list[Any]:
    """Join a paragraph whose end was deleted with the next one, and so on; return them all.

    They keep the properties of the first that has words left, else those of the last.
    """
    row = [paragraph]
    while _end_marks(row[-1]) and (follower := _next_paragraph(row[-1])) is not None:
        for mark in _end_marks(row[-1]):
            mark.getparent().remove(mark)
        row.append(follower)
    if len(row) == 1:
        return row
    kept = next((one for one in row if any(text.text for text in one.iter(f"{W}t"))), row[-1])
    own = list(kept)[first_place(kept) :]
    kept[first_place(kept) :] = []
    for one in row:
        kept.extend(own if one is kept else list(one)[first_place(one) :])
        if one is not kept:
            one.getparent().remove(one)
    return row


def _end_marks(paragraph: Any) -> list[Any]:
    """The mark of a deleted paragraph end."""
    marks = (paragraph.find(f"{W}pPr/{W}rPr/{gone}") for gone in _GONE)
    return [mark for mark in marks if mark is not None]


def _next_paragraph(paragraph: Any) -> Any:
    """The paragraph after one, past bookmarks in between; None if there is none."""
    follower = paragraph.getnext()
    while follower is not None and follower.tag in {f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
        follower = follower.getnext()
    return follower if follower is not None and follower.tag == f"{W}p" else None
