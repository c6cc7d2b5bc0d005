"""Text in both directions: which pieces of a line are to be isolated, so that each reads right.

The Unicode Bidirectional Algorithm (UAX #9) orders most of a line by itself. It fails where a
sign that has no direction belongs to what stands beside it: the minus of −26, the plus of C++, the
hyphens of 2026-05-14 between Arabic words. Such pieces are found here, whatever edition they are
for; so are the whole runs of the other direction, for engines that order elements of a line one by
one. No piece holds a letter of the direction around it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.invisible import RIGHT_TO_LEFT
from pipeline.languages import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.languages import Direction

LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
RIGHT_TO_LEFT_ISOLATE: Final = "\u2067"
POP_ISOLATE: Final = "\u2069"
LEFT_TO_RIGHT_MARK: Final = "\u200e"
RIGHT_TO_LEFT_MARK: Final = "\u200f"
_RIGHT_TO_LEFT: Final = re.compile(f"[{RIGHT_TO_LEFT}]")
_STRONG_LTR: Final = re.compile("[^\\W\\d_]")
_CLASS_OF: Final = {"L": "L", "R": "R", "AL": "R", "AN": "R", "EN": "N", "NSM": "M"}
# Marks of punctuation of the Arabic script, which UAX #9 counts among the neutral signs: what
# stands on either side of one are two things, and not one phrase.
_ARABIC_STOPS: Final = "،؛؟۔"


class _Classes(dict[int, str]):
    """The class of each character: L and R are letters, N is a digit, and a dot all else.

    M is a mark on the sign before it, such as a vowel of Hindi or Arabic.
    """

    def __missing__(self, code: int) -> str:
        kind = "R" if chr(code) in _ARABIC_STOPS else unicodedata.bidirectional(chr(code))
        self[code] = _CLASS_OF.get(kind, ".")
        return self[code]


_CLASSES: Final = _Classes()
_MARKED: Final = re.compile("([^M])(M+)")
# A run goes from letter to letter, over digits and signs between; digits after a letter are its.
_RUN: Final = {"rtl": re.compile("L(?:[^R]*[LN])?"), "ltr": re.compile("R(?:[^L]*R)?")}

# Signs that belong to the word or number beside them.
_SIGNS_BEFORE: Final = "@#$€£¥~\\.+−–±-"
_BEFORE: Final = re.compile(
    r"(?:^|(?<=[\s(\[«“‘„/]))[@#$€£¥~\\.+−–±-]+$|(?<![@#$€£¥~\\])[@#$€£¥~\\]+$"
)
_ADDRESS: Final = re.compile(r"[@/\\]|www\.")
_BEHIND: Final = re.compile(r"[+#*%‰°$€£™®©/\\²³]+(?=[\s)\].,;:!?»”’،؛؟۔…]|$)")
_STOP_OF_ABBREVIATION: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]\.[^\W\d_]$")
_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "„": "“", "«": "»", '"': '"'}
_FURTHEST: Final = 1000
"""How far from the end of a run the beginnings of brackets and quotations are looked for."""

_SPACE: Final = "[ \u00a0\u202f]"
_NUMBERS: Final = re.compile(
    "|".join(
        (
            # A telephone number, a number of a book, a date: +962 6 555 0100, 2026-05-14.
            r"(?<![\w+])\+?\(?[0-9]+\)?(?:[ \u00a0\u202f-]\(?[0-9]+\)?){2,40}(?![\w-])",
            # A sign before a number: −26, +3.2, ≈5.
            rf"(?<![\w.,:)\]/%-])[+−±<>≤≥~≈-]{_SPACE}?\d(?:[\d.,:٫٬\u202f\u00a0]*\d)?(?![\w-])",
        )
    )
)
_LEAST_DIGITS: Final = 7
_THOUSANDS: Final = re.compile(rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+")
_NUMBER_NEXT: Final = re.compile(r"[^\w]*\d")
_DIGITS: Final = re.compile(r"\d+")
# Digits of the Arabic scripts stand in lines of their own direction, but for their signs.
_SIGNED: Final = re.compile("[+−±<>≤≥~≈-][ \u00a0\u202f]?[٠-٩۰-۹]")
_SIGNS: Final = "+−±<>≤≥~≈-"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, from ``start`` to ``end``; ``apart`` if it must be isolated as it is.

    One that is not is in order wherever it is set as one text.
    """

    start: int
    end: int
    apart: bool


def _classes_of(text: str) -> str:
    """The class of each character of a text; a mark has that of its sign (UAX #9, rule W1)."""
    classes = text.translate(_CLASSES)
    if "M" not in classes:
        return classes
    return _MARKED.sub(lambda one: one[1] + one[1] * len(one[2]), classes).replace("M", ".")


def is_mixed(text: str, direction: Direction) -> bool:
    """Whether a text may have pieces of the other direction than that around it."""
    if direction == "ltr":
        return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None
    return (
        any(sign.isascii() and sign.isalnum() for sign in text)
        or _STRONG_LTR.search(_RIGHT_TO_LEFT.sub("", text)) is not None
        or _SIGNED.search(text) is not None
    )


def runs_against(text: str, direction: Direction) -> bool:
    """Whether all letters of a text are of the other direction, and there are some."""
    classes = text.translate(_CLASSES)
    against, along = ("L", "R") if direction == "rtl" else ("R", "L")
    return against in classes and along not in classes


def first_direction(text: str) -> Direction:
    """The direction of the first letter of a text (UAX #9, rules P2 and P3); ltr if it has none."""
    first = next((one for one in text.translate(_CLASSES) if one in "LR"), "L")
    return "rtl" if first == "R" else "ltr"


