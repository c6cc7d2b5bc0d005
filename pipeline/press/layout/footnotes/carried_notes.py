"""A fix for the order of footnotes that are carried over to the next page.

WeasyPrint 70 keeps them in the order in which it found no room for them. Under ``footnote-policy:
auto`` the second note of a paragraph may be carried over when its line is laid out, and the first
one later, to keep the lines of the paragraph together: on the next page the second stood first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.layout import page

_Make = Callable[..., Any]


@contextmanager
def notes_in_order(root: Any) -> Iterator[None]:
    """Set notes that are carried over in the order of the text below a root while active."""
    original = page.make_page
    page.make_page = partial(_make_page, original, root)
    try:
        yield
    finally:
        page.make_page = original


def _make_page(original: _Make, root: Any, context: Any, *args: Any) -> Any:
    """Make a page as WeasyPrint does, beginning with the first of the notes carried over."""
    if len(context.reported_footnotes) > 1:
        places = {element: place for place, element in enumerate(root.iter())}
        context.reported_footnotes.sort(key=lambda note: places[note.element])
    return original(context, *args)
