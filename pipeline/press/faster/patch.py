"""A patch: a function of the engine, and the one that stands in for it."""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any


@dataclass(frozen=True, slots=True)
class Patch:
    """A function of a module or class, its replacement, and the digest of the source replaced.

    ``digest`` is what `digest_of` gave when the replacement was written.
    """

    owner: Any
    name: str
    replacement: Callable[..., Any]
    digest: str

    @property
    def original(self) -> Callable[..., Any]:
        """The function of the engine that is there now."""
        function: Callable[..., Any] = getattr(self.owner, self.name)
        return function

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Replace the function while the context is active, wherever the engine imported it."""
        original = self.original
        users = self._users(original)
        for user in users:
            setattr(user, self.name, self.replacement)
        try:
            yield
        finally:
            for user in users:
                setattr(user, self.name, original)

    def _users(self, original: Callable[..., Any]) -> list[Any]:
        if not isinstance(self.owner, ModuleType):
            return [self.owner]
        package = self.owner.__name__.partition(".")[0]
        return [
            module
            for name, module in sys.modules.items()
            if name.startswith(package) and vars(module).get(self.name) is original
        ]


def digest_of(function: Callable[..., Any]) -> str:
    """The beginning of the SHA-256 of a function's source."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]
