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
    ``begin`` makes, in another process, what can be made as soon as the pages are there;
    ``prepare`` fills the cache, in this one, with what need not wait for the one-pagers.
    """

    name: str
    summary: str
    make: Callable[[Workbench], tuple[Artefact, ...]]
    templates: str | None = None
    begin: Callable[[Workbench], Any] | None = None
    prepare: Callable[[Workbench], None] | None = None
