"""The language that the metadata of a manuscript names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.markup.trees import flat_text

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_KEYS: Final = ("lang", "language", "locale")


def language_of_meta(meta: dict[str, Any], ledger: Ledger) -> str:
    """What metadata say of the language, taken out of them; empty if they say nothing."""
    given = [meta.pop(key) for key in _KEYS if key in meta]
    texts = [str(one["c"]) if one["t"] == "MetaString" else flat_text(one) for one in given]
    for text in texts:
        ledger.leave_out(0, text, "what the file says of its language, for note.yaml")
    return next((text.strip() for text in texts if text.strip()), "")
