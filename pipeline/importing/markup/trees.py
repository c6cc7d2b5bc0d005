"""Parts of pandoc's tree: its text, its inlines, the nodes of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACES: Final = frozenset({"Space", "SoftBreak", "LineBreak"})
_TEXTS: Final = frozenset({"Code", "CodeBlock", "Math", "RawInline", "RawBlock"})
_INLINE_LISTS: Final = frozenset({"Para", "Plain", "Header"})


def flat_text(part: Any) -> str:
    """The characters of a part, without any mark."""
    parts: list[str] = []
    open_parts: list[Any] = [part]
    while open_parts:
        one = open_parts.pop()
        if isinstance(one, list):
            open_parts += reversed(one)
        elif isinstance(one, dict):
            kind = one.get("t")
            content: Any = one.get("c")
            if kind == "Str":
                parts.append(content)
            elif kind in _SPACES:
                parts.append(" ")
            elif kind in _TEXTS:
                parts.append(content[1])
            else:
                open_parts.append(content)
    return "".join(parts)


def inlines_of(blocks: list[Any]) -> list[Any]:
    """The inlines of blocks, with a line break between blocks."""
    found: list[Any] = []
    for row in _rows(blocks):
        found += [{"t": "LineBreak"}, *row] if found else row
    return found


def _rows(part: Any) -> Iterator[list[Any]]:
    if isinstance(part, list):
        for one in part:
            yield from _rows(one)
    elif isinstance(part, dict):
        content: Any = part.get("c")
        if part.get("t") in _INLINE_LISTS:
            yield content[-1] if part["t"] == "Header" else content
        elif part.get("t") == "CodeBlock":
            yield [{"t": "Code", "c": content}]
        elif part.get("t") == "LineBlock":
            yield from content
        else:
            yield from _rows(content)


def nodes_of(part: Any, kinds: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the nodes of some kinds, outer ones first, in order."""
    open_parts: list[Any] = [part]
    while open_parts:
        one = open_parts.pop()
        if isinstance(one, dict):
            if one.get("t") in kinds:
                yield one
            open_parts += [value for value in reversed(one.values()) if not isinstance(value, str)]
        elif isinstance(one, list):
            open_parts += reversed(one)
