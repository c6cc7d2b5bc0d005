"""Numbers and references for a Word file: captions that Word can count, links in a style.

Their styles tell an import that they are no words of the source.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from pipeline.note.walk import plain
from pipeline.note.word_marks import STYLE_IDS, bookmark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note.text import Inline, Reference
    from pipeline.numbering import Label

Tree = dict[str, Any]

_FORMATS = (("ARABIC", re.compile("[0-9]+")), ("ROMAN", re.compile("[IVXLC]+")))


def label_inlines(label: Label) -> list[Tree]:
    """The name and number of a thing, which Word counts itself (SEQ), and the space after it."""
    before, number, after = (
        label.text.partition(label.number) if label.number else (label.text, "", "")
    )
    form = next((name for name, pattern in _FORMATS if pattern.fullmatch(number)), None)
    counted = _run(number, "caption number") if number else ""
    if form:
        instruction = f" SEQ {label.name} \\* {form} "
        counted = f'<w:fldSimple w:instr="{escape(instruction)}">{counted}</w:fldSimple>'
    written = (_run(before, "caption number"), counted, _run(f"{after}\u2002", "caption number"))
    return [_raw("".join(written))]


def reference_inlines(reference: Reference) -> list[Tree]:
    """A reference as links to bookmarks, in a style of its own."""
    style = "reference with page" if reference.page else "reference"
    return [_raw("".join(_links(reference.inlines, style)))]


def _links(inlines: Iterable[Inline], style: str) -> Iterator[str]:
    for inline in inlines:
        run = _run(plain((inline,)), style)
        target = getattr(inline, "target", "")
        if target:
            anchor = bookmark_of(target.removeprefix("#"))
            run = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run}</w:hyperlink>'
        yield run


def _run(text: str, style: str) -> str:
    if not text:
        return ""
    return (
        f'<w:r><w:rPr><w:rStyle w:val="{STYLE_IDS[style]}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _raw(xml: str) -> Tree:
    return {"t": "RawInline", "c": ["openxml", xml]}
