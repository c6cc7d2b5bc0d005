"""The parts of a Word file under the names and in the name spaces that Word usually gives them.

What a part is called is free: the relationships of the package say what it is (ISO/IEC 29500-2,
clause 6.5). Word Online writes word/document2.xml, others keep pictures outside word/media. The
strict form of the format (29500-1) has name spaces of its own for the same elements.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAIN: Final = "word/document.xml"
"""The part that contains the text."""

_TYPES: Final = "[Content_Types].xml"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME: Final = re.compile(
    rb"""(\b(?:xmlns(?::[\w.-]+)?|Type)\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/([\w/-]+)"""
)
_SPELLED: Final = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
# By the last part of its type: the name a part should have, and how it is named anew.
_NAMES: Final = {
    "footnotes": (r"word/footnotes\.xml", "word/footnotes.xml"),
    "endnotes": (r"word/endnotes\.xml", "word/endnotes.xml"),
    "comments": (r"word/comments\.xml", "word/comments.xml"),
    "styles": (r"word/styles\.xml", "word/styles.xml"),
    "numbering": (r"word/numbering\.xml", "word/numbering.xml"),
    "settings": (r"word/settings\.xml", "word/settings.xml"),
    "theme": (r"word/theme/theme\d*\.xml", "word/theme/theme1.xml"),
    "header": (r"word/header\d*\.xml", "word/header{number}.xml"),
    "footer": (r"word/footer\d*\.xml", "word/footer{number}.xml"),
    "chart": (r"word/charts/chart\d*\.xml", "word/charts/chart{number}.xml"),
    "diagramData": (r"word/diagrams/data\d*\.xml", "word/diagrams/data{number}.xml"),
    "image": (r"word/media/[^/]+", "word/media/{number}-{base}"),
}
# Numbers that no word processor reaches.
_FIRST_NUMBER: Final = 1001


@dataclass(frozen=True, slots=True)
class _Relation:
    """A relationship of a part: the last part of its type, and the part it leads to."""

    kind: str
    target: str
    element: Any


def settle_package(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a Word file as Word would name them, strict name spaces as transitional ones.

    Relationships that cannot be read are left alone.
    """
    found = {path.replace("\\", "/"): _transitional(data) for path, data in parts.items()}
    moved = _moves(found)
    return _renamed(found, moved) if moved else found


def _transitional(data: bytes) -> bytes:
    """A part in the name spaces of the transitional form (ISO/IEC 29500-4)."""
    return _STRICT_NAME.sub(_translated, data) if _STRICT in data else data


def _translated(match: re.Match[bytes]) -> bytes:
    start, room, rest = match.groups()
    head, slash, last = rest.rpartition(b"/")
    new = b"http://schemas.openxmlformats.org/" + room + b"/2006/"
    return bytes(start + new + head + slash + _SPELLED.get(last, last))


def _moves(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that have other names than Word gives them, and those names."""
    known = {path.casefold(): path for path in parts}
    main = _main_part(parts, known)
    if not main:
        return {}
    moved = {} if main == MAIN else {main: MAIN}
    taken = set(parts)
    for kind, path in _related(parts, known, main):
        usual = _NAMES.get(kind)
        if usual is None or path in moved or re.fullmatch(usual[0], path):
            continue
        moved[path] = _free_name(usual[1], path, taken)
    return moved


def _main_part(parts: Mapping[str, bytes], known: Mapping[str, str]) -> str:
    targets = (one.target for one in _relations(parts, "") if one.kind == "officeDocument")
    found = (known[path.casefold()] for path in targets if path.casefold() in known)
    return next((path for path in found if path.endswith(".xml")), "")


def _related(
    parts: Mapping[str, bytes], known: Mapping[str, str], main: str
) -> Iterator[tuple[str, str]]:
    """Yield the kind and path of what the text and its notes lead to, the text's own first."""
    notes = []
    for one in _relations(parts, main):
        if path := known.get(one.target.casefold()):
            yield one.kind, path
            notes += [path] if one.kind in {"footnotes", "endnotes", "comments"} else []
    for source in notes:
        for one in _relations(parts, source):
            if path := known.get(one.target.casefold()):
                yield one.kind, path


def _free_name(form: str, path: str, taken: set[str]) -> str:
    number = _FIRST_NUMBER
    base = posixpath.basename(path)
    name = form.replace("{number}-", "").format(number=number, base=base)
    while "{number}" in form and name in taken:
        name = form.format(number=number, base=base)
        number += 1
    taken.add(name)
    return name


def _relations(parts: Mapping[str, bytes], source: str) -> list[_Relation]:
    """The relationships of a part inside the package; of the package itself without a source."""
    root = _read(parts.get(_relations_of(source), b""))
    folder = posixpath.dirname(source)
    return [
        _Relation(
            one.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
            one,
        )
        for one in (() if root is None else root)
        if isinstance(one.tag, str)
        and one.get("TargetMode") != "External"
        and (target := one.get("Target", "").replace("\\", "/"))
    ]


def targets_of(parts: Mapping[str, bytes], source: str) -> dict[str, str]:
    """The parts that a part leads to, by the id of the relationship."""
    return {one.element.get("Id", ""): one.target for one in _relations(parts, source)}


def _relations_of(source: str) -> str:
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _read(data: bytes) -> Any:
    """The root of a small part, or None if it cannot be read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        return None


def _renamed(parts: Mapping[str, bytes], moved: Mapping[str, str]) -> dict[str, bytes]:
    """The parts under new names, which their relationships and the list of types follow."""
    full = {**moved, **{_relations_of(old): _relations_of(new) for old, new in moved.items()}}
    found = {full[path]: _led(parts, path, moved, full[path]) for path in parts if path in full}
    for path, data in parts.items():
        if path not in full and path not in found:
            found[path] = _led(parts, path, moved, path) if path.endswith(".rels") else data
    if _TYPES in found:
        found[_TYPES] = _types(found[_TYPES], moved)
    return found


def _led(parts: Mapping[str, bytes], path: str, moved: Mapping[str, str], new: str) -> bytes:
    """A part whose relationships, if it holds any, lead to the new names."""
    if not path.endswith(".rels"):
        return parts[path]
    folder = posixpath.dirname(posixpath.dirname(path))
    source = posixpath.join(folder, posixpath.basename(path).removesuffix(".rels"))
    relations = _relations(parts, source)
    if not relations:
        return parts[path]
    place = "/" + posixpath.dirname(posixpath.dirname(new))
    for one in relations:
        target = "/" + moved.get(one.target, one.target)
        one.element.set("Target", posixpath.relpath(target, place))
    return _written(relations[0].element.getroottree().getroot())


def _types(data: bytes, moved: Mapping[str, str]) -> bytes:
    root = _read(data)
    if root is None:
        return data
    for one in root:
        name = one.get("PartName", "").lstrip("/") if isinstance(one.tag, str) else ""
        if name in moved:
            one.set("PartName", f"/{moved[name]}")
    return _written(root)


def _written(root: Any) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
