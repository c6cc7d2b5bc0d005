"""Identifiers, terms of use and codes in a text: DOI, ISBN, ISSN, licence, JEL."""

from __future__ import annotations

import re
from typing import Final

from pipeline.importing.facts.given import GivenLicence
from pipeline.licences import find_licence
from pipeline.load.facts.check_digits import is_isbn_13, is_issn
from pipeline.note.identifiers import digits_of

DOI: Final = re.compile(
    r"(?:doi\s*:?\s*)?(?:https?://)?(?:dx\.)?(?:doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]*[^\s\"<>.,;:)])",
    re.IGNORECASE,
)
"""A DOI, alone, behind its label or in the address of a resolver."""

_ISBN: Final = re.compile(r"\b(97[89][ -]?\d[\d -]{8,12}\d)\b")
_ISSN: Final = re.compile(r"\b(\d{4}-\d{3}[\dX])\b")
_JEL: Final = re.compile(r"\b([A-RYZ]\d{1,2})\b")
_CC: Final = re.compile(
    r"\bcc[ -]?(?P<zero>0)"
    r"|(?:\bcc|creativecommons\.org/licenses|creative\s+commons(?:\s+licen[cs]e)?)[\s/:-]*"
    r"(?P<terms>by(?:[\s-]?(?:nc|nd|sa)){0,2})\b[\s/-]*(?P<version>\d\.\d)?[\s/-]*(?P<port>igo)?",
    re.IGNORECASE,
)
_LONG: Final = (
    ("attribution", "by"),
    ("non-?commercial", "nc"),
    ("no-?deriv\\w*", "nd"),
    ("share-?\\s?alike", "sa"),
)
_LATEST: Final = "4.0"
_LATEST_IGO: Final = "3.0"


def find_doi(text: str) -> str:
    """The DOI in a text; empty if there is none."""
    match = DOI.search(text)
    return match[1] if match else ""


def find_isbn(text: str) -> str:
    """The ISBN-13 in a text, as it is written; empty if there is none whose last digit is right."""
    found = (match[1].strip() for match in _ISBN.finditer(text))
    return next((one for one in found if is_isbn_13(digits_of(one))), "")


def find_issn(text: str) -> str:
    """The ISSN in a text; empty if there is none whose last digit is right."""
    return next((one for one in _ISSN.findall(text) if is_issn(digits_of(one))), "")


def find_jel(text: str) -> tuple[str, ...]:
    """The codes of the Journal of Economic Literature in a text."""
    return tuple(dict.fromkeys(_JEL.findall(text)))


def find_licence_in(text: str) -> GivenLicence | None:
    """The licence of Creative Commons that a text names, by its short or its long name."""
    plain = text
    if re.search(r"creative\s+commons", text, re.IGNORECASE):
        for long, short in _LONG:
            plain = re.sub(rf"\b{long}\b", short, plain, flags=re.IGNORECASE)
        plain = re.sub(r"(?i)\binternational\b|\bpublic licen[cs]e\b|\(cc\b", " ", plain)
    match = _CC.search(plain)
    if match is None:
        return None
    if match["zero"]:
        return GivenLicence("CC0-1.0", text)
    terms = re.findall(r"by|nc|nd|sa", match["terms"].lower())
    ordered = [one for one in ("by", "nc", "nd", "sa") if one in terms]
    port = "-IGO" if match["port"] or re.search(r"\bIGO\b", plain) else ""
    version = match["version"] or _version(plain) or (_LATEST_IGO if port else _LATEST)
    for order in (ordered, terms):
        spdx = f"CC-{'-'.join(order).upper()}-{version}{port}"
        if find_licence(spdx):
            return GivenLicence(spdx, text)
    return GivenLicence("", text)


def _version(text: str) -> str:
    found = re.search(r"\b([1-4]\.\d)\b", text)
    return found[1] if found else ""
