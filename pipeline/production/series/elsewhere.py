"""Workers on other machines, which share a store with this one and no other files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An executor whose workers see nothing of this machine but a store.

    ``store`` is its address, by the same name for all: a folder that machines share, or a URL that
    fsspec knows, such as ``s3://bucket/notes``. Sources go there and outputs come from there, each
    content once; a note whose result is there already is not built.
    """

    executor: Executor
    store: str
