"""Which styles of a Word file hide their text."""

from __future__ import annotations

from typing import Any

from pipeline.importing.accounting.office_package import attribute, short


def hiding_styles(root: Any) -> frozenset[str]:
    """The ids of styles whose text is hidden, by themselves or by the style that they build on."""
    own: dict[str, bool | None] = {}
    parents: dict[str, str] = {}
    for style in () if root is None else root:
        if short(style.tag) != "w:style":
            continue
        name = attribute(style, "w:styleId")
        for part in style:
            if short(part.tag) == "w:basedOn":
                parents[name] = attribute(part, "w:val")
            elif short(part.tag) == "w:rPr":
                own[name] = is_hidden(part)
    return frozenset(name for name in {*own, *parents} if _hides(name, own, parents))


def is_hidden(properties: Any) -> bool | None:
    """Whether properties of a run hide it; None if they do not say (ISO/IEC 29500-1, 17.3.2.41)."""
    for one in properties:
        if short(one.tag) == "w:vanish":
            return attribute(one, "w:val") not in {"0", "false", "off"}
    return None


def _hides(name: str, own: dict[str, bool | None], parents: dict[str, str]) -> bool:
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        if (said := own.get(name)) is not None:
            return said
        name = parents.get(name, "")
    return False
