"""The contents of a Word file, from its own XML (ISO/IEC 29500-1, 17)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final

from pipeline.importing.accounting.contents import Collector, Contents
from pipeline.importing.accounting.fields import Fields
from pipeline.importing.accounting.office_package import Package, attribute, short
from pipeline.importing.accounting.page_words import read_page
from pipeline.importing.accounting.word_styles import hiding_styles, is_hidden

# The properties of what is around them; text in them is not shown.
_SILENT: Final = frozenset(
    {"w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:sectPr",
     "w:tblGrid", "w:customXmlPr", "w:smartTagPr", "w:rt"}
)  # fmt: skip
_GAPS: Final = frozenset({"w:br", "w:cr", "w:tab", "w:ptab"})
_SHOWN: Final = frozenset({"w:t", "a:t", "a:blip", "v:imagedata", "v:textpath", "c:chart", "m:t"})


def read_office(content: bytes) -> Contents:
    """The contents of a Word file."""
    package = Package(content)
    collector = Collector()
    main = package.main()
    reader = _Reader(package, main, collector)
    reader.notes = {kind: _children(package, _target(package, main, f"{kind}s"), f"w:{kind}")
                    for kind in ("footnote", "endnote")}  # fmt: skip
    if (root := package.root(main)) is not None:
        reader.walk(root)
    path = _target(package, main, "comments")
    for name, comment in _children(package, path, "w:comment").items():
        with collector.apart("comment", f"comment {name}"):
            _Reader(package, path, collector, reader.hiding).walk(comment)
    margins = [one for one in package.relations(main).values() if one.kind in {"header", "footer"}]
    for one in margins:
        if (root := package.root(one.target)) is not None:
            with collector.apart("margin", one.kind):
                _Reader(package, one.target, collector, reader.hiding).walk(root)
    return collector.contents()


def _target(package: Package, path: str, kind: str) -> str:
    found = package.relations(path).values()
    return next((one.target for one in found if one.kind == kind), "")


def _children(package: Package, path: str, name: str) -> dict[str, Any]:
    """The notes or comments of a part by their id, but no separators."""
    root = package.root(path)
    return {
        attribute(one, "w:id"): one
        for one in (() if root is None else root)
        if short(one.tag) == name and attribute(one, "w:type") in {"", "normal"}
    }


class _Reader:
    """Walks the elements of one part."""

    def __init__(
        self, package: Package, path: str, collector: Collector,
        hiding: frozenset[str] | None = None,
    ) -> None:  # fmt: skip
        self.package = package
        self.collector = collector
        self.relations = package.relations(path)
        if hiding is None:
            hiding = hiding_styles(package.root(_target(package, path, "styles")))
        self.hiding = hiding
        self.notes: dict[str, dict[str, Any]] = {"footnote": {}, "endnote": {}}
        self.fields = Fields()
        self.boxes: list[Any] = []
        self.paragraphs = 0
        self.is_hiding = False
        self.is_in_paragraph = False
        self.handlers: dict[str, Callable[[Any], None]] = {
            "w:p": self._paragraph,
            "w:r": self._run,
            "w:t": self._text,
            "w:delText": self._text,
            "w:noBreakHyphen": lambda _: self.collector.write("-"),
            "w:del": self._deleted,
            "w:moveFrom": self._deleted,
            "w:tbl": self._table,
            "w:tc": self._cell,
            "w:fldChar": self._field,
            "w:instrText": lambda one: self.fields.instruct(one.text or ""),
            "w:hyperlink": self._link,
            "w:footnoteReference": lambda one: self._note(one, "footnote"),
            "w:endnoteReference": lambda one: self._note(one, "endnote"),
            "w:txbxContent": self._box,
            "w:altChunk": self._chunk,
            "mc:AlternateContent": self._alternatives,
            "wp:docPr": self._description,
            "a:blip": lambda one: self._picture(attribute(one, "r:embed")),
            "v:imagedata": lambda one: self._picture(attribute(one, "r:id")),
            "v:textpath": lambda one: self._drawn(one.get("string", "")),
            "a:t": lambda one: self._drawn(one.text or ""),
            "c:chart": lambda one: self._drawing(attribute(one, "r:id")),
            "dgm:relIds": lambda one: self._drawing(attribute(one, "r:dm")),
            "m:oMath": self._formula,
        }

    def walk(self, element: Any) -> None:
        """Read what is inside an element."""
        for child in element:
            name = short(child.tag)
            if handle := self.handlers.get(name):
                handle(child)
            elif name in _GAPS:
                self.collector.write(" ")
            elif name not in _SILENT:
                self.walk(child)

    def _paragraph(self, element: Any) -> None:
        collector = self.collector
        collector.end()
        if collector.kind == "text" and not collector.place.startswith("footnote"):
            self.paragraphs += 1
            collector.place = f"paragraph {self.paragraphs}"
        before = self.is_hiding, self.boxes, self.is_in_paragraph
        self.is_hiding = _style(element, "w:pPr", "w:pStyle") in self.hiding
        self.boxes, self.is_in_paragraph = [], True
        self.walk(element)
        collector.end()
        boxes = self.boxes
        self.is_hiding, self.boxes, self.is_in_paragraph = before
        for box in boxes:
            self.walk(box)

    def _run(self, element: Any) -> None:
        properties = next((one for one in element if short(one.tag) == "w:rPr"), None)
        hides = self.is_hiding
        if properties is not None:
            hides = hides or _style(element, "w:rPr", "w:rStyle") in self.hiding
            said = is_hidden(properties)
            hides = hides if said is None else said
        with self.collector.apart("hidden") if hides else nullcontext():
            self.walk(element)

    def _text(self, element: Any) -> None:
        if self.fields.is_shown:
            self.collector.write(element.text or "")

    def _deleted(self, element: Any) -> None:
        with self.collector.apart("deleted"):
            self.walk(element)

    def _table(self, element: Any) -> None:
        rows = [one for one in element.iter() if short(one.tag) == "w:tr" and _is_row(one, element)]
        several = any(sum(short(cell.tag) in {"w:tc", "w:sdt"} for cell in row) > 1 for row in rows)
        with self.collector.within("table") if several else nullcontext():
            self.walk(element)

    def _cell(self, element: Any) -> None:
        self.collector.end()
        self.walk(element)
        self.collector.end()

    def _field(self, element: Any) -> None:
        if address := self.fields.turn(attribute(element, "w:fldCharType")):
            self.collector.add("link", address)

    def _link(self, element: Any) -> None:
        relation = self.relations.get(attribute(element, "r:id"))
        if relation and relation.is_outside:
            self.collector.add("link", relation.target)
        self.walk(element)

    def _note(self, element: Any, kind: str) -> None:
        name = attribute(element, "w:id")
        if (note := self.notes[kind].pop(name, None)) is None:
            return
        place = self.collector.place
        with self.collector.within("footnote"):
            self.collector.place = f"{kind} {name}"
            self.walk(note)
        self.collector.place = place

    def _box(self, element: Any) -> None:
        """Keep a text box until the paragraph ends that it is anchored to."""
        if self.is_in_paragraph:
            self.boxes.append(element)
        else:
            self.walk(element)

    def _alternatives(self, element: Any) -> None:
        """Read the first of several forms of the same that shows anything."""
        for form in element:
            if any(short(one.tag) in _SHOWN for one in form.iter()):
                self.walk(form)
                return

    def _description(self, element: Any) -> None:
        """Read what a picture shows, in words."""
        drawing = element.getparent()
        if any(short(one.tag) in {"pic:pic", "c:chart"} for one in drawing.iter()):
            self.collector.describe(element.get("descr", ""))

    def _picture(self, name: str) -> None:
        relation = self.relations.get(name)
        if relation is None or relation.is_outside:
            return
        data = self.package.read(relation.target)
        if data:
            digest = hashlib.sha256(data).hexdigest()
            self.collector.add("figure", f"{relation.target.rpartition('/')[2]} {digest}")

    def _drawn(self, text: str) -> None:
        with self.collector.apart("drawing"):
            self.collector.write(text)

    def _drawing(self, name: str) -> None:
        """Read the words of a chart or a diagram."""
        relation = self.relations.get(name)
        root = self.package.root(relation.target) if relation else None
        for one in () if root is None else root.iter():
            if short(one.tag) in {"a:t", "c:v"}:
                self._drawn(one.text or "")

    def _formula(self, element: Any) -> None:
        texts = (one.text or "" for one in element.iter() if short(one.tag) == "m:t")
        self.collector.add("formula", "".join(texts))

    def _chunk(self, element: Any) -> None:
        """Read another document that is put in here as it is (ISO/IEC 29500-1, 17.17.2.1)."""
        relation = self.relations.get(attribute(element, "r:id"))
        data = self.package.read(relation.target) if relation else b""
        if data.startswith(b"PK"):
            inner = read_office(data)
        else:
            inner = read_page(data.decode("utf-8", "replace"))
        for passage in inner.passages:
            with self.collector.apart(passage.kind, "embedded document"):
                self.collector.write(passage.text)


def _style(element: Any, properties: str, name: str) -> str:
    """The id of the style of a paragraph or a run; empty without one."""
    for part in element:
        if short(part.tag) == properties:
            return next((attribute(one, "w:val") for one in part if short(one.tag) == name), "")
    return ""


def _is_row(row: Any, table: Any) -> bool:
    """Whether a row is one of a table, and not of another one in it."""
    return next(one for one in row.iterancestors() if short(one.tag) == "w:tbl") is table
