"""Labels as markup: the words that say what stands beside or below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.phrases import around_labelled
from pipeline.press.markup.attributes import class_attribute

if TYPE_CHECKING:
    from pipeline.press.markup.writer import Writer


def label_markup(words: str, writer: Writer, *names: str, tag: str = "span") -> str:
    """A label; ``names`` are its classes, ``label`` if there are none."""
    return f"<{tag}{class_attribute(*(names or ('label',)))}>{writer.text(words)}</{tag}>"


def labelled_markup(label: str, inside: str, writer: Writer) -> str:
    """Markup after its label in a line, as in "Source: World Bank"."""
    before, after = around_labelled(writer.dialect.words, label)
    return f"{writer.text(before)}{inside}{writer.text(after)}"
