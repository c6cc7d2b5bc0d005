"""The one table of editions: the command line's choices and the order of making come from it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.editions.edition import Edition

# By name, the module that holds the edition's row; imported only when the edition is made.
MODULES = {
    "pdf": "pipeline.editions.pdf",
    "print": "pipeline.editions.print",
    "one-pagers": "pipeline.editions.one_pager",
    "epub": "pipeline.editions.epub",
    "web": "pipeline.editions.web",
}
NAMES = tuple(MODULES)


def edition_named(name: str) -> Edition:
    """Return the row of an edition, by its name on the command line."""
    edition: Edition = import_module(MODULES[name]).EDITION
    return edition
