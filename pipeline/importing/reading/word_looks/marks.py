"""What only the look of a Word file says: hidden words, dropped capitals, colours, deep lists."""

from __future__ import annotations

import copy
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import W
from pipeline.importing.reading.word_styles import Styles, read_block, read_letters, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN: Final = "notepress hidden"
"""The style that hidden words are given, by which they are recognised behind pandoc."""

CAPTION: Final = "notepress caption"
"""The style of the captions of a Word file."""

_CAPTIONS: Final = re.compile(
    r"(?:(?:table|image|figure) )?caption|captioned figure", re.IGNORECASE
)
_HIDDEN_ID: Final = "NotepressHidden"
_DEEPER: Final = re.compile(r"list (?:bullet|number) ([2-9])")
_PLAIN_COLOURS: Final = frozenset({"auto", "000000"})


def mark_hidden(root: Any, styles: Styles) -> frozenset[tuple[str, str]]:
    """Give the runs of hidden words a style of their own.

    The footnotes and endnotes that they refer to are given by kind and number.
    """
    rows = {run for row in root.iter(f"{W}tr") if _is_on(row.find(f"{W}trPr/{W}hidden"))
            for run in row.iter(f"{W}r")}  # fmt: skip
    notes = set()
    for run in list(root.iter(f"{W}r")):
        if run in rows or _is_hidden(run, styles):
            # What stands in a shape that is hidden is hidden with it.
            for inner in run.iter(f"{W}r"):
                _set_style(inner)
            for kind in ("footnote", "endnote"):
                notes |= {(kind, one.get(f"{W}id", "")) for one in run.iter(f"{W}{kind}Reference")}
    return frozenset(notes)


def _is_hidden(run: Any, styles: Styles) -> bool:
    own = read_letters(run.find(f"{W}rPr"))
    paragraph = next(run.iterancestors(f"{W}p"), None)
    style = value_of(paragraph.find(f"{W}pPr"), "pStyle") if paragraph is not None else ""
    hidden: bool = {**styles.letters(style, own.get("style", "")), **own}.get("hidden", False)
    return hidden


def mark_hidden_notes(root: Any, hidden: frozenset[tuple[str, str]]) -> None:
    """Mark the words of notes that hidden words refer to as hidden."""
    for kind, name in hidden:
        for note in root.iterfind(f"{W}{kind}"):
            if note.get(f"{W}id") == name:
                for run in note.iter(f"{W}r"):
                    _set_style(run)


def settle_styles(root: Any) -> None:
    """Add the style of hidden words to the styles of a file, and rename those of captions.

    Pandoc takes a caption from where it stands and gives it to a picture or table that may be
    another one.
    """
    from lxml import etree

    for name in root.iterfind(f"{W}style/{W}name"):
        if _CAPTIONS.fullmatch(name.get(f"{W}val", "")):
            name.set(f"{W}val", CAPTION)
    style = etree.SubElement(root, f"{W}style")
    style.set(f"{W}type", "character")
    style.set(f"{W}customStyle", "1")
    style.set(f"{W}styleId", _HIDDEN_ID)
    etree.SubElement(style, f"{W}name").set(f"{W}val", HIDDEN)


def _set_style(run: Any) -> None:
    from lxml import etree

    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    for old in properties.findall(f"{W}rStyle"):
        properties.remove(old)
    style = etree.Element(f"{W}rStyle")
    style.set(f"{W}val", _HIDDEN_ID)
    properties.insert(0, style)


def join_dropped_capitals(root: Any) -> None:
    """Put the large letter that begins a text into the paragraph that it belongs to."""
    for frame in list(root.iter(f"{W}framePr")):
        if frame.get(f"{W}dropCap") not in {"drop", "margin"}:
            continue
        letter = frame.getparent().getparent()
        text = letter.getnext()
        if letter.tag != f"{W}p" or text is None or text.tag != f"{W}p":
            continue
        at = 1 if text.find(f"{W}pPr") is not None else 0
        for part in reversed([one for one in letter if one.tag != f"{W}pPr"]):
            for size in part.findall(f"{W}rPr"):
                part.remove(size)
            text.insert(at, part)
        letter.getparent().remove(letter)


