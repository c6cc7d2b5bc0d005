"""Take the facts out of the metadata of pandoc's syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.facts.metadata import read_metadata
from pipeline.importing.reading.meta_values import plain_value, words_in

if TYPE_CHECKING:
    from pipeline.importing.facts.given import Given
    from pipeline.importing.ledger import Ledger

_KEPT: Final = frozenset({"title", "subtitle", "lang", "language", "dir", "kind"})
"""Keys that are read with the front matter, or tell the language."""
_HEADING: Final = "Abstract"


def take_given(
    document: dict[str, Any], ledger: Ledger, kept: frozenset[str] = frozenset()
) -> Given:
    """The facts in the metadata, which go out of it; words that have no place are entered.

    An abstract becomes the first part of the text; ``kept`` are further keys to be left.
    """
    meta = document["meta"]
    plain = {key: plain_value(value) for key, value in meta.items()}
    found = read_metadata(plain, _KEPT | kept)
    abstract = meta.get(found.abstract)
    for key in found.used:
        meta.pop(key, None)
    for text, why in found.left:
        ledger.leave_out(0, text, why)
    if abstract is not None:
        how = f"abstract in the metadata, which got the heading {_HEADING}"
        ledger.change(0, words_in(plain_value(abstract)), how)
        document["blocks"] = [*_part(abstract, document["blocks"]), *document["blocks"]]
    return found.given


def _part(value: dict[str, Any], blocks: list[Any]) -> list[Any]:
    """An abstract with a heading of the highest level that the text has."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    heading = [min(levels, default=1), ["", [], []], [{"t": "Str", "c": _HEADING}]]
    content: Any = value.get("c")
    if value["t"] == "MetaBlocks":
        text = content
    elif value["t"] == "MetaInlines":
        text = [{"t": "Para", "c": content}]
    else:
        text = [{"t": "Para", "c": [{"t": "Str", "c": str(plain_value(value))}]}]
    return [{"t": "Header", "c": heading}, *text]
