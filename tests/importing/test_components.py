"""Figures, tables, boxes and references of a manuscript come in as what they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Inches
from imported import Importer, Result
from PIL import Image
from word_parts import add_bookmark, add_box, add_complex_field, add_field, add_footnote, element

from pipeline.pandoc import run_pandoc

pytestmark = pytest.mark.slow

ADDED = "number that the style adds"


@pytest.fixture
def word() -> Any:
    document = docx.Document()
    document.add_paragraph("Trees on the quay", style="Title")
    document.add_heading("Introduction", 1)
    document.add_paragraph("This is about the trees that stand between the houses and the water.")
    document.add_heading("I. The limes", 1)
    return document


def bring(document: Any, bring_in: Importer, folder: Path) -> tuple[str, Result]:
    path = folder / "quay.docx"
    document.save(str(path))
    result = bring_in(path)
    text = result.file("text/1-limes.md")
    return text.partition("{#limes}\n\n")[2], result


def add_picture(document: Any, shade: int = 90) -> None:
    data = io.BytesIO()
    Image.new("L", (60, 40), shade).save(data, "PNG")
    document.add_picture(data, Inches(1))


def add_table(document: Any, *rows: str) -> Any:
    table = document.add_table(rows=len(rows), cols=len(rows[0].split("|")))
    for at, row in enumerate(rows):
        for column, text in enumerate(row.split("|")):
            table.cell(at, column).text = text
    return table


def shade(paragraph: Any, fill: str = "DDEEFF") -> None:
    paragraph._p.get_or_add_pPr().append(element(f'<w:shd w:val="clear" w:fill="{fill}"/>'))


def test_captions_lose_their_numbers_and_take_their_sources(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("See Figure 1 and figure 2, then Table 1 (and Figures 7 and 8).")
    add_picture(word)
    caption = word.add_paragraph("Figure ", style="Caption")
    add_field(caption, " SEQ Figure ", "1")
    caption.add_run(". The quay in ")
    caption.add_run("winter").italic = True
    add_footnote(word, caption, "By the harbour photographer.")
    word.add_paragraph("Source: Harbour Museum. Note: Drawn from the water.")
    add_picture(word, 120)
    word.add_paragraph("Figure 2. The quay in summer")
    word.add_paragraph("Table 1 – Trees by year")
    add_table(word, "Year|Trees", "1880|40", "1920|31")
    word.add_paragraph("Note: Counted by hand.")
    word.add_paragraph("Source: The gardener's book.")
    word.add_paragraph("Figure 3 shows nothing at all, because there is no such figure here.")

    text, result = bring(word, bring_in, tmp_path)

    assert text == (
        "See [](#fig-quay-winter) and [](#fig-quay-summer), then [](#table-trees-year) "
        "(and Figures 7 and 8).\n\n"
        '![To be completed](figures/image1.png "The quay in *winter[^1]*"){#fig-quay-winter '
        'source="Harbour Museum." note="Drawn from the water."}\n\n'
        "[^1]: By the harbour photographer.\n\n"
        '![To be completed](figures/image2.png "The quay in summer"){#fig-quay-summer}\n\n'
        '{#table-trees-year caption="Trees by year" source="The gardener’s book." '
        'note="Counted by hand."}\n'
        "| Year | Trees |\n| --- | --- |\n| 1880 | 40 |\n| 1920 | 31 |\n\n"
        "Figure 3 shows nothing at all, because there is no such figure here.\n"
    )
    for number in ("Figure 1.", "Figure 2.", "Table 1 –"):
        assert f"{ADDED}: {number}" in result.left_out
    assert "reference whose number notepress writes: Figure 1" in result.left_out


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Table 1. Old", "Table 2. New"),
        ("Tableau 1 – Ancien", "Tableau 2 – Nouveau"),
        ("Tabelle 1: Alt", "Tabelle 2: Neu"),
        ("表1 旧的", "表2 新的"),
        ("Таблица 1. Старое", "Табл. 2. Новое"),
    ],
)
def test_captions_below_tables_are_theirs(
    word: Any, bring_in: Importer, tmp_path: Path, above: str, below: str
) -> None:
    add_table(word, "a|1", "b|2")
    word.add_paragraph(above)
    add_table(word, "c|3", "d|4")
    word.add_paragraph(below)
    text, _ = bring(word, bring_in, tmp_path)
    first, second = (one.split()[-1] for one in (above, below))
    assert (
        text.index(f'{first}"') < text.index("| a") < text.index(f'{second}"') < text.index("| c")
    )


def test_a_caption_without_its_picture_stays_text(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("Figure 1. The quay in winter", style="Caption")
    word.add_paragraph("Nobody has found the picture.")
    text, result = bring(word, bring_in, tmp_path)
    assert text.startswith("Figure 1. The quay in winter\n\nNobody")
    told = [one.how for one in result.report.changed]
    assert "caption without its picture or table beside it stays text" in told


def test_rows_of_a_table_that_are_its_caption_and_its_source(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    table = add_table(word, "Table 1: Trees|", "Year|Trees", "1880|40", "Source: A book.|")
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(3, 0).merge(table.cell(3, 1))
    text, _ = bring(word, bring_in, tmp_path)
    assert text == (
        '{#table-trees caption="Trees" source="A book."}\n'
        "| Year | Trees |\n| --- | --- |\n| 1880 | 40 |\n"
    )


def test_frames_become_boxes_with_their_titles(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("What follows is told in Box 1 and Box 2.")
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = ""
    cell.paragraphs[0].add_run("Box 1. The oldest lime").bold = True
    cell.add_paragraph("It was planted in 1880, and nobody has cut it since then.")
    cell.add_paragraph("old", style="List Bullet")
    cell.add_paragraph("tall", style="List Bullet")
    add_table_in(cell)
    word.add_paragraph("Box 2: Those who planted")
    first = word.add_paragraph("The town paid for forty trees, and the harbour for two.")
    second = word.add_paragraph("Both forgot the water.")
    shade(first)
    shade(second)
    word.add_paragraph("Then came the war, and with it the cold.")

    text, result = bring(word, bring_in, tmp_path)

    assert text == (
        "What follows is told in [](#box-oldest-lime) and [](#box-planted).\n\n"
        '::: {.box #box-oldest-lime title="The oldest lime"}\n'
        "It was planted in 1880, and nobody has cut it since then.\n\n"
        "- old\n- tall\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n:::\n\n"
        '::: {.box #box-planted title="Those who planted"}\n'
        "The town paid for forty trees, and the harbour for two.\n\n"
        "Both forgot the water.\n:::\n\n"
        "Then came the war, and with it the cold.\n"
    )
    assert f"{ADDED}: Box 1." in result.left_out
    assert result.report.counts["box"] == 2


def add_table_in(cell: Any) -> None:
    table = cell.add_table(rows=2, cols=2)
    for at, text in enumerate("ab12"):
        table.cell(at // 2, at % 2).text = text


def test_a_text_box_with_several_paragraphs_is_a_box(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    paragraph = word.add_paragraph("It was a custom of the quay.")
    add_box(paragraph, "Who cuts?", "The gardener cuts in winter, and only the small ones.")
    word.add_paragraph("Nobody knows why.")
    text, _ = bring(word, bring_in, tmp_path)
    assert text == (
        "It was a custom of the quay.\n\n"
        '::: {.box #box-cuts title="Who cuts?"}\n'
        "The gardener cuts in winter, and only the small ones.\n:::\n\n"
        "Nobody knows why.\n"
    )


def test_fields_refer_to_what_they_referred_to(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    paragraph = word.add_paragraph("See ")
    add_complex_field(paragraph, " REF _Ref100 \\h ", "Figure 1")
    paragraph.add_run(", figure ")
    add_complex_field(paragraph, " REF _Ref100 \\h ", "1")
    paragraph.add_run(" on page ")
    add_field(paragraph, " PAGEREF _Ref100 \\h ", "7")
    paragraph.add_run(", and ")
    add_complex_field(paragraph, " REF _Ref200 \\h ", "Winters")
    paragraph.add_run("; nothing is in ")
    add_complex_field(paragraph, " REF _Ref300 \\h ", "Table 9")
    paragraph.add_run(".")
    add_picture(word)
    caption = word.add_paragraph("Figure ", style="Caption")
    add_field(caption, " SEQ Figure ", "1")
    add_bookmark(caption, "_Ref100")
    caption.add_run(". The quay")
    heading = word.add_heading("Winters", 2)
    add_bookmark(heading, "_Ref200")
    word.add_paragraph("They are cold.")

    text, result = bring(word, bring_in, tmp_path)

    assert text.startswith(
        "See [](#fig-quay), [](#fig-quay){.page}, and [Winters](#winters); nothing is in Table 9.\n"
    )
    assert "link to #_Ref300 became plain text" in [one.how for one in result.report.changed]


def test_the_number_of_a_footnote_stays_and_is_told(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    paragraph = word.add_paragraph("They are old.")
    add_bookmark(paragraph, "_Ref100")
    add_footnote(word, paragraph, "By the gardener.")
    paragraph = word.add_paragraph("See note ")
    add_complex_field(paragraph, " NOTEREF _Ref100 \\h ", "1")
    paragraph.add_run(" above.")

    text, result = bring(word, bring_in, tmp_path)

    assert text.startswith("They are old.[^1]\n")
    assert text.endswith("\n\nSee note 1 above.\n")
    told = [(one.how, one.text) for one in result.report.changed]
    assert ("number of a note stays as the word processor counted it", "1") in told


def test_markdown_of_other_tools_has_the_same(bring_in: Importer, tmp_path: Path) -> None:
    (tmp_path / "quay.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
        '<rect width="40" height="20"/></svg>',
        "utf-8",
    )
    path = tmp_path / "quay.md"
    path.write_text(
        "# Introduction\n\nAbout trees on the quay.\n\n# Limes\n\n"
        'See @fig-quay.\n\n![The quay](quay.svg){#fig-quay fig-alt="A quay."}\n\n'
        '::: {.callout-tip title="Who cuts"}\nThe gardener cuts.\n:::\n\n'
        "> [!NOTE]\n> It is cold.\n\n"
        '::: {.recommendation to="The town" by="2027"}\nPlant limes.\n:::\n',
        "utf-8",
    )
    result = bring_in(path)
    text = result.file("text/1-limes.md").partition("{#limes}\n\n")[2]
    assert text == (
        "See [](#fig-quay).\n\n"
        '![A quay.](figures/quay.svg "The quay"){#fig-quay}\n\n'
        '::: {.box #box-cuts title="Who cuts"}\nThe gardener cuts.\n:::\n\n'
        '::: {.box #box-note title="Note"}\nIt is cold.\n:::\n\n'
        '::: {.recommendation #rec-plant-limes to="The town" by="2027"}\nPlant limes.\n:::\n'
    )


def test_merged_cells_and_lists_in_cells_are_drawn(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    table = add_table(word, "Year|Trees|", "|old|new", "1880|40|", "1920|31|")
    table.cell(2, 2).text = "2 | 3"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    cell = table.cell(3, 2)
    cell.text = "Of these"
    cell.add_paragraph("limes", style="List Bullet")
    cell.add_paragraph("elms", style="List Bullet")
    text, _ = bring(word, bring_in, tmp_path)
    assert text == (
        "+------+----------------+\n"
        "| Year | Trees          |\n"
        "|      +-----+----------+\n"
        "|      | old | new      |\n"
        "+======+=====+==========+\n"
        "| 1880 | 40  | 2 \\| 3   |\n"
        "+------+-----+----------+\n"
        "| 1920 | 31  | Of these |\n"
        "|      |     |          |\n"
        "|      |     | - limes  |\n"
        "|      |     | - elms   |\n"
        "+------+-----+----------+\n"
    )


def test_recommendations_are_known_by_what_stands_before_them(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("As Recommendation 2 says, the trees are thirsty.")
    first = word.add_paragraph()
    first.add_run("Recommendation 1:").bold = True
    first.add_run(" Water the limes every evening (the harbour board, by 2027).")
    word.add_paragraph("Recommendation 2: Water them with:")
    word.add_paragraph("rain", style="List Bullet")
    word.add_paragraph("the river", style="List Bullet")
    word.add_paragraph("Nobody has a hose.")
    text, result = bring(word, bring_in, tmp_path)
    assert text == (
        "As [](#rec-water-them) says, the trees are thirsty.\n\n"
        '::: {.recommendation #rec-water-limes to="the harbour board" by="2027"}\n'
        "Water the limes every evening.\n:::\n\n"
        "::: {.recommendation #rec-water-them}\nWater them with:\n\n- rain\n- the river\n:::\n\n"
        "Nobody has a hose.\n"
    )
    assert result.report.counts["recommendation"] == 2


def test_a_caption_in_several_lines_is_one(word: Any, bring_in: Importer, tmp_path: Path) -> None:
    word.add_paragraph("The quay has more trees than before (see table 1).")
    word.add_paragraph("Table 1")
    word.add_paragraph().add_run("Trees on the quay").bold = True
    word.add_paragraph().add_run("(Thousands)").italic = True
    add_table(word, "Year|Trees", "1880|40")
    text, _ = bring(word, bring_in, tmp_path)
    assert text == (
        "The quay has more trees than before (see [](#table-trees-quay)).\n\n"
        '{#table-trees-quay caption="Trees on the quay (Thousands)"}\n'
        "| Year | Trees |\n| --- | --- |\n| 1880 | 40 |\n"
    )


def test_formulas_and_headings_of_quarto_are_referred_to(
    bring_in: Importer, tmp_path: Path
) -> None:
    path = tmp_path / "quay.qmd"
    path.write_text(
        "# Introduction\n\nAbout trees, as @sec-limes says.\n\n# Limes {#sec-limes}\n\n"
        "Their height follows from\n\n$$\nh = s + m\n$$ {#eq-height}\n\nas @eq-height says.\n",
        "utf-8",
    )
    result = bring_in(path)
    assert "as [Limes](#sec-limes) says." in result.file("text/introduction.md")
    assert result.file("text/1-sec-limes.md").partition("{#sec-limes}\n\n")[2] == (
        "Their height follows from\n\n$$h = s + m$$ {#eq-height}\n\nas [](#eq-height) says.\n"
    )


@pytest.mark.parametrize("heading", ["Recommendations", "Policy recommendations", "Empfehlungen"])
def test_lists_under_their_heading_are_recommendations(
    bring_in: Importer, tmp_path: Path, heading: str
) -> None:
    path = tmp_path / "quay.md"
    path.write_text(
        "# Introduction\n\nAbout trees on the quay.\n\n# Limes\n\nThey are old.\n\n"
        f"## {heading}\n\nDo this:\n\n"
        "1. Water the limes every evening:\n   - by hand,\n   - from the river.\n"
        "2. Count the trees of the quay.\n\n## Next\n\n- Not one of these at all.\n",
        "utf-8",
    )
    files = bring_in(path).note.files
    text = "\n".join(files[name].decode() for name in sorted(files) if name.endswith(".md"))
    assert (
        "Do this:\n\n"
        "::: {.recommendation #rec-water-limes}\nWater the limes every evening:\n\n"
        "- by hand,\n- from the river.\n:::\n\n"
        "::: {.recommendation #rec-count-trees}\nCount the trees of the quay.\n:::\n"
    ) in text
    assert "- Not one of these at all.\n" in text


@pytest.mark.parametrize("anchor", ["paragraph", "page"])
def test_text_boxes_of_open_document_are_boxes(
    bring_in: Importer, tmp_path: Path, anchor: str
) -> None:
    written = run_pandoc(["--from=commonmark", "--to=odt"], b"# Limes\n\nIt was BOX a custom.\n")
    box = (
        "<draw:frame><draw:text-box><text:p>Who cuts</text:p><text:p>The gardener cuts, and "
        "only in winter.</text:p></draw:text-box></draw:frame>"
    )
    path = tmp_path / "quay.odt"
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "content.xml" and anchor == "page":
                data = data.replace(b"BOX ", b"").replace(
                    b"<text:h ", box.encode() + b"<text:h ", 1
                )
            elif name == "content.xml":
                data = data.replace(b"BOX", box.encode())
            new.writestr(name, data)
    files = bring_in(path).note.files
    text = "".join(files[name].decode() for name in sorted(files) if name.endswith(".md"))
    assert "It was a custom.\n" in text
    assert "The gardener cuts, and only in winter." in text
    framed = '::: {.box #box-cuts title="Who cuts"}\nThe gardener cuts, and only in winter.\n:::\n'
    assert framed in text or anchor == "page"


def test_asides_of_pages_are_boxes(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "quay.html"
    path.write_text(
        "<html><body><h1>Limes</h1><p>They are old.</p><aside class='x'><h4>Who cuts</h4>"
        "<p>The gardener cuts.</p></aside><h1>Elms</h1><p>They fell.</p></body></html>",
        "utf-8",
    )
    text = bring_in(path).file("text/1-limes.md")
    assert '::: {.box #box-cuts title="Who cuts"}\nThe gardener cuts.\n:::\n' in text


def test_a_chart_of_word_keeps_its_place(word: Any, bring_in: Importer, tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    word.add_paragraph()._p.append(
        element(
            f'<w:r><w:drawing xmlns:wp="{space}/wordprocessingDrawing" xmlns:a="{space}/main">'
            '<wp:inline><wp:docPr id="1" name="Chart 1" descr="Two bars."/><a:graphic>'
            f'<a:graphicData><c:chart xmlns:c="{space}/chart"/></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
    )
    word.add_paragraph("Figure 1. Trees by year", style="Caption")
    text, result = bring(word, bring_in, tmp_path)
    assert text == "To be completed: the chart (Two bars.)\n\nTrees by year\n"
    assert any("draw it anew" in one.why for one in result.report.to_complete)
