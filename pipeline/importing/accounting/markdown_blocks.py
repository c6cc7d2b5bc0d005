"""Markdown of any dialect -> its blocks: lines that belong together, without the marks before them.

What no dialect shows as words is left out: fences, underlines of headings, bullets.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

_FENCE: Final = re.compile(r"^[ >]*(`{3,}|~{3,})(?P<info>[^`\n]*)$")
_DIV: Final = re.compile(r"^[ >]*:{3,}\s*(?P<attributes>.*?)\s*:*$")
_RULE: Final = re.compile(r"^[ >]*(?:[-=]{2,}|[-*_](?:[ ]*[-*_]){2,}|=+)\s*$")
_SEPARATOR: Final = re.compile(r"^[ >]*\|?[ ]*:?-+:?[ ]*(?:[|+][ ]*:?-+:?[ ]*)*\|?\s*$")
_GRID: Final = re.compile(r"^[ ]*\+(?:[-=:]+\+)+\s*$")
_QUOTE: Final = re.compile(r"^(?:[ ]{0,3}>[ ]?)+")
_HEADING: Final = re.compile(r"^[ ]{0,3}#{1,6}(?:[ \t]+|$)")
_ITEM: Final = re.compile(
    r"^[ \t]*(?:[-*+•]"
    r"|(?P<number>\(?(?:\d{1,9}|#|[a-z]|[ivx]{2,5}|[A-Z](?=\)|\\?\.[ \t]{2}))\\?[.)]))"
    r"(?:[ \t]+|$)(?:\[[ xX]\][ ])?"
)
_DEFINITION: Final = re.compile(r"^[ ]{0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*")
_LINK: Final = re.compile(r"^[ ]{0,3}\[(?!\^)(?P<name>[^\]\n]+)\]:[ \t]*<?(?P<address>[^\s>]+)>?"
                          r"[ \t]*(?P<title>[\"'(].*[\"')])?[ \t]*$")  # fmt: skip
_CAPTION: Final = re.compile(r"^\{.*\}[ ]*$")
_DIRECTIVE: Final = re.compile(r"\{(?P<name>[a-zA-Z][\w:+.-]*)\}[ ]*(?P<rest>.*)$")
_OPTION: Final = re.compile(r"^[ ]*:(?P<key>[\w-]+):[ ]*(?P<value>.*)$")
_TARGET: Final = re.compile(r"^[ ]{0,3}\([\w:.-]+\)=[ ]*$")
_CODE: Final = frozenset(
    {"bash", "code", "code-block", "code-cell", "dot", "julia", "mermaid", "ojs", "python", "r",
     "raw", "sql"}
)  # fmt: skip
_NAME: Final = re.compile(r"^[ ]{0,3}\[(?!\^)(?P<name>[^\]\n]+)\]:[ \t]*$")
_ADDRESS: Final = re.compile(r"^[ \t]+<?[a-z]{2,10}:\S+>?[ \t]*$")
_DIVIDER: Final = re.compile(r"(?<!\\)\|")

BlockKind = Literal[
    "text", "number", "code", "attributes", "caption", "option", "figure", "formula", "row",
    "end of table", "break",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, and the number of the first; a ``row`` has its ``cells``."""

    kind: BlockKind
    text: str
    line: int
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a text, and apart from them what is defined for a place that calls it."""

    flow: tuple[Block, ...]
    notes: dict[str, tuple[Block, ...]]
    links: dict[str, str]
    """The address of each link by the name that calls it."""


def read_blocks(text: str, first: int = 1) -> Blocks:
    """The blocks of Markdown; its first line has the number ``first``."""
    lines = text.split("\n")
    notes: dict[str, tuple[Block, ...]] = {}
    links: dict[str, str] = {}
    kept: list[tuple[int, str]] = []
    at = 0
    fence = ""
    while at < len(lines):
        line = lines[at]
        fence = _fence_after(fence, line)
        if not fence and (match := _DEFINITION.match(line)):
            end = _end_of_note(lines, at)
            inner = [(at + first, line[match.end() :])]
            inner += [(n + first, lines[n].removeprefix("    ")) for n in range(at + 1, end)]
            notes.setdefault(match["name"].casefold(), tuple(_blocks(inner)))
            at = end
            continue
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not fence and (match := _NAME.match(line)) and _ADDRESS.match(following):
            # The address of a link on the line after its name.
            links.setdefault(match["name"].casefold(), following.strip().strip("<>"))
            kept += [(at + first, ""), (at + first + 1, "")]
            at += 2
            continue
        if not fence and (match := _LINK.match(line)):
            links.setdefault(match["name"].casefold(), match["address"])
            kept.append((at + first, match["title"] or ""))
        else:
            kept.append((at + first, line))
        at += 1
    return Blocks(tuple(_blocks(kept)), notes, links)


def _fence_after(fence: str, line: str) -> str:
    """The fence that is open after a line."""
    match = _FENCE.match(line)
    if not match:
        return fence
    if not fence:
        return match[1]
    closes = match[1].startswith(fence) and not match["info"].strip()
    return "" if closes else fence


def _end_of_note(lines: list[str], at: int) -> int:
    """The line after a footnote: what is indented belongs to it, and what follows without a gap."""
    end = at + 1
    while end < len(lines):
        line = lines[end]
        is_outside = bool(line.strip()) and not line.startswith(("    ", "\t"))
        if is_outside and (not lines[end - 1].strip() or _starts_anew(line)):
            break
        end += 1
    return end


def _starts_anew(line: str) -> bool:
    patterns = (_DEFINITION, _HEADING, _FENCE, _DIV, _LINK, _ITEM)
    return any(pattern.match(line) for pattern in patterns)


def _blocks(lines: list[tuple[int, str]]) -> Iterator[Block]:
    """Yield the blocks of numbered lines."""
    at = 0
    while at < len(lines):
        number, line = lines[at]
        following = lines[at + 1][1] if at + 1 < len(lines) else ""
        if fence := _fence_after("", line):
            first, at = at, at + 1
            while at < len(lines) and _fence_after(fence, lines[at][1]):
                at += 1
            yield from _fenced(lines[first:at])
        elif _GRID.match(line):
            at = yield from _grid(lines, at)
            continue
        elif _CAPTION.match(line) and "|" in following:
            yield Block("caption", line, number)
        elif "|" in line and _SEPARATOR.match(following) and "-" in following:
            at = yield from _table(lines, at)
            continue
        elif (match := _DIV.match(line)) and (opened := _DIRECTIVE.match(match["attributes"])):
            at = yield from _directive(opened, lines, at)
            continue
        elif match:
            yield Block("attributes", match["attributes"], number)
        elif _TARGET.match(line):
            yield Block("break", "", number)
        else:
            yield from _line(number, line)
        at += 1
    yield Block("break", "", 0)


def _fenced(lines: list[tuple[int, str]]) -> Iterator[Block]:
    """Yield what is in a fence: code, or text with a directive of MyST over it."""
    fence = _FENCE.match(lines[0][1])
    opened = _DIRECTIVE.match(fence["info"].strip()) if fence else None
    if opened and opened["name"] == "math":
        yield Block("formula", "\n".join(line for _, line in lines[1:]), lines[0][0])
    elif opened and opened["name"] not in _CODE:
        at = yield from _directive(opened, lines, 0)
        yield from _blocks(lines[at:])
    else:
        yield from (Block("code", line, number) for number, line in lines[1:])


def _directive(
    opened: re.Match[str], lines: list[tuple[int, str]], at: int
) -> Generator[Block, None, int]:
    """Yield the head of a directive: its argument, its options; the result is the line after it."""
    number = lines[at][0]
    is_figure = opened["name"] in {"figure", "image"}
    yield Block("break", "", number)
    yield Block("figure" if is_figure else "text", opened["rest"], number)
    yield Block("break", "", number)
    at += 1
    while at < len(lines) and (option := _OPTION.match(lines[at][1])):
        yield Block("option", option["value"], lines[at][0], (option["key"],))
        at += 1
    return at


def _line(number: int, line: str) -> Iterator[Block]:
    """Yield a line of running text; a break says that nothing continues over it."""
    bare = _QUOTE.sub("", line)
    if not bare.strip() or _RULE.match(bare):
        yield Block("break", "", number)
        return
    starts = _HEADING.match(bare) or _ITEM.match(bare)
    if starts:
        yield Block("break", "", number)
        if starts.re is _ITEM and starts["number"]:
            yield Block("number", starts["number"], number)
        bare = bare[starts.end() :]
    yield Block("text", bare, number)
    if starts and starts.re is _HEADING:
        yield Block("break", "", number)


def _table(lines: list[tuple[int, str]], at: int) -> Generator[Block, None, int]:
    """Yield the rows of a table with bars between its cells; the result is the line after it."""
    while at < len(lines) and "|" in lines[at][1] and lines[at][1].strip():
        number, line = lines[at]
        if not _SEPARATOR.match(line):
            row = _QUOTE.sub("", line).strip()
            row = row.removeprefix("|")
            row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
            yield Block("row", line, number, tuple(_DIVIDER.split(row)))
        at += 1
    yield Block("end of table", "", 0)
    return at


def _grid(lines: list[tuple[int, str]], at: int) -> Generator[Block, None, int]:
    """Yield the cells of a table that is drawn with lines around them, in the order they begin."""
    end = at
    while end < len(lines) and lines[end][1].lstrip().startswith(("+", "|")):
        end += 1
    drawn = [line for _, line in lines[at:end]]
    corners = sorted({place for line in drawn for place in _corners(line)})
    cells: list[list[str]] = []
    begun: dict[int, list[str]] = {}
    for line in drawn:
        edges = [place for place in corners if line[place : place + 1] in {"|", "+"}]
        for start, stop in pairwise(edges):
            part = line[start + 1 : stop]
            if part and not part.strip("-=:"):
                begun.pop(start, None)
                continue
            if start not in begun:
                begun[start] = []
                cells.append(begun[start])
            begun[start].append(part.strip())
    yield Block("row", "", lines[at][0], tuple("\n".join(cell) for cell in cells))
    yield Block("end of table", "", 0)
    return end


def _corners(line: str) -> list[int]:
    """Where a line of a drawn table has corners: signs of plus beside lines."""
    return [match.start() for match in re.finditer(r"\+(?=[-=:])|(?<=[-=:])\+", line)]
