"""Boxes of other tools: callouts, admonitions, asides and alerts, in what pandoc has read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FRAMES: Final = re.compile(
    r"(?:callout|box|admonition|alert|aside|sidebar|panel|(?:info|text|side)-?box|card|well"
    r"|note|tip|hint|info|important|warning|caution|danger|attention|seealso|example)"
)
_KINDS: Final = re.compile(
    r"(?:callout-|alert-|admonition-)?"
    r"(?P<kind>note|tip|hint|info|important|warning|caution|danger|attention|example)"
)
_QUOTED: Final = re.compile(r"pull(?:[-_]?quote)?|quote|key|lead", re.IGNORECASE)
"""Classes of asides that are quotations from the text."""
_PREFIXED: Final = re.compile(r"(?:callout|alert|admonition)-\w+")
_TITLES: Final = re.compile(r"(?:\w+-)?title|callout-header|admonition-title|card-header")
_ALERT: Final = re.compile(r"\[!(?P<kind>[\w-]+)\][+-]?\s*")
_BREAKS: Final = frozenset({"SoftBreak", "LineBreak"})


def frame_of(classes: Sequence[str], values: Mapping[str, str]) -> str | None:
    """The title of a box that a division is; empty for one without, None for what is no box."""
    known = any(_FRAMES.fullmatch(one) or _PREFIXED.fullmatch(one) for one in classes)
    quoted = any(_QUOTED.fullmatch(one) for one in classes)
    if not known and (quoted or "data-frame" not in values):
        return None
    return values.get("title", "")


def kind_of(classes: Sequence[str]) -> str:
    """What a box without a title is called, such as "Note"; empty where nothing says it."""
    kinds = (found["kind"] for one in classes if (found := _KINDS.fullmatch(one)))
    return next(kinds, "").capitalize()


def is_title(classes: Sequence[str]) -> bool:
    """Whether a division is the title of the box around it."""
    return any(_TITLES.fullmatch(one) for one in classes)


def alert_of(blocks: Sequence[dict[str, Any]]) -> tuple[str, list[Any], list[Any]] | None:
    """The kind, the title and the blocks of a quotation that is an alert, as on GitHub.

    ``> [!NOTE]`` begins one; what stands behind it on its line is the title. None for any other.
    """
    if not blocks or blocks[0]["t"] not in {"Para", "Plain"}:
        return None
    inlines = blocks[0]["c"]
    lead = next((at for at, one in enumerate(inlines) if one["t"] in _BREAKS), len(inlines))
    first = inlines[0] if inlines else {"t": ""}
    found = _ALERT.match(first["c"]) if first["t"] == "Str" else None
    if found is None:
        return None
    after = first["c"][found.end() :]
    title = [*([{"t": "Str", "c": after}] if after else []), *inlines[1:lead]]
    rest = inlines[lead + 1 :]
    body = [{"t": "Para", "c": rest}] if rest else []
    return found["kind"], title, [*body, *blocks[1:]]
