"""Links within a note: written before the id of their target is known, and settled after it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.importing.ledger import Ledger

_NAME, _WORDS, _END = "\ue004", "\ue005", "\ue006"
_OPEN: Final = re.compile(
    rf"\[(?P<text>(?:[^\[\]\\]|\\.)*)\]\(#{_NAME}(?P<name>[^{_WORDS}]*){_WORDS}(?P<words>[^{_END}]*)"
    rf"{_END}\)(?P<page>\{{\.page\}})?",
    re.DOTALL,
)


def open_reference(name: str, text: str, words: str, *, page: bool) -> str:
    """The Markdown of a link to what the manuscript calls ``name``.

    ``text`` is empty where the number of the target stands for the ``words`` of the manuscript.
    """
    return f"[{text}](#{_NAME}{name}{_WORDS}{words}{_END}){'{.page}' if page else ''}"


def settle_references(
    text: str, ids: Mapping[str, str], ledger: Ledger, escape: Callable[[str], str]
) -> str:
    """A text file with the ids of its links; a link that leads nowhere is its words, escaped."""

    def settle(match: re.Match[str]) -> str:
        if (found := ids.get(match["name"])) is not None:
            return f"[{match['text']}](#{found}){match['page'] or ''}"
        ledger.change(0, match["words"], "reference to what is not in the text became plain text")
        return match["text"] or escape(match["words"])

    return _OPEN.sub(settle, text)
