"""Put back what a program gave up when it saved an edited Word file: bookmarks, styles, links.

Google Docs keeps words, headings, lists, tables, notes and the look of characters. Bookmarks get
names of its own, styles of ours and the source in the file are gone, fields and references are
words. Each paragraph is found again by its words in the file as it was made, and gets its
bookmarks and styles from there, and its references where their words have stayed.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pipeline.importing.reading.word_archive import W, pack, parse, unpack
from pipeline.importing.reading.word_package import MAIN
from pipeline.reviewing.word.same_paragraphs import joined_to, same_paragraphs, split_off
from pipeline.reviewing.word.tracked import accept_changes
from pipeline.reviewing.word.word_characters import Characters, characters_of
from pipeline.reviewing.word.word_look import Format, Look, Side
from pipeline.reviewing.word.word_styles import Styles, read_styles

_STYLES: Final = "word/styles.xml"
_TEXTS: Final = (MAIN, "word/footnotes.xml", "word/endnotes.xml")
_LEAST: Final = 0.1
"""The share of the bookmarks from which a program keeps them: what is gone was deleted."""

Parts = Mapping[str, bytes]


def restored(content: bytes, made: bytes, name: str) -> bytes | None:
    """An edited Word file with what it has lost of the one that was made; None if it has not.

    Its tracked changes are accepted. Raises `SourceError` (N160) if it is no Word file.
    """
    from lxml import etree

    edited, base = unpack(content, name), unpack(made, name)
    restorer = _Restorer(read_styles(edited, name), read_styles(base, name))
    found: dict[str, bytes] = {}
    for path in _TEXTS:
        if path not in edited or path not in base:
            continue
        root, old = parse(edited[path], name), parse(base[path], name)
        if _has_lost_names(root, old):
            accept_changes(root)
            restorer.restore(root, old)
            found[path] = etree.tostring(root)
    if not found:
        return None
    return pack({**edited, **found, _STYLES: _with_styles(edited, base, name)})


def _has_lost_names(edited: Any, made: Any) -> bool:
    known = set(_names(made))
    return len(known & set(_names(edited))) < _LEAST * len(known)


def _names(root: Any) -> Iterator[str]:
    return (str(one.get(f"{W}name", "")) for one in root.iter(f"{W}bookmarkStart"))


def _with_styles(edited: Parts, base: Parts, name: str) -> bytes:
    """The styles of an edited file, and those that it has not of the one that was made."""
    from lxml import etree

    if _STYLES not in edited:
        return base[_STYLES]
    root = parse(edited[_STYLES], name)
    there = {one.get(f"{W}styleId") for one in root.iter(f"{W}style")}
    for style in parse(base[_STYLES], name).iter(f"{W}style"):
        if style.get(f"{W}styleId") not in there:
            root.append(copy.deepcopy(style))
    return bytes(etree.tostring(root))


@dataclass(frozen=True, slots=True)
class _Restorer:
    """Puts back what paragraphs have lost; the styles are those of the copy and of the original."""

    styles: Styles
    old_styles: Styles

    def restore(self, root: Any, old: Any) -> None:
        """Put back what the paragraphs of a part of a Word file have lost."""
        olds, news = list(old.iter(f"{W}p")), list(root.iter(f"{W}p"))
        was, now = [characters_of(one) for one in olds], [characters_of(one) for one in news]
        for place, name in _names_between(old, olds):
            was[place].names.insert(0, (0, name))
        pairs = same_paragraphs(list(map(_words_of, was)), list(map(_words_of, now)))
        texts, new_texts = list(map(_words_of, was)), list(map(_words_of, now))
        split, joined = split_off(texts, new_texts, pairs), joined_to(texts, new_texts, pairs)
        for place, paragraph in enumerate(news):
            old_place = pairs.get(place, split.get(place))
            if old_place is not None:
                base, before = olds[old_place], was[old_place]
                if place in split:
                    before = replace(before, names=[])
                if place in joined:
                    before = before.followed_by(was[joined[place]])
                # Both look as they do before the style is exchanged.
                self._words(paragraph, base, now[place], before)
                self._style(paragraph, base)
            else:
                for mark in list(paragraph.iter(f"{W}bookmarkStart")):
                    mark.getparent().remove(mark)

    def _style(self, paragraph: Any, base: Any) -> None:
        """Give a paragraph its style again, unless it has become a heading, or no list item."""
        from lxml import etree

        old = _style_of(base)
        level = self.styles.heading_level(_style_of(paragraph))
        is_heading = self.old_styles.heading_level(old) > 0
        lost_number = _has_number(base) and not _has_number(paragraph)
        if not old or level or is_heading or lost_number:
            return
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        for one in properties.findall(f"{W}pStyle"):
            properties.remove(one)
        style = etree.Element(f"{W}pStyle")
        style.set(f"{W}val", old)
        properties.insert(0, style)

    def _words(self, paragraph: Any, base: Any, now: Characters, was: Characters) -> None:
        new_side = Side(now, _style_of(paragraph), self.styles)
        look = Look(new_side, Side(was, _style_of(base), self.old_styles))
        before: dict[int, list[Any]] = defaultdict(list)
        for place, name in _places_of_names(was, look.same, len(now.found)):
            before[place] += _bookmark(name)
        for place, one in now.others:
            before[place].append(one)
        properties = paragraph.find(f"{W}pPr")
        for child in list(paragraph):
            if child is not properties:
                paragraph.remove(child)
        formats = look.formats()
        place = 0
        while place < len(now.found):
            paragraph.extend(before[place])
            last = place + 1
            while last < len(now.found) and not before[last] and _goes_on(formats, last):
                last += 1
            text = "".join(one.text for one in now.found[place:last])
            paragraph.append(formats[place].element(text))
            place = last
        paragraph.extend(before[len(now.found)])


def _words_of(one: Characters) -> str:
    """The words of a paragraph, or those that say what its picture shows."""
    if one.text.strip():
        return one.text
    about = (each.find(".//{*}docPr") for _, each in one.others if each.tag == f"{W}r")
    return " ".join(f"\ufffc {each.get('descr', '')}" for each in about if each is not None)


def _names_between(root: Any, paragraphs: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """Yield the bookmarks that begin between paragraphs, with the place of the next paragraph."""
    places = {one: place for place, one in enumerate(paragraphs)}
    waiting: list[str] = []
    for element in root.iter(f"{W}p", f"{W}bookmarkStart"):
        if element.tag == f"{W}p":
            yield from ((places[element], name) for name in reversed(waiting))
            waiting.clear()
        elif next(element.iterancestors(f"{W}p"), None) is None:
            waiting.append(element.get(f"{W}name", ""))


def _goes_on(formats: list[Format], place: int) -> bool:
    return formats[place].key == formats[place - 1].key


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val", ""))


def _has_number(paragraph: Any) -> bool:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(f"{W}val") != "0"


def _places_of_names(was: Characters, same: Mapping[int, int], end: int) -> list[tuple[int, str]]:
    """Where in a copy the bookmarks begin that were before a character or at the beginning."""
    new_of = {old: new for new, old in same.items()}
    later = sorted(new_of)
    found = []
    for place, name in was.names:
        if place == 0:
            found.append((0, name))
            continue
        following = next((new_of[old] for old in later if old >= place), end)
        found.append((following, name))
    return found


def _bookmark(name: str) -> Iterator[Any]:
    from lxml import etree

    for tag in ("bookmarkStart", "bookmarkEnd"):
        one = etree.Element(f"{W}{tag}")
        one.set(f"{W}id", "0")
        if tag == "bookmarkStart":
            one.set(f"{W}name", name)
        yield one
