"""Labels as markup, the words that say what stands beside or below them, and small print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pipeline.phrases import around_labelled
from pipeline.press.markup.attributes import class_attribute
from pipeline.press.markup.last_words import join_last_words
from pipeline.press.parts.parts import BACK
from pipeline.typography import SHORTEST_OF_PARAGRAPH, keep_last_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from pipeline.note.text import Footnote, Inlines
    from pipeline.press.markup.dialect import Dialect
    from pipeline.press.markup.writer import Writer


def label_markup(words: str, writer: Writer, *names: str, tag: str = "span") -> str:
    """A label; ``names`` are its classes, ``label`` if there are none."""
    return f"<{tag}{class_attribute(*(names or ('label',)))}>{writer.text(words)}</{tag}>"


def labelled_markup(label: str, inside: str, writer: Writer, language: str = "") -> str:
    """Markup after its label in a line, as in "Source: World Bank".

    Where both are in another language each is an element, so that neither takes the sign between
    them into its direction.
    """
    before, after = around_labelled(writer.dialect.words, label)
    if not language:
        return f"{writer.text(before)}{inside}{writer.text(after)}"
    head, _, sign = before.partition(label)
    own = f"<span{writer.language(language)}>"
    return (
        f"{writer.text(head)}{own}{writer.text(label)}</span>{writer.text(sign)}"
        f"{own}{inside}</span>{writer.text(after)}"
    )


def small_print(words: Inlines | str, writer: Writer) -> Markup:
    """Small print as markup; on pages its last word, if short, is tied to the one before it."""
    shortest = SHORTEST_OF_PARAGRAPH if writer.dialect.name == "paged" else 0
    if isinstance(words, str):
        return writer.text(keep_last_words(words, shortest))
    return writer.inlines(join_last_words(words, shortest))


def back_attribute(number: int | str, words: Mapping[str, str]) -> str:
    """The attribute of a footnote on pages with the words of the link back to its call."""
    label = f"{number}: {words['footnote_back']}"
    return f' {BACK}="{escape(label)}"'


def footnote_on_page(footnote: Footnote, inside: str, dialect: Dialect) -> str:
    """A footnote where it is called: pages put its number there and the note at their foot."""
    back = back_attribute(dialect.in_digits(footnote.number), dialect.words)
    return f'<span class="footnote" id="{footnote.id}"{back}>{inside}</span>'


def footnote_link(footnote: Footnote, dialect: Dialect) -> str:
    """The number of a footnote as a link to it, in the dialects of screens."""
    kind, number = "", dialect.in_digits(footnote.number)
    if dialect.name == "epub":
        # Superscript even where a reader's own styles replace ours.
        kind, number = ' epub:type="noteref"', f"<sup>{number}</sup>"
    href = escape(dialect.href(footnote.id))
    return (
        f'<a class="footnote-call"{kind} role="doc-noteref" id="{footnote.id}-call" '
        f'href="{href}">{number}</a>'
    )
