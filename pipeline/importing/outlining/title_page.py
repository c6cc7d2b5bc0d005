"""The title page of a manuscript: the short lines before the text, and the title among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.heading_numbers import read_number
from pipeline.importing.outlining.landmarks import (
    is_kind,
    landmark,
    names_organisation,
    names_series,
    read_counted_kind,
    read_date,
    read_placed_date,
    says_draft,
)
from pipeline.importing.outlining.running_text import ends_sentence, is_running
from pipeline.importing.reading.runs import LINE_BREAK, Run, lines_of, merge
from pipeline.importing.vocabulary import any_of

if TYPE_CHECKING:
    from pipeline.importing.reading.looks import Look
    from pipeline.importing.reading.pieces import Piece

_TEXT_KINDS: Final = frozenset({"table", "quotation", "box", "recommendation"})
_MOST_LINES: Final = 3
_LARGER: Final = 0.9
_COPYRIGHT: Final = re.compile(r"^(©|\(c\)|copyright\b)", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^\W*(?:no|nr|n[º°o]|num|№|isbn|issn|doi|version)\b", re.IGNORECASE)
_BY: Final = re.compile(
    rf"^(?:{any_of('credited')}|{any_of('credits')}|{any_of('facts', 'author')})\b", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"[\w.+-]@[\w-]|https?://|www\.")
_SUBTITLE_WORDS: Final = 20
_NAME_PARTS: Final = 4
_BOTH: Final = re.compile(rf"\s+(?:{any_of('facts', 'both')}|&)\s+", re.IGNORECASE)
_PARTICLE: Final = 3
"""Letters of the longest word such as "von" in a name."""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The pieces, with title and subtitle named by their style, and where the title page ends."""

    pieces: tuple[Piece, ...]
    end: int


def read_title_page(pieces: Sequence[Piece]) -> TitlePage:
    """Find the title page: its end is the index of the first piece that is not of it."""
    start = next((at for at, one in enumerate(pieces) if not _is_meta(one)), len(pieces))
    stop = _stop(pieces, start)
    named = any(one.style == "meta:title" for one in pieces[:start])
    title = [at for at in range(start, stop) if pieces[at].style.lower() == "title"]
    if not title and not named:
        title = _title(pieces, start, stop)
    end = _end(pieces, start, stop, title)
    title = [at for at in title if at < end]
    made = list(pieces)
    if title:
        made[title[0]] = _joined([pieces[at] for at in title])
        for at in reversed(title[1:]):
            del made[at]
        end -= len(title) - 1
    if title or named:
        below = title[0] + 1 if title else start
        if below < end and _is_subtitle(made, below, end):
            made[below] = replace(made[below], style="subtitle")
    return TitlePage(tuple(made), end)


def _is_meta(piece: Piece) -> bool:
    return piece.style.startswith("meta:")


def _stop(pieces: Sequence[Piece], start: int) -> int:
    """Where the short lines end: at text, a list, a table, or the heading of a known part."""
    for at in range(start, len(pieces)):
        piece = pieces[at]
        if piece.kind == "picture":
            continue
        if piece.kind in _TEXT_KINDS or (piece.kind == "item" and not _dated(piece)):
            return at
        if is_running(piece) or _COPYRIGHT.match(piece.text) or _begins_count(piece):
            return at
        headed = at > start and pieces[at - 1].kind == "heading" and piece.kind == "paragraph"
        if (headed and ends_sentence(piece.text)) or _opens_part(pieces, at):
            return at
    return len(pieces)


def _begins_count(piece: Piece) -> bool:
    """Whether a line is numbered as the first of the text: "I. Soil"."""
    number = read_number(piece.text) if piece.kind in {"paragraph", "heading"} else None
    return number is not None and number.series in {"roman", "part"} and number.values == (1,)


