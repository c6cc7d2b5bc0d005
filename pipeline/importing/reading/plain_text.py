"""Prepare plain text for the Markdown reader, which would otherwise drop some of its words."""

from __future__ import annotations

import re
from typing import Final

_BULLET: Final = re.compile(r"^([ ]*)[•▪‣◦●■–]\s+", re.MULTILINE)
_INDENT: Final = re.compile(r"^ +(?! |[-*+] |\d+[.)] )", re.MULTILINE)
_TAG: Final = re.compile(r"<(?!https?://[^\s<>]+>|mailto:[^\s<>]+>)")
_FENCE: Final = re.compile(r"^([ ]*)(?=```|~~~)", re.MULTILINE)
_LABEL: Final = r"(?P<label>(?:\\.|[^\[\]\n\\])+)"
_CALL: Final = re.compile(rf"\[{_LABEL}\](?!:)")
_DEFINITION: Final = re.compile(rf"^(?P<lead>[ >]*)\[{_LABEL}\]:", re.MULTILINE)


def prepare(text: str) -> str:
    """Escape indents, tags and fences in plain text, and make bullets hyphens."""
    text = text.replace("\f", "\n\n").replace("\t", "    ")
    text = _INDENT.sub("", _BULLET.sub(r"\1- ", text))
    return _FENCE.sub(r"\1\\", _TAG.sub(r"\\<", text))


def keep_definitions(text: str) -> str:
    """Escape definitions of footnotes and links that nothing calls, which pandoc would drop."""
    called = {match["label"] for match in _CALL.finditer(text)}

    def keep(match: re.Match[str]) -> str:
        is_called = match["label"] in called
        return match.group() if is_called else f"{match['lead']}\\[{match['label']}]:"

    return _DEFINITION.sub(keep, text)
