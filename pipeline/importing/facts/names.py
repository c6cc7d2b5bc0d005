"""Names of people: whether a text is one, and several in a line."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pipeline.importing.vocabulary import any_of, words
from pipeline.languages import languages

_PARTICLE: Final = re.compile(
    r"a[flv]|ben|bint?|d[aeiou]|dal|del(?:la)?|de[nr]|dos|el?|ibn|la[s]?|l[eo]|los|san|st|te[nr]?"
    r"|v[ao]n|vom|y|zu[mr]?"
)
_TITLES: Final = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Hon|Sir|Dame|Ing|Dipl|Mag|Lic|Sra?|M|Mme|Amb)\.?[ ]+)+"
)
_AFTER: Final = re.compile(r",?[ ]+(?:Ph\.?D|M\.?[ADSPB]\.?|MBA|MPH|MSc|BSc|Jr|Sr|II|III)\.?$")
_PART: Final = re.compile(r"(?:[^\W\d_]\.)+-?(?:[^\W\d_]\.)*|[^\W\d_]+(?:['’ʼ.-][^\W\d_]+)*\.?")
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]+")
_ORGANISATION: Final = re.compile(
    rf"(?i:{any_of('organisations')})|\b[A-Z]{{3,}}\b|\b(?:GmbH|Ltd|Inc|LLC|e\.V\.)"
)
_MOST_PARTS: Final = 6
_LONGEST: Final = 60
_GENERIC: Final = re.compile(
    r"(?:microsoft )?office(?: user)?|microsoft|(?:windows |default )?user|utilisateur|benutzer"
    r"|usuario|admin(?:istrator)?|owner|author|autor|auteur|unknown|anonymous|python-docx|pandoc"
    r"|apache poi|libreoffice.*|openoffice.*|docx4j.*|un-named|untitled|test|guest|pc|home|laptop"
    r"|(?:dell|hp|lenovo|acer|asus)\b.*|\w+-pc|.*\\.*",
    re.IGNORECASE,
)


def is_generic(name: str) -> bool:
    """Whether a name is what a program or machine puts where an author should be."""
    return _GENERIC.fullmatch(name.strip()) is not None


def is_name(text: str) -> bool:
    """Whether a text looks like the name of a person: words with capitals, initials, particles."""
    text = _AFTER.sub("", _TITLES.sub("", text.strip()))
    if _HAN.fullmatch(text):
        return text not in words("facts", "author")
    if not text or len(text) > _LONGEST or _ORGANISATION.search(text):
        return False
    parts = text.split()
    if not 2 <= len(parts) <= _MOST_PARTS or not all(map(_PART.fullmatch, parts)):
        return False
    capitals = [part for part in parts if part[0].isupper()]
    others = [part for part in parts if not part[0].isupper()]
    if len(capitals) < 2 or not all(map(_PARTICLE.fullmatch, others)):
        return False
    return not any(part.casefold() in _common() for part in capitals)


@cache
def _common() -> frozenset[str]:
    """Words that are in titles and not in names."""
    found = {word for one in languages() for word in one.importing.small_words}
    kinds = {word for kind in words("kinds") for word in kind.split()}
    return frozenset(found | kinds)


def is_organisation(text: str) -> bool:
    """Whether a text names an organisation, by a word such as those for institute or bank."""
    return _ORGANISATION.search(text) is not None


def split_names(text: str) -> tuple[str, ...]:
    """The names in a line, parted by commas, semicolons and words such as “and”.

    ``Brook, Ada; Lin, Yue`` are Ada Brook and Yue Lin.
    """
    both = "|".join(re.escape(word) for word in words("facts", "both") if len(word) > 1)
    has_semicolons = ";" in text or "；" in text
    sign = r"[;；]" if has_semicolons else r"[,，、]"
    parts = re.split(rf"\s*{sign}\s*(?:(?:{both})\s+)?|\s+(?:{both}|&)\s+|(?<=\w)\s*、\s*", text)
    parts = [part.strip(" ,;，；") for part in parts if part and part.strip(" ,;，；")]
    if has_semicolons:
        return tuple(map(straightened, parts))
    if len(parts) == 2 and "," in text and all(_is_half(part) for part in parts):
        return (f"{parts[1]} {parts[0]}",)
    return _with_suffixes(parts)


def straightened(name: str) -> str:
    """A name with its given name first, if it was ``Family, Given``."""
    family, comma, given = (part.strip() for part in name.partition(","))
    is_person = comma and given and not is_organisation(name)
    return f"{given} {family}" if is_person and not _AFTER.search(f" {given}") else name.strip()


def _is_half(part: str) -> bool:
    return len(part.split()) == 1 and part[:1].isupper() and _PART.fullmatch(part) is not None


def _with_suffixes(parts: list[str]) -> tuple[str, ...]:
    """Names with what follows some behind a comma, such as Jr. or PhD."""
    found: list[str] = []
    for part in parts:
        if found and _AFTER.fullmatch(f" {part}"):
            found[-1] += f", {part}"
        else:
            found.append(part)
    return tuple(found)
