"""Boxes with their lettered notes, and recommendations, as markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pipeline.note.walk import lettered_notes_of, plain
from pipeline.numerals import letters
from pipeline.phrases import facts_of
from pipeline.press.markup.attributes import class_attribute
from pipeline.press.markup.labels import back_attribute, label_markup
from pipeline.press.parts.parts import CONTINUED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note import text as t
    from pipeline.press.markup.dialect import Dialect
    from pipeline.press.markup.writer import Writer


def box_markup(box: t.Box, writer: Writer) -> str:
    """A box: an aside named by its title, its notes at its foot."""
    heading = f"{box.id}-heading"
    # Not a landmark: a page has one text, and its boxes are parts of it.
    roles = {"paged": "", "web": ' role="note"', "epub": ' epub:type="sidebar" role="note"'}
    attributes = class_attribute("box", *box.layout_hints) + roles[writer.dialect.name]
    start, tag = writer.page_start(box.id), _line(writer)
    return (
        f'<aside id="{box.id}"{attributes} aria-labelledby="{heading}">{start}\n'
        f'<{tag} class="box-title" id="{heading}">{_label(box.id, writer)}'
        f"{writer.inlines(box.title)}{writer.permalink(box.id)}</{tag}>\n"
        f"{_continued(box, writer)}"
        f"{writer.blocks(box.blocks)}{''.join(letter_notes(box, writer))}\n</aside>"
    )


def _continued(box: t.Box, writer: Writer) -> str:
    """The title as it stands at the head of further pages, if the box is divided."""
    if writer.dialect.name != "paged":
        return ""
    words = writer.dialect.words["continued"].format(title=plain(box.title))
    return (
        f'<p class="box-title {CONTINUED}" hidden aria-hidden="true">'
        f"{_label(box.id, writer)}{writer.text(words)}</p>\n"
    )


def _label(name: str, writer: Writer) -> str:
    """The name and number of a box or recommendation, if the style numbers them."""
    label = writer.dialect.labels.get(name)
    return f"{label_markup(label.text, writer)} " if label else ""


def _line(writer: Writer) -> str:
    """The element of a line that is no text of its own; for the PDF it has to be a paragraph."""
    return "p" if writer.dialect.name == "paged" else "div"


def letter_call(note: t.Footnote, dialect: Dialect) -> str:
    """The call of a note of a box, a figure or a table."""
    kind = "" if dialect.name == "paged" else ' role="doc-noteref"'
    if dialect.name == "epub":
        kind = f' epub:type="noteref"{kind}'
    href = escape(dialect.href(note.id))
    call = (
        f'<a class="letter-call"{kind} id="{note.id}-call"'
        f' href="{href}"><sup>{letters(note.number).lower()}</sup></a>'
    )
    if dialect.name == "paged":
        return f'<span class="letter-reference">{call}</span>'
    return call


def letter_notes(block: t.Box | t.Figure | t.Table, writer: Writer) -> Iterator[str]:
    """Yield the notes at the foot of a box, a figure or a table."""
    for note in lettered_notes_of(block):
        letter = letters(note.number).lower()
        if writer.dialect.name == "paged":
            # The footnotes of a page are spans too: a note has no blocks of its own there.
            inside = " ".join(writer.footnote_parts(note.blocks))
            yield (
                f'\n<p class="letter-note" id="{note.id}"'
                f"{back_attribute(letter, writer.dialect.words)}>"
                f'<span class="note-letter">{letter}</span> {inside}</p>'
            )
            continue
        kind = ' epub:type="footnote"' if writer.dialect.name == "epub" else ""
        back = escape(writer.dialect.href(f"{note.id}-call"))
        label = f"{letter}: {writer.dialect.words['footnote_back']}"
        yield (
            f'\n<div class="letter-note" id="{note.id}"{kind} role="doc-footnote">'
            f'<p class="note-letter"><a role="doc-backlink" href="{back}"'
            f' aria-label="{escape(label)}">{letter}</a></p>{writer.blocks(note.blocks)}</div>'
        )


def recommendation_markup(recommendation: t.Recommendation, writer: Writer) -> str:
    """A recommendation, and under it whose it is and by when."""
    facts = "".join(
        f'<span class="recommendation-fact">{label_markup(label, writer)}'
        f" {writer.text(words)}</span> "
        for label, words in facts_of(recommendation, writer.dialect.words, writer.dialect.language)
    )
    label, tag = writer.dialect.labels.get(recommendation.id), _line(writer)
    number = label_markup(label.text, writer, "recommendation-number", tag=tag) if label else ""
    number = f"{number}\n" if label else ""
    # HTML checkers miss a heading in a section; a PDF has parts without.
    part = "section" if writer.dialect.name == "paged" else "div"
    below = f'\n<p class="recommendation-facts">{facts.rstrip()}</p>' if facts else ""
    return (
        f'<{part} class="recommendation" id="{recommendation.id}">'
        f"{writer.page_start(recommendation.id)}\n{number}"
        f"{writer.blocks(recommendation.blocks)}{below}\n</{part}>"
    )
