"""Put a reviewer's words into values of YAML files, in the same YAML style."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

import yaml

from pipeline.comparing.alignment import opcodes
from pipeline.load.constructs.plain_values import escaped, unescaped, without_marks
from pipeline.reviewing.edits.wording import Edit
from pipeline.reviewing.source.source_tokens import Span
from pipeline.reviewing.tokens import Token, normalised, words_of

_ESCAPES: Final[Mapping[str, Mapping[int, str]]] = {
    "'": {ord("'"): "''", ord("\\"): "\\\\"},
    '"': {ord('"'): '\\"', ord("\\"): "\\\\"},
}
_ESCAPES_OUTSIDE: Final[Mapping[int, str]] = {ord("\\"): "\\\\"}
_SIGN: Final = re.compile(r"\\[!-/:-@\[-`{-~]|.", re.DOTALL)
_SIGN_IN_TEXT: Final = re.compile(r"\\[!-/:-@\[-`{-~]|&#?\w+;|.", re.DOTALL)

Keys = tuple[str | int, ...]

_HEAD: Final = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a value, its delimiters, and its style: plain, quoted or a block."""

    outer: Span
    inner: Span
    style: str


def find_value(text: str, path: str, keys: Keys) -> int | None:
    """The offset of the value under some keys; None if there is none."""
    place = _find(text, path, keys)
    return None if place is None else place.inner[0]


def edit_value(text: str, path: str, keys: Keys, new: Sequence[Token]) -> Edit | None:
    """The edit that puts new words into a value; None if it cannot be found.

    ``path`` says whether the text is YAML or has a head of YAML. Words that stayed keep the
    characters and the lines they are typed with.
    """
    place = _find(text, path, keys)
    if place is None:
        return None
    value = "".join(" " if token.is_blank else token.text for token in new)
    old = text[slice(*place.inner)]
    typed = reword(old, new, _ESCAPES.get(place.style, _ESCAPES_OUTSIDE))
    edit = Edit(*place.inner, without_marks(typed))
    if _parses_as(text[: edit.start] + edit.text + text[edit.end :], path, keys, value):
        return edit
    quoted = escaped(value).translate(_ESCAPES['"'])
    return Edit(*place.outer, f'"{quoted}"{_tail(text, place)}')


def reword(
    old: str, new: Sequence[Token], escapes: Mapping[int, str], *, is_in_text: bool = False
) -> str:
    """Plain text with new words, in which unchanged words are typed as they were.

    ``escapes`` say what is typed for characters that cannot be typed as they are. A text that
    ``is_in_text`` is one of the Markdown, where ``&amp;`` is read.
    """
    before, printed = _typed_words(old, _SIGN_IN_TEXT if is_in_text else _SIGN)
    after = [" " if token.is_blank else token.text for token in new]
    keys = [
        [" " if not word.strip() else normalised(word) for word in words]
        for words in (printed, after)
    ]
    leading, trailing = _blanks(before)
    body = before[leading : len(before) - trailing]
    typed = keys[0][leading : len(before) - trailing]
    parts = before[:leading]
    for what, first, last, new_first, new_last in opcodes(typed, keys[1]):
        if what == "equal":
            parts += body[first:last]
        else:
            parts += [word.translate(escapes) for word in after[new_first:new_last]]
    return "".join([*parts, *before[len(before) - trailing :]])


def _typed_words(text: str, sign: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """The words of a value as they are typed, with backslashes and all, and as they are printed."""
    typed: list[str] = []
    shown = ""
    for one in sign.findall(text):
        characters = unescape(one) if one[0] == "&" else unescaped(one)
        if words_of(characters):
            typed += one if characters == one else [one, *[""] * (len(characters) - 1)]
            shown += characters
    words, at = [], 0
    printed = words_of(shown)
    for word in printed:
        words.append("".join(typed[at : at + len(word)]))
        at += len(word)
    return words, printed


def _blanks(words: Sequence[str]) -> tuple[int, int]:
    """The number of white space tokens at the beginning and at the end."""
    leading = next((at for at, word in enumerate(words) if word.strip()), len(words))
    rest = words[leading:]
    return leading, next((at for at, word in enumerate(reversed(rest)) if word.strip()), 0)


def _find(text: str, path: str, keys: Keys) -> _Place | None:
    start, head = 0, text
    if not path.endswith(".yaml"):
        match = _HEAD.match(text)
        if match is None:
            return None
        start, head = match.start(1), match[1]
    node: Any = yaml.compose(head, Loader=yaml.SafeLoader)
    for key in keys:
        node = _below(node, key)
    if not isinstance(node, yaml.ScalarNode):
        return None
    outer = node.start_mark.index + start, node.end_mark.index + start
    style = node.style or ""
    if style in {"'", '"'}:
        return _Place(outer, (outer[0] + 1, outer[1] - 1), style)
    if style in {">", "|"}:
        return _Place(outer, (text.index("\n", outer[0]) + 1, outer[1]), style)
    return _Place(outer, outer, style)


def _below(node: Any, key: str | int) -> Any:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
        return node.value[key] if key < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    return None


def _tail(text: str, place: _Place) -> str:
    """The line end that belongs to a block, which a quoted value does not have."""
    return "\n" if place.style in {">", "|"} and text[place.outer[1] - 1] == "\n" else ""


def _parses_as(text: str, path: str, keys: Keys, wanted: str) -> bool:
    """Whether a value is parsed as the wanted text."""
    head = text
    if not path.endswith(".yaml"):
        match = _HEAD.match(text)
        head = match[1] if match else ""
    try:
        node: Any = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    for key in keys:
        node = _below(node, key)
    if not isinstance(node, yaml.ScalarNode):
        return False
    return normalised(" ".join(unescaped(node.value).split())) == normalised(wanted)
