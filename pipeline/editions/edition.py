"""What an edition is, and what it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.editions.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file: its path below ``build/<slug>/``, its bytes, its media type."""

    path: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One output form: its name on the command line, what it is, and what makes it.

    ``templates`` is the folder of its templates, which are read while pages are laid out.
    ``begin`` begins what can be done in another process as soon as the pages are there.
    """

    name: str
    summary: str
    make: Callable[[Workbench], tuple[Artefact, ...]]
    templates: str | None = None
    begin: Callable[[Workbench], Any] | None = None
