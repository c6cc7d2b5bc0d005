"""The whole document: front matter, body and back matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from pipeline.deposit.jats.anchors import anchors_of
from pipeline.deposit.jats.blocks import BlockWriter
from pipeline.deposit.jats.front import write_front
from pipeline.deposit.jats.inlines import HREF, MATHML, XLINK
from pipeline.deposit.writing import LANGUAGE, add, document
from pipeline.note.text import WorkList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from pipeline.deposit.facts import Facts
    from pipeline.note.parts import Signatory
    from pipeline.views.full_note import PartView, QuestionView, TopicView
    from pipeline.views.listings import AbbreviationList
    from pipeline.views.matter import PersonView, Roll, Wording

_TAG_SET: Final = "Journal Archiving and Interchange"
DOCTYPE: Final = (
    f"-//NLM//DTD JATS (Z39.96) {_TAG_SET} DTD with MathML3 v1.3 20210610//EN",
    "JATS-archivearticle1-3-mathml3.dtd",
)
_NAMESPACES: Final = {
    "ali": "http://www.niso.org/schemas/ali/1.0/",
    "mml": MATHML,
    "xlink": XLINK,
}
_SECTIONS: Final = {"introduction": "intro", "conclusion": "conclusions"}
"""The values of ``sec-type`` that JATS suggests; any other part has its role."""


def write_jats(facts: Facts) -> bytes:
    """The note as an article of JATS."""
    root = etree.Element("article", nsmap=_NAMESPACES)
    root.set("article-type", "other")
    root.set("dtd-version", "1.3")
    root.set(LANGUAGE, facts.data.language)
    write_front(add(root, "front"), facts)
    _TextWriter(facts).write(root)
    return document(root, DOCTYPE, indented=False)


class _TextWriter:
    """Writes the text of a note into an article."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        view = facts.view
        anchors = anchors_of(view)
        self._blocks = BlockWriter(view.language, view.words, facts.labels, anchors)

    def write(self, root: Element) -> None:
        """Append body and back matter."""
        view = self._facts.view
        body, back = add(root, "body"), add(root, "back")
        for part in view.parts:
            if part.role not in {"acknowledgements", "annex", "references"}:
                self._section(body, part)
        for part in view.parts:
            if part.role == "acknowledgements":
                self._acknowledgements(back, part)
        annexes = [part for part in view.parts if part.role == "annex"]
        if annexes:
            group = add(back, "app-group")
            for part in annexes:
                self._annex(group, part)
        if self._blocks.footnotes:
            self._blocks.notes(back, self._blocks.footnotes)
        self._lists(back)
        self._disclaimer(back)
        if not len(back):
            root.remove(back)

    def _lists(self, back: Element) -> None:
        """Append what is listed: abbreviations, works, people."""
        view = self._facts.view
        if view.abbreviations is not None:
            self._abbreviations(back, view.abbreviations)
        for part in view.parts:
            if part.role == "references":
                self._references(back, part)
        for roll in view.rolls:
            self._roll(back, roll)

    def _section(self, parent: Element, part: PartView) -> None:
        kind = _SECTIONS.get(part.role, part.role)
        element = add(parent, "sec", "", {"id": part.id, "sec-type": kind})
        if part.label or part.numeral:
            add(element, "label", part.label or part.numeral)
        self._part(element, part)

    def _acknowledgements(self, parent: Element, part: PartView) -> None:
        self._part(add(parent, "ack", "", {"id": part.id}), part)

    def _annex(self, parent: Element, part: PartView) -> None:
        element = add(parent, "app", "", {"id": part.id})
        if part.label:
            add(element, "label", part.label)
        self._part(element, part)

    def _references(self, parent: Element, part: PartView) -> None:
        element = add(parent, "ref-list", "", {"id": part.id})
        self._blocks.inlines(add(element, "title"), part.title)
        for block in part.blocks:
            if isinstance(block, WorkList):
                self._blocks.works(element, block)

    def _part(self, element: Element, part: PartView) -> None:
        self._blocks.inlines(add(element, "title"), part.title)
        if part.subtitle:
            add(element, "p", part.subtitle, {"content-type": "subtitle"})
        if part.lead and part.kind.shows_lead:
            add(element, "p", part.lead, {"content-type": "lead"})
        self._blocks.write(element, part.blocks)
        for signatory in part.signed:
            self._signature(element, signatory)
        for topic in part.topics:
            self._topic(element, topic)
        for question in part.questions:
            self._question(element, question)

    def _question(self, parent: Element, question: QuestionView) -> None:
        element = self._topic(parent, question)
        for topic in question.topics:
            self._topic(element, topic)

    def _topic(self, parent: Element, heading: QuestionView | TopicView) -> Element:
        element = add(parent, "sec", "", {"id": heading.id})
        number = getattr(heading, "number", 0)
        if number:
            add(element, "label", f"{number}.")
        self._blocks.inlines(add(element, "title"), heading.title)
        self._blocks.write(element, heading.blocks)
        return element

    def _signature(self, parent: Element, signatory: Signatory) -> None:
        paragraph = add(parent, "p", "", {"content-type": "signature"})
        add(paragraph, "bold", signatory.name)
        if signatory.function:
            paragraph[-1].tail = self._facts.view.words["comma"]
            add(paragraph, "named-content", signatory.function, {"content-type": "function"})
        if signatory.picture:
            shown = self._facts.view.words["signature_of"].format(name=signatory.name)
            picture = add(paragraph, "inline-graphic", "", {HREF: signatory.picture})
            add(picture, "alt-text", shown)

    def _abbreviations(self, parent: Element, listed: AbbreviationList) -> None:
        element = add(parent, "glossary", "", {"id": listed.id})
        add(element, "title", listed.title)
        entries = add(element, "def-list")
        for one in listed.entries:
            entry = add(entries, "def-item")
            add(entry, "term", one.short, {"id": one.id})
            add(add(entry, "def"), "p", one.long)

    def _roll(self, parent: Element, roll: Roll) -> None:
        element = add(parent, "sec", "", {"sec-type": roll.id})
        add(element, "title", roll.title)
        for group in roll.groups:
            place = element
            if group.names:
                place = add(element, "sec", "", {"id": group.id})
                add(place, "title", _joined(group.names))
            people = add(place, "list", "", {"list-type": "simple"})
            for person in group.people:
                self._person(people, person)

    def _person(self, parent: Element, person: PersonView) -> None:
        item = add(parent, "list-item", "", {"id": person.id})
        for wordings in (person.names, person.details):
            paragraph = add(item, "p")
            for number, one in enumerate(wordings):
                if number:
                    paragraph[-1].tail = " "
                attributes = {"content-type": "name", LANGUAGE: one.language or ""}
                add(paragraph, "named-content", one.text, attributes)

    def _disclaimer(self, parent: Element) -> None:
        if self._facts.data.disclaimer:
            element = add(parent, "notes", "", {"notes-type": "disclaimer"})
            add(element, "title", self._facts.view.words["disclaimer"])
            for text in self._facts.data.disclaimer:
                add(element, "p", text)


def _joined(names: Iterable[Wording]) -> str:
    return " ".join(name.text for name in names)
