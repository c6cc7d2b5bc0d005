"""Modules that are imported only if something in them is called after all.

WeasyPrint imports what cuts fonts down without HarfBuzz and what makes instances of variable
fonts. Our fonts need neither, and together they take longer to import, and more memory, than
the rest of a layout engine's Python.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

FONT_WORK = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint imports of fontTools and our fonts have no need of."""


@contextmanager
def put_off(names: tuple[str, ...]) -> Iterator[None]:
    """Put off the import of modules that are wanted, for their functions, while this is entered.

    Whoever imports them later gets the modules themselves.
    """
    stand_ins = {name: _StandIn(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class _StandIn(ModuleType):
    """A module whose functions import the one it stands for when they are called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        return call
