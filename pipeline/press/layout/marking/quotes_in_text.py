"""Pull quotes that stand in the text, where pages have no margin column, away from their sentences.

Each is written before the paragraph of its own sentence. It is moved on to the first paragraph that
is a page of text away, or back to one, but not farther than four pages; where a text is too short
for that, to another page; where that has no place either, it is not set. So is one that has
come near another one. Places are known after a layout, which is repeated then.
Boxes are those of WeasyPrint 70, lengths are in px (1/96 inch).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import LineBox

from pipeline.press.boxes.pull_quotes import UNSET, sentences_of_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MOVED: Final = "data-moved"
_MOST_MOVES: Final = 3
"""How often a pull quote is moved, as others are moved before it."""
_AWAY: Final = 1.1
"""How many pages of text are between a sentence and its quote, so that no page has both."""
_FARTHEST: Final = 4.0
"""How many pages of text are between them at most: farther on, it would be about something else."""
_APART: Final = 0.5
"""How many pages are between two quotes at least."""
_SECTIONS: Final = frozenset({"section", "article"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something begins in a part: its page, from 0, and how many pages of text before it."""

    page: int
    place: float


@dataclass(frozen=True, slots=True)
class _Read:
    """What is on the pages of a part: quotes, paragraphs and sentences, each with its spot.

    ``pages`` are all those on which a sentence stands, by its id.
    """

    quotes: Mapping[Any, Spot]
    paragraphs: Mapping[Any, Spot]
    sentences: Mapping[str, Spot]
    pages: Mapping[str, frozenset[int]]


def move_quotes_in_text(pages: Sequence[Any], html: Any) -> bool:
    """Move the pull quotes on the pages of their sentences, and those near another one.

    Returns whether there were any: the pages have to be laid out again then. ``html`` is the root
    element.
    """
    wanted = sentences_of_quotes(html)
    read = _read(pages, wanted) if wanted else None
    if read is None or not read.quotes:
        return False
    settled = _settled(read, wanted)
    taken = [spot.place for spot in settled.values()]
    misplaced = [one for one in read.quotes if one not in settled]
    parents = {child: parent for parent in html.iter() for child in parent}
    for quote in misplaced:
        sentence, moves = wanted[quote], int(quote.get(_MOVED, "0"))
        free = _free(read, parents, taken) if moves < _MOST_MOVES else {}
        found = _place_for(read.sentences[sentence], read.pages[sentence], free)
        if found is None:
            quote.set("class", f"{quote.get('class')} {UNSET}")
        else:
            quote.set(_MOVED, str(moves + 1))
            _move(quote, found, parents)
            taken.append(read.paragraphs[found].place)
    return bool(misplaced)


def _settled(read: _Read, wanted: Mapping[Any, str]) -> Mapping[Any, Spot]:
    """The quotes that stand away from their sentences, and not just below another one of them."""
    settled: dict[Any, Spot] = {}
    above = -_APART
    for quote, spot in read.quotes.items():
        if spot.page not in read.pages[wanted[quote]] and spot.place - above >= _APART:
            settled[quote] = spot
            above = spot.place
    return settled


def _place_for(sentence: Spot, pages: frozenset[int], free: Mapping[Any, Spot]) -> Any:
    """The paragraph before which the quote of a sentence is set; None if there is none.

    ``pages`` are those of the sentence.
    """
    away = {
        one: distance
        for one, spot in free.items()
        if abs(distance := spot.place - sentence.place) <= _FARTHEST
    }
    behind = [one for one, distance in away.items() if distance >= _AWAY]
    before = [one for one, distance in away.items() if distance <= -_AWAY]
    if behind or before:
        return behind[0] if behind else before[-1]
    other = [one for one in away if free[one].page not in pages]
    return max(other, key=lambda one: abs(away[one]), default=None)


def _free(read: _Read, parents: Mapping[Any, Any], taken: Sequence[float]) -> Mapping[Any, Spot]:
    """The paragraphs that follow another one, and are far from the places that are taken."""
    return {
        one: spot
        for one, spot in read.paragraphs.items()
        if _follows_paragraph(one, parents.get(one))
        and all(abs(spot.place - other) >= _APART for other in taken)
    }


def _follows_paragraph(element: Any, parent: Any) -> bool:
    if parent is None or parent.tag not in _SECTIONS:
        return False
    blocks = list(parent)
    place = blocks.index(element)
    return place > 0 and blocks[place - 1].tag == "p"


def _move(quote: Any, paragraph: Any, parents: dict[Any, Any]) -> None:
    parents[quote].remove(quote)
    parent = parents[quote] = parents[paragraph]
    parent.insert(list(parent).index(paragraph), quote)


def _read(pages: Sequence[Any], wanted: Mapping[Any, str]) -> _Read:
    quotes: dict[Any, Spot] = {}
    paragraphs: dict[Any, Spot] = {}
    sentences: dict[str, Spot] = {}
    on: dict[str, set[int]] = {}
    names = frozenset(wanted.values())
    for number, page in enumerate(pages):
        body = page._page_box  # noqa: SLF001 - it has no public name
        head, height = body.content_box_y(), body.height
        for box, line in _boxes(body.children[0], wanted):
            spot = Spot(number, number + (line.position_y - head) / height)
            name = box.element.get("id")
            if box.element in wanted:
                quotes.setdefault(box.element, spot)
            elif name in names:
                sentences.setdefault(name, spot)
                on.setdefault(name, set()).add(number)
            elif box.element_tag == "p":
                paragraphs.setdefault(box.element, spot)
    return _Read(quotes, paragraphs, sentences, {one: frozenset(its) for one, its in on.items()})


def _boxes(box: Any, quotes: Mapping[Any, str]) -> Iterator[tuple[Any, Any]]:
    """Yield the boxes in the flow that have lines or are in one, and the line that each begins on.

    A pull quote is one of them as a whole.
    """
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if child.element in quotes:
            yield child, next(one for one in child.descendants() if isinstance(one, LineBox))
        elif isinstance(child, LineBox):
            inside = (box, *child.descendants())
            yield from ((one, child) for one in inside if one.element is not None)
        elif hasattr(child, "children"):
            yield from _boxes(child, quotes)
