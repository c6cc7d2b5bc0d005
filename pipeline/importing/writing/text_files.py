"""The parts of a note -> `text/*.md`."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.placing.names import SHORT_LENGTHS, Names, short_form
from pipeline.importing.placing.sections import Parts, Section
from pipeline.importing.placing.sentences import sentences_of
from pipeline.importing.reading.runs import Run
from pipeline.importing.writing.first_sentences import first_sentences, sentences_in
from pipeline.importing.writing.markdown import MarkdownWriter, quote
from pipeline.importing.writing.markdown_inlines import escape
from pipeline.importing.writing.references import settle_references
from pipeline.importing.writing.yaml_text import write_yaml
from pipeline.languages import DEFAULT, find_language, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece
    from pipeline.importing.writing.pictures import Pictures

_LEVELS: Final = {"question": 2, "topic": 3}
"""Levels of headings inside a part."""
_LEAD_WORDS: Final = 45
_LONGEST_LEAD: Final = 400
_BLANK_TEXT: Final = "To be completed."
_BLANK_LEAD: Final = "To be completed: one or two sentences about this theme."


def write_text_files(
    parts: Parts, language: str, tools: tuple[Names, Pictures, Ledger]
) -> dict[str, str]:
    """The text files by path. ``tools`` give out ids, take pictures and keep the book."""
    names, pictures, ledger = tools
    writer = _TextWriter(language, names, pictures, ledger)
    files = {}
    if parts.introduction is not None:
        files["text/introduction.md"] = writer.introduction(parts.introduction)
    for number, theme in enumerate(parts.themes, 1):
        name = names.take(theme.bookmark, theme.text, f"theme-{number}")
        names.anchors |= dict.fromkeys(theme.anchors, name)
        path = f"text/{number}-{name}.md"
        files[path] = writer.theme(theme, name, path)
    annexes = [one for one in parts.others if one.kind in {"annex", "references"}]
    for letter, annex in zip(
        ascii_lowercase, _at_most(annexes, len(ascii_lowercase)), strict=False
    ):
        name = names.take(annex.bookmark, annex.text, f"annex-{letter}")
        names.anchors |= dict.fromkeys(annex.anchors, name)
        path = f"text/annex-{letter}-{name}.md"
        files[path] = writer.part(annex, name, path)
    for part in parts.others:
        if part not in annexes:
            path = f"text/{part.kind}.md"
            name = names.take("", part.kind, part.kind)
            names.anchors |= dict.fromkeys(part.anchors, name)
            files[path] = writer.part(part, name, path)
    return {
        path: settle_references(text, names.anchors, ledger, escape) for path, text in files.items()
    }


def _at_most(annexes: Sequence[Section], most: int) -> list[Section]:
    """The annexes; those for which there is no letter are sections of the last."""
    kept, more = list(annexes[:most]), annexes[most:]
    if more:
        inner = (*kept[-1].sections, *(replace(one, kind="question") for one in more))
        kept[-1] = replace(kept[-1], sections=inner)
    return kept


class _TextWriter:
    def __init__(self, language: str, names: Names, pictures: Pictures, ledger: Ledger) -> None:
        self.language = language
        self.names = names
        self.pictures = pictures
        self.ledger = ledger

    def introduction(self, section: Section) -> str:
        """The file of the introduction; without a heading, with one to complete."""
        path = "text/introduction.md"
        if not section.text:
            word = _introduction(self.language)
            section = Section("introduction", (Run(word),), pieces=section.pieces)
            self.ledger.complete(f"{path}: heading", word, "the heading of the introduction")
        self.names.taken.add("introduction")
        self.names.anchors |= dict.fromkeys(section.anchors, "introduction")
        writer = MarkdownWriter(self.language, self.pictures.show, self.names)
        return "\n".join(self._section(section, "introduction", writer, path))

    def theme(self, section: Section, name: str, path: str) -> str:
        """The file of a theme with its head."""
        lead = _lead(section)
        why = "one or two sentences for the one-pager; these are its first key message or sentence"
        self.ledger.complete(f"{path}: lead", lead, why)
        values: dict[str, Any] = {"lead": lead, "subtitle": section.subtitle[:_LONGEST_LEAD]}
        writer = MarkdownWriter(self.language, self.pictures.show, self.names)
        body = "\n".join(self._section(section, name, writer, path))
        return f"---\n{write_yaml(values, {'lead': why})}---\n\n{body}"

    def part(self, section: Section, name: str, path: str) -> str:
        """The file of a part that is neither introduction nor theme."""
        writer = MarkdownWriter(self.language, self.pictures.show, self.names)
        if section.kind == "references":
            why = "references that were typed: make citations of them, or leave them an annex"
            self.ledger.complete(path, section.text, why)
        body = "\n".join(self._section(section, name, writer, path))
        if not section.signed:
            return body
        signed = [{"name": name, "function": function} for name, function in section.signed]
        return f"---\n{write_yaml({'signed': signed}, {})}---\n\n{body}"

    def _section(
        self, section: Section, name: str, writer: MarkdownWriter, path: str
    ) -> Iterator[str]:
        unnumbered = "" if section.numbered else " .unnumbered"
        attributes = f"{{#{name}{unnumbered}{self._short(section, path)}}}"
        level = _LEVELS.get(section.kind, 1)
        yield f"{writer.heading(level, section.title, attributes)}\n"
        blocks = writer.blocks(section.pieces)
        if not blocks and not section.sections:
            blocks = _BLANK_TEXT
            self.ledger.complete(f"{path}: {section.text}", blocks, "text under this heading")
        if blocks:
            yield f"{blocks}\n"
        for inner in section.sections:
            inner_name = self.names.take(inner.bookmark, inner.text, inner.kind)
            self.names.anchors |= dict.fromkeys(inner.anchors, inner_name)
            yield from self._section(inner, inner_name, writer, path)

    def _short(self, section: Section, path: str) -> str:
        text = section.text
        kind = section.kind if section.kind in SHORT_LENGTHS else "theme"
        if len(text) <= SHORT_LENGTHS[kind]:
            return ""
        short = short_form(text, kind, self.language)
        self.ledger.complete(f"{path}: short", short, f"a short form of “{text}” for menus")
        return f" short={quote(short)}"


def _introduction(language: str) -> str:
    return (find_language(language) or language_of(DEFAULT)).words["introduction"]


def _lead(section: Section) -> str:
    """The first key message of a theme, or the first sentences of its text."""
    keys = (sentences_in(_first_key(piece)) for one in _all(section) for piece in one.pieces)
    said = chain(filter(None, keys), first_sentences([section]))
    return next(map(_opening, said), _BLANK_LEAD)


def _first_key(piece: Piece) -> list[Run]:
    runs = [run for run in piece.runs if run.lift and run.lift.role == "key"]
    return [run for run in runs if run.lift == runs[0].lift]


def _opening(text: str) -> str:
    """The first sentences of a text that fit into a lead."""
    end = 0
    for _, stop in sentences_of(text):
        if end and len(text[:stop].split()) > _LEAD_WORDS:
            break
        end = stop
    return (
        text[:end] if end <= _LONGEST_LEAD else f"{text[: _LONGEST_LEAD - 1].rpartition(' ')[0]}…"
    )


def _all(section: Section) -> Iterator[Section]:
    yield section
    for inner in section.sections:
        yield from _all(inner)
