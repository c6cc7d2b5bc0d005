"""The note.yaml of a new translation, made from that of the original."""

from __future__ import annotations

import re
from typing import Final

from pipeline.load.facts.to_complete import TO_COMPLETE

_KEY: Final = re.compile(r"^(?P<key>[\w-]+):", re.MULTILINE)
_OF_ONE_LANGUAGE: Final = frozenset(
    {"identifiers", "web_address", "revision", "revisions", "translated_from", "language"}
)
"""Keys that are true of one language alone."""
_DATE: Final = "published"
_WHY: Final = f"{TO_COMPLETE}when the translation is published\n"


def begin_note(text: str, language: str, original: str) -> str:
    """The note.yaml of a translation, by that of the original in the folder of that name.

    What identifies the original is left out, and the date is to be completed. Titles and the
    like are as in the original until they are translated.
    """
    starts = [match.start() for match in _KEY.finditer(text)]
    head = text[: starts[0]] if starts else text
    parts = [head]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block = text[start:end]
        key = block.partition(":")[0]
        if key == "language":
            parts.append(f"language: {language}\ntranslated_from: {original}\n")
        elif key == _DATE:
            parts.append(_WHY + block)
        elif key not in _OF_ONE_LANGUAGE:
            parts.append(block)
    return "".join(parts)
