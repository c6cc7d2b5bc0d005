"""The citations of a note as they are typed, in the order of reading."""

from __future__ import annotations

from pipeline.note.types import Model


class Cited(Model):
    """A citation as it is typed, or a footnote that has none."""

    source: str
    """The citation, such as ``[see @smith2020, p. 3]``; empty for a footnote without one."""
    keys: tuple[str, ...] = ()
    """The keys of the works that it cites, in the order typed."""
    note: int = 0
    """The number of the footnote that it stands in, counted from 1 through the note; 0 for none."""
    before: bool = False
    after: bool = False
    """Whether words of the footnote stand before it, after the citation before; and behind it."""
