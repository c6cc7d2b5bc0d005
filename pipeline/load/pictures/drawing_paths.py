"""Path data of drawings (SVG 2, section 9.3): what the engine could not draw."""

from __future__ import annotations

import re
from typing import Final

from pipeline.load.pictures.drawing_numbers import LARGEST, LISTED

LONGEST_RUN: Final = 1_000_000
"""The maximum length of the numbers after one letter: the engine takes quadratic time."""

_ARITY: Final = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_COMMAND: Final = re.compile(r"[\s,]*([A-Za-z])")
_FLAG: Final = re.compile(r"[\s,]*([01])")
_FLAGS: Final = (3, 4)


class PathError(Exception):
    """Path data is broken; ``offset`` is where, and the message says how."""

    def __init__(self, message: str, offset: int) -> None:
        self.offset = offset
        super().__init__(message)


def check_path(data: str) -> int:
    """The number of points of a path. Raises `PathError`."""
    text = data.rstrip()
    at = points = run = 0
    letter = ""
    pen = start = (0.0, 0.0)
    while at < len(text):
        begun = at
        if match := _COMMAND.match(text, at):
            letter, at = match[1], match.end()
            run = at
            _check_letter(letter, match.start(1), is_first=begun == 0)
        elif not letter or letter in "zZ":
            raise PathError("a command was expected here", at + _blanks(text, at))
        values, at = _values(text, at, letter)
        target = _target(letter, values, pen, start)
        if letter in "aA" and target == pen:
            raise PathError("this arc ends where it begins", begun)
        if at - run > LONGEST_RUN:
            raise PathError("a line has more points than can be drawn", run)
        start = target if letter in "mM" else start
        pen = target
        points += 1
        letter = {"m": "l", "M": "L"}.get(letter, letter)
    return points


def _check_letter(letter: str, offset: int, *, is_first: bool) -> None:
    if letter.lower() not in _ARITY:
        raise PathError(f"{letter} is no command of a path", offset)
    if is_first and letter not in "mM":
        raise PathError("a path begins with M", offset)


def _values(text: str, at: int, letter: str) -> tuple[list[float], int]:
    """The numbers that a command takes, and where they end."""
    values: list[float] = []
    for place in range(_ARITY[letter.lower()]):
        is_flag = letter in "aA" and place in _FLAGS
        match = (_FLAG if is_flag else LISTED).match(text, at)
        if match is None:
            wanted = "0 or 1" if is_flag else "a number"
            raise PathError(f"{wanted} was expected here", at + _blanks(text, at))
        if abs(value := float(match[1])) > LARGEST:
            raise PathError("this number is too large", match.start(1))
        values.append(value)
        at = match.end()
    return values, at


def _target(
    letter: str, values: list[float], pen: tuple[float, float], start: tuple[float, float]
) -> tuple[float, float]:
    """The position of the pen after a command."""
    x, y = pen
    match letter:
        case "z" | "Z":
            return start
        case "H":
            return values[0], y
        case "h":
            return x + values[0], y
        case "V":
            return x, values[0]
        case "v":
            return x, y + values[0]
        case _ if letter.islower():
            return x + values[-2], y + values[-1]
        case _:
            return values[-2], values[-1]


def _blanks(text: str, at: int) -> int:
    return len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
