"""Real files altered by a generator: the same seed gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

ODD_CHARACTERS: Final = (
    *("\x00", "\x01", "\x1b", "\x7f", "\x85", "\t", "\r", "\n", " ", "\u00a0", "\u00ad", "\u200b"),
    *("\u200d", "\u202e", "\u2028", "\u2029", "\u2066", "\ufeff", "\ufffd", "\ufffe", "\uffff"),
    *("\ud800", "\udfff", "\u0301", "\u064e", "\u00b2", "\u0661", "\u00bd", "\u2167", "\u0130"),
    *("\u00df", "\ufb01", "美", "\u3000", "🙂", "👩‍👩‍👧", "\U0001f1eb", "\U000e0041", "\U0010ffff"),
)
"""Characters that are easily forgotten: unseen, combining, digits that are no ASCII, halves."""
NUMBERS: Final = (
    *("0", "-1", "1", "00", "0x10", "1e3", "1e309", "-1e309", "NaN", "inf", "0.1", ".", "1.2.3"),
    *("65536", "2147483648", "99999999999999999999", "9" * 400, "²", "१२", "1_000", "+1", "- 1"),
)
"""Numbers at the edges, and what only looks like one."""
_TIMES: Final = (2, 5, 30, 300)
_STEPS: Final = (1, 1, 1, 2, 2, 3, 5, 9)
_STRETCH: Final = 60


@dataclass(frozen=True)
class TextMutator:
    """Alters texts: ``tokens`` are what means something in their language."""

    texts: Sequence[str]
    tokens: Sequence[str]
    longest: int = 3000

    def text(self, dice: Random) -> str:
        """One of the texts, or a part of it, altered in a few places."""
        text = dice.choice(self.texts)
        if len(text) > self.longest:
            start = dice.randrange(len(text) - self.longest)
            text = text[start : start + self.longest]
        for _ in range(dice.choice(_STEPS)):
            text = dice.choice(_ALTERATIONS)(self, text, dice)
        return text

    def content(self, dice: Random) -> bytes:
        """An altered text as UTF-8; halves of characters and stray bytes come along."""
        content = self.text(dice).encode("utf-8", "surrogatepass")
        return altered_bytes(content, dice, ()) if dice.random() < 0.03 else content

    def token(self, dice: Random) -> str:
        """Something to put in: a word of the language, an odd character or number."""
        match dice.randrange(6):
            case 0:
                return dice.choice(ODD_CHARACTERS)
            case 1:
                return dice.choice(NUMBERS)
            case _:
                return dice.choice(self.tokens)


def _place(text: str, dice: Random) -> int:
    return dice.randint(0, len(text))


def _insert(mutator: TextMutator, text: str, dice: Random) -> str:
    at = _place(text, dice)
    return text[:at] + mutator.token(dice) + text[at:]


def _replace(mutator: TextMutator, text: str, dice: Random) -> str:
    at = _place(text, dice)
    return text[:at] + mutator.token(dice) + text[at + dice.randint(1, 8) :]


def _delete(_: TextMutator, text: str, dice: Random) -> str:
    at = _place(text, dice)
    return text[:at] + text[at + dice.randint(1, _STRETCH) :]


def _repeat(mutator: TextMutator, text: str, dice: Random) -> str:
    at = _place(text, dice)
    return text[:at] + mutator.token(dice) * dice.choice(_TIMES) + text[at:]


def _double(_: TextMutator, text: str, dice: Random) -> str:
    at = _place(text, dice)
    return text[: at + dice.randint(1, _STRETCH)] + text[at:]


def _splice(mutator: TextMutator, text: str, dice: Random) -> str:
    other = dice.choice(mutator.texts)
    start, at = _place(other, dice), _place(text, dice)
    return text[:at] + other[start : start + dice.randint(1, 4 * _STRETCH)] + text[at:]


def _swap_lines(_: TextMutator, text: str, dice: Random) -> str:
    lines = text.split("\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _drop_line(_: TextMutator, text: str, dice: Random) -> str:
    lines = text.split("\n")
    del lines[dice.randrange(len(lines))]
    return "\n".join(lines)


def _indent(_: TextMutator, text: str, dice: Random) -> str:
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    lines[at] = dice.choice((" ", "  ", "\t", "> ", "- ", "    ")) + lines[at]
    return "\n".join(lines)


def _cut(_: TextMutator, text: str, dice: Random) -> str:
    return text[: _place(text, dice)]


_ALTERATIONS: Final[tuple[Callable[[TextMutator, str, Random], str], ...]] = (
    *(_insert, _insert, _insert, _replace, _replace, _replace, _delete, _delete, _repeat),
    *(_double, _splice, _splice, _swap_lines, _drop_line, _indent, _cut),
)


def altered_bytes(content: bytes, dice: Random, tokens: Sequence[bytes]) -> bytes:
    """Bytes altered in a few places: flipped, overwritten, taken out, put in, doubled, cut."""
    data = bytearray(content)
    for _ in range(dice.choice(_STEPS)):
        at = dice.randint(0, len(data))
        match dice.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                data[at : at + 1] = bytes((dice.choice((0, 1, 0x7F, 0x80, 0xFE, 0xFF)),))
            case 2:
                del data[at : at + dice.randint(1, _STRETCH)]
            case 3 if tokens:
                data[at : at + dice.choice((0, 4))] = dice.choice(tokens)
            case 4:
                data[at:at] = data[at : at + dice.randint(1, _STRETCH)]
            case 5 if dice.random() < 0.3:
                del data[at:]
    return bytes(data)
