"""Edits that remove lines of a source or insert blocks between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final

from pipeline.note.word_marks import BOXED
from pipeline.reviewing.edits.rendering import Renderer
from pipeline.reviewing.edits.wording import Edit
from pipeline.reviewing.parts import Part
from pipeline.reviewing.source.source_parts import SourcePart
from pipeline.reviewing.source.source_tokens import TextPlaces

_MARKER: Final = re.compile(
    r"(?P<indent>[ ]*)(?P<marker>[-*+]|(?P<number>\d{1,9})(?P<sign>[.)]))(?P<gap>[ ]+)"
)
_QUOTED: Final = re.compile(r"[ ]{0,3}>[ ]?")
_LABEL: Final = r"\[\^{}\]"
_CALL: Final = re.compile(r"(?<!\\)\[\^((?:\\.|[^\[\]\\\s])+)\](?!:)")
# A definition continues until an unindented line after an empty one.
_END: Final = re.compile(r"\n[ \t]*\n(?=[^ \t\n])|^(?=\[\^[^\]\s]+\]:)|\Z", re.MULTILINE)


def remove_lines(places: TextPlaces, first: int, last: int) -> Edit:
    """The edit that removes lines, along with the empty lines after them."""
    end = _start(places, last + 1)
    if first == 0 or _is_blank(places, first - 1):
        line = last + 1
        while line < len(places.starts) and _is_blank(places, line):
            line += 1
        end = _start(places, line)
    return Edit(places.starts[first], end, "")


def insert_block(places: TextPlaces, after: int, text: str) -> Edit:
    """The edit that inserts a block after a line, with empty lines around it."""
    at = _start(places, after + 1)
    before = "\n" if at and places.text[at - 1] == "\n" else "\n\n"
    following = after + 1 < len(places.starts) and not _is_blank(places, after + 1)
    return Edit(at, at, f"{before}{text}\n" + ("\n" if following else ""))


def insert_lines(places: TextPlaces, after: int, lines: Sequence[str]) -> Edit:
    """The edit that inserts lines directly after a line."""
    at = _start(places, after + 1)
    before = "" if at and places.text[at - 1] == "\n" else "\n"
    return Edit(at, at, before + "".join(f"{line}\n" for line in lines))


def item_lines(
    items: Sequence[Part],
    anchor: SourcePart,
    others: Mapping[str, SourcePart],
    places: TextPlaces,
    renderer: Renderer,
) -> list[str]:
    """The lines of new items after an item, marked and indented like its list."""
    lines: list[str] = []
    last = {part.level: part for part in _items_before(anchor, others)}
    opened = {level: _line(places, part.lines[0]) for level, part in last.items()}
    loose = _is_loose(anchor, others)
    for item in items:
        level = item.piece.level
        indent, marker = _marker(opened, level, is_ordered=item.piece.number > 0)
        text = renderer.item(item).replace("\n", f"\n{indent}{' ' * len(marker)}")
        line = f"{indent}{marker}{text}"
        opened = {depth: one for depth, one in opened.items() if depth < level} | {level: line}
        lines += ["", line] if loose else [line]
    return lines


def quotation_lines(text: str) -> list[str]:
    """The lines that continue a quotation."""
    return [">", *(f"> {line}".rstrip() for line in text.split("\n"))]


def open_prefix(part: SourcePart, places: TextPlaces) -> str:
    """The prefix of a continuation line of a paragraph."""
    if not part.words.tokens:
        return ""
    start = part.words.tokens[0].start
    before = places.text[places.starts[places.line_of(start)] : start]
    if part.kind == "quotation":
        return "".join(_QUOTED.findall(before)) or "> "
    if part.kind == "footnote":
        return "    "
    match = _MARKER.match(before)
    return " " * match.end() if match else ""


def drop_uncalled(old: str, new: str) -> str:
    """An edited text without the definitions of footnotes that are called no more."""
    called = {match[1] for match in _CALL.finditer(new)}
    for label in dict.fromkeys(match[1] for match in _CALL.finditer(old)):
        if label in called:
            continue
        start = re.search(rf"^[ ]{{0,3}}{_LABEL.format(re.escape(label))}:", new, re.MULTILINE)
        if start is None:
            continue
        end = _END.search(new, start.end())
        stop = end.end() if end else len(new)
        new = new[: start.start()] + new[stop:]
    return new


def _items_before(anchor: SourcePart, others: Mapping[str, SourcePart]) -> list[SourcePart]:
    """The items of the anchor's list that are open where it ends, and itself."""
    found: list[SourcePart] = []
    for part in others.values():
        if part.path == anchor.path and part.kind != "footnote":
            found = [*found, part] if part.kind == "item" else []
        if part.name == anchor.name:
            break
    return [part for part in found if part.level <= anchor.level]


def _is_loose(anchor: SourcePart, others: Mapping[str, SourcePart]) -> bool:
    """Whether there are empty lines between the items of a list."""
    items = [part for part in others.values() if part.path == anchor.path and part.kind == "item"]
    return any(
        anchor in pair and pair[1].lines[0] == pair[0].lines[1] + 2 for pair in pairwise(items)
    )


def _marker(opened: Mapping[int, str], level: int, *, is_ordered: bool) -> tuple[str, str]:
    """The indentation and the marker of an item after the open ones, by level."""
    match = _MARKER.match(opened.get(level, ""))
    if match and bool(match["number"]) == is_ordered:
        mark = f"{int(match['number']) + 1}{match['sign']}" if is_ordered else match["marker"]
        return match["indent"], f"{mark}{match['gap']}"
    if match:
        return match["indent"], "1. " if is_ordered else "- "
    around = _MARKER.match(opened.get(level - 1, ""))
    return " " * (around.end() if around else 0), "1. " if is_ordered else "- "


def _start(places: TextPlaces, line: int) -> int:
    return places.starts[line] if line < len(places.starts) else len(places.text)


def _line(places: TextPlaces, line: int) -> str:
    return places.text[places.starts[line] : _start(places, line + 1)].rstrip("\n")


def _is_blank(places: TextPlaces, line: int) -> bool:
    return not _line(places, line).strip()


def leading_boxed(entries: Sequence[Part | str]) -> list[Part | str]:
    """The new parts that come first and are in a style of boxes or recommendations."""
    known = (isinstance(one, Part) and one.piece.style in BOXED for one in entries)
    return [one for one, _ in zip(entries, takewhile(bool, known), strict=False)]


def leading(entries: Sequence[Part | str], kind: str) -> list[Part]:
    """The new parts of a kind that come first."""
    found: list[Part] = []
    for entry in entries:
        if not isinstance(entry, Part) or entry.kind != kind or entry.piece.continued:
            break
        found.append(entry)
    return found
