"""The elements of MathML in the structure tree of PDF 2.0 (ISO 32000-2, 14.8.6.3).

A part has a formula as one element with its MathML as a file, and its tokens as content, one after
another. Here they get the elements of the MathML, in the namespace of that, so that a screen reader
can go through the formula (ISO 14289-2, 8.2.5.29).

The words of the formula become an attribute of its MathML: an alternative text of the element
would stand for all that is in it, and readers would not look at the MathML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, String

from pipeline.press.formulas.tokens import NAMESPACE, is_token, tokens_of

if TYPE_CHECKING:
    import pikepdf

Parents = Mapping[int, Any]
"""The elements that the content of pages is in, by the keys of the pages in the parent tree."""


class FormulaStructure:
    """Adds the elements of MathML to the formulas of a joined document."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self.namespace = document.make_indirect(
            Dictionary(Type=Name.Namespace, NS=String(NAMESPACE))
        )
        self._parents: Parents = _parents(document.Root.StructTreeRoot.ParentTree)

    def add(self, formula: Any) -> None:
        """Put the content of a formula into elements of its MathML, if it has content for each."""
        from lxml import etree

        math = etree.fromstring(formula.AF[0].EF.F.read_bytes())
        content = list(formula.get("/K", ()))
        if not content or len(content) != sum(1 for _ in tokens_of(math)):
            return
        if "/Alt" in formula:
            math.set("alttext", str(formula.Alt))
            del formula["/Alt"]
        formula.K = Array([self._element(math, formula, formula.Pg, iter(content))])

    def _element(self, source: Any, parent: Any, page: Any, content: Any) -> Any:
        name = source.tag.rpartition("}")[2]
        element = self._document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{name}"), P=parent, NS=self.namespace)
        )
        if source.attrib:
            values = {f"/{key}": String(value) for key, value in source.attrib.items()}
            element.A = Array([Dictionary({"/O": Name.NSO, "/NS": self.namespace, **values})])
        if is_token(source):
            number = next(content)
            element.Pg, element.K = page, Array([number])
            element.ActualText = String("".join(source.itertext()))
            self._parents[int(page.StructParents)][number] = element
        elif len(source):
            element.K = Array([self._element(one, element, page, content) for one in source])
        return element


def _parents(tree: Any) -> Parents:
    found: dict[int, Any] = {}
    for branch in tree.Kids:
        numbers = list(branch.Nums)
        found.update(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    return found
