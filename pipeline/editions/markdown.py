"""The Markdown edition: the whole note as CommonMark with pipe tables and footnotes, in one file.

It is for readers of plain text and for machines; references are absolute URLs. It is written by
pandoc, so that text is never mistaken for markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin

from pipeline.editions.edition import Artefact
from pipeline.editions.photos import names_of
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.pandoc import PandocRefusedError, run_pandoc
from pipeline.phrases import around_labelled
from pipeline.press.markdown import TextTree
from pipeline.press.markdown_trees import (
    BREAK,
    Tree,
    heading,
    in_lines,
    link,
    paragraph,
    parted,
    strong,
    words,
)
from pipeline.views.listings import AbbreviationList
from pipeline.views.web_page import canonical_address

if TYPE_CHECKING:
    from pipeline.editions.bench import Bench
    from pipeline.note.abbreviation_list import Abbreviation
    from pipeline.views.full_note import NoteView, PartView, QuestionView, TopicView
    from pipeline.views.imprint.imprint_page import Imprint
    from pipeline.views.imprint.phrase import Phrase
    from pipeline.views.imprint.sections import ContactLine
    from pipeline.views.matter import PersonView, Roll, Wording
    from pipeline.views.sisters import SisterView

MEDIA_TYPE = "text/markdown"

_VERSION: Final = [1, 23, 1]
# Formulas stand between dollar signs.
_FORMAT: Final = "gfm+tex_math_dollars-tex_math_gfm"


def make(bench: Bench) -> tuple[Artefact, ...]:
    """Make the Markdown of a note. Raises SourceError if pandoc exceeds a limit."""
    note = bench.note
    view = bench.view
    address, names = canonical_address(note), names_of(note.pictures)
    tree = TextTree(address, view.language, view.words, bench.labels, names)
    written = _Document(view, tree).blocks()
    document = {"pandoc-api-version": _VERSION, "meta": {}, "blocks": list(written)}
    try:
        content = run_pandoc(
            ["--from=json", f"--to={_FORMAT}", "--wrap=none"], json.dumps(document).encode()
        )
    except PandocRefusedError as error:
        message = f"the Markdown cannot be made: {error}"
        raise SourceError([Finding("N394", message, Place(note.slug))]) from error
    return (Artefact(f"{note.slug}.md", content, MEDIA_TYPE),)


@dataclass(frozen=True, slots=True)
class _Document:
    """Writes the blocks of a note for Markdown."""

    view: NoteView
    tree: TextTree

    def blocks(self) -> Iterator[Tree]:
        """Yield the blocks of the whole file."""
        view = self.view
        yield from self._title()
        for part in view.in_order:
            if isinstance(part, AbbreviationList):
                yield from self._abbreviations(part)
            else:
                yield from self._part(part)
        for roll in view.rolls:
            yield from self._roll(roll)
        yield from self._imprint(view.imprint)

    def _title(self) -> Iterator[Tree]:
        cover = self.view.cover
        yield heading(1, words(cover.full_title))
        revision = self.view.imprint.revision
        facts = (cover.byline, cover.series, cover.kind, cover.date, revision)
        lines = [words(fact) for fact in facts if fact]
        if self.tree.address:
            lines.append([link(self.tree.address, words(self.tree.address))])
        if self.view.sisters:
            comma = words(self.view.words["comma"])
            found = [_language(one) for one in self.view.sisters]
            lines.append(
                [tree for at, one in enumerate(found) for tree in (*(comma if at else []), *one)]
            )
        yield in_lines(lines)

    def _part(self, part: PartView) -> Iterator[Tree]:
        before = part.label or part.numeral
        numeral = words(f"{before}. ") if before else []
        yield heading(2, [*numeral, *self.tree.inlines(part.title)])
        if part.subtitle:
            yield paragraph([{"t": "Emph", "c": words(part.subtitle)}])
        if part.lead and part.kind.shows_lead:
            yield paragraph(words(part.lead))
        yield from self.tree.text(part.blocks)
        yield from self._topics(part.topics, 3)
        for question in part.questions:
            yield from self._question(question)
        for signatory in part.signed:
            if signatory.picture:
                shown = self.view.words["signature_of"].format(name=signatory.name)
                yield paragraph([self.tree.picture(signatory.picture, shown)])
            yield in_lines([words(one) for one in (signatory.name, signatory.function) if one])

    def _question(self, question: QuestionView) -> Iterator[Tree]:
        numeral = words(f"{question.numeral}. ") if question.numeral else []
        yield heading(3, [*numeral, *self.tree.inlines(question.title)])
        yield from self.tree.text(question.blocks)
        yield from self._topics(question.topics, 4)

    def _topics(self, topics: Iterable[TopicView], level: int) -> Iterator[Tree]:
        for topic in topics:
            yield heading(level, self.tree.inlines(topic.title))
            yield from self.tree.text(topic.blocks)

    def _roll(self, roll: Roll) -> Iterator[Tree]:
        yield heading(2, words(roll.title))
        for group in roll.groups:
            if group.names:
                yield heading(3, words(_joined(group.names)))
            yield {"t": "BulletList", "c": [[_person(person)] for person in group.people]}

    def _abbreviations(self, listed: AbbreviationList) -> Iterator[Tree]:
        yield heading(2, words(listed.title))
        yield {"t": "BulletList", "c": [[self._abbreviation(one)] for one in listed.entries]}

    def _abbreviation(self, one: Abbreviation) -> Tree:
        line = self.view.words["labelled"].format(label="\0", text=one.long)
        before, _, after = line.partition("\0")
        return {"t": "Plain", "c": [*words(before), strong(words(one.short)), *words(after)]}

    def _imprint(self, imprint: Imprint) -> Iterator[Tree]:
        yield heading(2, words(self.view.words["imprint"]))
        for section in imprint.sections:
            yield heading(3, words(section.title))
            if section.citation:
                yield paragraph([tree for one in section.citation for tree in _phrase(one)])
            yield from (paragraph(words(text)) for text in section.paragraphs)
            if section.lines:
                yield in_lines([self._contact(line) for line in section.lines])

    def _contact(self, line: ContactLine) -> list[Tree]:
        inlines = words(line.text)
        found = [link(line.target, inlines)] if line.target else inlines
        if line.label:
            before, after = around_labelled(self.view.words, line.label)
            found = [*words(before), *found, *words(after)]
        comma = words(self.view.words["comma"])
        return [*found, *(tree for one in line.more for tree in (*comma, *self._contact(one)))]


def _language(sister: SisterView) -> list[Tree]:
    """A link to the Markdown of a sister, where its page is published or beside this one."""
    file = quote(f"{sister.slug}.md")
    at = urljoin(sister.address, f"../{file}") if sister.address else f"{sister.folder}{file}"
    return [link(at, words(sister.name))]


def _phrase(phrase: Phrase) -> list[Tree]:
    found = words(phrase.text)
    return [{"t": "Emph", "c": found}] if phrase.is_title else found


def _person(person: PersonView) -> Tree:
    name = {"t": "Strong", "c": words(_joined(person.names))}
    lines = [[name], *(words(detail.text) for detail in person.details)]
    return {"t": "Plain", "c": parted(lines, BREAK)}


def _joined(names: Iterable[Wording]) -> str:
    return " ".join(name.text for name in names)
