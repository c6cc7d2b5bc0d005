"""A style as notes in other scripts than Latin have it: its families and its lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.house_style.families import ROLES, root_rule
from pipeline.house_style.paper import measures
from pipeline.house_style.tokens import TOKENS
from pipeline.languages.writing import LATIN, script_of
from pipeline.languages.writing_systems import WRITING_SYSTEMS, WritingSystem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.house_style.style import Style

_HAN: Final = ROLES["han"]
_FACE: Final = re.compile(r'"[^"]+"|[a-z-]+')
_CODE: Final = "mono"
_LINE: Final = "line"
_POINTS: Final = "{:g}pt"


def with_scripts(style: Style, language: str, scripts: Collection[str]) -> Style:
    """A style for a note in a language, whose text has letters of other scripts, by their codes.

    Each of them has a family in the stacks of all roles: that of the note's own script is the first
    one, the others follow the Latin ones. Lines of a script that needs it are higher, and all
    measures that depend on lines follow.
    """
    own = script_of(language)
    rows = [row for row in WRITING_SYSTEMS if row.code in {own, *scripts} and _is_added(row)]
    changed = dict(_stacks(style, own, rows)) if rows else {}
    factor = next((row.line for row in rows if row.code == own), 1.0)
    if factor != 1.0:
        changed |= _lines(style, factor)
        changed |= _looser(style, factor)
    if not changed:
        return style
    sheet = f"{style.files[TOKENS]}\n{root_rule(changed)}"
    return replace(style, tokens={**style.tokens, **changed}, files={**style.files, TOKENS: sheet})


def _looser(style: Style, factor: float) -> dict[str, str]:
    """The leading of one-pagers, and by how much sheets set other lines higher."""
    names = ("one-pager-leading-min", "one-pager-leading-max")
    leading = {name: f"{round(style.length(name) * factor, 2):g}" for name in names}
    return {**leading, "line-scale": f"{factor:g}"}


def _is_added(row: WritingSystem) -> bool:
    return row.code != LATIN and row.family not in {"", _HAN}


def _stacks(style: Style, own: str, rows: Collection[WritingSystem]) -> Iterator[tuple[str, str]]:
    for role in ROLES:
        if ROLES[role] == _HAN:
            continue
        stack = _FACE.findall(style.tokens[role])
        for row in rows:
            is_first = row.code == own and row.plain and role != _CODE
            place = 0 if is_first else _place(stack)
            behind = max((stack.index(name) + 1 for name in _made_for(row, role, style)), default=0)
            stack.insert(behind or place, f'"{row.family}"')
        yield role, ", ".join(stack)


def _made_for(row: WritingSystem, role: str, style: Style) -> Iterator[str]:
    """Yield the families of a style in a role that are made for a script: ours stands in for them.

    They are as style sheets name them, in quotation marks.
    """
    made = {face.family for face in style.faces if row.block in face.blocks}
    order = style.families.of_role.get(role, ())
    for family, name in zip(order, style.families.names(role), strict=False):
        if family in made:
            yield f'"{name}"'


def _place(stack: list[str]) -> int:
    """Where a family stands that is not that of the note: before Chinese, or the generic one."""
    for place, name in enumerate(stack):
        if name.strip('"') == _HAN or not name.startswith('"'):
            return place
    return len(stack)


def _lines(style: Style, factor: float) -> dict[str, str]:
    """The heights of lines, to half a point, and what follows from those of the text."""
    names = [name for name in style.tokens if name == _LINE or name.endswith(f"-{_LINE}")]
    heights = {name: round(style.length(name) * factor * 2) / 2 for name in names}
    lines = {name: _POINTS.format(height) for name, height in heights.items()}
    derived = measures({**style.tokens, **lines}, style.given | {_LINE})
    return {**derived, **lines}
