"""Shortcodes of Quarto: ``{{< pagebreak >}}``, ``{{< video URL >}}``, ``{{< meta title >}}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.dialects.stretches import rewrite

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_SHORTCODE: Final = re.compile(r"\{\{<(?P<inside>(?:[^<>\n]|<(?!\n)|>(?!\}\}))*)>\}\}")
_VALUES: Final = frozenset({"meta", "var", "env", "include", "embed"})
_PLAIN: Final = {
    "pagebreak": "break between pages, which the style sets",
    "fa": "icon", "bi": "icon", "iconify": "icon",
    "video": "film, which a note cannot show",
}  # fmt: skip


def read_quarto(text: str, ledger: Ledger) -> str:
    """A text without shortcodes; a value that one of them fetches has to be completed."""
    return rewrite(text, _SHORTCODE, lambda match: _settled(match, ledger))


def _settled(match: re.Match[str], ledger: Ledger) -> str:
    name, _, rest = match["inside"].strip().strip("/*").strip().partition(" ")
    whole = " ".join(match["inside"].split())
    if name == "kbd":
        return rest.strip()
    ledger.leave_out(0, whole, _PLAIN.get(name, "shortcode of Quarto"))
    if name not in _VALUES:
        return ""
    ledger.complete("text", whole, "Quarto puts a value or another file here")
    return "\\[To be completed\\]"
