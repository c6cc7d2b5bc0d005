"""Hidden text of OpenDocument, taken out: pandoc would publish it, or drop it without a word."""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_STYLED: Final = tuple(f"{_TEXT}{name}" for name in ("p", "h", "span", "a"))
_WHY: Final = "hidden text, which is never published"


def take_hidden(root: Any, styles: Any) -> tuple[tuple[str, str], ...]:
    """The hidden words of a text, which are taken out of it, and why they are not in the source.

    They are in spans and paragraphs whose style has ``text:display="none"`` (ISO/IEC 26300-3,
    20.346), in hidden sections, and in fields of hidden text.
    """
    hiding = _hiding_styles([root] if styles is None else [styles, root])
    found = []
    for element in list(root.iter(*_STYLED, f"{_TEXT}section", f"{_TEXT}hidden-text")):
        if not _hides(element, hiding):
            continue
        given = element.get(f"{_TEXT}string-value", "")
        words = " ".join((given or " ".join(element.itertext())).split())
        if words:
            found.append((words, _WHY))
        tail = element.tail
        element.clear()
        element.tail = tail
    return tuple(found)


def _hides(element: Any, hiding: set[str]) -> bool:
    if element.tag == f"{_TEXT}hidden-text":
        return True
    if element.tag == f"{_TEXT}section":
        return bool(element.get(f"{_TEXT}display") == "none")
    return element.get(f"{_TEXT}style-name", "") in hiding


def _hiding_styles(roots: list[Any]) -> set[str]:
    """The names of the styles that hide their text, or are based on one that does."""
    hiding: set[str] = set()
    parents: dict[str, str] = {}
    shown: set[str] = set()
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            parents[name] = style.get(f"{_STYLE}parent-style-name", "")
            for one in style.iter(f"{_STYLE}text-properties"):
                display = one.get(f"{_TEXT}display")
                hiding |= {name} if display == "none" else set()
                shown |= {name} if display == "true" else set()
    for _ in range(len(parents)):
        more = {name for name, above in parents.items() if above in hiding} - hiding - shown
        if not more:
            break
        hiding |= more
    return hiding
