"""Calls of footnotes in blocks of raw HTML, such as a table in GitHub Markdown.

Pandoc's CommonMark reader leaves them as they were typed and drops their footnotes. The text is
read once more, with the calls in paragraphs of their own at its end, for what they call.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.markup.trees import nodes_of

if TYPE_CHECKING:
    from collections.abc import Callable

_HTML: Final = frozenset({"html", "html4", "html5"})
_RAW: Final = frozenset({"RawBlock"})
_CALL: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<code>code|pre|script|style|textarea)\b.*?</(?P=code)\s*>|<[^<>]*>"
    r"|(?P<call>\[\^[^\[\]\s]+\])",
    re.DOTALL | re.IGNORECASE,
)


def call_raw_notes(
    document: dict[str, Any], text: str, read: Callable[[str], dict[str, Any]]
) -> None:
    """Make footnotes of the calls in raw HTML, in place; one that calls nothing stays as typed.

    ``text`` is what ``document`` was made of by ``read``.
    """
    blocks = [one for one in nodes_of(document["blocks"], _RAW) if one["c"][0] in _HTML]
    calls = dict.fromkeys(call for one in blocks for call in _calls_in(one["c"][1]))
    if not calls:
        return
    notes = _notes_of(list(calls), text, read)
    for block in blocks:
        if any(call in notes for call in _calls_in(block["c"][1])):
            # Inlines that are HTML but for the footnotes; not a paragraph, which could not hold it.
            block |= {"t": "Plain", "c": _called(block["c"][0], block["c"][1], notes)}


def _calls_in(html: str) -> list[str]:
    return [match["call"] for match in _CALL.finditer(html) if match["call"]]


def _notes_of(
    calls: list[str], text: str, read: Callable[[str], dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """The footnotes that calls stand for."""
    blocks = read("\n\n".join((text, *calls)))["blocks"][-len(calls) :]
    if len(blocks) < len(calls) or any(one["t"] != "Para" for one in blocks):
        return {}
    inlines = {call: block["c"] for call, block in zip(calls, blocks, strict=True)}
    return {
        call: one[0] for call, one in inlines.items() if [part["t"] for part in one] == ["Note"]
    }


def _called(form: str, html: str, notes: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The inlines of raw HTML with its footnotes."""
    found: list[dict[str, Any]] = []
    start = 0
    for match in _CALL.finditer(html):
        if match["call"] in notes:
            found += [_raw(form, html[start : match.start()]), notes[match["call"]]]
            start = match.end()
    return [*found, _raw(form, html[start:])]


def _raw(form: str, html: str) -> dict[str, Any]:
    return {"t": "RawInline", "c": [form, html]}
