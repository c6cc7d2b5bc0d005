"""The recipes in ``docs/recipes``, read as a newcomer reads them: step by step, each one a place.

A step is one line that says where, and the lines between the fences behind it that say what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "recipes"
NAMES = ("edition", "language", "block", "part", "rule")

_STEP = re.compile(
    r"(?:(?P<new>New file) `(?P<made>[^`]+)`"
    r"|Copy `(?P<copied>[^`]+)` to `(?P<copy>[^`]+)`"
    r"|In `(?P<path>[^`]+)`, (?:under `(?P<scope>[^`]+)`, )?"
    r"(?:(?P<where>before|after|in place of|from) `(?P<anchor>[^`]+)`(?: to the end)?"
    r"|(?P<keys>for the same keys)))"
    r" \(told by `(?P<told_by>[^`]+)`\)[.:]"
)
_LOOKS_A_STEP = re.compile(r"(New file|Copy|In) `|.*\(told by ")
_KEY = re.compile(r"[\w-]+ = ")


class MovedError(Exception):
    """An anchor is not there, or there more than once."""


@dataclass(frozen=True)
class Step:
    """One place of an addition: where it is, what comes there, and what tells if it is forgotten.

    ``action`` is new, copy, keys, before, after, in place of or from; ``anchor`` is the path that
    is copied, if one is. ``line`` is that of the recipe.
    """

    recipe: str
    line: int
    action: str
    path: str
    scope: str
    anchor: str
    told_by: str
    text: str

    def __str__(self) -> str:
        return f"{self.recipe}.md:{self.line} {self.path}"

    @property
    def makes_its_file(self) -> bool:
        return self.action in {"new", "copy"}


def read_recipe(name: str) -> tuple[Step, ...]:
    """Read the steps of a recipe. Raises ValueError for a line that is nearly one."""
    lines = (FOLDER / f"{name}.md").read_text("utf-8").split("\n")
    steps = []
    fence = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            fence = "" if fence else line
        elif not fence and (found := _STEP.fullmatch(line)):
            steps.append(_step(name, number, found.groupdict(default=""), lines[number:]))
        elif not fence and _LOOKS_A_STEP.match(line):
            raise ValueError(f"docs/recipes/{name}.md:{number}: this is nearly a step: {line}")
    return tuple(steps)


def _step(name: str, number: int, said: Mapping[str, str], below: list[str]) -> Step:
    action = "new" if said["new"] else "copy" if said["copy"] else said["where"] or "keys"
    text = "" if action == "copy" else _fenced(below)
    if text is None:
        raise ValueError(f"docs/recipes/{name}.md:{number}: nothing stands behind it in fences")
    return Step(
        name, number, action, said["made"] or said["copy"] or said["path"], said["scope"],
        said["anchor"] or said["copied"], said["told_by"], text,
    )  # fmt: skip


def _fenced(lines: list[str]) -> str | None:
    """Give the lines between the fences that open after one empty line."""
    if lines[0] or not lines[1].startswith("```"):
        return None
    return "".join(f"{line}\n" for line in lines[2 : lines.index("```", 2)])


def follow(
    steps: Iterable[Step], read: Callable[[str], str], paths: Iterable[str]
) -> dict[str, str]:
    """Give the files that steps make or alter, by their paths. Raises MovedError.

    ``read`` gives a file as it was before, ``paths`` are all that there are.
    """
    changed: dict[str, str] = {}

    def now(path: str) -> str:
        return changed[path] if path in changed else read(path)

    known = set(paths)
    for step in steps:
        if step.makes_its_file:
            changed[step.path] = now(step.anchor) if step.action == "copy" else step.text
            continue
        for path in sorted(one for one in known | changed.keys() if fnmatch(one, step.path)):
            # The folder of languages holds a file that is none.
            if "*" not in step.path or step.anchor in now(path):
                changed[path] = _altered(step, now(path))
    return changed


def _altered(step: Step, content: str) -> str:
    start = _found(step, step.scope, content, 0) if step.scope else 0
    if step.action == "keys":
        return _with_keys(step, content, start)
    at = _found(step, step.anchor, content, start)
    line, end = content.rfind("\n", 0, at) + 1, content.index("\n", at) + 1
    match step.action:
        case "before":
            return content[:line] + step.text + content[line:]
        case "after":
            return content[:end] + step.text + content[end:]
        case "from":
            return content[:line] + step.text
        case _:
            return content[:at] + step.text.rstrip("\n") + content[at + len(step.anchor) :]


def _found(step: Step, anchor: str, content: str, start: int) -> int:
    """Give the place of an anchor: the first behind a scope, or else the only one."""
    times = content.count(anchor, start)
    if not times or (times > 1 and not start):
        how_often = "no longer there" if not times else f"there {times} times"
        raise MovedError(
            f"docs/recipes/{step.recipe}.md:{step.line}: the anchor {anchor!r} is {how_often} in"
            f" {step.path}; name another line of it, as short as can be"
        )
    return content.index(anchor, start)


def _with_keys(step: Step, content: str, start: int) -> str:
    head, lines = content[:start], content[start:].splitlines(keepends=True)
    for new in step.text.splitlines(keepends=True):
        key = _KEY.match(new)
        at = next((n for n, one in enumerate(lines) if key and one.startswith(key[0])), None)
        if at is None:
            raise MovedError(
                f"docs/recipes/{step.recipe}.md:{step.line}: no line of {step.path} begins as"
                f" {new.strip()!r} does"
            )
        lines[at] = new
    return head + "".join(lines)
