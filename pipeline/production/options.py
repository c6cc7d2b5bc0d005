"""What may be asked of a build besides its editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a note is built.

    The editions in ``first`` are published before the others are made. ``remarks`` on the pages
    are found only where they are wanted: to find their lines takes reading the text once more.
    """

    first: Collection[str] = ()
    remarks: bool = False
