"""What a typesetter does so that pages end well: a line less, a figure later, a heading turned.

Each move changes the elements of a part, and can be taken back. The style gives the classes their
meaning (``styles/editions/print/page_ends.css``). Which are tried for a page, and in which order,
is said by `candidates`; there are few of them, as each is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from string import whitespace
from typing import TYPE_CHECKING, Any, Final

from pipeline.bidi import LEFT_TO_RIGHT_MARK, POP_ISOLATE, RIGHT_TO_LEFT_MARK
from pipeline.press.page_ends.ends import FEW_LINES, LINES_BELOW, MANY, PageEnd, Unit, classes_of
from pipeline.press.parts.parts import LOOSENESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CLOSER: Final = "closer"
"""The class of a question, or the heading of a topic, with a line less above it."""
SHORTER: Final = "shorter"
"""The class of a paragraph that is set a little closer, to save a line."""
TURNED_OVER: Final = "turned-over"
"""The class of a question or topic that begins a new page."""
_MOST_PASSED: Final = 3
"""How many paragraphs at most come before a figure that follows them in the text."""
_SHORT_LINE: Final = 0.2
"""The share of the measure from which the last line of a paragraph is too long to be saved."""
_SHARE_OF_LINE: Final = 0.03
"""By which share of the measure that grows with each line of the paragraph."""
_MOST_SHORTER: Final = 2
"""How many paragraphs at most are set closer in one attempt."""
_UNSEEN: Final = f"{whitespace}\u00a0{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK}{POP_ISOLATE}"
"""What may stand behind the last sign of a text."""
_PAGES_BACK: Final = 2
"""On how many pages lines are saved for a page that has few."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The move that gives an element a class."""

    element: Any
    name: str
    cost: float

    def make(self) -> None:
        """Make the move."""
        self.element.set("class", " ".join([*classes_of(self.element), self.name]))


@dataclass(frozen=True, slots=True)
class Refitted:
    """The move that sets a paragraph with a line more or less, if its fit allows it."""

    element: Any
    lines: int
    cost: float = 0.3

    def make(self) -> None:
        """Make the move."""
        self.element.set(LOOSENESS, str(self.lines))
        if self.lines < 0:
            Marked(self.element, SHORTER, self.cost).make()


@dataclass(frozen=True, slots=True)
class Later:
    """The move that lets so many blocks behind an element stand before it."""

    parent: Any
    element: Any
    passed: int

    @property
    def cost(self) -> float:
        """What the move costs, as `Marked` has it."""
        return 0.3 * self.passed

    def make(self) -> None:
        """Make the move; white space behind the element stays where it is."""
        place = list(self.parent).index(self.element)
        self.parent.remove(self.element)
        self.parent.insert(place + self.passed, self.element)


Move = Marked | Refitted | Later


def candidates(ends: Sequence[PageEnd], parents: Mapping[Any, Any]) -> Iterator[tuple[Move, ...]]:
    """Yield moves to try together, for the pages that do not end well, in their order.

    ``parents`` has the parent of each element.
    """
    for number, end in enumerate(ends):
        before = ends[max(0, number - _PAGES_BACK) : number][::-1]
        if end.is_stranding:
            yield from _for_stranded(end)
        elif end.is_loose:
            yield from _later(end, parents)
            yield from _saving(end.lacking, [end])
        elif end.has_few and end.next is None and before and before[0].next is not None:
            yield from _saving(max(1, end.lines - before[0].free_lines), before)
            yield from _pushing(FEW_LINES - end.lines + before[0].free_lines, before[0])


def _for_stranded(end: PageEnd) -> Iterator[tuple[Move, ...]]:
    lines = LINES_BELOW - end.lines_below_heading - end.free_lines
    yield from _saving(max(1, lines), [end])
    heading = next(unit for unit in reversed(end.units) if unit.is_heading)
    section = _section(heading)
    if section is not None:
        yield (Marked(section, TURNED_OVER, 1.0),)


def _saving(lines: int, pages: Sequence[PageEnd]) -> Iterator[tuple[Move, ...]]:
    """Save some lines on pages: above headings, in paragraphs, or in both; not if there are few."""
    closer = [move for end in pages for move in _closer(end)]
    shorter = [move for end in pages for move in _shorter(end)][:_MOST_SHORTER]
    if 0 < lines <= len(closer):
        yield tuple(closer[:lines])
    if 0 < lines <= len(shorter):
        yield tuple(shorter[:lines])
    elif 0 < len(closer) < lines <= len(closer) + len(shorter):
        yield (*closer, *shorter[: lines - len(closer)])


def _pushing(lines: int, page: PageEnd) -> Iterator[tuple[Move, ...]]:
    """Let paragraphs of a page take a line more each, so that lines go over to the next one."""
    longer = [Refitted(unit.element, 1) for _, unit in _free_paragraphs(page)[::-1]]
    if longer:
        yield tuple(longer[:lines])


def _closer(end: PageEnd) -> Iterator[Move]:
    """Yield what saves a line above each heading of a page but one at its head, from the foot."""
    for unit in reversed(end.units[1:]):
        tag, marked = unit.box.element_tag, unit.element
        if tag in ("h3", "h4") and "question-title" in classes_of(marked):
            marked = _section(unit)
        elif "topic-title" not in classes_of(marked):
            continue
        if marked is not None and CLOSER not in classes_of(marked):
            yield Marked(marked, CLOSER, 0.2)


def _shorter(end: PageEnd) -> list[Move]:
    """What may save a line in each paragraph that ends in a short one, the shortest first."""
    return [
        Refitted(unit.element, -1)
        for share, unit in _free_paragraphs(end)
        if share < _SHORT_LINE + _SHARE_OF_LINE * unit.lines
    ]


def _free_paragraphs(end: PageEnd) -> list[tuple[float, Unit]]:
    """The paragraphs that are as they were set first, by how much of their last line is used."""
    found = []
    for place, unit in enumerate(end.units):
        if unit.box.element_tag != "p" or not LINES_BELOW <= unit.lines < MANY or unit.is_heading:
            continue
        is_given = {"tighter", "key-message"} & {*classes_of(unit.element)}
        if not is_given and unit.element.get(LOOSENESS) is None:
            last = unit.box.children[-1]
            found.append((last.width / unit.box.width, place, unit))
    return [(share, unit) for share, _, unit in sorted(found, key=lambda one: one[:2])]


def _later(end: PageEnd, parents: Mapping[Any, Any]) -> Iterator[tuple[Move, ...]]:
    """Let the text behind a figure, table or box that begins the next page flow up before it."""
    if end.next is None or not end.next.may_wait:
        return
    moved = end.next.block
    parent = parents.get(moved)
    if parent is None or _leads_to(moved, parent):
        return
    blocks = list(parent)
    behind = blocks[blocks.index(moved) + 1 :]
    text = takewhile(lambda one: one.tag == "p" or "pull-quote" in classes_of(one), behind)
    counts = [count for count, block in enumerate(text, 1) if block.tag == "p"]
    for count in counts[:_MOST_PASSED]:
        yield (Later(parent, moved, count),)


def _leads_to(moved: Any, parent: Any) -> bool:
    """Whether the text before a block leads to it, as it does with a colon."""
    blocks = list(parent)
    place = blocks.index(moved)
    text = "".join(blocks[place - 1].itertext()) if place else ""
    return text.rstrip(_UNSEEN).endswith((":", "："))


def _section(unit: Unit) -> Any:
    """The question or topic of a heading."""
    for box in reversed(unit.around):
        if {"question", "topic"} & {*classes_of(box.element)}:
            return box.element
    return None
