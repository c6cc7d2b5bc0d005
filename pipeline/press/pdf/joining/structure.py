"""Joining the structure trees of parts to one tree.

Keys of the parent trees and names of the id trees are unique across parts and in page order (see
pipeline/press/pdf/tags/tag_writing.py), so the trees become branches of one.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name


def join_structures(document: pikepdf.Pdf, roots: Sequence[pikepdf.Object]) -> None:
    """Add the structure trees of all parts, in order, under one Document element."""
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    kids = []
    for root in roots:
        for kid in root.K[0].K:
            kid.P = whole
            kids.append(kid)
    whole.K = Array(kids)
    tree.K = Array([whole])
    tree.ParentTree = _branches(document, [root.ParentTree for root in roots])
    tree.ParentTreeNextKey = int(roots[-1].ParentTree.Limits[1]) + 1
    named = [root.IDTree for root in roots if "/IDTree" in root]
    if named:
        tree.IDTree = _branches(document, named)
    document.Root.StructTreeRoot = tree
    document.Root.MarkInfo = Dictionary(Marked=True)


def _branches(document: pikepdf.Pdf, trees: Sequence[pikepdf.Object]) -> pikepdf.Object:
    return document.make_indirect(Dictionary(Kids=Array(trees)))
