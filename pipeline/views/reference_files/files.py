"""References in every format for which there are programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.views.reference_files import bibtex, endnote, ris

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.views.reference_files.values import Item

CSL_MEDIA_TYPE: Final = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True, slots=True)
class CitationFile:
    """References as a file for a program that manages them."""

    name: str
    format: str
    media_type: str
    content: str


def reference_files(name: str, items: Sequence[Item]) -> tuple[CitationFile, ...]:
    """The files of items, by a name without its ending."""
    listed = json.dumps(list(items), ensure_ascii=False, indent=2, sort_keys=True)
    return (
        CitationFile(f"{name}.bib", "BibTeX", bibtex.MEDIA_TYPE, bibtex.as_bibtex(items)),
        CitationFile(f"{name}.ris", "RIS", ris.MEDIA_TYPE, ris.as_ris(items)),
        CitationFile(f"{name}.enw", "EndNote", endnote.MEDIA_TYPE, endnote.as_endnote(items)),
        CitationFile(f"{name}.json", "CSL-JSON", CSL_MEDIA_TYPE, f"{listed}\n"),
    )
