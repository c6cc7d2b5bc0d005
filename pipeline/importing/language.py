"""Guess the language of a manuscript, and find the Chinese in it."""

from __future__ import annotations

import re
from typing import Final

from pipeline.languages import DEFAULT, HAN_TAG, languages
from pipeline.load.characters import HAN

_HAN: Final = re.compile(f"[{HAN}]")
_HAN_RUN: Final = re.compile(f"[{HAN}](?:[{HAN} ·]*[{HAN}])?")


def guess_language(text: str) -> tuple[str, float]:
    """The language tag of a text and how sure that is, from 0 to 1.

    Chinese is recognised by its characters, other languages by their short words. Without any
    of these, the text counts as English with no confidence.
    """
    letters = sum(character.isalpha() for character in text) or 1
    if (share := len(_HAN.findall(text)) / letters) > 0.4:
        return HAN_TAG, min(1.0, round(share + 0.3, 2))
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {
        language.tag: sum(word in language.importing.small_words for word in words)
        for language in languages()
    }
    best = max(counts, key=lambda tag: counts[tag])
    total = sum(counts.values())
    if not total:
        return DEFAULT, 0.0
    return best, round(counts[best] / total, 2)


def chinese_in(text: str) -> list[tuple[int, int]]:
    """The stretches of Chinese in a text, as pairs of start and end."""
    return [match.span() for match in _HAN_RUN.finditer(text)]


def han_part(line: str) -> str:
    """The Chinese of a line that is partly Chinese, its inner spaces kept."""
    return " ".join(line[start:end] for start, end in chinese_in(line)).strip()


def latin_part(line: str) -> str:
    """The non-Chinese part of a line that is partly Chinese."""
    for start, end in reversed(chinese_in(line)):
        line = f"{line[:start]} {line[end:]}"
    return re.sub(r"\s+", " ", line).strip().lstrip(",;/ ")
