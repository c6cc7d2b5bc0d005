"""The check for constructs that the form does not have, before pandoc sees a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.load.citations import find_citations, mark_citations
from pipeline.load.constructs.blocks import BOXES, DEFINITIONS, HEADINGS, TABLES
from pipeline.load.constructs.citations import BY_KEY, CITATIONS
from pipeline.load.constructs.commands import COMMANDS
from pipeline.load.constructs.construct import COVER, NO_MARKS, Construct
from pipeline.load.constructs.covering import cover
from pipeline.load.constructs.dollar_pairs import find_pairs, has_pairs_of_braces
from pipeline.load.constructs.dollars import hide_dollars
from pipeline.load.constructs.fenced import find_code, find_fences
from pipeline.load.constructs.formulas import BARS, BRACES, CODE, DIGIT, DISPLAYED, OUTSIDE, WORDS
from pipeline.load.constructs.headings import find_numbers
from pipeline.load.constructs.inline_marks import INLINE_MARKS
from pipeline.load.constructs.leftovers import ENTITY, find_entities, find_unused_links
from pipeline.load.constructs.lists import LISTS
from pipeline.load.constructs.plain_values import find_in_braces, spans_of_values
from pipeline.load.constructs.second_ids import SECOND, find_second_ids
from pipeline.load.grids import Grid, find_grids
from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.load.citations import Citation
    from pipeline.load.report import Report, SourceText

# What stands first covers its place for those behind it.
_CONSTRUCTS: Final = (
    *OUTSIDE,
    *BOXES,
    *LISTS,
    *TABLES,
    *DEFINITIONS,
    *HEADINGS,
    *CITATIONS,
    *COMMANDS,
    *INLINE_MARKS,
)
_NOT_END: Final = re.compile(r"[^\n]")
_STAND_IN: Final = "x"
_BORDER: Final = re.compile(r"\+[-=:+]{2,}\+")


def check_constructs(source: SourceText, report: Report, *, can_cite: bool = False) -> SourceText:
    """Report the constructs in a text that the form of a note does not have.

    Returns the text with letters in their place, so that nothing else is said of them; every other
    character stays where it is. A note that ``can_cite`` has a bibliography: marks stand in the
    text for its citations.
    """
    covered = cover(source.text)
    values = tuple(spans_of_values(covered, source.text)) if can_cite else ()
    text = _filled(covered, values, COVER) if values else covered
    citations = find_citations(source.text, text) if can_cite else ()
    search = _Search(source, report, covered)
    search.find_citations(citations)
    search.find_cited_in(values)
    for fence in (*find_code(source.text), *find_fences(search.text, source.text)):
        search.find(fence.start, fence.end, fence.code, fence.message, fence.hint)
    search.find_drawn_tables()
    search.find_each(DISPLAYED)
    search.find_pairs()
    search.find_each(one for one in _CONSTRUCTS if not (can_cite and one in BY_KEY))
    for match in find_numbers(search.text, source.path):
        search.find_match(match, "number", "N135", *_NUMBER)
    for match in find_unused_links(search.text):
        search.find_match(match, "at", "N116", *_UNUSED)
    for match in find_entities(search.text):
        search.find_match(match, 0, "N129", *ENTITY)
    for found in find_in_braces(search.text, source.text):
        search.find(*found)
    for start, end in find_second_ids(search.text, source.text):
        search.say(start, end, *SECOND)
    text = hide_dollars(_filled(source.text, search.spans, _STAND_IN), covered, search.formulas)
    citations = tuple(_outside(search.formulas, citations, source.text))
    if not citations:
        return source.with_text(text)
    return replace(source.with_text(mark_citations(text, citations)), citations=citations)


_CITATION: Final = (
    "write [@key, p. 3], or [see @first; @second] for several; write \\@ to print the sign"
)
_PLAIN: Final = (
    "%s would be printed as it is typed: this is plain text",
    "cite it in the text; write \\@ to print the sign",
)
_MEANINGS: Final = {"words": WORDS, "braces": BRACES, "digit": DIGIT, "bars": BARS}
_NUMBER: Final = (
    "the heading begins with a number",
    "remove it: the order numbers themes and questions; write \\. to print it",
)
_UNUSED: Final = (
    "no link uses this definition, so it would be lost",
    "use it, as in [words][name], or remove it",
)


@dataclass(slots=True)
class _Search:
    """A search for constructs: what is still uncovered, and the stretches that were found.

    ``formulas`` are the stretches of formulas, which are part of the form.
    """

    source: SourceText
    report: Report
    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)

    def find_each(self, constructs: Iterable[Construct]) -> None:
        """Report each place where one of some constructs stands."""
        for construct in constructs:
            if any(sign in self.text for sign in construct.signs):
                self._find_all(construct)

    def find_citations(self, citations: Iterable[Citation]) -> None:
        """Cover citations, and report those that are typed wrongly."""
        for one in citations:
            if one.problem:
                self.say(one.at, one.to, "N141", one.problem, _CITATION)
        self.text = _filled(self.text, [(one.start, one.end) for one in citations], COVER)

    def find_cited_in(self, values: Iterable[tuple[int, int]]) -> None:
        """Report the citations in plain text that have no brackets: those that do are marks."""
        for start, end in values:
            typed = self.source.text[start:end]
            for one in find_citations(typed, cover(typed)):
                if not one.source.startswith("[") and not typed.startswith("\\[", one.start - 2):
                    self.say(start + one.start, start + one.end, NO_MARKS, *_PLAIN)

    def find_drawn_tables(self) -> None:
        """Cover the borders of drawn tables, and report those that are drawn wrongly."""
        borders: list[tuple[int, int]] = []
        wrong: list[tuple[int, int]] = []
        for one in find_grids(self.source.text):
            start = self.source.offset_of(Spot(one.first + 1, 1))
            end = self.source.offset_of(Spot(one.end, len(self.source.lines[one.end - 1]) + 1))
            if self.text.startswith(COVER, start):
                continue  # It is in code.
            if isinstance(one, Grid):
                borders += [match.span() for match in _BORDER.finditer(self.text, start, end)]
                continue
            at = self.source.offset_of(Spot(one.error.line + 1, one.error.at + 1))
            self.say(at, at + one.error.length, "N132", one.error.message, one.error.hint)
            wrong.append((start, end))
        self.spans += wrong
        self.text = _as_rows(_filled(self.text, wrong, COVER), borders)

    def find_pairs(self) -> None:
        """Find the formulas in lines of text, and report what cannot be told from one."""
        pairs = [pair for pair in find_pairs(self.text) if pair.meaning != "prices"]
        for start, end, meaning in pairs:
            if meaning == "formula":
                self.formulas.append((start, end))
            else:
                self.find(start, end, CODE, *_MEANINGS[meaning])
        if pairs:
            self.text = _filled(self.text, [(start, end) for start, end, _ in pairs], COVER)

    def _find_all(self, construct: Construct) -> None:
        spans: list[tuple[int, int]] = []
        for match in re.finditer(construct.pattern, self.text, re.MULTILINE):
            start, end = match.span(_at(match))
            spans.append((start, end))
            if construct.message:
                message, hint = construct.message, construct.hint
                self.say(start, end, construct.code, message, hint)
            elif construct.is_formula and not has_pairs_of_braces(match.group()):
                self.find(start, end, CODE, *BRACES)
            elif construct.is_formula:
                self.formulas.append((start, end))
        if construct.message:
            self.spans += spans
        if spans:
            self.text = _filled(self.text, spans, COVER)

    def find_match(
        self, match: re.Match[str], group: str | int, code: str, message: str, hint: str
    ) -> None:
        """Report what stands in a group of a match."""
        self.find(*match.span(group), code, message, hint)

    def find(self, start: int, end: int, code: str, message: str, hint: str) -> None:
        """Report what stands between two offsets, if there is something to say of it."""
        self.spans.append((start, end))
        if message:
            self.say(start, end, code, message, hint)

    def say(self, start: int, end: int, code: str, message: str, hint: str) -> None:
        """Report what stands between two offsets, and leave it to be read."""
        found = self.source.text[start:end]
        start += len(found) - len(found.lstrip())
        found = found.strip().partition("\n")[0]
        place = self.source.place(self.source.spot_at(start, len(found)))
        self.report.add(code, message.replace("%s", found), place, hint.replace("%s", found))


def _at(match: re.Match[str]) -> str | int:
    """Return the group that says where a construct stands; the whole match if none does."""
    groups = match.groupdict()
    return next((name for name in ("at", "above") if groups.get(name)), 0)


def _as_rows(text: str, borders: Iterable[tuple[int, int]]) -> str:
    """Return a text whose borders of tables are rows of one cell, as to what is searched for."""
    parts: list[str] = []
    done = 0
    for start, end in borders:
        parts += [text[done:start], f"| {COVER * (end - start - 4)} |"]
        done = end
    return "".join((*parts, text[done:]))


def _outside(
    formulas: Iterable[tuple[int, int]], citations: Iterable[Citation], typed: str
) -> Iterator[Citation]:
    """Yield the citations that are in no formula."""
    text = _filled(typed, formulas, COVER)
    return (one for one in citations if text[one.start] == typed[one.start])


def _filled(text: str, spans: Iterable[tuple[int, int]], sign: str) -> str:
    """Return a text with a sign for each character in some stretches, but line ends."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        begin = max(start, done)
        if begin < end:
            parts += [text[done:begin], _NOT_END.sub(sign, text[begin:end])]
            done = end
    return "".join((*parts, text[done:]))
