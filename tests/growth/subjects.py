"""The functions of text whose work is measured, by name.

A function that takes text from outside belongs here; the rules of typography come by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.sax.saxutils import escape

from pipeline import typography
from pipeline.comparing.word_changes import compare_words, share_of_words
from pipeline.findings import Finding, Place, render_finding
from pipeline.house_style import Style
from pipeline.house_style.files import StyleFiles
from pipeline.house_style.imports import imported_paths
from pipeline.house_style.sheets import check_sheets
from pipeline.house_style.tokens import check_tokens, read_tokens
from pipeline.house_style.words import check_words
from pipeline.importing import language
from pipeline.importing.accounting import manuscript_words, page_words, rich_text_words, tokens
from pipeline.importing.accounting.account import take_account
from pipeline.importing.accounting.alignment import align
from pipeline.importing.accounting.claims import read_claims
from pipeline.importing.ledger import Ledger
from pipeline.importing.outlining import heading_numbers, landmarks
from pipeline.importing.placing import cleaning, names, quotation_marks, sentences
from pipeline.importing.placing.front_matter import read_front_matter
from pipeline.importing.placing.imprint import ImprintReader
from pipeline.importing.placing.outline import Placed, place_pieces
from pipeline.importing.placing.person import read_person
from pipeline.importing.placing.rejoining import rejoin
from pipeline.importing.placing.repeats import mark_repeats
from pipeline.importing.reading import file_words, plain_text, runs
from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import Run
from pipeline.importing.writing import markdown_inlines
from pipeline.languages import tags
from pipeline.load import characters, ids
from pipeline.load.constructs.check import check_constructs
from pipeline.load.context import Context, Gathered
from pipeline.load.facts.yaml_files import read_yaml_files
from pipeline.load.facts.yaml_source import read_yaml
from pipeline.load.ids import Ids
from pipeline.load.nodes import Node
from pipeline.load.pictures.drawing import clean_drawing
from pipeline.load.positions import Spot
from pipeline.load.reading.folder import Files
from pipeline.load.reading.text_file import decode, split_head
from pipeline.load.report import Report, SourceText
from pipeline.load.text import lifted, running_text
from pipeline.load.text.footnotes import check_footnotes
from pipeline.load.text.part_head import read_part_file
from pipeline.load.text.tables import check_tables
from pipeline.part_kinds import kind_of
from pipeline.reviewing import tokens as review_tokens

Subject = Callable[[str], object]


def _rules() -> Iterator[tuple[str, Subject]]:
    for tag, rules in ((tag, typography._rules(tag)) for tag in tags()):
        for place, rule in enumerate(rules):
            yield f"typography {tag} {place}", rule.apply
        yield f"typography {tag}", _typography(tag)


def _typography(tag: str) -> Subject:
    return lambda text: typography.set_text.__wrapped__(text, tag)


def _source(text: str) -> SourceText:
    return SourceText("text/1-a.md", text)


def _context(text: str) -> Context:
    parts = (Report(), Ids(frozenset()), Gathered())
    return Context(_source(text), *parts, (), {}, "en", kind_of("theme"))


def _running_text(text: str) -> None:
    node = Node("Text", Spot(1, 1), text=text, spots=((0, Spot(1, 1)),))
    context = _context(text)
    running_text.check_text(node, context)
    running_text.check_quotation_marks([node], context)


def _yaml_file(name: str) -> Subject:
    return lambda text: read_yaml_files(Files("note", {name: text.encode()}), Report())


def _style(text: str) -> Iterator[object]:
    files = StyleFiles({"tokens.css": text, "words/en.toml": text})
    style = Style({"a": "1px"}, {"tokens.css": ""}, {"en": {"contents": "Contents"}})
    yield from check_tokens(files, style.tokens)
    yield from check_sheets(files, style)
    yield from check_words(files)


def _as_piece(text: str) -> Piece:
    return Piece("paragraph", (Run(text),))


def _placed(text: str, region: Any) -> list[Placed]:
    return [Placed(_as_piece(text), region, "text")]


def _drawing(text: str) -> None:
    report = Report()
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><style>'
    clean_drawing("a.svg", f"{head}{escape(text)}</style></svg>".encode(), report)
    clean_drawing("a.svg", text.encode("utf-8", "replace"), report)


SUBJECTS: Final[dict[str, Subject]] = {
    **dict(_rules()),
    "typography last words": typography.keep_last_words,
    "characters.collapse": characters.collapse,
    "characters.curl": lambda text: characters.curl(f"{text}'", "fr"),
    "characters.join_lines": lambda text: characters.join_lines(list(text)),
    "text_file.decode": lambda text: decode("a.md", text.encode("utf-8", "replace"), Report()),
    "text_file.split_head": lambda text: split_head(_source(f"---\n{text}")),
    "part_head": lambda text: read_part_file(_source(text), kind_of("theme"), Report(), "en"),
    "bare_part": lambda text: read_part_file(
        _source(text), kind_of("introduction"), Report(), "en"
    ),
    "constructs": lambda text: check_constructs(_source(text), Report()),
    "footnotes": lambda text: check_footnotes(_source(text), Report()),
    "tables": lambda text: check_tables(_source(text), Report()),
    "yaml_source": lambda text: read_yaml(_source(text), Report()),
    "note.yaml": _yaml_file("note.yaml"),
    "people.yaml": _yaml_file("people.yaml"),
    "running_text": _running_text,
    "ids.slug": ids.slug,
    "ids.is_id": ids.is_id,
    "ids.is_reserved": ids.is_reserved,
    "lifted.problem_of_sentence": lambda text: lifted.problem_of_sentence(text, text, text),
    "drawing": _drawing,
    "findings.render_finding": lambda text: render_finding(
        Finding("N101", text, Place("a", 1, 1 + len(text) // 2, text, len(text) // 4), text)
    ),
    "house_style.read_tokens": read_tokens,
    "house_style.checks": lambda text: list(_style(text)),
    "house_style.imported_paths": lambda text: list(imported_paths("a.css", text)),
    "sentences.words_of": sentences.words_of,
    "sentences.sentences_of": sentences.sentences_of,
    "sentences.ends_mid_sentence": sentences.ends_mid_sentence,
    "sentences.begins_mid_sentence": sentences.begins_mid_sentence,
    "quotation_marks": lambda text: quotation_marks.set_quotation_marks(text, "fr"),
    "cleaning": lambda text: cleaning.clean([_as_piece(text)], "en"),
    "plain_text.prepare": plain_text.prepare,
    "plain_text.keep_definitions": plain_text.keep_definitions,
    "file_words.words_of_page": file_words.words_of_page,
    "heading_numbers.read_number": heading_numbers.read_number,
    "file_words.without_tags": file_words.without_tags,
    "landmarks.landmark": landmarks.landmark,
    "landmarks.is_kind": landmarks.is_kind,
    "landmarks.names_series": landmarks.names_series,
    "landmarks.read_date": landmarks.read_date,
    "language": language.guess_language,
    "language.chinese_in": language.chinese_in,
    "language.han_part": language.han_part,
    "language.latin_part": language.latin_part,
    "names.id_of": lambda text: names.id_of(text, "en"),
    "names.short_form": lambda text: names.short_form(text, "question", "en"),
    "markdown.escape": markdown_inlines.escape,
    "markdown.escape_start": markdown_inlines.escape_start,
    "markdown.write_inlines": lambda text: markdown_inlines.write_inlines(
        (Run(text), Run("b", frozenset({"strong"}))), "en", lambda _: ""
    ),
    "markdown.code": lambda text: markdown_inlines.write_inlines(
        (Run(text, frozenset({"code"})),), "en", lambda _: ""
    ),
    "runs.one_line": lambda text: runs.one_line((Run(text),)),
    "runs.lines_of": lambda text: runs.lines_of((Run(text),)),
    "runs.strip": lambda text: runs.strip((Run(text),)),
    "accounting.words_in": tokens.words_in,
    "accounting.align": lambda text: align(text, text[::-1]),
    "accounting.read_markdown": manuscript_words.read_markdown,
    "accounting.read_page": page_words.read_page,
    "accounting.read_rich_text": lambda text: rich_text_words.read_rich_text(
        text.encode("utf-8", "replace")
    ),
    "accounting.take_account": lambda text: take_account(
        manuscript_words.read_markdown(text),
        {"text/1-a.md": text[::-1].encode("utf-8", "replace")},
        read_claims(Ledger(), ()),
    ),
    "imprint.line": lambda text: ImprintReader(Ledger()).line(text, 1),
    "imprint.paragraph": lambda text: ImprintReader(Ledger()).paragraph(text, 1),
    "front_matter": lambda text: [
        read_front_matter(_placed(text, region), Ledger())
        for region in ("front", "disclaimer", "contact", "imprint")
    ],
    "outline": lambda text: place_pieces([_as_piece(text)], Ledger()),
    "person": lambda text: read_person([runs.one_line((Run(text),))], grouped=False),
    "rejoin": lambda text: rejoin(_placed(text, "body") * 2, Ledger()),
    "mark_repeats": lambda text: mark_repeats(_placed(text, "body") * 2, Ledger()),
    "compare_words": lambda text: compare_words(text, f"b{text[::-1]}c"),
    "share_of_words": lambda text: share_of_words(text, f"b{text[::-1]}c"),
    "reviewing.words_of": review_tokens.words_of,
    "reviewing.tokenise": lambda text: review_tokens.tokenise((Run(text),)),
}
"""Functions of text by name; each is tried with every shape."""
