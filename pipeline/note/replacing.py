"""Copies of a tree of a note with some of its inlines replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.note.leaves import InlineElement
from pipeline.note.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable

_Tree = TypeVar("_Tree")


def replace_inlines(tree: _Tree, other_for: Callable[[Any], Any]) -> _Tree:
    """A tree in which ``other_for`` gives, for each inline, the same one or another.

    What has nothing replaced in it is not copied.
    """
    changed: Any = _replaced(tree, other_for)
    return changed  # type: ignore[no-any-return]


def _replaced(value: Any, other_for: Callable[[Any], Any]) -> Any:
    if isinstance(value, tuple):
        parts = tuple(_replaced(part, other_for) for part in value)
        return value if all(map(_is, parts, value)) else parts
    if not isinstance(value, Model):
        return value
    if isinstance(value, InlineElement) and (other := other_for(value)) is not value:
        return other
    changed = {name: new for name, old in value if (new := _replaced(old, other_for)) is not old}
    return value.model_copy(update=changed) if changed else value


def _is(one: object, other: object) -> bool:
    return one is other
