"""The contents of an OpenDocument text, from its own XML (ISO/IEC 26300-1)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from typing import Any, Final

from pipeline.importing.accounting.contents import Collector, Contents
from pipeline.importing.accounting.office_package import Package

_LOCAL: Final = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_SILENT: Final = frozenset(
    {"text:note-citation", "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
     "office:forms", "office:event-listeners", "dc:creator", "dc:date", "text:ruby-text",
     "text:table-of-content-source", "text:illustration-index-source",
     "text:alphabetical-index-mark",
     "text:alphabetical-index-source", "text:bibliography-source", "text:table-index-source"}
)  # fmt: skip
_BLOCKS: Final = frozenset({"text:p", "text:h", "text:list-item", "table:table-cell"})
_OUTSIDE: Final = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)
_MOST_SPACES: Final = 1000


def read_open_document(content: bytes) -> Contents:
    """The contents of an OpenDocument text."""
    package = Package(content)
    collector = Collector()
    root = package.root("content.xml")
    if root is not None:
        hiding = _hiding_styles(package.root("styles.xml"), root)
        body = next((one for one in root.iter() if _short(one.tag) == "office:text"), None)
        if body is not None:
            _Reader(package, collector, hiding).walk(body)
    styles = package.root("styles.xml")
    for one in () if styles is None else styles.iter():
        if _short(one.tag).startswith(("style:header", "style:footer")):
            with collector.apart("margin", _short(one.tag).partition(":")[2]):
                _Reader(package, collector, frozenset()).walk(one)
    return collector.contents()


@cache
def _short(name: object) -> str:
    space, brace, local = str(name).rpartition("}")
    return f"{_LOCAL.get(space[1:], '?')}:{local}" if brace else str(name)


def _value(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.items() if _short(key) == name), "")


def _hiding_styles(*roots: Any) -> frozenset[str]:
    """The names of styles whose text is not shown (20.344), those based on one among them."""
    hiding: set[str] = set()
    for root in roots:
        for style in () if root is None else root.iter():
            if _short(style.tag) != "style:style":
                continue
            own = {_value(one, "text:display") for one in style} - {""}
            if "none" in own or (not own and _value(style, "style:parent-style-name") in hiding):
                hiding.add(_value(style, "style:name"))
    return frozenset(hiding)


class _Reader:
    """Walks the elements of a text."""

    def __init__(self, package: Package, collector: Collector, hiding: frozenset[str]) -> None:
        self.package = package
        self.collector = collector
        self.hiding = hiding
        self.paragraphs = 0
        self.handlers: dict[str, Callable[[Any], None]] = {
            "text:s": self._spaces,
            "text:tab": lambda _: collector.write(" "),
            "text:line-break": lambda _: collector.write(" "),
            "text:a": self._link,
            "text:span": self._span,
            "text:note": self._note,
            "text:tracked-changes": lambda one: self._apart(one, "deleted"),
            "text:hidden-text": self._hidden,
            "text:hidden-paragraph": self._hidden,
            "office:annotation": lambda one: self._apart(one, "comment"),
            "table:table": self._table,
            "table:covered-table-cell": lambda one: self._apart(one, "hidden"),
            "draw:image": self._picture,
            "draw:object": self._object,
            "draw:text-box": self._box,
            "svg:title": lambda one: collector.describe(one.text or ""),
            "svg:desc": lambda one: collector.describe(one.text or ""),
        }

    def walk(self, element: Any) -> None:
        """Read the text and the elements inside an element."""
        is_text = _short(element.tag).startswith("text:")
        if is_text:
            self._write(element.text)
        for child in element:
            name = _short(child.tag)
            if handle := self.handlers.get(name):
                handle(child)
            elif name in _BLOCKS:
                self._block(child, name)
            elif name not in _SILENT:
                self.walk(child)
            if is_text:
                self._write(child.tail)

    def _write(self, text: str | None) -> None:
        if text:
            self.collector.write(re.sub(r"\s+", " ", text))

    def _block(self, element: Any, name: str) -> None:
        self.collector.end()
        if name in {"text:p", "text:h"}:
            self.paragraphs += 1
            self.collector.place = f"paragraph {self.paragraphs}"
        hides = _value(element, "text:style-name") in self.hiding
        with self.collector.apart("hidden") if hides else nullcontext():
            self.walk(element)
        self.collector.end()

    def _spaces(self, element: Any) -> None:
        count = _value(element, "text:c")
        self.collector.write(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1))

    def _link(self, element: Any) -> None:
        address = _value(element, "xlink:href")
        if _OUTSIDE.match(address):
            self.collector.add("link", address)
        self.walk(element)

    def _span(self, element: Any) -> None:
        hides = _value(element, "text:style-name") in self.hiding
        with self.collector.apart("hidden") if hides else nullcontext():
            self.walk(element)

    def _note(self, element: Any) -> None:
        with self.collector.within("footnote"):
            self.walk(element)

    def _hidden(self, element: Any) -> None:
        with self.collector.apart("hidden"):
            self.collector.write(_value(element, "text:string-value"))
            self.walk(element)

    def _apart(self, element: Any, kind: Any) -> None:
        with self.collector.apart(kind):
            self.walk(element)

    def _table(self, element: Any) -> None:
        cells = [one for one in element.iter() if _short(one.tag) == "table:table-cell"]
        rows = [one for one in element.iter() if _short(one.tag) == "table:table-row"]
        with self.collector.within("table") if len(cells) > len(rows) else nullcontext():
            self.walk(element)

    def _picture(self, element: Any) -> None:
        path = _value(element, "xlink:href").removeprefix("./")
        if any(self._formula(one) is not None for one in element.getparent()):
            # It shows the formula where a program knows none.
            return
        if data := self.package.read(path):
            digest = hashlib.sha256(data).hexdigest()
            self.collector.add("figure", f"{path.rpartition('/')[2]} {digest}")

    def _object(self, element: Any) -> None:
        if (root := self._formula(element)) is not None:
            self.collector.add("formula", "".join("".join(root.itertext()).split()))

    def _formula(self, element: Any) -> Any:
        """The root of a formula that is a document of its own; None for another element."""
        if _short(element.tag) != "draw:object":
            return None
        path = _value(element, "xlink:href").removeprefix("./").rstrip("/")
        root = self.package.root(f"{path}/content.xml")
        return root if root is not None and str(root.tag).endswith("}math") else None

    def _box(self, element: Any) -> None:
        self.collector.end()
        self.walk(element)
        self.collector.end()