@lru_cache(maxsize=4096)
def pieces(text: str, direction: Direction) -> tuple[Piece, ...]:
    """The pieces of a text that run against a direction, in order, none within another."""
    if not is_mixed(text, direction):
        return ()
    classes = _classes_of(text)
    if direction == "ltr":
        runs = ((m.start(), m.end()) for m in _RUN["ltr"].finditer(classes))
        # The algorithm takes a number behind such a run for a part of it.
        return tuple(Piece(a, b, apart=_NUMBER_NEXT.match(text, b) is not None) for a, b in runs)
    found = [*_latin(text, classes), *_numbers(text)]
    marks = text.translate(_CLASSES)
    taken: list[Piece] = []
    for piece in sorted(found, key=lambda one: (one.start, -one.end)):
        if not taken or piece.start >= taken[-1].end:
            taken.append(_with_marks(marks, piece))
    return tuple(_told_apart(text, taken))


def _latin(text: str, classes: str) -> Iterator[Piece]:
    """Yield the runs of letters from left to right, with the signs that belong to them."""
    place = 0
    while (match := _RUN["rtl"].search(classes, place)) is not None:
        start, end = match.start(), _end_of(text, *match.span())
        place = max(end, start + 1)
        if start < end:
            start = _with_signs_before(text, start)
        behind = end
        if (found := _BEHIND.match(text, end)) is not None:
            behind = found.end()
        elif text[end : end + 1] == "." and _STOP_OF_ABBREVIATION.search(text[start:end]):
            behind = end + 1
        place = max(place, behind)
        # An address is set in several elements, so that its lines can end where they should.
        is_whole = text[end - 1] in '”’»"' or _ADDRESS.search(text, start, behind) is not None
        yield Piece(start, behind, apart=start < match.start() or behind > end or is_whole)


def _with_signs_before(text: str, start: int) -> int:
    """Where a run begins with the signs before it that belong to it."""
    first = start
    while first and text[first - 1] in _SIGNS_BEFORE:
        first -= 1
    first = max(first - 1, 0)
    while (found := _BEFORE.search(text[first:start])) is not None:
        start = first + found.start()
    return start


def _end_of(text: str, start: int, end: int) -> int:
    """The end of a run that has both or none of two brackets or quotation marks."""
    opened: list[int] = []
    place = max(start, end - _FURTHEST)
    while place < end:
        sign = text[place]
        if opened and sign == _PAIRS[text[opened[-1]]]:
            opened.pop()
        elif sign in _PAIRS and not (sign == "‘" and text[place - 1 : place].isalnum()):
            opened.append(place)
        place += 1
    for one in reversed(opened):
        closing = re.compile(rf"[.,;:!?%]*{re.escape(_PAIRS[text[one]])}")
        inside = closing.match(text, end)
        if inside is None:
            first = opened[0]
            while first and text[first - 1].isspace():
                first -= 1
            return first
        end = inside.end()
    return end


def _numbers(text: str) -> Iterator[Piece]:
    """Yield the numbers whose signs and spaces would be set on the wrong side, or turned round."""
    if _DIGITS.search(text) is None:
        return
    for match in _NUMBERS.finditer(text):
        found = match.group()
        groups = _DIGITS.findall(found)
        is_long = len("".join(groups)) >= _LEAST_DIGITS and not _THOUSANDS.fullmatch(found)
        # Two numbers with a hyphen between them are a range, read in the order of the text.
        if found[0] in _SIGNS or (len(groups) > 2 and is_long):
            yield Piece(match.start(), match.end(), apart=True)


def _with_marks(classes: str, piece: Piece) -> Piece:
    """A piece with the marks that are on its last sign, whether that is a letter or a digit."""
    end = piece.end
    while classes[end : end + 1] == "M":
        end += 1
    return replace(piece, end=end) if end > piece.end else piece


def _told_apart(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces; two with only an Arabic comma between them are isolated from each other."""
    stops = {
        place
        for place in range(1, len(found))
        if set(text[found[place - 1].end : found[place].start]) <= {*_ARABIC_STOPS, *" \u00a0"}
    }
    for place, piece in enumerate(found):
        is_listed = place in stops or place + 1 in stops
        yield Piece(piece.start, piece.end, apart=True) if is_listed else piece


def split(
    text: str, direction: Direction, *, in_elements: bool = False
) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, in order: each with whether it is to be isolated from the others.

    What is set ``in_elements`` may be divided between the words of a piece.
    """
    done = 0
    for piece in pieces(text, direction):
        if piece.apart or (in_elements and not text[piece.start : piece.end].isalnum()):
            if piece.start > done:
                yield text[done : piece.start], False
            yield text[piece.start : piece.end], True
            done = piece.end
    if done < len(text) or not text:
        yield text[done:], False


def isolated(text: str, language: str) -> str:
    """A line without markup in a place that has a direction, such as a running head.

    Pieces are isolated by characters.
    """
    direction = direction_of(language)
    isolate = LEFT_TO_RIGHT_ISOLATE if direction == "rtl" else RIGHT_TO_LEFT_ISOLATE
    return "".join(
        f"{isolate}{part}{POP_ISOLATE}" if apart else part for part, apart in split(text, direction)
    )


def plain_line(text: str, language: str) -> str:
    """A line without markup, such as a bookmark, that reads right wherever it is shown.

    One that begins with a letter of the other direction begins with a mark of its own, by which
    programs tell the direction of a line.
    """
    direction = direction_of(language)
    if not is_mixed(text, direction):
        return text
    line = isolated(text, language)
    first = next((one for one in text.translate(_CLASSES) if one in "LR"), "")
    if first != ("R" if direction == "rtl" else "L"):
        line = (RIGHT_TO_LEFT_MARK if direction == "rtl" else LEFT_TO_RIGHT_MARK) + line
    return line
