"""The properties of a Word file (ISO/IEC 29500-2, 11): title, author, keywords, description."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.facts.authors import read_authors
from pipeline.importing.facts.given import Given
from pipeline.importing.facts.names import is_generic
from pipeline.importing.facts.subjects import split_subjects
from pipeline.importing.reading.word_archive import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

_CORE: Final = "docProps/core.xml"
_CUSTOM: Final = "docProps/custom.xml"
_OF_PROGRAMS: Final = re.compile(
    r"(?:ZOTERO|Mendeley|EN\.|MSIP_|ContentType|_|AppVersion|GrammarlyDocument).*"
)
_NO_TITLE: Final = re.compile(
    r"(?:microsoft )?word(?: document)?(?: - .*)?|document\d*|untitled.*|title"
    r"|.*\.(?:docx?|rtf|odt)",
    re.IGNORECASE,
)
_MADE: Final = re.compile(r"generated (?:by|with).*|created with.*", re.IGNORECASE)
_SHORTEST, _LONGEST = 40, 300
_NOT_PUBLISHED: Final = "property of the file that a note has no place for"


@dataclass(frozen=True, slots=True)
class FileProperties:
    """What the properties of a file say, and what of them has no place."""

    given: Given = field(default_factory=Given)
    left: tuple[tuple[str, str], ...] = ()


def read_properties(parts: Mapping[str, bytes], name: str) -> FileProperties:
    """The properties in the parts of a Word file."""
    found = _values(parts[_CORE], name) if _CORE in parts else {}
    return _properties(found, _custom(parts, name))


def _properties(found: Mapping[str, str], custom: str) -> FileProperties:
    title = found.get("title", "")
    creators = [one for one in found.get("creator", "").split(";") if not is_generic(one)]
    description = found.get("description", "")
    fits = _SHORTEST <= len(description) <= _LONGEST and not _MADE.fullmatch(description)
    given = Given(
        title="" if _NO_TITLE.fullmatch(title) else title,
        authors=read_authors([one.strip() for one in creators if one.strip()]),
        description=description if fits else "",
        subjects=tuple(split_subjects(found.get("keywords", ""))),
    )
    left = [
        (found[key], f"{_NOT_PUBLISHED}: {key}")
        for key in ("subject", "category", "contentStatus")
        if found.get(key)
    ]
    if description and not fits and not _MADE.fullmatch(description):
        left.append((description, f"{_NOT_PUBLISHED}: description"))
    if custom:
        left.append((custom, "custom properties of the file"))
    return FileProperties(given, tuple(left))


def read_open_properties(meta: Any) -> FileProperties:
    """The properties in the metadata of a text of OpenDocument (ISO/IEC 26300-1, 4.3)."""
    found: dict[str, list[str]] = {}
    for one in meta.iter() if meta is not None else ():
        if isinstance(one.tag, str) and (text := " ".join("".join(one.itertext()).split())):
            found.setdefault(one.tag.rpartition("}")[2], []).append(text)
    custom = [
        f"{next(iter(one.attrib.values()), '')}: {''.join(one.itertext())}"
        for one in (meta.iter("{*}user-defined") if meta is not None else ())
        if not any(map(_OF_PROGRAMS.fullmatch, one.attrib.values()))
    ]
    first = {name: texts[0] for name, texts in found.items()}
    creator = first.get("initial-creator", "") or first.get("creator", "")
    values = {**first, "creator": creator, "keywords": "; ".join(found.get("keyword", ()))}
    return _properties(values, "; ".join(custom))


def _values(data: bytes, name: str) -> dict[str, str]:
    return {
        str(one.tag).rpartition("}")[2]: " ".join("".join(one.itertext()).split())
        for one in parse(data, name)
        if isinstance(one.tag, str)
    }


def _custom(parts: Mapping[str, bytes], name: str) -> str:
    """The custom properties that people gave, each with its value."""
    if _CUSTOM not in parts:
        return ""
    listed = ((one.get("name", ""), "".join(one.itertext())) for one in parse(parts[_CUSTOM], name))
    kept = (f"{key}: {value}" for key, value in listed if not _OF_PROGRAMS.fullmatch(key))
    return "; ".join(kept)
