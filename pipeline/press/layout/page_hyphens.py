"""No hyphenation across pages: paragraphs whose last word on a page would be divided.

CSS cannot forbid a hyphen at the foot of a page only. So such a paragraph is set without
hyphenation, and the part is laid out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_HYPHENS = ("-", "\u2010")


def broken_words(pages: Sequence[Any]) -> tuple[str, ...]:
    """The ids of paragraphs in which a page ends with a hyphen."""
    found = []
    for page in pages:
        last = _last_line(page)
        if last is not None and _text(last).rstrip().endswith(_HYPHENS):
            found.append(str(_with_id(last.element).get("id")))
    return tuple(found)


def without_hyphens(names: Sequence[str]) -> str:
    """The CSS that turns off hyphenation in the paragraphs with these ids."""
    return "".join(f"\n#{name} {{ hyphens: none }}" for name in names)


def _last_line(page: Any) -> Any:
    """The lowest line of running text on a page; None if there is none."""
    from weasyprint.formatting_structure.boxes import LineBox

    root = page._page_box.children[0]  # noqa: SLF001 - the boxes have no public name
    lines = (
        box
        for box in root.descendants()
        if isinstance(box, LineBox)
        and box.element_tag in ("p", "li")
        and _with_id(box.element) is not None
    )
    return max(lines, key=lambda line: line.position_y, default=None)


def _with_id(element: Any) -> Any:
    """The element with a paragraph's id: the ``p`` itself, or a ``span`` in the ``li``; or None."""
    if element.tag == "p":
        return element if element.get("id") else None
    return next((child for child in element if child.tag == "span" and child.get("id")), None)


def _text(line: Any) -> str:
    texts = (getattr(box, "text", None) for box in line.descendants())
    return "".join(text for text in texts if isinstance(text, str))
