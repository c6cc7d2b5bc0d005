"""The text of a note as markup: inlines and blocks in one of three dialects.

``paged`` is HTML for the PDF engine, ``web`` is HTML for browsers, ``epub`` is XHTML.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.languages import direction_of
from pipeline.note import text as t
from pipeline.note.repeating import unlinked
from pipeline.note.walk import display_formula, lifted_of
from pipeline.press.markup import labels
from pipeline.press.markup.abbreviations import explained
from pipeline.press.markup.addresses import address_markup, code_markup
from pipeline.press.markup.attributes import citing, class_attribute, language_of, start_attribute
from pipeline.press.markup.boxes import box_markup, letter_call, recommendation_markup
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.figures import figure_markup
from pipeline.press.markup.formulas import equation_markup, formula_markup
from pipeline.press.markup.last_words import join_last_words, without_last_hyphen
from pipeline.press.markup.lines.divided_words import apart
from pipeline.press.markup.lines.isolates import in_order, runs_of, text_markup
from pipeline.press.markup.lines.signs import shown_line
from pipeline.press.markup.page_markers import PageMarkers, marker_markup
from pipeline.press.markup.references import citation_markup, reference_markup, works_markup
from pipeline.press.markup.tables import table_markup
from pipeline.press.parts.parts import EXPANSION, SENTENCE
from pipeline.typography import SHORTEST_OF_PARAGRAPH, set_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.languages import Direction
    from pipeline.press.markup.charts.size import ChartSize
    from pipeline.press.markup.display import Displayed, Role

__all__ = ["Dialect", "Writer"]


class Writer:
    """Writes the text of a note in one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._none = PageMarkers((), dialect)
        self._markers = self._none

    @property
    def direction(self) -> Direction:
        """The direction in which the language of the dialect is written."""
        return direction_of(self.dialect.language)

    def root_language(self, tag: str) -> Markup:
        """The language attributes of the root of a document, and its direction if it is rtl."""
        return self.language(tag, within="")

    def language(self, tag: str | None, within: str | None = None) -> Markup:
        """The language attributes of an element; none for None.

        Its direction is among them if it is not that of the text around it, whose language is
        ``within``, or else that of the dialect.
        """
        around = self.dialect.language if within is None else within
        return _safe(language_of(tag, around, is_xml=self.dialect.name == "epub") if tag else "")

    def page_start(self, anchor: str) -> Markup:
        """The markers of the pages that begin with an element."""
        starts = self.dialect.page_starts.get(anchor, ())
        markers = (marker_markup(one, self.dialect) for one in starts if one.offset == 0)
        return _safe("".join(markers))

    def permalink(self, anchor: str) -> Markup:
        """The link of an element to itself, in the web dialect; nothing in the others."""
        if self.dialect.name != "web":
            return Markup("")
        # For pointers only: hundreds of links would hinder keyboard and screen reader users.
        href = escape(self.dialect.href(anchor))
        return _safe(f'<a class="permalink" href="{href}" aria-hidden="true" tabindex="-1"></a>')

    def labelled_by(self, heading: str) -> Markup:
        """The attribute that names a section by its heading; nothing in the web dialect."""
        # Browsers turn every named section into a landmark, and fifty landmarks are useless.
        if self.dialect.name == "web":
            return Markup("")
        return _safe(f' aria-labelledby="{escape(heading)}"')

    def label(self, anchor: str) -> Markup:
        """The name and number of a figure, a table or another thing that has one; else nothing."""
        label = self.dialect.labels.get(anchor)
        return _safe(labels.label_markup(label.text, self, "label", "number") if label else "")

    def labelled(self, label: str, inside: Markup, language: str = "") -> Markup:
        """Markup after its label in a line, both in a language if it is not that of the note."""
        return _safe(labels.labelled_markup(label, inside, self, language))

    def inlines(self, inlines: Iterable[t.Inline], anchor: str = "") -> Markup:
        """Inlines as markup, with the page-break markers of ``anchor`` inside."""
        starts = self.dialect.page_starts.get(anchor, ())
        self._markers = markers = PageMarkers(starts, self.dialect)
        written = self._inside(inlines, self.dialect.language)
        self._markers = self._none
        return _safe(written + markers.rest())

    def unlinked(self, inlines: t.Inlines) -> Markup:
        """Inlines inside a link, which has no other link and no footnote in it."""
        return self.inlines(unlinked(inlines))

    def text(self, text: str) -> Markup:
        """Plain text with typographic spaces."""
        return _safe(text_markup(text, self.dialect.language, self.dialect.void))

    def address(self, text: str) -> Markup:
        """A web or e-mail address, with the places where its lines may end."""
        written = address_markup(text, self.dialect.void)
        return _safe(in_order([(written, self.direction == "rtl")], self.direction))

    def display(self, role: Role, words: t.Inlines | str) -> Markup:
        """Display text, such as a title or a key message, with the line breaks of the dialect."""
        return self.inlines(self._displayed(role, words).inlines)

    def entry(self, role: Role, words: t.Inlines) -> Markup:
        """Display text that is a link as a whole, such as an entry of the contents."""
        return self.display(role, unlinked(words))

    def lines(self, role: Role, words: t.Inlines | str) -> Markup:
        """The style attribute with the number of lines of display text, if known."""
        count = self._displayed(role, words).lines
        return _safe(f' style="--lines: {count}"' if count else "")

    def ending(self, words: t.Inlines | str) -> Markup:
        """A text of a few lines; on pages its last line is never a single short word."""
        inlines = (t.Text(text=words),) if isinstance(words, str) else words
        shortest = SHORTEST_OF_PARAGRAPH if self.dialect.name == "paged" else 0
        return self.inlines(join_last_words(inlines, shortest))

    def small_print(self, words: t.Inlines | str) -> Markup:
        """Small print, such as a source; on pages its last line is never a single short word."""
        return labels.small_print(words, self)

    def _displayed(self, role: Role, words: t.Inlines | str) -> Displayed:
        inlines = (t.Text(text=words),) if isinstance(words, str) else words
        return self.dialect.display(role, inlines)

    def chart(self, figure: t.Figure, size: ChartSize | None = None) -> Markup:
        """The chart of a figure, on pages of some size that is not its own."""
        # Few notes have charts.
        from pipeline.press.markup.charts.chart import chart_markup

        return _safe(chart_markup(figure, self.dialect, size))

    def blocks(self, blocks: Iterable[t.Block]) -> Markup:
        """Blocks as markup, one per line."""
        return _safe("\n".join(self._block(block) for block in blocks))

    def _inline(self, inline: t.Inline, language: str) -> str:
        match inline:
            case t.Text():
                return self._text(inline.text, language)
            case t.LineBreak() | t.Code() | t.Formula():
                return self._leaf(inline, language)
            case t.Emphasis():
                return f"<em>{self._inside(inline.inlines, language)}</em>"
            case t.Strong():
                return f"<strong>{self._inside(inline.inlines, language)}</strong>"
            case t.Raised():
                tag = "sup" if inline.position == "super" else "sub"
                return f"<{tag}>{self._inside(inline.inlines, language)}</{tag}>"
            case t.Foreign():
                inside = self._inside(inline.inlines, inline.language)
                return f"<span{self.language(inline.language, language)}>{inside}</span>"
            case t.Link():
                return self._link(inline, language)
            case t.Reference():
                inside = self._inside(inline.inlines, language)
                return reference_markup(inline, inside, self.dialect)
            case t.Citation():
                return citation_markup(inline, self._inside(inline.inlines, language))
            case t.Lifted():
                inside = self._inside(inline.inlines, language)
                return f'<span class="lifted {inline.role}" id="{inline.id}">{inside}</span>'
            case t.Footnote():
                return self._footnote_call(inline)

    def _leaf(self, inline: t.LineBreak | t.Code | t.Formula, language: str) -> str:
        match inline:
            case t.LineBreak():
                return f"<br{self.dialect.void}"
            case t.Code():
                return code_markup(inline.text, self.dialect.void, direction_of(language))
            case t.Formula():
                return formula_markup(inline, self.dialect)

    def _inside(self, inlines: Iterable[t.Inline], language: str) -> str:
        written = (
            ("".join(self._inline(inline, language) for inline in run), is_apart)
            for run, is_apart in runs_of(shown_line(tuple(inlines), language), language)
        )
        return in_order(written, direction_of(language))

    def _text(self, text: str, language: str) -> str:
        return self._markers.into(set_text(text, language), self._explained)

    def _explained(self, text: str) -> str:
        longs, void = self.dialect.abbreviations, self.dialect.void
        if self.dialect.name == "paged":
            # A title would be underlined.
            return apart(explained(text, longs, void, EXPANSION))
        return explained(text, longs, void)

    def _link(self, link: t.Link, language: str) -> str:
        target = link.target
        href = self.dialect.href(target[1:]) if target.startswith("#") else target
        inside = self._inside(link.inlines, language)
        kind = citing(self.dialect.name) if link.to_work else ""
        return f'<a{kind} href="{escape(href)}">{inside}</a>' if href else inside

    def _footnote_call(self, footnote: t.Footnote) -> str:
        if footnote.is_lettered:
            return letter_call(footnote, self.dialect)
        if self.dialect.name == "paged":
            markers, self._markers = self._markers, self._none
            body = " ".join(self.footnote_parts(footnote.blocks))
            self._markers = markers
            return labels.footnote_on_page(footnote, body, self.dialect)
        return labels.footnote_link(footnote, self.dialect)

    def footnote_parts(self, blocks: Iterable[t.Block]) -> Iterator[str]:
        """Yield the blocks of a footnote as spans, because it is inside a paragraph."""
        for block in blocks:
            match block:
                case t.Paragraph():
                    yield self._inside(block.inlines, self.dialect.language)
                case t.ItemList():
                    for item in block.items:
                        inside = " ".join(self.footnote_parts(item.blocks))
                        yield f'<span class="footnote-item">{inside}</span>'
                case t.Quotation() | t.Box() | t.Recommendation():
                    yield from self.footnote_parts(block.blocks)
                case t.Figure() | t.Table() | t.WorkList():
                    yield self._block(block)

    def _block(self, block: t.Block) -> str:
        match block:
            case t.Paragraph():
                return self._paragraph(block)
            case t.ItemList():
                return self._list(block)
            case t.Quotation():
                return f"<blockquote>{self.blocks(block.blocks)}</blockquote>"
            case t.Box():
                return box_markup(block, self)
            case t.Recommendation():
                return recommendation_markup(block, self)
            case t.Figure():
                return figure_markup(block, self)
            case t.Table():
                return table_markup(block, self)
            case t.WorkList():
                return works_markup(block, self)

    def _paragraph(self, paragraph: t.Paragraph) -> str:
        if (formula := display_formula(paragraph)) is not None:
            return self._equation(paragraph.id, formula)
        classes = class_attribute(*paragraph.layout_hints)
        inside = self._running_text(paragraph)
        text = f'<p id="{paragraph.id}"{classes}>{inside}{self.permalink(paragraph.id)}</p>'
        # An EPUB has no margin: the same sentence would be read twice in a row.
        pulls = () if self.dialect.name == "epub" else lifted_of((paragraph,), "pull")
        return "".join(map(self.pull_quote, pulls)) + text

    def _equation(self, anchor: str, formula: t.Formula) -> str:
        label = self.dialect.labels.get(anchor)
        written = equation_markup(formula, anchor, label.number if label else "", self.dialect)
        return f"{self.page_start(anchor)}{written}"

    def _running_text(self, paragraph: t.Paragraph) -> str:
        """The text of a paragraph; on pages its last line is not a short word or half a word."""
        if self.dialect.name != "paged":
            return self.inlines(paragraph.inlines, paragraph.id)
        tied = join_last_words(paragraph.inlines, SHORTEST_OF_PARAGRAPH)
        return without_last_hyphen(str(self.inlines(tied, paragraph.id)))

    def pull_quote(self, lifted: t.Lifted) -> str:
        """The pull quote of a marked sentence, hidden from screen readers."""
        markers, self._markers = self._markers, self._none
        # What is hidden cannot be clicked on.
        inlines = self._displayed("pull-quote", unlinked(lifted.inlines)).inlines
        inside = self._inside(inlines, self.dialect.language)
        self._markers = markers
        sentence = f' {SENTENCE}="{lifted.id}"' if self.dialect.name == "paged" else ""
        return (
            f'<blockquote class="pull-quote"{sentence} role="doc-pullquote" aria-hidden="true">'
            f"<p>{inside}</p></blockquote>"
        )

    def _list(self, block: t.ItemList) -> str:
        tag, start = "ol" if block.ordered else "ul", start_attribute(block, self.dialect.name)
        items = "".join(f"<li>{self.item(item.blocks)}</li>" for item in block.items)
        return f"<{tag}{start}>{items}</{tag}>"

    def item(self, blocks: t.Blocks) -> str:
        """The content of a list item or a cell."""
        # A single paragraph needs no element: screen readers count the list item.
        if (
            len(blocks) == 1
            and isinstance(blocks[0], t.Paragraph)
            and display_formula(blocks[0]) is None
        ):
            paragraph = blocks[0]
            return f'<span id="{paragraph.id}">{self._running_text(paragraph)}</span>'
        return self.blocks(blocks)


def _safe(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - every leaf has been escaped
