"""What a PDF says to those who read it by its structure: elements, their text, artifacts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_MAPPING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


@dataclass(slots=True)
class Element:
    """A structure element: its keys, and its content in order as text, elements and links.

    ``mcids`` are the numbers of its content on its own page.
    """

    role: str
    keys: dict[str, Any]
    kids: list[Any] = field(default_factory=list)
    mcids: list[int] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, *roles: str) -> list[Element]:
        return [element for element in self.walk() if element.role in roles]

    @property
    def text(self) -> str:
        """All its text, without soft hyphens."""
        texts = (kid.text if isinstance(kid, Element) else kid for kid in self.kids)
        return "".join(text for text in texts if isinstance(text, str)).replace("\xad", "")

    @property
    def links(self) -> list[pikepdf.Object]:
        return [kid for kid in self.kids if isinstance(kid, pikepdf.Object)]

    def outline(self) -> Any:
        """Its role and those of the elements in it, nested."""
        inside = [kid.outline() for kid in self.kids if isinstance(kid, Element)]
        return (self.role, *inside) if inside else self.role


@dataclass(slots=True)
class Painted:
    """What is painted on a page: text by the number of its marked content, and of artifacts."""

    tagged: dict[int, str]
    artifacts: list[str]


@dataclass(slots=True)
class Reading:
    """A tagged PDF, read."""

    pdf: pikepdf.Pdf
    root: Element
    pages: list[Painted]
    unused: list[tuple[int, int]]


def read_tagged(content: bytes) -> Reading:
    """Read a tagged PDF; every reference in its structure tree is checked on the way."""
    pdf = pikepdf.open(io.BytesIO(content))
    pages = [_read_page(page) for page in pdf.pages]
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    tree = pdf.Root.StructTreeRoot
    used: list[tuple[int, int]] = []
    parents = dict(_number_tree(tree.ParentTree))
    root = _read_element(tree.K[0], tree, numbers, pages, used)
    for number, page in enumerate(pdf.pages):
        holders = parents[int(page.StructParents)]
        assert len(holders) == len(pages[number].tagged)
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert parents[int(annotation.StructParent)].S == "/Link"
    assert len(used) == len(set(used))
    everything = {(n, mcid) for n, page in enumerate(pages) for mcid in page.tagged}
    return Reading(pdf, root, pages, sorted(everything - set(used)))


def _number_tree(node: Any) -> Iterator[tuple[int, Any]]:
    keys = []
    for kid in node.get("/Kids", []):
        for key, value in _number_tree(kid):
            keys.append(key)
            yield key, value
    numbers = list(node.get("/Nums", []))
    for key, value in zip(numbers[::2], numbers[1::2], strict=True):
        keys.append(int(key))
        yield int(key), value
    assert keys == sorted(set(keys))
    if "/Limits" in node:
        assert [int(limit) for limit in node.Limits] == [keys[0], keys[-1]]


def _read_element(
    entry: Any,
    parent: Any,
    numbers: dict[Any, int],
    pages: list[Painted],
    used: list[tuple[int, int]],
) -> Element:
    assert entry.P.objgen == parent.objgen
    element = Element(str(entry.S)[1:], {key: entry[key] for key in entry if key not in "/P/K/S"})
    page = numbers[entry.Pg.objgen] if "/Pg" in entry else -1
    for kid in entry.get("/K", []):
        if isinstance(kid, int):
            used.append((page, kid))
            element.mcids.append(kid)
            element.kids.append(pages[page].tagged[kid])
        elif kid.get("/Type") == "/MCR":
            place = (numbers[kid.Pg.objgen], int(kid.MCID))
            used.append(place)
            element.kids.append(pages[place[0]].tagged[place[1]])
        elif kid.get("/Type") == "/OBJR":
            element.kids.append(kid.Obj)
        else:
            element.kids.append(_read_element(kid, entry, numbers, pages, used))
    return element


def _read_page(page: pikepdf.Page) -> Painted:
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
    painted = Painted({}, [])
    stack: list[tuple[str, Any]] = []
    characters: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                stack.append((str(operands[0]), operands[1] if len(operands) > 1 else {}))
                _open(stack[-1], painted)
            case "EMC":
                stack.pop()
            case "Tf":
                characters = fonts[str(operands[0])]
            case "TJ":
                _show(_decode(operands[0], characters), stack, painted)
    assert not stack
    return painted


def _open(content: tuple[str, Any], painted: Painted) -> None:
    if "/MCID" in content[1]:
        assert int(content[1]["/MCID"]) not in painted.tagged
        painted.tagged[int(content[1]["/MCID"])] = ""
    elif content[0] == "/Artifact":
        painted.artifacts.append("")


def _show(text: str, stack: list[tuple[str, Any]], painted: Painted) -> None:
    actual = [str(values["/ActualText"]) for _, values in stack if "/ActualText" in values]
    tagged = [int(values["/MCID"]) for _, values in stack if "/MCID" in values]
    shown = actual[-1] if actual else text
    if tagged:
        painted.tagged[tagged[-1]] += shown
    else:
        assert any(tag == "/Artifact" for tag, _ in stack), f"untagged: {text}"
        painted.artifacts[-1] += shown


def _decode(array: Any, characters: dict[bytes, str]) -> str:
    glyphs = b"".join(bytes(part) for part in array if isinstance(part, pikepdf.String))
    return "".join(characters[glyphs[at : at + 2]] for at in range(0, len(glyphs), 2))


def _characters(font: Any) -> dict[bytes, str]:
    mapping = font.ToUnicode.read_bytes()
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in _MAPPING.findall(mapping)
    }
