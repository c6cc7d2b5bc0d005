"""Words that a page breaks in two: which paragraphs have one, and how to set those without.

No property of CSS forbids a hyphen at the foot of a page only. So the paragraph concerned is set
without hyphenation, and the part laid out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_HYPHENS = ("-", "\u2010")


def broken_words(pages: Sequence[Any]) -> tuple[str, ...]:
    """Return the id of each paragraph in which a page of a layout ends with a hyphen."""
    found = []
    for page in pages:
        last = _last_line(page)
        if last is not None and _text(last).rstrip().endswith(_HYPHENS):
            found.append(str(_named(last.element).get("id")))
    return tuple(found)


def without_hyphens(names: Sequence[str]) -> str:
    """Return the CSS that sets paragraphs, named by their ids, without hyphenation."""
    return "".join(f"\n#{name} {{ hyphens: manual }}" for name in names)


def _last_line(page: Any) -> Any:
    """Return the lowest line of running text on a page; None if there is none."""
    from weasyprint.formatting_structure.boxes import LineBox

    root = page._page_box.children[0]  # noqa: SLF001 - the boxes have no public name
    lines = (
        box
        for box in root.descendants()
        if isinstance(box, LineBox)
        and box.element_tag in ("p", "li")
        and _named(box.element) is not None
    )
    return max(lines, key=lambda line: line.position_y, default=None)


def _named(element: Any) -> Any:
    """Return what has the id of a paragraph: itself, or what is in its item of a list; or None."""
    if element.tag == "p":
        return element if element.get("id") else None
    return next((child for child in element if child.tag == "span" and child.get("id")), None)


def _text(line: Any) -> str:
    texts = (getattr(box, "text", None) for box in line.descendants())
    return "".join(text for text in texts if isinstance(text, str))
