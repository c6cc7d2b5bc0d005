"""The one table of editions: the command line's choices and the order of making."""

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
"""The editions for readers, which a build makes unless it is told otherwise."""

ON_REQUEST = {"docx": "pipeline.editions.word"}
"""By name and module as above: editions for the making of a note, made only when asked for."""

ALL_NAMES = (*NAMES, *ON_REQUEST)

MAKING = ("pdf", "epub", "one-pagers", "print", "web", *ON_REQUEST)
"""All of them in the order of making: what waits for the layout of the one-pagers comes late, and
the web edition, which names the sizes of the others, comes last."""


LOOKS = 2
"""How many looks the layout engine has to make ready for a note: pages and one-pagers."""


def edition_named(name: str) -> Edition:
    """Return the row of an edition, by its name on the command line."""
    edition: Edition = import_module({**MODULES, **ON_REQUEST}[name]).EDITION
    return edition
