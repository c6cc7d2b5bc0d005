"""Citations in Word files of Zotero, Mendeley, EndNote, Citavi and Word become those of a note."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
import word_fields as made
from docx import Document
from imported import Importer, Result
from word_parts import element

pytestmark = pytest.mark.slow

BROOK = {"itemData": made.BROOK}
BOARD = {"itemData": made.BOARD, "id": "7", "uuid": "b"}
RAISED = '<w:vertAlign w:val="superscript"/>'
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>References</w:t></w:r></w:p>'


def text_of(result: Result) -> str:
    return result.file("text/1-marks.md")


def works_of(result: Result) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in json.loads(result.file("references.json"))}


def test_citations_of_programs_that_keep_items_of_csl(tmp_path: Path, bring_in: Importer) -> None:
    page = {**BROOK, "locator": "3-5", "label": "page", "prefix": "see ", "suffix": "on oak"}
    chapter = {**BROOK, "locator": "2", "label": "chapter", "suppress-author": True}
    again = {"itemData": {**made.BROOK, "title": "MARKS on Oak.", "DOI": ""}, "uuid": "a"}
    other = {"itemData": {**made.BROOK, "title": "More marks", "DOI": "10.5555/x"}, "uuid": "c"}
    content = [
        made.paragraph(
            made.run("Oak keeps its marks ")
            + made.field(made.zotero(page), "(see Brook & Lin, 1951, pp. 3–5 on oak)")
            + made.run(", as they say ")
            + made.field(made.zotero(chapter), "(1951, Chapter 2)")
            + made.run(".")
        ),
        made.paragraph(made.run("Both do") + made.field(made.mendeley(BOARD, again), "1,2")),
        made.paragraph(
            made.run("In a control ")
            + made.control(
                made.mendeley_tag({**BOARD, "composite": True}), made.run("Board (2019)")
            )
            + made.run(" and ")
            + made.control(made.mendeley_tag(other), made.run("(Brook & Lin, 1951b)"))
        ),
        element(HEADING),
        *made.list_field(
            'ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY', "Brook, A. (1951).", "Board."
        ),
    ]
    preferences = '<data><style id="http://www.zotero.org/styles/vancouver" locale="en"/></data>'
    parts = {
        "docProps/custom.xml": made.properties(
            {"ZOTERO_PREF_1": preferences[:20], "ZOTERO_PREF_2": preferences[20:]}
        )
    }

    result = bring_in(made.manuscript(tmp_path / "in.docx", *content, parts=parts))

    text = text_of(result)
    assert (
        "Oak keeps its marks [see @brook1951, pp. 3-5 on oak], as they say "
        "[-@brook1951, chap. 2]." in text
    )
    assert "Both do [@waterboard2019; @brook1951]\n" in text
    assert "In a control @waterboard2019 and [@brook1951b]\n" in text
    works = works_of(result)
    assert list(works) == ["brook1951", "brook1951b", "waterboard2019"]
    assert works["brook1951"]["DOI"] == "10.5555/rivers.7.2"
    assert works["brook1951"]["issued"] == {"date-parts": [[1951, 4]]}
    assert "abstract" not in works["brook1951"]
    assert works["waterboard2019"]["title"] == "What the gauge has seen & heard"
    # The list and its heading are told, and what words became citations.
    assert "References" not in "".join(theme.title[0].text for theme in result.note.themes)
    assert "heading of the list of works, which the style adds: References" in result.left_out
    assert "made anew: Board." not in result.left_out
    assert "notepress makes anew: Board." in result.left_out
    changed = {one.text: one.how for one in result.report.changed}
    assert changed["1,2"] == "citation became [@waterboard2019; @brook1951]"
    completed = {one.path: one.value for one in result.report.to_complete}
    assert completed["tokens.css: --citation-style"] == "vancouver"


def test_citations_of_endnote(tmp_path: Path, bring_in: Importer) -> None:
    one = made.endnote(made.cite("<Prefix>see </Prefix><Suffix> and on</Suffix><Pages>7</Pages>"))
    two = made.endnote(made.cite(attributes='ExcludeAuth="1"'), made.cite())
    named = made.endnote(made.cite(attributes='AuthorYear="1"'))
    content = [
        made.paragraph(
            made.run("Walls ")
            + made.field(f" ADDIN EN.CITE {one}", "(see Reed 2004, 7 and on)")
            + made.run(", ")
            + made.endnote_field(two, "(2004, Reed)")
            + made.run(", and ")
            + made.simple(f" ADDIN EN.CITE {named}", "Reed (2004)")
            + made.run(" says.")
        ),
        made.paragraph(
            made.run("Lost ") + made.field(" ADDIN EN.CITE <EndNote><Cite>", "(Lost 1)")
        ),
        *made.list_field(" ADDIN EN.REFLIST ", "Reed T (2004) Weirs."),
        made.paragraph(made.run("And on it goes.")),
    ]

    result = bring_in(made.manuscript(tmp_path / "in.docx", *content))

    text = text_of(result)
    assert (
        "Walls [see @reed2004, p. 7 and on], [-@reed2004; @reed2004], and @reed2004 says." in text
    )
    assert "Lost *(Lost 1)*" in text
    assert "And on it goes." in text
    (work,) = works_of(result).values()
    assert work["type"] == "chapter"
    assert work["title"] == "Weirs & locks"
    assert work["container-title"] == "A book of walls"
    assert work["author"] == [{"family": "Reed", "given": "Tom"}, {"literal": "Bureau of Weirs"}]
    assert work["editor"] == [{"family": "Shu", "given": "Da"}]
    assert work["issued"] == {"date-parts": [[2004, 4]]}
    assert any(one.value == "(Lost 1)" for one in result.report.to_complete)


def test_citations_of_word_itself(tmp_path: Path, bring_in: Importer) -> None:
    person = "<b:Person><b:Last>{}</b:Last><b:First>{}</b:First></b:Person>"
    site = (
        "<b:Source><b:Tag>Wat19</b:Tag><b:SourceType>InternetSite</b:SourceType><b:Author>"
        "<b:Author><b:Corporate>Water Board</b:Corporate></b:Author></b:Author>"
        "<b:Title>The gauge</b:Title><b:Year>2019</b:Year><b:Month>May</b:Month><b:Day>3</b:Day>"
        "<b:YearAccessed>2020</b:YearAccessed><b:URL>https://example.org/g</b:URL></b:Source>"
    )
    book = (
        "<b:Source><b:Tag>Bro51</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author>"
        f"<b:NameList>{person.format('Brook', 'Ada')}{person.format('Lin', 'Yue')}</b:NameList>"
        "</b:Author></b:Author><b:Title>Oak</b:Title><b:Year>1951</b:Year><b:City>Leeds</b:City>"
        "<b:Publisher>Mill</b:Publisher></b:Source>"
    )
    uncited = book.replace("Bro51", "Unc52").replace("1951", "1952")
    citation = made.field(
        r' CITATION Wat19 \p 4-5 \l 1033 \m Bro51 \n \f "also " ',
        " (Board, 2019, pp. 4-5; also 1951)",
    )
    content = [
        made.paragraph(
            made.run("It is counted")
            + f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{citation}"
            "</w:sdtContent></w:sdt>" + made.run(" and known")
            + made.field(" CITATION Gone99 ", " (Gone 99)")
        ),
        element(
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Bibliographies"/>'
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{HEADING}"
            + "".join(
                f"<w:p>{part}</w:p>"
                for part in (
                    made.code("begin") + made.instruction(" BIBLIOGRAPHY ") + made.code("separate")
                    + made.run("Board, W. (2019)."),
                    made.run("Brook, A. (1951).") + made.code("end"),
                )
            )
            + "</w:sdtContent></w:sdt>"
        ),
    ]  # fmt: skip
    parts = {"customXml/item2.xml": made.sources(site, book, uncited)}

    result = bring_in(made.manuscript(tmp_path / "in.docx", *content, parts=parts))

    line = "It is counted [@waterboard2019, pp. 4-5; also -@brook1951] and known *(Gone 99)*"
    assert line in text_of(result)
    works = works_of(result)
    assert list(works) == ["brook1951", "waterboard2019"]
    assert works["waterboard2019"]["issued"] == {"date-parts": [[2019, 5, 3]]}
    assert works["waterboard2019"]["accessed"] == {"date-parts": [[2020]]}
    assert works["brook1951"]["publisher-place"] == "Leeds"
    assert "Brook, A. (1951)." in result.left_out
    assert len(result.note.themes) == 1
    completed = {one.path: one.value for one in result.report.to_complete}
    assert completed["tokens.css: --citation-style"] == "apa"


def test_citations_of_citavi_and_bookmarks_of_libreoffice(
    tmp_path: Path, bring_in: Importer
) -> None:
    entry = {
        "Prefix": "Vgl. ",
        "PageRange": {"OriginalString": "100-105"},
        "ReferenceId": "r1",
        "Reference": {
            "ReferenceType": "JournalArticle",
            "Title": "Weirs",
            "Authors": [{"FirstName": "Tom", "LastName": "Reed"}],
            "Year": "2004",
            "Periodical": {"Name": "Walls"},
            "PageRange": "<sp>\r\n</sp>\r\n<os>93-106</os>",
        },
    }
    packed = base64.b64encode(json.dumps({"Entries": [entry]}).encode()).decode()
    citavi = made.field(f"ADDIN CitaviPlaceholder{{{packed}}}", "(Vgl. Reed 2004, S. 100–105)")
    stored = made.zotero(BROOK).removeprefix(" ADDIN ")
    marked = (
        '<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_aB1"/>'
        + made.run("(Brook & ") + made.run("Lin 1951)") + '<w:bookmarkEnd w:id="4"/>'
    )  # fmt: skip
    content = [
        made.paragraph(
            made.run("Here ") + made.control("CitaviPlaceholder#1", citavi) + made.run(" and ")
            + marked + made.run(".")
        ),
        element(HEADING),
        element(
            "<w:p><w:bookmarkStart w:id=\"5\" w:name=\"ZOTERO_BREF_cD2\"/>"
            f"{made.run('Brook, A. 1951.')}</w:p>"
        ),
        element(f"<w:p>{made.run('Reed, T. 2004.')}<w:bookmarkEnd w:id=\"5\"/></w:p>"),
    ]  # fmt: skip
    halves = stored[:200], stored[200:]
    named = {f"ZOTERO_BREF_aB1_{number}": half for number, half in enumerate(halves, 1)}
    named["ZOTERO_BREF_cD2_1"] = "ZOTERO_BIBL {} CSL_BIBLIOGRAPHY"
    parts = {"docProps/custom.xml": made.properties(named)}

    result = bring_in(made.manuscript(tmp_path / "in.docx", *content, parts=parts))

    assert "Here [Vgl. @reed2004, pp. 100-105] and [@brook1951]." in text_of(result)
    works = works_of(result)
    assert works["reed2004"]["container-title"] == "Walls"
    assert works["reed2004"]["page"] == "93-106"
    assert "Reed, T. 2004." in result.left_out
    assert len(result.note.themes) == 1


def test_citations_in_notes_tables_and_changes(tmp_path: Path, bring_in: Importer) -> None:
    citation = made.field(made.zotero(BROOK), "(Brook 1951)")
    deleted = citation.replace("instrText", "delInstrText").replace("w:t ", "w:delText ")
    deleted = deleted.replace("/w:t>", "/w:delText>")
    change = 'w:id="9" w:author="Reviewer One" w:date="1921-03-04T00:00:00Z"'
    row = f"<w:tr><w:tc><w:p>{made.run('Oak ')}{citation}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    content = [
        made.paragraph(
            made.run("Old") + f"<w:del {change}>{deleted}</w:del>" + made.run(" and new ")
            + f"<w:ins {change}>{citation}</w:ins>" + made.run(".")
        ),
        element(f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{row}{row}</w:tbl>"),
        made.paragraph(
            made.run("Raised")
            + made.field(made.zotero(BROOK), "1").replace("<w:i/>", RAISED)
            + made.run(" numbers")
        ),
    ]  # fmt: skip

    result = bring_in(made.manuscript(tmp_path / "in.docx", *content))

    text = text_of(result)
    assert "Old and new [@brook1951]." in text
    assert text.count("| Oak [@brook1951] |") == 2
    assert "Raised [@brook1951] numbers" in text
    assert "Reviewer One deleted it (tracked change): (Brook 1951)" in result.left_out


def test_a_first_line_that_cites_a_work_is_text(tmp_path: Path, bring_in: Importer) -> None:
    citation = made.field(made.zotero(BROOK), "(Brook 1951)")
    document = Document()
    for line in ("Oak keeps its marks ", "Walls keep theirs "):
        document.element.body.insert(0, made.paragraph(made.run(line) + citation))
    document.save(str(tmp_path / "in.docx"))

    result = bring_in(tmp_path / "in.docx")

    texts = "".join(one.read_text("utf-8") for one in (result.folder / "text").iterdir())
    assert "Oak keeps its marks [@brook1951]" in texts
    assert "Walls keep theirs [@brook1951]" in texts
