"""Prepare the comments of a Word file for pandoc, which drops some of their words.

Of a comment it takes the first paragraphs alone, and it passes over comments on a place: those
that have no beginning and end in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.importing.reading.word_archive import W, words_of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def flatten_comments(root: Any) -> None:
    """Make each comment one paragraph with all of its words."""
    from lxml import etree

    for comment in root.iter(f"{W}comment"):
        words = " ".join(words_of_part(comment).split())
        for child in list(comment):
            comment.remove(child)
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = words


def anchor_comments(root: Any) -> None:
    """Give comments on a place a beginning and an end there."""
    from lxml import etree

    begun = {one.get(f"{W}id") for one in root.iter(f"{W}commentRangeStart")}
    for reference in list(root.iter(f"{W}commentReference")):
        name = reference.get(f"{W}id")
        if name is None or name in begun:
            continue
        run = reference.getparent()
        for tag in ("commentRangeStart", "commentRangeEnd"):
            run.addprevious(etree.Element(f"{W}{tag}", {f"{W}id": name}))


def comments_without_place(roots: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield the comments that no text refers to: their words, and who wrote them."""
    parts = tuple(roots)
    called = {
        one.get(f"{W}id")
        for root in parts
        for tag in ("commentReference", "commentRangeStart")
        for one in root.iter(f"{W}{tag}")
    }
    for one in (comment for root in parts for comment in root.iter(f"{W}comment")):
        words = " ".join(words_of_part(one).split())
        if words and one.get(f"{W}id") not in called:
            yield words, f"comment of {one.get(f'{W}author') or 'someone'} that has no place"
