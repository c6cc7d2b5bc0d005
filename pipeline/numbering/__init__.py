"""The numbers of figures, tables and whatever else a note counts, and references to them.

Everything that has a number gets it here, from the whole note, the style and the words of the
language, before any edition is made.
"""

from __future__ import annotations

from pipeline.numbering.labels import Label, Labels
from pipeline.numbering.numbered import Numbered, number_note

__all__ = ["Label", "Labels", "Numbered", "number_note"]
