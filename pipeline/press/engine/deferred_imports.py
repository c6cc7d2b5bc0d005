"""Deferred imports: modules that are loaded only when one of their functions is called.

WeasyPrint imports modules of fontTools that subset fonts without HarfBuzz and instantiate
variable fonts. Our fonts need neither, and importing them takes more time and memory than all
other Python code of the layout engine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

UNUSED_FONT_MODULES = ("fontTools.subset", "fontTools.varLib.instancer")
"""Modules of fontTools that WeasyPrint imports and our fonts never need."""


@contextmanager
def deferred_imports(names: tuple[str, ...]) -> Iterator[None]:
    """Replace these modules by placeholders for imports made while the context is active.

    Only functions can be used through a placeholder. Later imports get the real modules.
    """
    placeholders = {name: _Placeholder(name) for name in names if name not in sys.modules}
    sys.modules.update(placeholders)
    try:
        yield
    finally:
        for name in placeholders:
            del sys.modules[name]


class _Placeholder(ModuleType):
    """A module whose functions import the real module when they are called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        return call
