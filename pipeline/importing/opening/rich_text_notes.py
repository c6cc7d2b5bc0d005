"""Footnotes of a file of Rich Text Format, around which pandoc would lose cells and marks.

They are cut out before pandoc reads the file, set behind its last paragraph, and put back in the
tree: a sign with a number stands at each call and before each note.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pipeline.importing.markup.trees import flat_text

_START: Final = re.compile(rb"\{\s*(?:\\\*\s*)?\\footnote\b")
_BRACE: Final = re.compile(rb"\\[\\{}]|[{}]")
_MARK: Final = re.compile(rb"\\(?:chftn|ftnalt|footnote|intbl)\b ?|\\\*|\\~")
_CALL: Final = re.compile(rb"\\chftn\b ?")
# The style of numbers of notes, which pandoc would give to all that follows.
_STYLE: Final = re.compile(rb"(\{\\\*\\cs\d+[^{}]*?)\\super\b")
_OPEN, _CLOSE = "\uf8e2", "\uf8e3"
_SIGN: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
# U+F8E2 and U+F8E3 as Rich Text writes them: signed, with what others show instead.
_WRITTEN: Final = rb"{\u-1822 ?}{%d}{\u-1821 ?}"
# What raised the number of a note, with nothing but the sign left in it.
_RAISED: Final = re.compile(
    rb"\{\\super(?:\s*\\[a-z]+-?\d*)*\s*((?:\{\\u-1822 \?\}\{\d+\}\{\\u-1821 \?\})?)\s*\}"
)


def cut_notes(content: bytes) -> bytes:
    """A file with a sign for each footnote, and the notes behind its text."""
    content = _STYLE.sub(rb"\1", content)
    parts: list[bytes] = []
    notes: list[bytes] = []
    done = 0
    for match in _START.finditer(content):
        if match.start() < done:
            continue
        end = _end(content, match.start())
        number = len(notes)
        inside = _MARK.sub(b"", content[match.start() + 1 : end - 1])
        notes.append(rb"\par\pard\plain " + _WRITTEN % number + inside)
        parts += [content[done : match.start()], _WRITTEN % number]
        done = end
    if not notes:
        return content
    rest = content[done:]
    last = rest.rfind(b"}")
    body = b"".join((*parts, rest[:last] if last >= 0 else rest))
    return _RAISED.sub(rb"\1", _CALL.sub(b"", body)) + b"".join(notes) + rb"\par}"


def _end(content: bytes, start: int) -> int:
    depth = 0
    for match in _BRACE.finditer(content, start):
        depth += {b"{": 1, b"}": -1}.get(match.group(), 0)
        if not depth:
            return match.end()
    return len(content)


def put_notes_back(document: dict[str, Any]) -> None:
    """Put the notes behind the text of a tree where their signs are, in place."""
    blocks = document["blocks"]
    first = next((at for at, one in enumerate(blocks) if _number(one) == "0"), len(blocks))
    notes: dict[str, list[Any]] = {}
    number = ""
    for block in blocks[first:]:
        number = _number(block) or number
        notes.setdefault(number, []).append(block)
    del blocks[first:]
    for note in notes.values():
        _replace(note, {})
        note[:] = [one for one in note if flat_text(one).strip() or one["t"] != "Para"]
    _replace(blocks, notes)


def _number(block: dict[str, Any]) -> str:
    """The number of the note that a block begins; empty if it begins none."""
    match = _SIGN.match(flat_text(block).lstrip())
    return match[1] if match else ""


def _replace(part: Any, notes: dict[str, list[Any]]) -> None:
    """Put notes in the place of their signs; a sign without a note goes."""
    open_parts = [part]
    while open_parts:
        one = open_parts.pop()
        if isinstance(one, dict):
            open_parts += [value for value in one.values() if isinstance(value, dict | list)]
        elif isinstance(one, list):
            one[:] = [made for inner in one for made in _parts(inner, notes)]
            open_parts += [inner for inner in one if not _is_note(inner)]


def _is_note(part: Any) -> bool:
    return isinstance(part, dict) and part.get("t") == "Note"


def _parts(inline: Any, notes: dict[str, list[Any]]) -> list[Any]:
    if not isinstance(inline, dict) or inline.get("t") != "Str" or _OPEN not in inline["c"]:
        return [inline]
    made: list[Any] = []
    for at, text in enumerate(_SIGN.split(inline["c"])):
        if at % 2 and text in notes:
            made.append({"t": "Note", "c": notes[text]})
        elif text and at % 2 == 0:
            made.append({"t": "Str", "c": text})
    return made
