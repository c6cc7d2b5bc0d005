"""Numbers and references for a Word file: captions that Word can count, links in a style.

Their styles tell an import that they are no words of the source.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from pipeline.note.text import Footnote, Link
from pipeline.note.walk import nodes_below, plain, words_of
from pipeline.note.word_marks import STYLE_IDS, bookmark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note.text import Citation, Inline, Reference
    from pipeline.numbering import Label

Tree = dict[str, Any]

_NUMBER = "caption number"
_FORMATS = (("ARABIC", re.compile("[0-9]+")), ("ROMAN", re.compile("[IVXLC]+")))


def name_inlines(name: str) -> list[Tree]:
    """The name of a part before its title, such as "Annex A", and the space after it."""
    return [_raw(_run(f"{name}\u2002", _NUMBER))]


def label_inlines(label: Label) -> list[Tree]:
    """The name and number of a thing, which Word counts itself (SEQ), and the space after it."""
    before, number, after = (
        label.text.partition(label.number) if label.number else (label.text, "", "")
    )
    counted = _counted(number, label)
    return [_raw("".join((_run(before, _NUMBER), counted, _run(f"{after}\u2002", _NUMBER))))]


def _counted(number: str, label: Label) -> str:
    """A number, as a field if Word can count so."""
    form = next((name for name, pattern in _FORMATS if pattern.fullmatch(number)), None)
    if form is None:
        return _run(number, _NUMBER)
    instruction = escape(f" SEQ {label.name} \\* {form} ")
    return f'<w:fldSimple w:instr="{instruction}">{_run(number, _NUMBER)}</w:fldSimple>'


def formula_inlines(formula: Tree, label: Label) -> list[Tree]:
    """A formula in the middle of its line, and its number at the end, each after a tab.

    The tabs are in the style of the number: they are no words of the source either. Beside a
    number, Word shows only a formula of a line.
    """
    counted = _counted(label.number, label)
    number = "".join((_tab(), _run("(", _NUMBER), counted, _run(")", _NUMBER)))
    in_line = {"t": "Math", "c": [{"t": "InlineMath"}, formula["c"][1]]}
    return [_raw(_tab()), in_line, _raw(number)]


def reference_inlines(reference: Reference) -> list[Tree]:
    """A reference as links to bookmarks, in a style of its own."""
    style = "reference with page" if reference.page else "reference"
    return [_raw("".join(_links(reference.inlines, style)))]


def citation_inlines(citation: Citation) -> list[Tree]:
    """A citation as a link to its first work, in a style of its own.

    What is typed for it is the tip of the link, by which an import knows it again. A note is set in
    brackets in the line, where a review can neither lose nor change it.
    """
    run = _run(_said(citation), "citation")
    target = next(_targets(citation.inlines), "")
    anchor = f' w:anchor="{bookmark_of(target)}"' if target else ' w:anchor="_top"'
    tip = escape(citation.source)
    link = f'<w:hyperlink{anchor} w:tooltip="{tip}" w:history="1">{run}</w:hyperlink>'
    # The words around it are those of the source, wherever the style moves their punctuation.
    before, behind = citation.moved
    return [*_text(before), _raw(link), *_text(behind)]


def _text(words: str) -> list[Tree]:
    return [{"t": "Str", "c": words}] if words else []


def _said(citation: Citation) -> str:
    """What a citation says, in a line."""
    notes = (one for one in citation.inlines if isinstance(one, Footnote))
    said = " ".join(words_of(note.blocks) for note in notes)
    words = plain(citation.inlines).removesuffix(citation.moved[1])
    return " ".join(filter(None, (words, f"[{said.rstrip('.')}]" if said else "")))


def _targets(inlines: Iterable[Inline]) -> Iterator[str]:
    """Yield the anchors of the works to which a citation leads."""
    for inline in nodes_below(inlines):
        if isinstance(inline, Link) and inline.target.startswith("#"):
            yield inline.target.removeprefix("#")


def tab() -> Tree:
    """A tab."""
    return _raw("<w:r><w:tab/></w:r>")


def _links(inlines: Iterable[Inline], style: str) -> Iterator[str]:
    for inline in inlines:
        run = _run(plain((inline,)), style)
        if isinstance(inline, Link):
            anchor = bookmark_of(inline.target.removeprefix("#"))
            run = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run}</w:hyperlink>'
        yield run


def _tab() -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{STYLE_IDS[_NUMBER]}"/></w:rPr><w:tab/></w:r>'


def _run(text: str, style: str) -> str:
    if not text:
        return ""
    return (
        f'<w:r><w:rPr><w:rStyle w:val="{STYLE_IDS[style]}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _raw(xml: str) -> Tree:
    return {"t": "RawInline", "c": ["openxml", xml]}