def _opens_part(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a line names a part, and does not say what kind of document this is."""
    piece = pieces[at]
    if piece.style.lower() in {"title", "subtitle"} or len(piece.text) > 80:
        return False
    if landmark(piece.text) is None:
        return False
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    is_text = after is not None and (after.kind in {"item", "table"} or is_running(after))
    return piece.kind == "heading" or is_text or not is_kind(piece.text)


def _dated(piece: Piece) -> bool:
    return bool(piece.number) and read_date(f"{piece.number}. {piece.text}") is not None


def _title(pieces: Sequence[Piece], start: int, stop: int) -> list[int]:
    """The indexes of the lines of the title, where no style names it."""
    lines = [at for at in range(start, stop) if _could_be_title(pieces[at])]
    if not lines:
        return []
    lines = [at for at in lines if not names_organisation(pieces[at].text)] or lines
    sizes = {at: pieces[at].look.size for at in lines}
    largest = max(sizes.values())
    first = _longest(pieces, [at for at in lines if sizes[at] == largest])
    is_largest = largest and min(sizes.values()) <= largest - _LARGER
    if is_largest or _is_larger_than_text(pieces, largest):
        return _with_lines(pieces, first, lines, stop)
    heading = next((at for at in lines if pieces[at].kind == "heading"), None)
    if heading == stop - 1 and [at for at in lines if at < heading] == [start]:
        return [start]  # The heading has text below it, and one line alone above it.
    bold = next((at for at in lines if pieces[at].look.bold), None)
    return [min((at for at in (heading, bold) if at is not None), default=lines[0])]


def _longest(pieces: Sequence[Piece], lines: Sequence[int]) -> int:
    """The first line, unless one further below is set as large and has many more words."""
    words = {at: len(pieces[at].text.split()) for at in lines}
    most = max(lines, key=lambda at: (words[at], -at))
    return most if most > lines[0] + 1 and words[most] >= 2 * words[lines[0]] else lines[0]


def _is_larger_than_text(pieces: Sequence[Piece], size: float) -> bool:
    return any(is_running(one) and 0 < one.look.size <= size - _LARGER for one in pieces)


def _could_be_title(piece: Piece) -> bool:
    text = piece.text
    if piece.kind not in {"paragraph", "heading"} or len(lines_of(piece.runs)) > _MOST_LINES:
        return False
    if read_date(text) or is_kind(text) or _ADDRESS.search(text) or _NUMBERED.match(text):
        return False
    if piece.kind == "paragraph" and any(run.citation for run in piece.runs):
        return False
    if piece.style.lower() in {"kind", "series", "date", "author"}:
        return False
    if says_draft(text) or read_placed_date(text) or read_counted_kind(text):
        return False
    if piece.kind != "heading" and names_series(text):
        return False
    number = read_number(text)
    if number and number.is_marked and number.series in {"arabic", "roman", "part", "han"}:
        return False
    return any(sign.isalpha() for sign in text)


def _with_lines(pieces: Sequence[Piece], first: int, lines: Sequence[int], stop: int) -> list[int]:
    """A line of a title and those right below it that are set the same: one title in two lines."""
    found = [first]
    look, kind = pieces[first].look, pieces[first].kind
    if not look.size or any(one.look == look and one.kind == "heading" for one in pieces[stop:]):
        return found
    while found[-1] + 1 in lines and len(found) < _MOST_LINES:
        below = pieces[found[-1] + 1]
        if below.kind != kind or replace(below.look, breaks_page=look.breaks_page) != look:
            break
        found.append(found[-1] + 1)
    return found


def _end(pieces: Sequence[Piece], start: int, stop: int, title: Sequence[int]) -> int:
    """Where the text begins: at the last headings of the title page, which head it."""
    after = title[-1] + 1 if title else start
    name = next((one.text for one in pieces[:start] if one.style == "meta:title"), "").casefold()
    last = max((at for at in range(after, stop) if _is_known(pieces[at], name)), default=after - 1)
    headings = (at for at in range(last + 1, stop) if pieces[at].kind == "heading")
    at = next(headings, stop)
    if at == after and _is_line_of_title(pieces, at, stop):
        at += 1
    if title and pieces[title[-1]].style.lower() != "title" and _heads_text(pieces, title, stop):
        return title[0]
    return at


def _is_line_of_title(pieces: Sequence[Piece], at: int, stop: int) -> bool:
    """Whether a heading right below the title is its subtitle: another heading follows at once."""
    if not 0 < at < stop or at + 1 >= len(pieces) or read_number(pieces[at].text):
        return False
    one, other = pieces[at], pieces[at + 1]
    alone = all(later.kind != "heading" or later.look != one.look for later in pieces[at + 1 :])
    return other.kind == "heading" and other.level <= one.level and bool(one.look.size) and alone


def _is_known(piece: Piece, name: str) -> bool:
    """Whether a line belongs to a title page by what it says, such as a date."""
    text = piece.text
    if piece.kind == "heading":
        return text.casefold() == name
    return not _plain(piece) or bool(_NUMBERED.match(text) or _BY.match(text) or names_series(text))


def _heads_text(pieces: Sequence[Piece], title: Sequence[int], stop: int) -> bool:
    """Whether a heading on the title page is no title: others of its level head the text too."""
    one = pieces[title[-1]]
    if one.kind != "heading":
        return False
    later = [other for other in pieces[title[-1] + 1 :] if other.kind == "heading"]
    if one.look.size and all(other.look.size < one.look.size for other in later):
        return False
    following = next((p for p in pieces[title[-1] + 1 : stop + 1] if p.kind == "heading"), None)
    if following is not None and following.level <= one.level:
        return False
    return any(other.kind == "heading" and other.level <= one.level for other in pieces[stop:])


def _joined(parts: Sequence[Piece]) -> Piece:
    """The title, in one piece whose style says so."""
    first, *others = parts
    runs = [*first.runs]
    for part in others:
        runs += [Run(LINE_BREAK), *part.runs]
    return replace(first, runs=merge(runs), style="title")


def _is_subtitle(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Whether the line after the title is clearly its subtitle."""
    piece = pieces[at]
    if piece.style.lower() == "subtitle":
        return True
    if not _could_be_title(piece) or is_running(piece):
        return False
    if len(lines_of(piece.runs)) > 1 or len(piece.text.split()) > _SUBTITLE_WORDS:
        return False
    if names_organisation(piece.text) or _BY.match(piece.text) or piece.text.endswith((".", ":")):
        return False
    if _names_person(piece.text) or _has_marked_names(piece):
        return False
    look, above = piece.look, replace(pieces[at - 1].look, breaks_page=False)
    text = next((one.look for one in pieces[end:] if is_running(one)), None)
    centred = text is not None and look.alignment == "center" != text.alignment
    if text is not None and (centred or _is_apart(look, text)):
        return True
    if text is not None and look.size and above != text:
        return False
    after = pieces[at + 1] if at + 1 < end else None
    return after is None or after.kind != "paragraph" or _is_known(after, "")


def _is_apart(look: Look, text: Look) -> bool:
    """Whether a line looks other than the text."""
    larger = look.size > text.size + _LARGER / 2
    marked = look.bold or look.italic or look.capitals or bool(look.colour)
    plain = not (text.bold or text.italic or text.capitals or text.colour)
    return larger or (marked and plain)


def _has_marked_names(piece: Piece) -> bool:
    """Whether a line has names with raised marks of affiliations: "Ada Brook¹,*, Yue Lin²"."""
    marked = [run for run in piece.runs if "super" in run.marks]
    bare = "".join("," if "super" in run.marks else run.text for run in piece.runs)
    names = [part.strip() for part in _BOTH.sub(",", bare).split(",") if part.strip(" ,*")]
    return bool(marked) and bool(names) and all(map(_names_person, names))


def _names_person(text: str) -> bool:
    """Whether a line names a person, perhaps with more after a comma."""
    if " " in (both := _BOTH.sub(" & ", text)) and " & " in both:
        return all(_names_person(part.strip()) for part in both.split(" & "))
    parts = text.partition(",")[0].split()
    if not 2 <= len(parts) <= _NAME_PARTS or any(sign.isdigit() for sign in text):
        return False
    return all(part[:1].isupper() or len(part) <= _PARTICLE for part in parts)


def _plain(piece: Piece) -> bool:
    """Whether a line says nothing that is known, such as a date."""
    text = piece.text
    named = "," in text and _names_person(text)
    told = says_draft(text) or read_placed_date(text) or read_counted_kind(text)
    return not (told or read_date(text) or is_kind(text) or _ADDRESS.search(text) or named)
