"""The characters of a paragraph of a Word file, one by one, and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import W

if TYPE_CHECKING:
    from collections.abc import Iterator

_THROUGH: Final = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "smartTag", "customXml", "bdo", "dir")
)
_SIGNS: Final = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_IGNORED: Final = frozenset(
    f"{W}{name}"
    for name in (
        "rPr",
        "fldChar",
        "instrText",
        "lastRenderedPageBreak",
        "footnoteRef",
        "endnoteRef",
    )
)
_WORDS: Final = re.compile(r"\w+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Character:
    """A character, its run, and the link or simple field that it stands in."""

    text: str
    run: Any
    inside: Any


@dataclass(slots=True)
class Characters:
    """The characters of a paragraph, and the elements before each of them, by its place.

    ``names`` are the bookmarks that begin before it, ``others`` what has no characters: the
    calls of notes, the ends of comments, pictures, each in a run of its own if it needs one.
    """

    found: list[Character] = field(default_factory=list)
    names: list[tuple[int, str]] = field(default_factory=list)
    others: list[tuple[int, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(one.text for one in self.found)

    def followed_by(self, others: Characters) -> Characters:
        """The characters of two paragraphs in one."""
        end = len(self.found)
        return Characters(
            [*self.found, *others.found],
            [*self.names, *((end + place, name) for place, name in others.names)],
            [*self.others, *((end + place, one) for place, one in others.others)],
        )

    @property
    def words(self) -> list[str]:
        """The words, spaces and signs that the text consists of."""
        return _WORDS.findall(self.text)


def characters_of(paragraph: Any) -> Characters:
    """The characters of a paragraph whose tracked changes have been accepted."""
    found = Characters()
    for element, inside in _content(paragraph, None):
        if element.tag == f"{W}r":
            _read_run(element, inside, found)
        elif element.tag == f"{W}bookmarkStart":
            found.names.append((len(found.found), element.get(f"{W}name", "")))
        elif element.tag != f"{W}bookmarkEnd":
            found.others.append((len(found.found), element))
    return found


def _content(parent: Any, inside: Any) -> Iterator[tuple[Any, Any]]:
    for element in parent:
        if element.tag in {f"{W}hyperlink", f"{W}fldSimple"}:
            yield from _content(element, element)
        elif element.tag in _THROUGH:
            yield from _content(element, inside)
        elif element.tag != f"{W}pPr":
            yield element, inside


def _read_run(run: Any, inside: Any, found: Characters) -> None:
    for child in run:
        tag = child.tag
        if tag == f"{W}t":
            found.found += [Character(sign, run, inside) for sign in child.text or ""]
        elif tag in _SIGNS:
            found.found.append(Character(_SIGNS[tag], run, inside))
        elif tag == f"{W}br" and child.get(f"{W}type", "textWrapping") == "textWrapping":
            found.found.append(Character("\n", run, inside))
        elif tag not in _IGNORED:
            found.others.append((len(found.found), _alone(run, child)))


def _alone(run: Any, child: Any) -> Any:
    """A run with the properties of one and nothing but one of its children."""
    import copy

    from lxml import etree

    one = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        one.append(copy.deepcopy(properties))
    one.append(copy.deepcopy(child))
    return one


def run_of(text: str, properties: Any) -> Any:
    """A run that has a text and properties, of which it gets a copy."""
    import copy

    from lxml import etree

    run = etree.Element(f"{W}r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    for part in re.split("([\t\n])", text):
        if part in {"\t", "\n"}:
            etree.SubElement(run, f"{W}tab" if part == "\t" else f"{W}br")
        elif part:
            element = etree.SubElement(run, f"{W}t")
            element.text = part
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
