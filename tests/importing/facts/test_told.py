"""What a manuscript says of itself, in lines, metadata or properties, is in note.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from imported import Importer

pytestmark = pytest.mark.slow

SENTENCE = "They come and go, and the gauge has counted them all since the mill was built."
ABSTRACT = "The river has marks on its walls, and they say how high it stood in its floods."


def test_lines_of_a_title_page_and_around_the_abstract(tmp_path: Path, bring_in: Importer) -> None:
    document = Document()
    document.add_paragraph("Rivers and their marks", "Title")
    byline = document.add_paragraph("Ada Brook")
    byline.add_run("1,*").font.superscript = True
    byline.add_run(", Yue Lin")
    byline.add_run("2").font.superscript = True
    for mark, place in (("1", " School of Rivers, Watertown"), ("2", " Water Board")):
        document.add_paragraph().add_run(mark).font.superscript = True
        document.paragraphs[-1].add_run(place)
    for line in (
        "*Corresponding author: ada.brook@rivers.example",
        "May 2020",
        "https://doi.org/10.5555/rivers.9",
        "ISBN 978-0-306-40615-7 (PDF)",
        "This work is licensed under CC BY-NC 4.0",
    ):
        document.add_paragraph(line)
    document.add_heading("Abstract", 1)
    document.add_paragraph(ABSTRACT)
    label = document.add_paragraph()
    label.add_run("Keywords: ").bold = True
    label.add_run("floods; gauges")
    document.add_paragraph("JEL: Q25, Q54")
    document.add_heading("Floods", 1)
    document.add_paragraph(SENTENCE)
    properties = document.core_properties
    properties.author, properties.title, properties.keywords = "python-docx", "Word Document", "x"
    properties.category = "Hydrology"
    document.save(str(tmp_path / "in.docx"))

    result = bring_in(tmp_path / "in.docx")

    data = result.note.metadata
    assert data.title == "Rivers and their marks"
    assert [one.name for one in data.authors] == ["Ada Brook", "Yue Lin"]
    ada, yue = data.authors
    assert (ada.affiliation, ada.email, ada.corresponding) == (
        "School of Rivers, Watertown", "ada.brook@rivers.example", True,
    )  # fmt: skip
    assert yue.affiliation == "Water Board"
    assert (data.published.year, data.date_precision) == (2020, "month")
    assert data.identifiers.doi == "10.5555/rivers.9"
    assert data.identifiers.isbns.pdf == "978-0-306-40615-7"
    assert data.licence is not None
    assert data.licence.spdx == "CC-BY-NC-4.0"
    assert data.subjects == ("floods", "gauges")
    assert data.jel == ("Q25", "Q54")
    texts = "".join(one.read_text("utf-8") for one in (result.folder / "text").iterdir())
    assert ABSTRACT in texts
    assert "category: Hydrology" in result.left_out


def test_properties_of_a_word_file_stand_in_for_what_the_text_does_not_say(
    tmp_path: Path, bring_in: Importer
) -> None:
    document = Document()
    document.add_heading("Floods", 1)
    document.add_paragraph(SENTENCE)
    document.add_heading("Gauges", 1)
    document.add_paragraph(SENTENCE.replace("They", "All"))
    properties = document.core_properties
    properties.author, properties.title = "Ada Brook; Microsoft Office User", "Rivers"
    properties.keywords, properties.comments = "water, floods", ABSTRACT
    document.save(str(tmp_path / "in.docx"))

    result = bring_in(tmp_path / "in.docx")

    data = result.note.metadata
    assert [one.name for one in data.authors] == ["Ada Brook"]
    assert data.subjects == ("water", "floods")
    assert data.description == ABSTRACT


def test_metadata_of_markdown(tmp_path: Path, bring_in: Importer) -> None:
    long = " ".join([ABSTRACT] * 5)
    (tmp_path / "in.md").write_text(
        f"""---
title: Rivers
author:
  - name: Ada Brook
    affiliations: [{{ref: mill}}]
    orcid: 0000-0002-1825-0097
affiliations: [{{id: mill, name: School of Rivers}}]
date: 2024-05-03
abstract: {long}
description: {ABSTRACT}
keywords: [floods, gauges]
license: CC BY
publisher: River Press
format: html
mood: calm
---

# Floods

{SENTENCE}
""",
        "utf-8",
    )

    result = bring_in(tmp_path / "in.md")

    data = result.note.metadata
    (author,) = data.authors
    assert (author.name, author.affiliation, author.orcid) == (
        "Ada Brook", "School of Rivers", "0000-0002-1825-0097",
    )  # fmt: skip
    assert data.published.isoformat() == "2024-05-03"
    assert data.description == ABSTRACT
    assert data.subjects == ("floods", "gauges")
    assert data.licence is not None
    assert data.licence.spdx == "CC-BY-4.0"
    assert "River Press" in result.file("imprint.yaml")
    assert "mood: calm" in result.left_out
    assert "format: html" in result.left_out
    texts = "".join(one.read_text("utf-8") for one in (result.folder / "text").iterdir())
    assert long in texts


def test_metadata_of_a_web_page(tmp_path: Path, bring_in: Importer) -> None:
    (tmp_path / "in.html").write_text(
        '<html><head><title>Rivers</title><meta name="author" content="Maria Brook">'
        f'<meta name="description" content="{ABSTRACT}"><meta name="keywords" content="a, b">'
        '<meta name="citation_doi" content="10.5555/rivers.9"><meta name="viewport" content="w">'
        "</head><body><p>Rivers</p><p>Maria\nBrook, School\nof Rivers</p>"
        f"<h1>Floods</h1><p>{SENTENCE}</p></body></html>",
        "utf-8",
    )

    data = bring_in(tmp_path / "in.html").note.metadata

    assert [(one.name, one.affiliation) for one in data.authors] == [
        ("Maria Brook", "School of Rivers")
    ]
    assert data.description == ABSTRACT
    assert data.subjects == ("a", "b")
    assert data.identifiers.doi == "10.5555/rivers.9"


def test_paragraphs_in_the_style_of_authors(tmp_path: Path, bring_in: Importer) -> None:
    document = Document()
    for name in ("Author", "Abstract"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Rivers and their marks", "Title")
    document.add_paragraph("Carl Linnaeus, Botanic Garden of Uppsala", "Author")
    document.add_paragraph("Maria Sibylla Merian, Cabinet of Insects, Amsterdam", "Author")
    document.add_paragraph(ABSTRACT, "Abstract")
    document.add_heading("Floods", 1)
    document.add_paragraph(SENTENCE)
    document.core_properties.author = "Carl Linnaeus"
    document.save(str(tmp_path / "in.docx"))

    result = bring_in(tmp_path / "in.docx")

    assert [(one.name, one.affiliation) for one in result.note.metadata.authors] == [
        ("Carl Linnaeus", "Botanic Garden of Uppsala"),
        ("Maria Sibylla Merian", "Cabinet of Insects, Amsterdam"),
    ]
    assert result.note.metadata.description == ABSTRACT
