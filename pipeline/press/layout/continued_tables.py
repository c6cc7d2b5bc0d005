"""The title of a table above its repeated heads, on every page but the first.

It stands in the first row of the head, which WeasyPrint repeats; where the table begins, it is laid
out without that row, as its title stands there already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.layout import block

_CONTINUED = "continued"

_Layout = Callable[..., tuple[Any, ...]]


@contextmanager
def titles_continued() -> Iterator[None]:
    """Lay out tables with the continued title on further pages only, while active."""
    original = block.table_layout
    block.table_layout = partial(_table_layout, original)
    try:
        yield
    finally:
        block.table_layout = original


def _table_layout(
    original: _Layout, context: Any, table: Any, bottom_space: Any, skip_stack: Any, *more: Any
) -> tuple[Any, ...]:
    if skip_stack is None:
        table = _without_continued(table)
    return original(context, table, bottom_space, skip_stack, *more)


def _without_continued(table: Any) -> Any:
    head = table.children[0] if table.children else None
    if head is None or not head.is_header or not _is_continued(head.children[0]):
        return table
    head = head.copy_with_children(head.children[1:])
    bare = table.copy_with_children([head, *table.children[1:]])
    if table.style["border_collapse"] == "collapse":
        vertical, horizontal = table.collapsed_border_grid
        bare.collapsed_border_grid = (vertical[1:], horizontal[1:])
    return bare


def _is_continued(row: Any) -> bool:
    return row.element is not None and row.element.get("class") == _CONTINUED
