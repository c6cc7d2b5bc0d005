"""Attributes of elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.bidi import first_direction
from pipeline.languages import direction_of

if TYPE_CHECKING:
    from pipeline.note.text import ItemList
    from pipeline.press.markup.dialect import DialectName


def class_attribute(*names: str) -> str:
    """The class attribute with these names; nothing if there are none."""
    used = " ".join(name for name in names if name)
    return f' class="{used}"' if used else ""


def start_attribute(block: ItemList, dialect: DialectName) -> str:
    """Where the numbers of a list begin, if that is not at 1."""
    if not block.ordered or block.start == 1:
        return ""
    start = f' start="{block.start}"'
    # The layout engine ignores the attribute.
    counter = f' style="counter-reset: list-item {block.start - 1}"'
    return start + counter if dialect == "paged" else start


def direction_within(text: str, around: str) -> str:
    """The direction of a text that stands by itself, if it is not that of the language around it.

    A text without a letter, such as a number with its sign, is written from left to right.
    """
    direction = first_direction(text)
    return f' dir="{direction}"' if direction != direction_of(around) else ""


def language_of(tag: str, around: str, *, is_xml: bool = False) -> str:
    """The language of an element, and its direction if it is not that of the text around it.

    ``around`` is the language of that text, empty around the root of a document.
    """
    xml = f' xml:lang="{tag}"' if is_xml else ""
    turns = direction_of(tag) != direction_of(around)
    direction = f' dir="{direction_of(tag)}"' if turns else ""
    return f' lang="{tag}"{xml}{direction}'


def citing(dialect: DialectName) -> str:
    """The attributes of a link to a work in a list of the works cited."""
    if dialect == "paged":
        return ' class="to-work"'
    kind = ' epub:type="biblioref"' if dialect == "epub" else ""
    return f'{kind} role="doc-biblioref"'
