"""The lines of a tree of a note, and copies of it with some of its nodes replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.note.leaves import InlineElement
from pipeline.note.text import WorkList
from pipeline.note.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Tree = TypeVar("_Tree")
_BRANCHES = (tuple, Model)


def replace_inlines(tree: _Tree, other_for: Callable[[Any], Any]) -> _Tree:
    """A tree in which ``other_for`` gives, for each inline, the same one, another or several.

    Several are a tuple, which may be empty. What has nothing replaced in it is not copied.
    """
    return replace_nodes(tree, InlineElement, other_for)


def replace_nodes(tree: _Tree, kind: type[Model], other_for: Callable[[Any], Any]) -> _Tree:
    """The same for the nodes of any one kind, such as tables."""
    changed: Any = _replaced(tree, kind, other_for)
    return changed  # type: ignore[no-any-return]


def replace_lines(tree: _Tree, other_for: Callable[[Any], Any]) -> _Tree:
    """A tree in which ``other_for`` gives, for the inlines side by side, the same or others."""
    changed: Any = _relined(tree, other_for)
    return changed  # type: ignore[no-any-return]


def _relined(value: Any, other_for: Callable[[Any], Any]) -> Any:
    if isinstance(value, tuple):
        parts = tuple(_relined(part, other_for) for part in value)
        if any(isinstance(part, InlineElement) for part in parts):
            parts = other_for(parts)
        unchanged = len(parts) == len(value) and all(map(_is, parts, value))
        return value if unchanged else parts
    if not isinstance(value, Model):
        return value
    changed = {name: new for name, old in value if (new := _relined(old, other_for)) is not old}
    return value.model_copy(update=changed) if changed else value


def _replaced(value: Any, kind: type[Model], other_for: Callable[[Any], Any]) -> Any:
    if isinstance(value, tuple):
        parts = tuple(new for part in value for new in _others(part, kind, other_for))
        unchanged = len(parts) == len(value) and all(map(_is, parts, value))
        return value if unchanged else parts
    if not isinstance(value, Model):
        return value
    if isinstance(value, kind) and (other := other_for(value)) is not value:
        return other
    changed = {
        name: new
        for name, old in vars(value).items()
        if isinstance(old, _BRANCHES) and (new := _replaced(old, kind, other_for)) is not old
    }
    return value.model_copy(update=changed) if changed else value


def _others(part: Any, kind: type[Model], other_for: Callable[[Any], Any]) -> tuple[Any, ...]:
    """What stands in the place of a part of a tuple."""
    other = _replaced(part, kind, other_for)
    # A row of cells is a tuple of its own; an inline is replaced by several.
    return other if isinstance(part, kind) and isinstance(other, tuple) else (other,)


def _is(one: object, other: object) -> bool:
    return one is other


def lines_in(tree: Any, *, is_inline: bool = False) -> Iterator[tuple[Any, ...]]:
    """Yield the lines of a tree, such as paragraphs, titles and captions, in reading order.

    A line is the tuple of all its inlines. Footnotes called in it come after it. The fields of
    models are in reading order, as `walk.children_of` has it. Lists of works have no lines of the
    note: what stands in them is said as others have said it.
    """
    if isinstance(tree, WorkList):
        return
    if isinstance(tree, tuple):
        if not is_inline and any(isinstance(part, InlineElement) for part in tree):
            yield tree
        for part in tree:
            yield from lines_in(part, is_inline=isinstance(part, InlineElement))
    elif isinstance(tree, Model):
        for _, value in tree:
            yield from lines_in(value, is_inline=is_inline)
