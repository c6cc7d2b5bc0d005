"""Fields of a Word file that refer to a place in it, in the form of marks in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import W, insert_text

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE_START: Final = "\ue003"
"""Character before the name of the place that a reference leads to."""
REFERENCE_NAME_END: Final = "\ue007"
"""Character after that name, before the words of the reference."""
REFERENCE_END: Final = "\ue008"
"""Character after the words of a reference."""
PAGE: Final = "page "
"""What stands before the name where the words are the number of a page."""
FOOTNOTE: Final = "note "
"""What stands before the name where the words are the number of a footnote."""

_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERRING: Final = re.compile(r"\s*(?P<kind>REF|PAGEREF|NOTEREF)\s+(?P<name>[^\s\\]+)", re.I)
_TO_PLACE: Final = re.compile(r"\s*HYPERLINK\s+\\l\s+\"?(?P<name>[^\s\"]+)", re.I)


def mark_references(root: Any) -> frozenset[str]:
    """Put marks around what fields and links show that refer to a bookmark; give the bookmarks.

    They are fields and links no more: pandoc has names of its own for where they lead.
    """
    names: set[str] = set()
    for field in list(root.iter(f"{W}fldSimple")):
        if found := _target(field.get(f"{W}instr", "")):
            names.add(found[1])
            _unwrap(field, found)
    for paragraph in root.iter(f"{W}p"):
        names |= set(_complex_fields(paragraph))
    for link in list(root.iter(f"{W}hyperlink")):
        if (name := link.get(f"{W}anchor", "")) and not link.get(_ID):
            names.add(name)
            _unwrap(link, ("REF", name))
    return frozenset(names)


def _target(instruction: str) -> tuple[str, str] | None:
    """What a field refers to: a place or a page, and its bookmark."""
    if found := _REFERRING.match(instruction):
        return found["kind"].upper(), found["name"]
    if found := _TO_PLACE.match(instruction):
        return "REF", found["name"]
    return None


def _opening(found: tuple[str, str]) -> str:
    kind, name = found
    before = {"PAGEREF": PAGE, "NOTEREF": FOOTNOTE}.get(kind, "")
    return f"{REFERENCE_START}{before}{name}{REFERENCE_NAME_END}"


def _unwrap(element: Any, found: tuple[str, str]) -> None:
    """Put what an element contains, between marks, in its place."""
    parent, at = element.getparent(), element.getparent().index(element)
    parts = list(element)
    for offset, part in enumerate(parts):
        parent.insert(at + offset, part)
    parent.remove(element)
    insert_text(parent, REFERENCE_END, at + len(parts))
    insert_text(parent, _opening(found), at)


def _complex_fields(paragraph: Any) -> Iterator[str]:
    """Mark the fields of several runs in a paragraph, and yield their bookmarks.

    Only fields that end in their paragraph are marked; those inside others stay as they are.
    """
    depth, instruction = 0, ""
    first: Any = None
    shown: Any = None
    for run in list(paragraph.iter(f"{W}r")):
        for part in list(run.iter(f"{W}fldChar", f"{W}instrText")):
            if part.tag == f"{W}instrText":
                instruction += (part.text or "") if depth == 1 and shown is None else ""
                continue
            kind = part.get(f"{W}fldCharType")
            if kind == "begin":
                depth += 1
                if depth == 1:
                    first, instruction, shown = run, "", None
            elif kind == "separate" and depth == 1:
                shown = run
            elif kind == "end":
                found = _target(instruction) if depth == 1 and shown is not None else None
                if found and shown.getparent() is run.getparent() is first.getparent():
                    _mark(first, shown, run, found)
                    yield found[1]
                depth = max(0, depth - 1)


def _mark(first: Any, shown: Any, last: Any, found: tuple[str, str]) -> None:
    """Put marks around what a field shows, and take out what makes it a field."""
    parent = last.getparent()
    insert_text(parent, REFERENCE_END, parent.index(last))
    insert_text(parent, _opening(found), parent.index(shown) + 1)
    for run in (*parent[parent.index(first) : parent.index(shown) + 1], last):
        for part in [*run.iter(f"{W}fldChar", f"{W}instrText")]:
            part.getparent().remove(part)
