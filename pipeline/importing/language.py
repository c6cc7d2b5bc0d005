"""Which language a manuscript is written in, and which runs of it are Chinese."""

from __future__ import annotations

import re
from typing import Final

from pipeline.importing.vocabulary import word_lists
from pipeline.load.characters import HAN

_HAN: Final = re.compile(f"[{HAN}]")
_CHINESE: Final = re.compile(f"[{HAN}](?:[{HAN} ·]*[{HAN}])?")


def guess_language(text: str) -> tuple[str, float]:
    """Return the language tag of a text and how sure that is, from 0 to 1.

    Chinese is told by its characters; English, French and Spanish by their small words. Anything
    else counts as English with no confidence.
    """
    letters = sum(character.isalpha() for character in text) or 1
    if (share := len(_HAN.findall(text)) / letters) > 0.4:
        return "zh-Hans", min(1.0, round(share + 0.3, 2))
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {
        tag: sum(word in small for word in words)
        for tag, small in word_lists()["languages"].items()
    }
    best = max(counts, key=lambda tag: counts[tag])
    total = sum(counts.values())
    if not total:
        return "en", 0.0
    return best, round(counts[best] / total, 2)


def chinese_in(text: str) -> list[tuple[int, int]]:
    """Return where Chinese stands in a text, as pairs of start and end."""
    return [match.span() for match in _CHINESE.finditer(text)]


def han_part(line: str) -> str:
    """Return the Chinese of a line that is partly Chinese, its inner spaces kept."""
    return " ".join(line[start:end] for start, end in chinese_in(line)).strip()


def latin_part(line: str) -> str:
    """Return what is not Chinese in a line that is partly Chinese."""
    for start, end in reversed(chinese_in(line)):
        line = f"{line[:start]} {line[end:]}"
    return re.sub(r"\s+", " ", line).strip().lstrip(",;/ ")
