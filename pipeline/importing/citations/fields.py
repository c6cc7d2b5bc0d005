"""What Zotero, Mendeley, EndNote and Citavi keep in a field of a word processor -> citations."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.citavi import read_citavi
from pipeline.importing.citations.endnote import read_endnote
from pipeline.importing.citations.items import fit_item
from pipeline.importing.citations.typing import Cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.importing.citations.library import Library

_CSL: Final = re.compile(r"(?:ADDIN\s+)?(?:ZOTERO_ITEM\b|Mendeley\s+Citation|CSL_CITATION)")
_ENDNOTE: Final = re.compile(r"ADDIN\s+EN\.CITE(?!\.DATA)")
_CITAVI: Final = re.compile(r"ADDIN\s+CitaviPlaceholder\s*\{?(?P<data>[\w+/=\s]*)\}?")
_LISTS: Final = re.compile(
    r"(?:ADDIN\s+)?(?:ZOTERO_BIBL\b|Mendeley\s+Bibliography|EN\.(?:SECTION\.)?REFLIST"
    r"|CITAVI[. ]?BIBLIOGRAPHY|CitaviBibliography|CSL_BIBLIOGRAPHY)|BIBLIOGRAPHY\b",
    re.IGNORECASE,
)
MENDELEY_TAG: Final = "MENDELEY_CITATION_v3_"
"""Begins the tag of a content control of Mendeley Cite; the citation follows in base64."""
LIST_TAGS: Final = frozenset({"MENDELEY_BIBLIOGRAPHY", "CitaviBibliography"})
"""The tags of content controls around a list of works."""
_DEEPEST: Final = 40


def is_list(instruction: str) -> bool:
    """Whether a field shows the list of the works cited."""
    return _LISTS.match(instruction.strip()) is not None


def is_citation(instruction: str) -> bool:
    """Whether a field is a citation of a program that manages works."""
    text = instruction.strip()
    return any(one.match(text) for one in (_CSL, _ENDNOTE, _CITAVI))


def read_field(instruction: str, data: str, library: Library) -> tuple[Cited, ...]:
    """The works that a citation names; none if it cannot be read.

    ``data`` is what the field has in base64 beside its instruction, which is how EndNote keeps
    long citations.
    """
    text = instruction.strip()
    if _CSL.match(text):
        return read_csl(_object_in(text), library)
    if _ENDNOTE.match(text):
        start = text.find("<EndNote>")
        return read_endnote(text[start:] if start >= 0 else decoded(data), library)
    if match := _CITAVI.match(text):
        return read_citavi(_object_in(decoded(match["data"])), library)
    return ()


def read_tag(tag: str, library: Library) -> tuple[Cited, ...]:
    """The works that the tag of a content control of Mendeley Cite names."""
    return read_csl(_object_in(decoded(tag.removeprefix(MENDELEY_TAG))), library)


def decoded(data: str) -> str:
    """Text from base64; empty if it is none."""
    plain = re.sub(r"\s", "", data).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        content = base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return ""
    return content.decode("utf-8", "replace").strip("\0\ufeff \n")


def _object_in(text: str) -> dict[str, Any]:
    """The object of JSON in a text, whatever stands around it; empty if there is none."""
    start = text.find("{")
    if start < 0:
        return {}
    try:
        found, _ = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def read_csl(citation: dict[str, Any], library: Library) -> tuple[Cited, ...]:
    """The works of a citation as citeproc-js has them, which Zotero and Mendeley share."""
    listed = citation.get("citationItems")
    items = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    if not items or not all(_has_data(one) for one in items):
        return ()
    return tuple(_cited(one, library) for one in items)


def _has_data(item: dict[str, Any]) -> bool:
    data = item.get("itemData")
    fit = fit_item(data) if isinstance(data, dict) else {}
    return bool(fit.get("title") or fit.get("author"))


def _cited(item: dict[str, Any], library: Library) -> Cited:
    return Cited(
        key=library.add(item["itemData"], tuple(_names(item))),
        locator=_text(item, "locator"),
        label=_text(item, "label") or "page",
        prefix=_text(item, "prefix"),
        suffix=_text(item, "suffix"),
        is_without_author=item.get("suppress-author") is True,
        is_in_text=item.get("composite") is True,
    )


def _names(item: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses of an item; its id is one only in a citation of Mendeley."""
    for name in ("uris", "uri"):
        value = item.get(name)
        listed = value if isinstance(value, list) else [value]
        yield from (one for one in listed if isinstance(one, str) and one)


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
