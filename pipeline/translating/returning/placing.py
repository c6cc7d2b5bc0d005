"""New translations -> the files of a translation, in which all else stays as it is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.translating.returning.merging import typed_for
from pipeline.translating.units.note_units import text_of
from pipeline.translating.units.text_units import part_of_file
from pipeline.translating.units.yaml_values import typed_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.translating.returning.merging import Translated
    from pipeline.translating.standing.pairing import Pair
    from pipeline.translating.units.unit import Span, Unit, Units

_END: Final = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """What is put in the place of a stretch of a text; offsets count line ends as one."""

    start: int
    end: int
    text: str
    line: int = 0
    """The line of the translator's file that it comes from."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The files that are new or others now, and what has no place in them.

    ``lines`` are, for each file, the first and last line of what is new in it, and the line of the
    translator's file that it comes from.
    """

    files: dict[str, bytes]
    unplaced: tuple[Translated, ...]
    lines: dict[str, tuple[tuple[int, int, int], ...]]

    def line_of(self, path: str, line: int) -> int:
        """The line of the translator's file that a line of a file comes from; 0 for none."""
        own = self.lines.get(path, ())
        return next((theirs for first, last, theirs in own if first <= line <= last), 0)


def place_all(
    translated: Sequence[Translated],
    pairs: Sequence[Pair],
    original: Units,
    files: Mapping[str, bytes],
) -> Placement:
    """The files of a translation with new translations in them.

    ``files`` are those of the translation as they are. A text that it has not is begun as a copy
    of that of the original, with what is translated of it.
    """
    edits: dict[str, list[Edit]] = defaultdict(list)
    begun: dict[str, list[Translated]] = defaultdict(list)
    missing: list[Translated] = []
    paths = {part_of_file(path): path for path in files if path.startswith("text/")}
    for one in translated:
        if one.translation is not None:
            unit = one.translation
            edits[unit.path].append(_replacing(unit, one, text_of(files[unit.path])))
        elif _is_new_file(one.original, paths, files):
            begun[one.original.path].append(one)
        else:
            missing.append(one)
    unplaced = []
    if missing:
        inserted = _Insertion(pairs, original, missing, paths)
        for path, edit in inserted.edits():
            edits[path].append(edit)
        unplaced = inserted.unplaced
    changed: dict[str, bytes] = {}
    lines: dict[str, tuple[tuple[int, int, int], ...]] = {}
    for path, own in edits.items():
        changed[path], lines[path] = edit_bytes(files[path], own)
    for path, new in begun.items():
        text = original.texts[path]
        found = [_replacing(one.original, one, text) for one in new]
        changed[path], lines[path] = edit_bytes(text.encode("utf-8", "surrogatepass"), found)
    return Placement(changed, tuple(unplaced), lines)


def _is_new_file(unit: Unit, parts: Mapping[str, str], files: Mapping[str, bytes]) -> bool:
    """Whether a translation has no file for a unit, and can have one."""
    is_text = unit.path.startswith("text/")
    return unit.part not in parts if is_text else unit.path not in files


def _replacing(unit: Unit, one: Translated, text: str) -> Edit:
    """The edit that puts a translation in the place of a unit."""
    is_value = unit.form == "value"
    typed = typed_value(text, unit, one.content.words) if is_value else typed_for(one)
    return Edit(unit.start, unit.end, typed.replace("\n", f"\n{unit.prefix}"), one.line)


def edit_bytes(
    content: bytes, edits: Iterable[Edit]
) -> tuple[bytes, tuple[tuple[int, int, int], ...]]:
    """A file with edits made in it, and the lines of each with the line that it comes from.

    The file keeps its mark of byte order and each line end.
    """
    raw = content.decode("utf-8-sig", "replace")
    mark = content[:3] if content.startswith(b"\xef\xbb\xbf") else b""
    places = _Places(raw)
    found = _END.search(raw)
    end = found.group() if found else "\n"
    parts: list[str] = []
    lines: list[tuple[int, int, int]] = []
    done, line = 0, 1
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        start = places.raw(edit.start)
        if start < done:
            continue
        line += len(_END.findall(raw[done:start]))
        last = line + edit.text.count("\n")
        lines.append((line, last, edit.line))
        parts += [raw[done:start], edit.text.replace("\n", end)]
        done, line = places.raw(edit.end), last
    text = "".join((*parts, raw[done:]))
    return mark + text.encode("utf-8", "surrogatepass"), tuple(lines)


