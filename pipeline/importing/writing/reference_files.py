"""The works that a manuscript cites -> the bibliography files of the note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.importing.citations.references import written_items
from pipeline.importing.citations.styles import known_style

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.importing.citations.references import References
    from pipeline.importing.ledger import Ledger

_ITEMS: Final = "references.json"
_MOST_PROBLEMS: Final = 10


def write_references(
    references: References, cited: Collection[str], ledger: Ledger
) -> dict[str, bytes]:
    """The bibliography files by name: those of the manuscript, and the works cited in it."""
    for text, why in references.left:
        ledger.leave_out(0, text, why)
    for text, why in references.unread:
        ledger.complete("text: a citation that stayed words", text, why)
    _tell_style(references.style, ledger)
    for path, where, message in references.problems[:_MOST_PROBLEMS]:
        ledger.complete(f"{path}: {where}", message, "mend it, or its works cannot be listed")
    files = dict(references.files)
    if items := [item for item in references.items if item["id"] in cited]:
        files[_ITEMS] = written_items(items)
    for name in files:
        ledger.recognise("bibliography", name, 0, 1.0, "works that the manuscript cites")
    return files


def _tell_style(style: str, ledger: Ledger) -> None:
    if not style:
        return
    if known := known_style(style):
        why = "the citation style of the manuscript: set it in tokens.css of the style of the note"
        ledger.complete("tokens.css: --citation-style", known, why)
    else:
        why = (
            "the citation style of the manuscript is none that notepress brings: put its file of "
            "CSL 1.0 into the folder of the style, and name it in tokens.css"
        )
        ledger.complete("tokens.css: --citation-style", style, why)
    ledger.leave_out(0, style, "citation style of the manuscript")
