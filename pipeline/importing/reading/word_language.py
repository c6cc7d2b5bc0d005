"""The language that a Word file says its text is in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import W, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLES: Final = "word/styles.xml"
_CORE: Final = "docProps/core.xml"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"


def language_of_word(parts: Mapping[str, bytes], root: Any, name: str) -> str:
    """The tag of most letters of the main part ``root``, else that of the file; may be empty."""
    default = _default(parts, name)
    letters: Counter[str] = Counter()
    for run in root.iter(f"{W}r"):
        marked = run.find(f"{W}rPr/{W}lang")
        tag = marked.get(f"{W}val") if marked is not None else None
        letters[tag or default] += sum(len(text.text or "") for text in run.iter(f"{W}t"))
    return max(letters, key=lambda tag: letters[tag], default=default)


def _default(parts: Mapping[str, bytes], name: str) -> str:
    if _CORE in parts:
        given = parse(parts[_CORE], name).findtext(f".//{_DC}language")
        if given and given.strip():
            return str(given.strip())
    if _STYLES not in parts:
        return ""
    found = parse(parts[_STYLES], name).find(f"{W}docDefaults//{W}lang")
    # The region is that of the program, not of the text.
    return "" if found is None else str(found.get(f"{W}val") or "").partition("-")[0]