def marks_lost(root: Any) -> Iterator[tuple[str, str]]:
    """Yield words with a mark that no note has, and what becomes of the mark."""
    for paragraph in root.iter(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if not _is_link(run)]
        for how, test in _LOST:
            for lost, row in groupby(runs, test):
                words = "".join(text.text or "" for run in row for text in run.iterfind(f"{W}t"))
                if lost and words.strip():
                    yield how, words.strip()


def _is_link(run: Any) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    linked = style is not None and "hyperlink" in style.get(f"{W}val", "").lower()
    return linked or any(True for _ in run.iterancestors(f"{W}hyperlink"))


def _is_coloured(run: Any) -> bool:
    colour = run.find(f"{W}rPr/{W}color")
    return colour is not None and colour.get(f"{W}val", "auto").lower() not in _PLAIN_COLOURS


def _is_capitals(run: Any) -> bool:
    return _is_on(run.find(f"{W}rPr/{W}caps"))


def _is_on(toggle: Any) -> bool:
    """Whether a property that is on or off is on (ISO/IEC 29500-1, 17.17.4)."""
    return toggle is not None and toggle.get(f"{W}val", "true") not in {"0", "false", "off"}


def _is_shaded(run: Any) -> bool:
    shading = run.find(f"{W}rPr/{W}shd")
    return shading is not None and shading.get(f"{W}fill", "auto").lower() not in {"auto", "ffffff"}


_LOST: Final = (
    ("coloured words are set in the colour of the text", _is_coloured),
    ("words set in capitals are set as they were typed", _is_capitals),
    ("shading behind words was removed", _is_shaded),
)


def deepen_lists(root: Any, numbering: Any, styles: Styles) -> None:
    """Nest items in styles such as "List Bullet 2" in those before them.

    Word has a list of the first level for each of these styles, so that their depth is in the
    style alone. ``numbering`` is the root of the part with the lists, which gets their levels.
    """
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        style = value_of(properties, "pStyle") or styles.default_paragraph
        found = _DEEPER.fullmatch(value_of(styles.elements.get(style), "name").lower())
        if not found:
            continue
        block = {**styles.block(style), **read_block(properties)}
        depth = int(found[1]) - 1
        if (listed := block.get("list", 0)) and not block.get("depth", 0):
            list_id = str(listed)
            if _has_level(numbering, list_id, depth):
                _set_level(paragraph, list_id, depth)


def _has_level(numbering: Any, list_id: str, depth: int) -> bool:
    """Whether a list has a level, which it is given if it has the first."""
    one = next((n for n in numbering.iterfind(f"{W}num") if n.get(f"{W}numId") == list_id), None)
    kind = one.find(f"{W}abstractNumId") if one is not None else None
    if kind is None:
        return False
    for definition in numbering.iterfind(f"{W}abstractNum"):
        if definition.get(f"{W}abstractNumId") != kind.get(f"{W}val"):
            continue
        levels = {level.get(f"{W}ilvl"): level for level in definition.iterfind(f"{W}lvl")}
        if "0" in levels and str(depth) not in levels:
            level = copy.deepcopy(levels["0"])
            level.set(f"{W}ilvl", str(depth))
            definition.append(level)
        return "0" in levels
    return False


def _set_level(paragraph: Any, list_id: str, depth: int) -> None:
    from lxml import etree

    properties = paragraph.find(f"{W}pPr")
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    number = etree.Element(f"{W}numPr")
    etree.SubElement(number, f"{W}ilvl").set(f"{W}val", str(depth))
    etree.SubElement(number, f"{W}numId").set(f"{W}val", list_id)
    style = properties.find(f"{W}pStyle")
    properties.insert(0 if style is None else properties.index(style) + 1, number)
