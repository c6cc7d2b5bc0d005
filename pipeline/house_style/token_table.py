"""What every token of the built-in style does: for those who change one, and for their editors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.house_style.forms import form_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INKS: Final = "-cmyk"
"""The end of the name of the inks of a colour."""

_LENGTH: Final = re.compile(r"[0-9.]+(mm|pt|px|rem|em)")

EFFECTS: Final[Mapping[str, str]] = {
    "ink": "text, and black lines; in print black ink alone",
    "blue": "headings, the cover, links; the grounds of the head of the web edition",
    "cinnabar": "numerals of questions, labels such as KEY MESSAGE, the bright accent",
    "teal": "recommendations, and whatever is to be done",
    "ochre": "the fourth colour of themes and charts",
    "paper": "the ground of key messages, boxes and panels",
    "rule": "thin lines between rows, and above figures and tables",
    "grey": "what stands back in charts and on screens: lines, labels, sources, notes",
    "small-print": "small text of pages that stands back: running heads, units, sources, notes; "
    "grey on screen, solid in print",
    "sand": "text on the cover beside the title: subtitle, series, date",
    "white": "the page, and text on dark grounds",
    "theme-1": "the colour of the first theme, and of the fifth: its opener and its one-pager",
    "theme-2": "the colour of the second theme",
    "theme-3": "the colour of the third theme",
    "theme-4": "the colour of the fourth theme",
    "serif": "the faces of the text: 400 and 600, upright and italic",
    "display": "the faces of titles and large numerals: 300 and 400",
    "sans": "the faces of labels, headings below the theme, tables and boxes: 400, 600 and 700",
    "mono": "the faces of code: 400",
    "han": "the faces of Chinese, Japanese and Korean in other languages: 400 and 700",
    "paper-size": "the paper of the note, from which its measures follow: see paper.md",
    "trim-width": "the width of the page",
    "trim-height": "the height of the page",
    "bleed": "how far pictures and grounds go beyond the trimmed page in print",
    "slug": "the room for printer's marks outside the bleed",
    "printing-condition": "how the note is printed: its inks are separated for it",
    "page-multiple": "blank pages before the last fill a printed note up to a multiple of this",
    "imposition": "booklet makes a second PDF with the pages in pairs for saddle stitching",
    "paper-thickness": "of a sheet: inner pages of a booklet move to the fold by as much a sheet",
    "barcode-module": "the width of the narrowest bar of the ISBN on the back cover",
    "margin-top": "from the top of the page to the first line",
    "margin-outer": "from the outer edge of the page to the margin column or the text",
    "margin-inner": "from the text to the inner edge of the page",
    "margin-bottom": "from the last line to the foot of the page",
    "margin-column": "the width of the column beside the text, with numerals and pull quotes",
    "page-sides": "whether right-hand pages of print have their margin column at the right",
    "page-lines": "the lines of text on a page",
    "head-drop": "from the top of the page to the running head",
    "folio-drop": "from the end of the text to the folio",
    "cover-title-top": "from the top of the cover to its title",
    "opener-title-top": "from the top of an opener to its title",
    "one-pager-paper-size": "the paper of one-pagers",
    "one-pager-width": "the width of a one-pager",
    "one-pager-height": "its height",
    "one-pager-margin": "the margins at its sides",
    "one-pager-column": "the column of its numeral",
    "one-pager-points": "the width of its key messages",
    "one-pager-discussed": "the width of its list of topics",
    "one-pager-third": "the width of one of its three columns",
    "one-pager-source": "the width of the note at its foot",
    "one-pager-address": "the width of the address at its foot",
    "band-height": "the height of its band of colour",
    "edition-size": "large sets the note in large print: text of 18 pt, and no italics",
    "text-size": "the size of the text; 1rem is as large",
    "line": "the distance of the lines of text, to which everything on the page keeps",
    "figure-numerals": "how figures are numbered",
    "table-numerals": "how tables are numbered",
    "box-numerals": "how boxes are numbered",
    "recommendation-numerals": "how recommendations are numbered",
    "formula-numerals": "how formulas with an id are numbered",
    "digits": "the digits of all numbers that notepress writes; those an author typed stay",
    "list-of-abbreviations": "when the abbreviations of a note are listed",
    "list-of-figures": "when its figures are listed",
    "list-of-tables": "when its tables are listed",
    "part-start": "whether each part beside the themes begins a page",
    "text-align": "justify sets running text on pages with both edges even",
    "opener": "whether a theme opens with a page or with a band above its text",
    "photo-strips": "which one-pagers and openers show a strip of a cover photo",
    "emblem-place": "where the emblem of the publisher stands on the cover",
    "opener-start": "recto begins each theme on a right-hand page, in print after a blank one",
    "citation-style": "how citations are set, and the works that are cited",
    "references": "where the works are listed: at the end, or in each theme",
    "footnote-numbers": "page numbers the footnotes of PDFs on each page anew",
    "pdf-standard": "the standards that PDFs for the screen conform to: docs/tagged-pdf.md",
    "text-measure": "the width of the column of text",
    "cover-series-size": "the size of the name of the series on the cover",
    "cover-series-measure": "the width of its lines",
    "cover-title-size": "the size of the title on the cover",
    "cover-title-line": "the distance of its lines",
    "cover-title-measure": "the width of its lines",
    "opener-title-size": "the size of the title of a theme on its opener",
    "opener-title-line": "the distance of its lines",
    "opener-numeral-size": "the size of the numeral on an opener",
    "opener-item-size": "the size of the list of questions on an opener",
    "opener-item-measure": "the width of its lines",
    "matter-title-size": "the size of the titles of parts beside the themes",
    "contents-item-size": "the size of questions in the contents",
    "contents-theme-size": "the size of themes in the contents",
    "contents-item-measure": "the width of the lines of the contents",
    "question-size": "the size of the heading of a question",
    "topic-size": "the size of the heading of a topic",
    "key-message-size": "the size of key messages",
    "key-message-measure": "the width of their lines",
    "pull-quote-size": "the size of pull quotes in the margin",
    "pull-quote-measure": "the width of their lines",
    "part-lead-size": "the size of the lead of a part",
    "back-title-size": "the size of the title on the back cover",
    "band-title-size": "the size of the title of a theme in a band",
    "band-title-line": "the distance of its lines",
    "band-title-measure": "the width of its lines",
    "one-pager-size-min": "the smallest text to which a one-pager is fitted",
    "one-pager-size-max": "the largest text to which a one-pager is fitted",
    "one-pager-size-sparse": "the largest text of one whose words and figure leave it sparse",
    "one-pager-leading-min": "its closest lines, in sizes of the text",
    "one-pager-leading-max": "its widest lines, in sizes of the text",
}
"""The effect of each token by name; inks are those of the colour whose name they begin with."""


EFFECTS_ON_SCREENS: Final[Mapping[str, str]] = {
    "surface": "the ground of the page",
    "cinnabar": "labels and other small text in the accent colour, darker than in print",
    "cinnabar-bright": "large numerals and lines in the accent colour",
    "grey": "small text that stands back, darker than in print",
    "edge": "the edges of fields and buttons",
    "tint": "the ground of what is chosen, or reached by a link",
    "focus": "the ring around what the keyboard has reached",
    "masthead": "the ground of the head",
    "masthead-edge": "the edges of buttons in the head",
    "hit": "the ground of what was searched for",
    "hit-ink": "the text on it",
    "hit-now": "the ground of the current find",
    "hit-now-ink": "the text on it",
}
"""The effect of each token of ``parts/screen_colours.css``, which has no inks."""


@dataclass(frozen=True, slots=True)
class TokenDescription:
    """A token for those who set it: its default as the built-in style has it, unit and effect."""

    name: str
    default: str
    unit: str
    effect: str


def described(tokens: Mapping[str, str]) -> Iterator[TokenDescription]:
    """Yield the descriptions of the tokens of the built-in style, in their order."""
    for name, value in tokens.items():
        effect = EFFECTS.get(name) or f"the inks of --{name.removesuffix(INKS)} in print"
        yield TokenDescription(name, value, _unit(name, value), effect)


def described_on_screens(tokens: Mapping[str, str]) -> Iterator[TokenDescription]:
    """Yield the descriptions of the tokens of light screens; ``tokens`` are their values."""
    for name, effect in EFFECTS_ON_SCREENS.items():
        yield TokenDescription(name, tokens[name], "colour", effect)


def _unit(name: str, value: str) -> str:
    if name.startswith("theme-"):
        return "colour"
    if (form := form_of(name)) is not None:
        return form.values
    if (length := _LENGTH.fullmatch(value)) is not None:
        return length[1]
    if value.startswith("#"):
        return "colour"
    if value.startswith("device-cmyk"):
        return "inks, 0 to 1"
    return "faces" if value.startswith('"') else "number"
