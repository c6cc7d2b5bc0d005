"""The markup of web pages, brought to what pandoc reads with every word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CODE: Final = frozenset({"script", "style", "template", "noscript", "head", "link", "meta"})
_FOREIGN: Final = {
    "iframe": "page inside the page", "embed": "page inside the page",
    "object": "page inside the page", "video": "film", "audio": "sound",
}  # fmt: skip
_CONTROLS: Final = frozenset({"button", "select", "textarea", "datalist", "option"})
_RUNNING: Final = frozenset(
    {
        "a", "abbr", "b", "big", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_BOXES: Final = {True: "☒ ", False: "☐ "}


def tidy_fragment(text: str, told: list[tuple[str, str]]) -> str:
    """A piece of HTML with balanced tags, for pandoc; what is no text is added to ``told``."""
    from lxml import etree, html

    root = html.fragment_fromstring(text, create_parent="div")
    tidy(root, told)
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
    return _escaped(root.text or "") + inner


def tidy(root: Any, told: list[tuple[str, str]]) -> None:
    """Take out of a page what is no text, and write what pandoc would drop in other words."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _CODE:
            remove(element)
        elif element.tag in _FOREIGN:
            _leave_out(element, _FOREIGN[element.tag], told)
        elif element.tag in _CONTROLS and words_of(element):
            told.append((words_of(element), "control of a form"))
            remove(element)
        elif element.tag == "input":
            _write_box(element)
        elif element.tag in _RENAMED:
            _RENAMED[element.tag](element)
    for table in [one for one in root.iter("table") if _is_layout(one)]:
        open_table(table)


def words_of(element: Any) -> str:
    """The words of an element in one line; those of two blocks stay apart."""
    parts: list[str] = []
    for event, one in _walk(element):
        gap = "" if not isinstance(one.tag, str) or one.tag in _RUNNING else " "
        if event == "start":
            parts += [gap, (one.text or "") if isinstance(one.tag, str) else ""]
        else:
            parts += [gap, "" if one is element else one.tail or ""]
    return " ".join("".join(parts).split())


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return iter(etree.iterwalk(element, events=("start", "end", "comment", "pi")))


def remove(element: Any) -> None:
    """Take an element out of a page, but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _leave_out(element: Any, what: str, told: list[tuple[str, str]]) -> None:
    address = element.get("src") or element.get("data") or ""
    if text := " ".join(one for one in (address, words_of(element)) if one):
        told.append((text, f"{what}, which a note cannot show"))
    remove(element)


def _write_box(element: Any) -> None:
    """Write the box of an entry in a list of things to do as a character."""
    if element.get("type") == "checkbox":
        element.tail = _BOXES["checked" in element.attrib] + (element.tail or "").lstrip()
    remove(element)


def _write_summary(element: Any) -> None:
    element.tag = "strong"
    paragraph = element.makeelement("p", {})
    paragraph.tail, element.tail = element.tail, None
    element.getparent().replace(element, paragraph)
    paragraph.append(element)


def _write_division(element: Any) -> None:
    element.tag = "div"
    element.attrib.pop("open", None)


_RENAMED: Final = {
    "summary": _write_summary,
    "details": _write_division,
    "center": _write_division,
    "fieldset": _write_division,
    "legend": _write_summary,
}


def _is_layout(table: Any) -> bool:
    """Whether a table only arranges the page: it says so, or has tables inside its cells."""
    return table.get("role") == "presentation" or table.find(".//table") is not None


def open_table(table: Any) -> None:
    """Make the cells of a table parts of the page, one after another."""
    for part in list(table.iter("caption", "thead", "tbody", "tfoot", "tr", "td", "th")):
        if _table_of(part) is table:
            part.tag = "div"
            _drop_attributes(part)
    for part in list(table.iter("col", "colgroup")):
        remove(part)
    table.tag = "div"
    _drop_attributes(table)


def _table_of(part: Any) -> Any:
    return next(iter(part.iterancestors("table")), None)


def _drop_attributes(element: Any, kept: Iterable[str] = ("id",)) -> None:
    for name in element.attrib:
        if name not in kept:
            del element.attrib[name]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