class _Places:
    """Where the characters of a text with plain line ends stand in the file."""

    def __init__(self, raw: str) -> None:
        self.double = [match.start() for match in re.finditer("\r\n", raw)]

    def raw(self, place: int) -> int:
        """The place in the file of a place in the text."""
        for start in self.double:
            if start >= place:
                break
            place += 1
        return place


class _Insertion:
    """Puts blocks that a translation lacks behind what stands before them in the original."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        original: Units,
        missing: Sequence[Translated],
        paths: Mapping[str, str],
    ) -> None:
        self.original = original
        self.paths = paths
        self.new = {one.original.key: one for one in missing}
        self.units = [pair.original for pair in pairs if pair.original is not None]
        self.own = {
            pair.original.key: pair.translation
            for pair in pairs
            if pair.original is not None and pair.translation is not None
        }
        self.unplaced: list[Translated] = []

    def edits(self) -> Iterator[tuple[str, Edit]]:
        """Yield the edits, each with its file."""
        done: dict[str, list[Span]] = defaultdict(list)
        for place, unit in enumerate(self.units):
            if unit.key not in self.new:
                continue
            block = self._block(unit)
            if block is None:
                self.unplaced.append(self.new[unit.key])
                continue
            if any(first <= block[0] and block[1] <= last for first, last in done[unit.path]):
                continue
            done[unit.path].append(block)
            found = self._edit(place, unit, block)
            if found is None:
                self.unplaced.append(self.new[unit.key])
            else:
                yield found

    def _block(self, unit: Unit) -> tuple[int, int] | None:
        """The lines of the original that are put in for a unit."""
        if unit.form == "value":
            return None
        same = [one for one in self.units if one.path == unit.path and one.fence == unit.fence]
        if unit.fence is not None and not any(one.key in self.own for one in same):
            return unit.fence
        if unit.fence is not None and unit.kind not in {"paragraph", "list item", "cell"}:
            return None  # It is part of a line that is there.
        others = [one for one in same if one.block == unit.block and one.key in self.own]
        return None if others else unit.block

    def _edit(self, place: int, unit: Unit, block: tuple[int, int]) -> tuple[str, Edit] | None:
        text = self.original.texts[unit.path]
        inside = [
            _replacing(one, self.new[one.key], text)
            for one in self.units
            if one.path == unit.path
            and one.key in self.new
            and block[0] <= one.start
            and one.end <= block[1]
        ]
        typed = _with_edits(text, block, inside)
        before = self._neighbour(place, unit, block, -1)
        if before is not None:
            end = self._end_of(before, unit)
            gap = text[self._end_of_original(place, block, unit) : block[0]]
            joint = "\n" if gap.count("\n") == 1 else "\n\n"
            return before.path, Edit(end, end, joint + typed, self.new[unit.key].line)
        after = self._neighbour(place, unit, block, 1)
        if after is None:
            return None
        start = (after.fence or after.block)[0]
        return after.path, Edit(start, start, f"{typed}\n\n", self.new[unit.key].line)

    def _neighbour(self, place: int, unit: Unit, block: tuple[int, int], step: int) -> Unit | None:
        """The nearest translated unit before or after a block in the same file."""
        at = place + step
        while 0 <= at < len(self.units) and self.units[at].path == unit.path:
            one = self.units[at]
            outside = one.end <= block[0] or one.start >= block[1]
            own = self.own.get(one.key)
            if own is not None and outside and own.form != "value":
                return own
            at += step
        return None

    def _end_of(self, before: Unit, unit: Unit) -> int:
        """Where something is put in behind a unit of the translation."""
        is_inside = unit.fence is not None and before.owner == unit.owner
        return before.block[1] if is_inside or before.fence is None else before.fence[1]

    def _end_of_original(self, place: int, block: tuple[int, int], unit: Unit) -> int:
        ends = [
            (one.fence if one.fence and one.fence != unit.fence else one.block)[1]
            for one in self.units[:place]
            if one.path == unit.path and one.form != "value"
        ]
        return max((end for end in ends if end <= block[0]), default=block[0])


def _with_edits(text: str, block: tuple[int, int], edits: Iterable[Edit]) -> str:
    """A stretch of a text with edits made in it."""
    parts: list[str] = []
    done = block[0]
    for edit in sorted(edits, key=lambda one: one.start):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join((*parts, text[done : block[1]]))
