"""Formulas in TeX: what pandoc has read of them, and where they may stand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.load.text.attributes import check_attributes
from pipeline.note.text import Formula, Inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node

_MATHML: Final = re.compile(
    r"<math [^>]*>(?:<semantics>)?(.*?)(?:<annotation .*</annotation></semantics>)?</math>",
    re.DOTALL,
)
# The policy of the web edition blocks the attribute, which only centres cells of matrices.
_STYLE: Final = re.compile(r' style="[^"]*"')
# A comma between digits, in TeX and in what pandoc makes of it; in braces it belongs to the number.
_TEX_COMMA: Final = re.compile(r"(?<=\d)(\{,\}|,\s*)(?=\d)")
_MATHML_COMMA: Final = re.compile(r"(?<=\d)</mn><mo>,</mo><mn>(?=\d)")
_LONGEST: Final = 2000
_CODE: Final = "N137"
_NOT_INSIDE: Final = {
    "heading": "a heading",
    "lifted": "a lifted sentence",
    "link": "a link",
    "figure": "the alt text of a figure",
    "line": "the caption, source or note of a figure or table",
}


def read_formula(node: Node, context: Context) -> Iterator[Formula]:
    """Yield a formula; one that cannot be read, or is in the wrong place, is reported instead."""
    check_attributes(node, context, keys=("mathml",))
    where = next((name for name in context.inside if name in _NOT_INSIDE), None)
    match = _MATHML.search(node.value("mathml") or "")
    if where:
        hint = "say it in words there, and write the formula in the text"
        context.report(_CODE, f"a formula is in {_NOT_INSIDE[where]}", node, hint)
    elif len(node.text) > _LONGEST:
        hint = "divide it into several formulas"
        context.report(_CODE, f"a formula is longer than {_LONGEST} characters", node, hint)
    elif match is None:
        hint = "look for a misspelt command or a missing brace; write \\$ to print a dollar sign"
        context.report(_CODE, "the formula cannot be read as TeX", node, hint)
    else:
        tex = " ".join(node.text.split())
        mathml = _with_whole_numbers(_STYLE.sub("", match[1].strip()), tex)
        formula = Formula(tex=tex, mathml=mathml, is_display=node.kind == "DisplayMath")
        _check_words(formula, node, context)
        yield formula


def _with_whole_numbers(mathml: str, tex: str) -> str:
    """A formula whose numbers hold their commas in braces, such as 0{,}01 and 1{,}000."""
    typed = [one[1] for one in _TEX_COMMA.finditer(tex)]
    if "{,}" not in typed or len(typed) != len(_MATHML_COMMA.findall(mathml)):
        return mathml
    signs = iter(typed)
    return _MATHML_COMMA.sub(lambda found: "," if next(signs) == "{,}" else found[0], mathml)


def _check_words(formula: Formula, node: Node, context: Context) -> None:
    """Warn of signs that the description of a formula has no words for."""
    from pipeline.note.formula_words import unread_signs

    if signs := unread_signs(formula, context.language):
        hint = "use a sign that has one, or a word: \\text{...}"
        context.report("N148", f"no word to read {' '.join(signs)} aloud in a formula", node, hint)


def with_own_id(paragraph: Node) -> Node:
    """A paragraph of one display formula with the id that is typed after the formula."""
    children = paragraph.children
    if len(children) == 2 and children[0].kind == "DisplayMath" and _is_blank(children[1]):
        given = children[1].id or paragraph.id
        return replace(paragraph, id=given, children=children[:1])
    return paragraph


def _is_blank(node: Node) -> bool:
    return node.kind == "Text" and not node.text.strip() and not (node.classes or node.pairs)


def check_display(inlines: Inlines, node: Node, context: Context) -> Inlines:
    """The inlines of a paragraph; a display formula is alone in it, and has a number if an id."""
    displayed = [one for one in inlines if isinstance(one, Formula) and one.is_display]
    if not displayed:
        return inlines
    if len(inlines) == 1:
        return (displayed[0].model_copy(update={"is_numbered": bool(node.id)}),)
    at = next((part for part in node.below() if part.kind == "DisplayMath"), node)
    hint = "write $...$ in a line, or leave an empty line before and after $$...$$"
    context.report(_CODE, "a formula between $$ and $$ is in a line of text", at, hint)
    return inlines
