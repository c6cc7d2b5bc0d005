"""The faces in which Word sets complex scripts, which it takes from a name of their own (w:cs).

They are those that Windows and Office bring; elsewhere Word takes another face for the script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.languages.scripts import word_tag
from pipeline.languages.writing import script_of


@dataclass(frozen=True, slots=True)
class WordFace:
    """A face of a script, and how much larger than Latin it has to be set."""

    name: str
    size: float = 1.0


_NIRMALA: Final = WordFace("Nirmala UI")
_LEELAWADEE: Final = WordFace("Leelawadee UI")
WORD_FACES: Final = {
    "Arab": WordFace("Sakkal Majalla", 1.3),
    "Hebr": WordFace("David", 1.1),
    "Syrc": WordFace("Estrangelo Edessa"),
    "Thaa": WordFace("MV Boli"),
    "Nkoo": WordFace("Ebrima"),
    **dict.fromkeys(
        ("Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"), _NIRMALA
    ),
    **dict.fromkeys(("Thai", "Laoo", "Khmr"), _LEELAWADEE),
    "Tibt": WordFace("Microsoft Himalaya", 1.3),
    "Mymr": WordFace("Myanmar Text"),
}
"""The face of every complex script of Word by its code (ISO 15924)."""

RIGHT_TO_LEFT: Final = ("Arab", "Hebr", "Syrc", "Thaa", "Nkoo")
"""Those of them that are written from right to left."""


def complex_tag(language: str) -> str:
    """The name by which Word knows the complex script of a language, or of those that have none."""
    return word_tag(language) if script_of(language) in WORD_FACES else "ar-SA"
