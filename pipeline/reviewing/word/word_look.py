"""How the characters of a paragraph look that has been saved by a program without our styles."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from pipeline.comparing.alignment import matching_blocks
from pipeline.importing.reading.word_archive import W
from pipeline.note.word_marks import STYLE_IDS
from pipeline.reviewing.word.word_characters import Character, Characters, run_of
from pipeline.reviewing.word.word_styles import Styles, marks_of

_WHOLE: Final = frozenset(
    STYLE_IDS[name] for name in ("reference", "reference with page", "citation")
)
"""Styles of what is one thing: changed in part, it is words."""
_SWITCHES: Final = {"strong": "b", "emphasis": "i"}
_RAISED: Final = {"super": "superscript", "sub": "subscript"}


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph as it was, or as it is: its characters, its style, and the styles of its file."""

    characters: Characters
    style: str
    styles: Styles

    def seen(self) -> list[frozenset[Any]]:
        """The marks that each character shows, whatever they come from."""
        own = self.styles.marks(self.style)
        return [
            _shown(props, own | self.styles.marks(_run_style(props)))
            for props in map(_properties_of, self.characters.found)
        ]


@dataclass(frozen=True, slots=True)
class Format:
    """How some characters are written: the properties of their run, and the link around it."""

    key: tuple[object, ...]
    properties: Any
    inside: Any

    def element(self, text: str) -> Any:
        """A run of a text, in its link if it has one."""
        run = run_of(text, self.properties)
        if self.inside is None:
            return run
        outer = copy.copy(self.inside)
        for child in list(outer):
            outer.remove(child)
        outer.append(run)
        return outer


class Look:
    """How each character of a paragraph is to be written: as it was, with what was marked since."""

    def __init__(self, now: Side, was: Side) -> None:
        self._now, self._was = now.characters, was.characters
        self.same = _same_characters(self._was, self._now)
        self._whole = set(_whole_things(self._was, set(self.same.values())))
        self._old = was.styles.marks(was.style)
        self._seen, self._had = now.seen(), was.seen()

    def formats(self) -> list[Format]:
        """The format of each character."""
        found = []
        near: int | None = None
        for place, own in enumerate(self._now.found):
            link = own.inside if own.inside is not None and _is_link(own.inside) else None
            if place in self.same:
                near = self.same[place]
                found.append(self._kept(place, near, link))
                continue
            if place and self._seen[place] != self._seen[place - 1]:
                near = None
            # What is typed beside old words, and looks like them, has no marks of its own.
            marks = self._seen[place] - self._old if near is None else self._own_marks(near)
            found.append(_plain_format(marks, link))
        return found

    def _own_marks(self, old: int) -> frozenset[Any]:
        return frozenset(marks_of(_properties_of(self._was.found[old])))

    def _kept(self, place: int, old: int, link: Any) -> Format:
        was = self._was.found[old]
        properties, inside = _properties_of(was), was.inside
        if _run_style(properties) in _WHOLE and old not in self._whole:
            return _plain_format(self._seen[place] - self._old, link)
        if inside is None or not _is_link(inside) or not inside.get(f"{W}anchor"):
            inside = link
        marked = self._seen[place] - (self._had[old] - self._own_marks(old))
        if self._seen[place] != self._had[old]:
            return Format(
                (id(was.run), marked, id(inside)), _with_marks(properties, marked), inside
            )
        return Format((id(was.run), id(inside)), properties, inside)


def _plain_format(marks: frozenset[Any], link: Any) -> Format:
    return Format((marks, id(link)), _with_marks(None, marks), link)


def _properties_of(one: Character) -> Any:
    return one.run.find(f"{W}rPr")


def _is_link(element: Any) -> bool:
    return bool(element.tag == f"{W}hyperlink")


def _shown(properties: Any, styled: frozenset[Any]) -> frozenset[Any]:
    """The marks that can be seen: those of styles, unless they are switched off, and its own."""
    if properties is None:
        return styled
    said = {mark for mark, name in _SWITCHES.items() if properties.find(f"{W}{name}") is not None}
    return frozenset(marks_of(properties)) | (styled - said)


def _with_marks(properties: Any, marks: frozenset[Any]) -> Any:
    """Properties of a run, or none, with exactly these marks."""
    from lxml import etree

    new = etree.Element(f"{W}rPr") if properties is None else copy.deepcopy(properties)
    for name in ("b", "i", "vertAlign"):
        for one in new.findall(f"{W}{name}"):
            new.remove(one)
    for mark, name in _SWITCHES.items():
        if mark in marks:
            etree.SubElement(new, f"{W}{name}")
    for mark, value in _RAISED.items():
        if mark in marks:
            etree.SubElement(new, f"{W}vertAlign").set(f"{W}val", value)
    return new if len(new) else None


def _run_style(properties: Any) -> str:
    style = None if properties is None else properties.find(f"{W}rStyle")
    return "" if style is None else str(style.get(f"{W}val", ""))


def _same_characters(was: Characters, now: Characters) -> dict[int, int]:
    """For the place of a character that stayed, its place before."""
    old, new = was.words, now.words
    starts, new_starts = _starts(old), _starts(new)
    found: dict[int, int] = {}
    for block in matching_blocks(old, new):
        for at in range(block.size):
            word = old[block.a + at]
            first, new_first = starts[block.a + at], new_starts[block.b + at]
            found |= {new_first + n: first + n for n in range(len(word))}
    return found


def _starts(words: list[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


def _whole_things(was: Characters, there: set[int]) -> Iterator[int]:
    """Yield the places of the characters of references and citations of which everything stayed."""
    places = range(len(was.found))
    for style, grouped in groupby(places, key=lambda at: _run_style(_properties_of(was.found[at]))):
        own = list(grouped)
        if style in _WHOLE and there.issuperset(own):
            yield from own
