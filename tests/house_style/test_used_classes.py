"""Every class that the style knows is one that something writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.workspace import built_in_styles

PACKAGE = Path(__file__).parents[2] / "pipeline"
STYLES = Path(str(built_in_styles()))
_NO_SELECTOR = re.compile(r'/\*.*?\*/|"[^"]*"', re.DOTALL)
_SELECTOR = re.compile(r"([^{};]+)\{")
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_QUOTED = re.compile(r'"([^"\n]+)"')
_NAME = re.compile(r"[a-zA-Z][\w-]*\{?")


def styled() -> set[str]:
    """The classes in the selectors of all sheets."""
    sheets = (_NO_SELECTOR.sub("", file.read_text("utf-8")) for file in STYLES.rglob("*.css"))
    return {
        name for sheet in sheets for one in _SELECTOR.findall(sheet) for name in _CLASS.findall(one)
    }


def written() -> Iterator[str]:
    """The names in templates and in what modules hold in quotation marks; ``align-{`` if built."""
    for file in (PACKAGE / "templates").rglob("*.*"):
        yield from _NAME.findall(file.read_text("utf-8"))
    for file in PACKAGE.rglob("*.py"):
        for text in _QUOTED.findall(file.read_text("utf-8")):
            yield from _NAME.findall(text)


def test_every_class_is_written() -> None:
    known = set(written())
    built = {name.removesuffix("{") for name in known if name.endswith("-{")}
    unused = {one for one in styled() - known if f"{one.rpartition('-')[0]}-" not in built}
    assert unused == set(), "nothing has this class: remove its rules"
