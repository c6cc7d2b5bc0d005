"""Dialects of Markdown, brought to the one that pandoc knows: Quarto, bookdown, MyST, Obsidian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.importing.dialects.bookdown import read_bookdown
from pipeline.importing.dialects.calls import read_calls
from pipeline.importing.dialects.chunks import read_chunks
from pipeline.importing.dialects.myst import read_myst
from pipeline.importing.dialects.obsidian import read_obsidian
from pipeline.importing.dialects.quarto import read_quarto

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

__all__ = ["read_dialects"]


def read_dialects(text: str, ledger: Ledger) -> str:
    """Markdown in which the marks of other tools are those of pandoc; the rest is told."""
    for read in (read_myst, read_chunks, read_bookdown, read_quarto, read_obsidian, read_calls):
        text = read(text, ledger)
    return text
