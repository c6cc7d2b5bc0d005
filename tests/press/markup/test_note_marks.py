"""Marks of notes stand on the side of a stop where their language has them."""

from __future__ import annotations

import re

import pytest

from pipeline.note import text as t
from pipeline.press.markup.lines.note_marks import place_marks
from pipeline.press.markup.writer import Dialect, Writer


def line(typed: str) -> t.Inlines:
    """A line in which ``^`` is the mark of a note and ``*`` begins and ends emphasis."""
    found: list[t.Inline] = []
    for place, part in enumerate(typed.split("*")):
        inside: list[t.Inline] = []
        for one in filter(None, re.split(r"(\^)", part)):
            note = t.Footnote(id="fn-1", number=1, blocks=())
            inside.append(note if one == "^" else t.Text(text=one))
        found += [t.Emphasis(inlines=tuple(inside))] if place % 2 else inside
    return tuple(found)


def shown(inlines: t.Inlines) -> str:
    return "".join(
        "^" if isinstance(one, t.Footnote)
        else f"*{shown(one.inlines)}*" if isinstance(one, t.Emphasis)
        else one.text.replace("\u202f", "_").replace("\u00a0", "~")
        for one in inlines
        if isinstance(one, t.Footnote | t.Emphasis | t.Text)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "typed", "placed"),
    [
        ("en", "A word^. More", "A word.^ More"),
        ("en", "A word^, and", "A word,^ and"),
        ("en", "A *word*^^; and", "A *word*;^^ and"),
        ("en", "A “word^.” More", "A “word.”^ More"),
        ("en", "A word.^ More", "A word.^ More"),
        ("en", "A word^ – and (so^) on^.5", "A word^ – and (so^) on^.5"),
        ("fr", "Un mot.^ Puis", "Un mot^. Puis"),
        ("fr", "Un mot ;^ puis", "Un mot^_; puis"),
        ("fr", "Un mot^. Puis", "Un mot^. Puis"),
        ("fr", "« Un mot ».^^ Puis", "«_Un mot_»^^. Puis"),
        ("fr", "*Un mot.*^ Puis", "*Un mot^.* Puis"),
        ("fr", "Un mot ?^ Puis…^ Puis", "Un mot ?^ Puis…^ Puis"),
        ("fr", "le chap.^ Puis", "le chap.^ Puis"),
        ("fr", "etc.^ dans", "etc.^ dans"),
        ("es", "Una palabra,^ y", "Una palabra^, y"),
        ("ru", "Слово.^ Потом", "Слово^. Потом"),
        ("zh-Hans", "词。^然后", "词。^然后"),
        ("de", "Ein Wort.^ Dann^, dann", "Ein Wort.^ Dann^, dann"),
        ("pl", "Słowo.^ Potem", "Słowo.^ Potem"),
    ],
)
def test_marks_are_where_the_language_has_them(language: str, typed: str, placed: str) -> None:
    assert shown(place_marks(line(typed), language)) == placed


@pytest.mark.parametrize("name", ["web", "epub"])
def test_every_edition_writes_them_there(name: str) -> None:
    writer = Writer(Dialect("web" if name == "web" else "epub", "fr"))
    assert re.sub("<[^>]*>", "", writer.inlines(line("Un mot.^ Puis"))) == "Un mot1. Puis"


def test_the_mark_of_a_citation_goes_with_its_language_too() -> None:
    call = t.Footnote(id="fn-1", number=1, blocks=())
    cited = t.Citation(
        source="[@brook]", keys=("brook",), place=0, id="cite-1", inlines=(t.Text(text="."), call)
    )
    line = (t.Text(text="Un mot"), cited, t.Text(text=" Puis"))
    for language, said in (("fr", "Un mot1. Puis"), ("en", "Un mot.1 Puis")):
        writer = Writer(Dialect("web", language))
        assert re.sub("<[^>]*>", "", writer.inlines(line)) == said
