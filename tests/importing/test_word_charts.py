"""Charts of Word come in as charts from data, or as tables where a note has no such chart."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from imported import Importer, Result
from word_parts import element

pytestmark = pytest.mark.slow

SPACE = "http://schemas.openxmlformats.org/drawingml/2006"
TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def titled(words: str) -> str:
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr/></a:pPr>"
        f'<a:r><a:rPr lang="en-GB"/><a:t>{words}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
        if words
        else ""
    )


def cache(kind: str, texts: tuple[str, ...], code: str = "") -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(texts) if text
    )
    code = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    count = f'<c:ptCount val="{len(texts)}"/>'
    cached = f"<c:{kind}Cache>{code}{count}{points}</c:{kind}Cache>"
    return f"<c:{kind}Ref><c:f>Sheet1!$A$2:$A$5</c:f>{cached}</c:{kind}Ref>"


def series(
    at: int, name: str, names: tuple[str, ...], values: tuple[str, ...], code: str = "General"
) -> str:
    called = f"<c:tx>{cache('str', (name,))}</c:tx>" if name else ""
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{called}'
        f"<c:cat>{cache('str', names)}</c:cat><c:val>{cache('num', values, code)}</c:val></c:ser>"
    )


def chart(form: str, rows: str, *, title: str = "", x: str = "", y: str = "", how: str = "") -> str:
    grouping = f'<c:grouping val="{how}"/>' if how else ""
    axes = (
        f'<c:catAx><c:axId val="1"/>{titled(x)}<c:crossAx val="2"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/>{titled(y)}<c:crossAx val="1"/></c:valAx>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{SPACE}/chart" xmlns:a="{SPACE}/main" xmlns:r="{RELATIONS}">'
        f'<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>{titled(title)}'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:{form}>{grouping}'
        f'<c:varyColors val="0"/>{rows}<c:axId val="1"/><c:axId val="2"/></c:{form}>{axes}'
        '</c:plotArea><c:legend><c:legendPos val="b"/></c:legend><c:plotVisOnly val="1"/>'
        "</c:chart></c:chartSpace>"
    )


def add_chart(document: Any, xml: str, words: str = "") -> None:
    """Put a chart into a paragraph of its own, as Word does."""
    number = 1 + sum("/charts/" in one.partname for one in document.part.package.iter_parts())
    uri = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(uri, TYPE, xml.encode(), document.part.package)
    name = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    described = f' descr="{words}"' if words else ""
    document.add_paragraph()._p.append(
        element(
            f'<w:r><w:drawing xmlns:wp="{SPACE}/wordprocessingDrawing" xmlns:a="{SPACE}/main">'
            '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5486400" '
            f'cy="3200400"/><wp:docPr id="{number}" name="Chart {number}"{described}/>'
            f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{SPACE}/chart">'
            f'<c:chart xmlns:c="{SPACE}/chart" xmlns:r="{RELATIONS}" r:id="{name}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    )


YEARS = ("2020", "2021", "2022", "2023")
QUAYS = ("North quay", "South quay", "Old harbour")


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
    assert any("charts/chart" in name for name in zipfile.ZipFile(path).namelist())
    result = bring_in(path)
    assert result.report.words.inserted == ()
    assert result.report.words.misplaced == ()
    return result.file("text/1-limes.md").partition("{#limes}\n\n")[2], result


def test_charts_that_a_note_has_are_drawn_from_their_data(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    bars = series(0, "Trees", QUAYS, ("120", "85.5", "40"))
    add_chart(word, chart("barChart", bars, title="Most stand in the north", y="trees",
                          how="clustered"), "The north quay has most trees.")  # fmt: skip
    word.add_paragraph("Figure 1. Trees by quay", style="Caption")
    word.add_paragraph("Source: City gardens, 2024.")
    word.add_paragraph("As Figure 1 shows, most trees stand on the north quay.")
    lines = series(0, "Limes", YEARS, ("10", "12.300000000000001", "", "15"))
    lines += series(1, "Elms", YEARS, ("9", "7", "4", "1"))
    add_chart(word, chart("lineChart", lines, title="Limes &amp; elms", x="Year",
                          y="Trees per 100 m", how="standard"))  # fmt: skip
    word.add_paragraph("The elms are dying.")
    shares = "".join(
        series(at, name, QUAYS, values, "0%")
        for at, (name, values) in enumerate(
            (("Old", ("0.25", "0.5", "0.125")), ("Young", ("0.75", "0.5", "0.875")))
        )
    )
    add_chart(word, chart("barChart", shares, title="Age", x="Quay", how="stacked"))
    areas = series(0, "Shade", YEARS, ("1", "2", "3", "4"))
    add_chart(word, chart("areaChart", areas, title="Shade", x="Year", y="ha", how="standard"))
    grouped = series(0, "Old", QUAYS, ("1", "2", "3")) + series(1, "", QUAYS, ("3", "2", "1"))
    add_chart(word, chart("barChart", grouped, x="Quay", how="clustered"))
    text, result = bring(word, bring_in, tmp_path)
    figure, _, rest = text.partition("\n\n")
    assert figure == (
        "![The north quay has most trees.](figures/most-stand-in-the-north.yaml "
        '"Trees by quay"){#fig-trees-quay source="City gardens, 2024."}'
    )
    assert "most trees stand on the north quay" in rest
    assert '![To be completed](figures/limes-elms.yaml "Limes & elms"){#fig-limes-elms}' in rest
    assert result.file("figures/limes-elms.csv") == (
        "Year,Limes,Elms\n2020,10,9\n2021,12.3,7\n2022,,4\n2023,15,1\n"
    )
    lines_yaml = result.file("figures/limes-elms.yaml")
    assert "kind: line\ndata: limes-elms.csv\nx: Year\ny:\n  - Limes\n  - Elms\n" in lines_yaml
    assert "unit: Trees per 100 m\n" in lines_yaml
    assert "# To be completed: where the data comes from\nsource: To be completed\n" in lines_yaml
    assert result.file("figures/age.csv") == (
        "Quay,Old,Young\nNorth quay,25,75\nSouth quay,50,50\nOld harbour,12.5,87.5\n"
    )
    assert "kind: stacked bar\n" in result.file("figures/age.yaml")
    assert "unit: '%'\ndecimals" not in result.file("figures/limes-elms.yaml")
    assert "kind: area\n" in result.file("figures/shade.yaml")
    assert "kind: grouped bar\n" in result.file("figures/chart.yaml")
    assert "Most stand in the north" in result.left_out
    places = {one.path: one.file for one in result.report.to_complete}
    assert places["figures/limes-elms.yaml: source"] == "figures/limes-elms.yaml"
    words = result.report.words
    assert words.in_source + words.in_report == words.manuscript
    # The number of the caption, the title beside it, and numbers that are shown in another form.
    assert words.in_report < 40 < words.in_source
    assert sum(one.what == "chart" for one in result.report.recognised) == 5


def test_charts_that_a_note_has_not_become_tables(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    slices = series(0, "Share", QUAYS, ("0.5", "0.3", "0.2"), "0%")
    add_chart(
        word,
        chart("pieChart", slices, title="Where they\u200b &quot;stand&quot;"),
        "Half in the north.",
    )
    word.add_paragraph("Then come the bars in space.")
    many = "".join(series(at, f"Kind {at}", QUAYS, ("1", "2", "3")) for at in range(7))
    add_chart(word, chart("barChart", many, x="Quay", y="trees", how="clustered"))
    word.add_paragraph("Figure 2. Seven kinds", style="Caption")
    text, result = bring(word, bring_in, tmp_path)
    assert text.startswith(
        '{#table-stand caption="Where they “stand”"}\n|  | Share (%) |\n| --- | --- |\n'
        "| North quay | 50 |\n| South quay | 30 |\n| Old harbour | 20 |\n"
    )
    assert 'caption="Seven kinds" note="trees"}\n| Quay | Kind 0 | Kind 1 |' in text
    assert not list(result.folder.glob("figures/*"))
    whys = [one.why for one in result.report.to_complete]
    assert any("(pie)" in why and why.endswith("draw it as bar") for why in whys)
    assert any("(bar)" in why and why.endswith("draw it as grouped bar") for why in whys)
    assert "Half in the north." in result.left_out


def test_the_words_of_a_chart_that_keeps_no_numbers_are_told(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    add_chart(word, chart("barChart", series(0, "Trees", QUAYS, ("", "#N/A", ""))))
    text, result = bring(word, bring_in, tmp_path)
    assert text == "To be completed: the chart\n"
    assert "North quay" in result.left_out


def test_levels_of_categories_are_joined_and_points_have_rows_of_their_own(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    inner = "".join(
        f'<c:pt idx="{at}"><c:v>{one}</c:v></c:pt>' for at, one in enumerate(("Q1", "Q2", "Q1"))
    )
    outer = '<c:pt idx="0"><c:v>2020</c:v></c:pt><c:pt idx="2"><c:v>2021</c:v></c:pt>'
    levels = f"<c:lvl>{inner}</c:lvl><c:lvl>{outer}</c:lvl>"
    numbers = cache("num", ("4", "5", "1.5E1"), "General")
    quarters = (
        f'<c:ser><c:idx val="0"/><c:tx>{cache("str", ("Catch",))}</c:tx><c:cat><c:multiLvlStrRef>'
        f'<c:multiLvlStrCache><c:ptCount val="3"/>{levels}</c:multiLvlStrCache></c:multiLvlStrRef>'
        f"</c:cat><c:val>{numbers}</c:val></c:ser>"
    )
    add_chart(word, chart("barChart", quarters, title="Catch", x="Quarter", how="clustered"))
    word.add_paragraph("Then come the points.")
    points = "".join(
        f'<c:ser><c:idx val="{at}"/><c:tx>{cache("str", (name,))}</c:tx><c:xVal>'
        f"{cache('num', across)}</c:xVal><c:yVal>{cache('num', up)}</c:yVal></c:ser>"
        for at, (name, across, up) in enumerate(
            (("Limes", ("1", "2.5"), ("10", "20")), ("Elms", ("3", "4"), ("30", "-40")))
        )
    )
    xml = chart("scatterChart", points, title="Age and height", x="Years", y="Metres")
    add_chart(word, xml.replace("c:catAx", "c:valAx"))
    text, result = bring(word, bring_in, tmp_path)
    assert result.file("figures/catch.csv") == "Quarter,Catch\n2020 Q1,4\n2020 Q2,5\n2021 Q1,15\n"
    assert "|  | Years | Metres |\n| --- | --- | --- |\n| Limes | 1 | 10 |\n" in text
    assert "| Elms | 4 | -40 |" in text
