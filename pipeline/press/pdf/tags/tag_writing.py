"""Writing the structure tree of a part to its PDF (ISO 32000-1, 14.7).

Keys and names are derived from page numbers, so that they are unique and in order across the parts
of a document: parts can be joined without renumbering.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pydyf

from pipeline.press.pdf.tags.tag_files import TagFile, add_tag_file
from pipeline.press.pdf.tags.tag_tree import Content, LinkArea, Tag

if TYPE_CHECKING:
    from collections.abc import Mapping

# Keys of the parent tree: the first of each page is for the page itself, the rest for its links.
KEYS_PER_PAGE = 10_000
TARGETS = "Targets"
"""The key of the catalogue of a part with the elements that its destinations lead to."""


@dataclass(slots=True)
class _Target:
    """The destination of the tree: the PDF, its pages, and the parents of content by page.

    ``names`` are the ids of elements, ``files`` the references of their files, ``written`` those of
    the elements.
    """

    pdf: Any
    folio: int
    pages: tuple[bytes, ...]
    parents: list[dict[int, bytes]]
    links: list[list[tuple[Any, bytes]]]
    names: dict[str, bytes]
    files: dict[TagFile, bytes]
    written: dict[Tag, bytes]


def write_tags(pdf: Any, root: Tag, targets: Mapping[str, Tag], folio: int) -> None:
    """Add a structure tree to a PDF of pydyf whose first page has the number ``folio``.

    ``targets`` are the elements that destinations lead to. The part keeps them for whoever joins
    it: only PDF 2.0 has destinations of this kind.
    """
    pages = pdf.page_references
    target = _Target(pdf, folio, pages, [{} for _ in pages], [[] for _ in pages], {}, {}, {})
    structure = _added(pdf, {"Type": "/StructTreeRoot"})
    structure["K"] = pydyf.Array([_write(target, root, structure)])
    structure["ParentTree"] = _parent_tree(target).reference
    if target.names:
        structure["IDTree"] = _id_tree(target).reference
    pdf.catalog["StructTreeRoot"] = structure.reference
    if targets:
        pairs = (
            item
            for name, tag in targets.items()
            for item in (pydyf.String(name), target.written[tag])
        )
        pdf.catalog[TARGETS] = _added(pdf, {"Names": pydyf.Array(pairs)}).reference


def _added(pdf: Any, values: Mapping[str, Any]) -> Any:
    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return dictionary


def _write(target: _Target, tag: Tag, parent: Any) -> bytes:
    element = _added(
        target.pdf, {"Type": "/StructElem", "S": f"/{tag.role}", "P": parent.reference}
    )
    page = next((kid.page for kid in tag.kids if not isinstance(kid, Tag)), None)
    if page is not None:
        element["Pg"] = target.pages[page]
    if tag.language is not None:
        element["Lang"] = pydyf.String(tag.language)
    if tag.alternative is not None:
        element["Alt"] = pydyf.String(tag.alternative)
    if tag.expansion is not None:
        element["E"] = pydyf.String(tag.expansion)
    if tag.file is not None:
        element["AF"] = pydyf.Array([_file(target, tag.file)])
    if tag.attributes:
        element["A"] = _attributes(tag)
    if tag.id is not None:
        name = f"{target.folio:05d}-{tag.id}"
        element["ID"] = pydyf.String(name)
        target.names[name] = element.reference
    element["K"] = pydyf.Array(_kid(target, kid, element, page) for kid in tag.kids)
    reference: bytes = element.reference
    target.written[tag] = reference
    return reference


def _file(target: _Target, file: TagFile) -> bytes:
    """The reference of a file; formulas that are alike have one."""
    if file not in target.files:
        target.files[file] = add_tag_file(target.pdf, file)
    return target.files[file]


def _kid(target: _Target, kid: Tag | Content | LinkArea, element: Any, page: int | None) -> Any:
    match kid:
        case Tag():
            return _write(target, kid, element)
        case Content():
            target.parents[kid.page][kid.number] = element.reference
            if kid.page == page:
                return kid.number
            return pydyf.Dictionary(
                {"Type": "/MCR", "Pg": target.pages[kid.page], "MCID": kid.number}
            )
        case LinkArea():
            target.links[kid.page].append((kid.annotation, element.reference))
            return pydyf.Dictionary(
                {"Type": "/OBJR", "Pg": target.pages[kid.page], "Obj": kid.annotation.reference}
            )


def _attributes(tag: Tag) -> Any:
    owners: dict[str, Any] = {}
    for (owner, key), value in tag.attributes.items():
        attributes = owners.setdefault(owner, pydyf.Dictionary({"O": f"/{owner}"}))
        if isinstance(value, tuple):
            attributes[key] = pydyf.Array(value)
        else:
            attributes[key] = f"/{value}" if isinstance(value, str) else value
    return pydyf.Array(owners.values())


def _parent_tree(target: _Target) -> Any:
    numbers: list[Any] = []
    for index, reference in enumerate(target.pages):
        key = (target.folio + index) * KEYS_PER_PAGE
        parents = target.parents[index]
        target.pdf.objects[int(reference.split()[0])]["StructParents"] = key
        numbers += [key, pydyf.Array(parents[number] for number in range(len(parents)))]
        for annotation, element in target.links[index]:
            key += 1
            annotation["StructParent"] = key
            numbers += [key, element]
    limits = pydyf.Array([numbers[0], numbers[-2]])
    return _added(target.pdf, {"Limits": limits, "Nums": pydyf.Array(numbers)})


def _id_tree(target: _Target) -> Any:
    names = sorted(target.names)
    pairs = [item for name in names for item in (pydyf.String(name), target.names[name])]
    limits = pydyf.Array([pydyf.String(names[0]), pydyf.String(names[-1])])
    return _added(target.pdf, {"Limits": limits, "Names": pydyf.Array(pairs)})
