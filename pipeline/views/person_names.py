"""The names of people for lists and references: family name first, given names as initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Words in lower case between the given and the family name belong to the latter: de, van der, bin.
_WORD: Final = re.compile(r"\S+")
# Names in these scripts are short, not in words, and never turned round: Han, kana, hangul.
_WHOLE: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it is written, and its parts; both are empty for a name that is one whole."""

    written: str
    given: str = ""
    family: str = ""

    @property
    def inverted(self) -> str:
        """The name for an alphabetical list: Ferreira, Ana."""
        return f"{self.family}, {self.given}" if self.given else self.written

    @property
    def turned_in_text(self) -> str:
        """The same where a name that begins with its family name stays as it is: Liu Wei."""
        family_first = self.written.startswith(f"{self.family} ")
        return self.written if family_first else self.inverted

    @property
    def short(self) -> str:
        """The family name and initials: Ferreira, A. M., or Sartre, J.-P."""
        if not self.given:
            return self.written
        initials = " ".join(map(_initials, _WORD.findall(self.given)))
        return f"{self.family}, {initials}"


def name_of(written: str, family: str | None) -> PersonName:
    """The parts of a person's name, ``family`` where it is not the last word."""
    if _WHOLE.search(written):
        return PersonName(written)
    if family and f" {written} ".endswith(f" {family} "):
        return PersonName(written, written[: -len(family)].strip(), family)
    if family and f"{written} ".startswith(f"{family} "):
        return PersonName(written, written[len(family) :].strip(), family)
    given, family = _divided(written.split())
    return PersonName(written, given, family)


def _in_capitals(words: list[str]) -> bool:
    """Whether a family name is marked by capitals, as in LIN Yue, among words that have none."""
    return words[0].isupper() and len(words[0]) > 1 and "." not in words[0] and len(words) > 1


def _divided(words: list[str]) -> tuple[str, str]:
    if _in_capitals(words) and not any(word.isupper() for word in words[1:]):
        return " ".join(words[1:]), words[0]
    at = len(words) - 1
    while at > 1 and words[at - 1][:1].islower():
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _initials(word: str) -> str:
    """The initials of a given name: A. of Ana, J.-P. of Jean-Pierre."""
    return "-".join(f"{part[0]}." for part in word.split("-") if part)
