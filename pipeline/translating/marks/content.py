"""What a translator sees of a unit: text, and marks as codes that stay whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

Role = Literal["open", "close", "alone"]
"""Whether a code begins or ends a passage, or stands for something by itself."""

CodeKind = Literal[
    "emphasis", "strong", "raised", "lowered", "link", "key message", "pull quote", "language",
    "passage", "footnote", "reference", "citation", "code", "formula", "address", "line break",
    "sign",
]  # fmt: skip
"""What a code is a mark of. A ``sign`` is a character that is typed in a special way."""

LINE_BREAK: Final = "\\\n"
"""A forced line break, as it is written."""


@dataclass(frozen=True, slots=True)
class Code:
    """A mark in a unit.

    ``number`` counts the marks of a unit from 1; both ends of a passage have the same. ``typed``
    is what the source has for it, and ``shown`` says in a few words or signs what it is.
    """

    kind: CodeKind
    role: Role
    number: int
    typed: str
    shown: str

    @property
    def key(self) -> tuple[str, Role, int]:
        """What has to be the same in a translation."""
        return self.kind, self.role, self.number


Piece = str | Code


@dataclass(frozen=True)
class Content:
    """The words of a unit and the codes among them; two texts never follow one another."""

    pieces: tuple[Piece, ...]

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The codes, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Code))

    @cached_property
    def words(self) -> str:
        """The text without codes."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))

    @cached_property
    def has_words(self) -> bool:
        """Whether there is a letter to translate."""
        return any(sign.isalpha() for sign in self.words)

    @cached_property
    def typed(self) -> str:
        """Text and codes as one string, by which contents are compared."""
        return "".join(piece if isinstance(piece, str) else piece.typed for piece in self.pieces)

    @cached_property
    def shown(self) -> str:
        """Text and codes as a person would read them out: what findings quote."""
        shown = (piece if isinstance(piece, str) else _in_words(piece) for piece in self.pieces)
        return "".join(shown).strip()


def _in_words(code: Code) -> str:
    return code.shown if code.role == "alone" else ""


def join(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Pieces with neighbouring texts made one, and without empty ones."""
    found: list[Piece] = []
    waiting: list[str] = []
    for piece in [*pieces, None]:
        if isinstance(piece, str):
            waiting.append(piece)
            continue
        if text := "".join(waiting):
            found.append(text)
        waiting.clear()
        if piece is not None:
            found.append(piece)
    return tuple(found)


def difference(wanted: Content, given: Content) -> tuple[list[Code], list[Code]]:
    """The codes that a translation lacks, and those that it has too many."""
    by_key = {code.key: code for code in (*wanted.codes, *given.codes)}
    wants = Counter(code.key for code in wanted.codes)
    has = Counter(code.key for code in given.codes)
    missing = [by_key[key] for key in (wants - has).elements()]
    surplus = [by_key[key] for key in (has - wants).elements()]
    return missing, surplus


def is_nested(content: Content) -> bool:
    """Whether each passage ends after it begins, inside what was open when it began."""
    opened: list[int] = []
    for code in content.codes:
        if code.role == "open":
            opened.append(code.number)
        elif code.role == "close" and (not opened or opened.pop() != code.number):
            return False
    return not opened
