"""Read one person from the lines that name them, in one language or two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.importing.language import chinese_in, han_part, latin_part
from pipeline.importing.vocabulary import any_of
from pipeline.languages import HAN_TAG

if TYPE_CHECKING:
    from collections.abc import Sequence

_HAN_ROLE: Final = re.compile(rf"{any_of('ranks')}*{any_of('roles')}$")
_SPLIT: Final = re.compile(r"\s*,\s+|\s+[–—-]\s+|\s*;\s+|\t+")
_ORGANISATION: Final = re.compile(rf"(?i:{any_of('organisations')})|\b[A-Z]{{3,}}\b")
_ROLE: Final = re.compile(rf"\b{any_of('roles')}\b", re.IGNORECASE)

_SURE, _LIKELY, _DOUBTFUL = 0.9, 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Person:
    """A person by language: ``""`` is the language of the note."""

    name: dict[str, str]
    role: dict[str, str]
    affiliation: dict[str, str]
    confidence: float
    why: str

    @property
    def shown(self) -> str:
        """The names in one line."""
        return " ".join(self.name.values())


def read_person(lines: Sequence[str], *, grouped: bool) -> Person:
    """The person that lines name; one of a group has no organisation of its own."""
    if len(lines) == 1 and not chinese_in(lines[0]):
        return _in_a_line(lines[0], grouped=grouped)
    name = _two_languages(lines[0])
    chinese = _join_chinese(lines[1:])
    latin = " ".join(part for part in map(latin_part, lines[1:]) if part).strip(" ,;")
    if len(lines) == 1:
        return Person(name, {}, {}, _DOUBTFUL, "a name without a role")
    if grouped:
        role = {HAN_TAG: chinese.replace(" ", ""), "": latin}
        return Person(name, _filled(role), {}, _SURE, "name, then role, under an organisation")
    chinese_role, chinese_place, chinese_sure = _split_chinese(chinese)
    latin_role, latin_place, latin_sure = _split_latin(latin)
    return Person(
        name,
        _filled({HAN_TAG: chinese_role, "": latin_role}),
        _filled({HAN_TAG: chinese_place, "": latin_place}),
        min(chinese_sure, latin_sure),
        "name, then organisation and role in two languages"
        if chinese and latin
        else "name, then role and organisation",
    )


def _in_a_line(line: str, *, grouped: bool) -> Person:
    """Read “Name, role, organisation”, or “Name (organisation)”."""
    match = re.fullmatch(r"([^,()]+?)\s*\(([^()]+)\)", line)
    if match and not grouped:
        role, place, sure = _split_latin(match[2])
        return Person(
            {"": match[1]}, _filled({"": role}), _filled({"": place}), min(sure, _LIKELY),
            "name, then more in brackets",
        )  # fmt: skip
    name, *rest = _SPLIT.split(line, maxsplit=1)
    if not rest:
        return Person({"": name}, {}, {}, _DOUBTFUL, "a name without a role")
    if grouped:
        return Person({"": name}, {"": rest[0]}, {}, _LIKELY, "name and role on one line")
    role, place, sure = _split_latin(rest[0])
    return Person(
        {"": name}, _filled({"": role}), _filled({"": place}), min(sure, _LIKELY),
        "name, role and organisation on one line",
    )  # fmt: skip


def _two_languages(line: str) -> dict[str, str]:
    return _filled({HAN_TAG: han_part(line).replace(" ", ""), "": latin_part(line)})


def _filled(words: dict[str, str]) -> dict[str, str]:
    return {tag: text for tag, text in words.items() if text}


def _join_chinese(lines: Sequence[str]) -> str:
    """The Chinese of lines; a line's end parts nothing, a space parts role and place."""
    return "".join(han_part(line) for line in lines)


def _split_chinese(text: str) -> tuple[str, str, float]:
    """Role, organisation and the confidence in them."""
    if not text:
        return "", "", _SURE
    if " " in text:
        place, _, role = text.rpartition(" ")
        return role, place.replace(" ", ""), _SURE
    match = _HAN_ROLE.search(text)
    if match and match.start():
        return match.group(), text[: match.start()], _LIKELY
    return text, "", _LIKELY if match else _DOUBTFUL


def _split_latin(text: str) -> tuple[str, str, float]:
    """Role, organisation and the confidence in them."""
    if not text:
        return "", "", _SURE
    first, _, rest = text.partition(",")
    first, rest = first.strip(), rest.strip()
    if not rest:
        return (first, "", _LIKELY) if _ROLE.search(first) else (first, "", _DOUBTFUL)
    if _ORGANISATION.search(first) and not _ROLE.search(first):
        head, _, role = text.rpartition(",")
        if _ROLE.search(role):
            return role.strip(), head.strip(), _LIKELY
    return first, rest, _SURE if _ROLE.search(first) else _DOUBTFUL
