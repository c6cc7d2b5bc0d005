"""The revisions of a note: their numbers, their dates, and what each changed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from pipeline.note.types import Line, Model


class Revision(Model):
    """One revision of a note."""

    number: Annotated[int, Field(ge=1)]
    """Number of the revision, counted from 1."""
    date: dt.date
    """Day on which it was published."""
    changes: Line
    """What it changed, for readers, such as "Figures of 2025 added"."""
