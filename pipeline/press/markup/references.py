"""References as markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pipeline.press.parts.parts import IN_TEXT, ON_PAGES, SHOWN

if TYPE_CHECKING:
    from pipeline.note.text import Reference

_NUMBER = "{pages}"
_BETWEEN = ", "


def reference_markup(reference: Reference, inside: str, *, shows_pages: bool) -> str:
    """A reference around its words, with the page if the edition fills in page numbers."""
    pages = _pages(reference) if shows_pages and reference.on_page else ""
    return f'<span class="reference">{inside}</span>{pages}'


def _pages(reference: Reference) -> str:
    before, _, after = reference.on_page.partition(_NUMBER)
    numbers = (f'<span class="{IN_TEXT}" {SHOWN}="{name}">00</span>' for name in reference.ids)
    return (
        f'<span class="{ON_PAGES}">{escape(before)}{_BETWEEN.join(numbers)}{escape(after)}</span>'
    )
