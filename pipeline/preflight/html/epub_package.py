"""Checks of an EPUB's package document: its manifest lists exactly the files that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from pipeline.findings import Finding, Place

OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER: Final = "META-INF/container.xml"
_ROOT_FILE: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_TYPES: Final = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".woff2": "font/woff2",
}
_REBUILD = "build the note again"


@dataclass(frozen=True, slots=True)
class Item:
    """A resource of the manifest: its id, path in the archive, media type and properties."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Package:
    """A package document: its path, its items, the ids of its spine, and its root."""

    path: str
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    root: Any

    def with_property(self, name: str) -> list[Item]:
        """The items with a property, such as ``nav``."""
        return [item for item in self.items if name in item.properties]


def parse_xml(content: bytes) -> Any:
    """Parse an XML document, without loading anything external.

    Raises lxml.etree.XMLSyntaxError.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def read_package(files: Mapping[str, bytes]) -> Package | Finding:
    """The package of an EPUB, or a finding if it cannot be read."""
    from lxml import etree

    try:
        container = parse_xml(files[_CONTAINER])
        path = next(container.iter(_ROOT_FILE)).get("full-path", "")
        root = parse_xml(files[path])
    except (KeyError, StopIteration) as error:
        missing = str(error).strip("'") or f"a rootfile in {_CONTAINER}"
        return Finding("N470", f"there is no {missing}", Place(""), _REBUILD)
    except etree.XMLSyntaxError as error:
        return Finding("N472", f"the package cannot be read: {error}", Place(""), _REBUILD)
    folder = path.rpartition("/")[0]
    items = tuple(
        Item(
            str(item.get("id", "")),
            _joined(folder, str(item.get("href", ""))),
            str(item.get("media-type", "")),
            frozenset((item.get("properties") or "").split()),
        )
        for item in root.iter(f"{OPF}item")
    )
    spine = tuple(str(item.get("idref", "")) for item in root.iter(f"{OPF}itemref"))
    return Package(path, items, spine, root)


def check_package(package: Package, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield the faults of a package document (EPUB 3.3, 5)."""
    yield from _check_metadata(package)
    paths = [item.path for item in package.items]
    for item in package.items:
        if item.path not in files:
            yield _finding(package, f"{item.path} is listed, but does not exist")
        wanted = _TYPES.get(f".{item.path.rpartition('.')[2]}")
        if wanted is not None and item.media_type != wanted:
            yield _finding(package, f"{item.path} is listed as {item.media_type}, not {wanted}")
    for path in sorted(set(files) - set(paths) - {package.path, "mimetype"}):
        if not path.startswith("META-INF/"):
            yield _finding(package, f"{path} exists, but is not listed")
    yield from _check_ids(package)
    for name, what in (("nav", "contents"), ("cover-image", "cover")):
        count = len(package.with_property(name))
        if count != 1:
            yield _finding(package, f"{count} items are its {what} ({name}) instead of one")


def _check_metadata(package: Package) -> Iterator[Finding]:
    wanted = package.root.get("unique-identifier")
    if not [one for one in package.root.iter(f"{_DC}identifier") if one.get("id") == wanted]:
        yield _finding(package, "its unique identifier is missing")
    for name in ("title", "language"):
        if not any((one.text or "").strip() for one in package.root.iter(f"{_DC}{name}")):
            yield _finding(package, f"it has no {name}")
    moments = [one for one in package.root.iter(f"{OPF}meta") if one.get("property") == _MODIFIED]
    if len(moments) != 1:
        yield _finding(package, f"it has {len(moments)} modification dates instead of one")


_MODIFIED = "dcterms:modified"


def _check_ids(package: Package) -> Iterator[Finding]:
    ids = [str(one.get("id")) for one in package.root.iter() if one.get("id")]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield _finding(package, f"the id {name} occurs twice")
    known = {item.id for item in package.items}
    for name in package.spine:
        if name not in known:
            yield _finding(package, f"the spine lists {name}, which is not an item")
    if not package.spine:
        yield _finding(package, "its spine is empty")


def _joined(folder: str, href: str) -> str:
    return f"{folder}/{unquote(href)}" if folder else unquote(href)


def _finding(package: Package, message: str) -> Finding:
    return Finding("N471", message, Place(package.path), _REBUILD)
