"""A reviewer's edits applied to the files of a note, and the lines they end up in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reviewing.edits.applying import PlacedEdit
from pipeline.reviewing.edits.block_edits import drop_uncalled

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file with edits made in it.

    ``lines`` are the first and last line, from 1, that each edit is in, with the number of
    its step.
    """

    content: bytes
    lines: tuple[tuple[int, int, int], ...]


def overlapping(edits: Iterable[PlacedEdit]) -> set[int]:
    """The numbers of the steps whose edits reach into an edit before them."""
    found: set[int] = set()
    ends: dict[str, int] = {}
    for one in sorted(edits, key=_order):
        if one.edit.start < ends.get(one.path, 0):
            found.add(one.number)
        ends[one.path] = max(ends.get(one.path, 0), one.edit.end)
    return found


def edit_file(
    content: bytes, edits: Sequence[PlacedEdit], definitions: Sequence[str]
) -> EditedFile:
    """A file with edits and with new footnotes at its end.

    It keeps its line ends, its byte-order mark, and how it ends.
    """
    original = content.decode("utf-8-sig")
    old = original.replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    spans: list[tuple[int, int, int]] = []
    at = length = 0
    for one in sorted(edits, key=_order):
        kept = old[at : one.edit.start]
        start = length + len(kept)
        parts += [kept, one.edit.text]
        length = start + len(one.edit.text)
        spans.append((start, length, one.number))
        at = one.edit.end
    edited = "".join([*parts, old[at:]])
    starts = [0, *(place + 1 for place, sign in enumerate(edited) if sign == "\n")]
    lines = tuple(
        (bisect_right(starts, start), bisect_right(starts, end), number)
        for start, end, number in spans
    )
    text = _ended(old, drop_uncalled(old, edited), definitions)
    if "\r\n" in original:
        text = text.replace("\n", "\r\n")
    mark = _MARK if content.startswith(_MARK) else b""
    return EditedFile(mark + text.encode(), lines)


def steps_at(files: Mapping[str, EditedFile], path: str, line: int) -> set[int]:
    """The numbers of the steps in a line of an edited file, or nearest to it."""
    edited = files.get(path)
    if edited is None or not edited.lines:
        return {number for one in files.values() for _, _, number in one.lines}
    distances = [
        (max(first - line, line - last, 0), number) for first, last, number in edited.lines
    ]
    nearest = min(distances)[0]
    return {number for distance, number in distances if distance == nearest}


def _ended(old: str, text: str, definitions: Sequence[str]) -> str:
    """A text with new footnotes, ended as the old one is."""
    if definitions:
        text = "\n\n".join([text.rstrip("\n"), *definitions])
    return text.rstrip("\n") + "\n" * (len(old) - len(old.rstrip("\n")))


def _order(one: PlacedEdit) -> tuple[str, int, int]:
    return (one.path, one.edit.start, one.edit.end)
