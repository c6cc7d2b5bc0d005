"""XML altered as a tree, so that it stays well formed: elements moved, doubled, nested, renamed."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lxml import etree

from fuzz.mutation import NUMBERS, ODD_CHARACTERS

_DEEP = (2, 10, 100)
_MANY = (2, 10, 100)
_MOST = 1000
_STEPS = (1, 1, 2, 3, 6)


@dataclass(frozen=True)
class TreeMutator:
    """Alters documents; ``values`` are what attributes and texts may say."""

    documents: Sequence[bytes]
    values: Sequence[str]

    def content(self, dice: Random) -> bytes:
        """One of the documents with its tree altered in a few places."""
        root = etree.fromstring(dice.choice(self.documents))
        for _ in range(dice.choice(_STEPS)):
            elements = list(root.iter(etree.Element))
            self._alter(dice.choice(elements), elements, dice)
        return etree.tostring(root)

    def _alter(self, one: Any, elements: list[Any], dice: Random) -> None:
        match dice.randrange(8):
            case 0:
                _remove(one)
            case 1:
                _repeat(one, 2 if len(elements) > _MOST else dice.choice(_MANY))
            case 2 if len(elements) < _MOST:
                one.insert(dice.randint(0, len(one)), copy.deepcopy(dice.choice(elements)))
            case 3:
                _nest(one, dice.choice(_DEEP))
            case 4:
                one.tag = dice.choice(elements).tag
            case 5:
                one.text = self._value(dice)
            case _:
                keys = [*one.attrib, *dice.choice(elements).attrib]
                if keys:
                    one.set(dice.choice(keys), self._value(dice))

    def _value(self, dice: Random) -> str:
        value = dice.choice(dice.choice((self.values, self.values, NUMBERS, ODD_CHARACTERS)))
        return "".join(sign for sign in value if sign.isprintable() and not _is_half(sign))


def is_well_formed(content: bytes) -> bool:
    """Tell whether a document can be altered as a tree; one with a document type cannot."""
    try:
        return etree.fromstring(content).getroottree().docinfo.internalDTD is None
    except etree.XMLSyntaxError:
        return False


def _remove(one: Any) -> None:
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _repeat(one: Any, times: int) -> None:
    if one.getparent() is not None:
        for _ in range(times):
            one.addnext(copy.deepcopy(one))


def _nest(one: Any, times: int) -> None:
    """Put an element into itself, many times over."""
    for _ in range(times):
        one = etree.SubElement(one, one.tag, attrib=dict(one.attrib))


def _is_half(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff" or sign in "\ufffe\uffff"
