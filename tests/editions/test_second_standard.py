"""PDF/UA-2 and PDF/A-4f: the same pages and words, in a structure tree of PDF 2.0."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import LAID_OUT
from pdf_reader import Reading, read_tagged
from second_standard import by_second_standard
from structure_text import structure_text
from validators.verapdf import check_pdf

from pipeline.editions.workbench import Workbench
from pipeline.house_style import Style, load_style
from pipeline.note import Note
from pipeline.preflight.pdf.self_description import check_self_description
from pipeline.preflight.pdf.tags.elements_led_to import check_second
from pipeline.press.pdf.joining.standards import TOKEN, UA1_AND_A3A, UA2_AND_A4, UA2_AND_A4F
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

Damage = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def bench(rich_note: Note) -> Iterator[Workbench]:
    style = load_style(built_in_styles())
    asked = Style({**style.tokens, TOKEN: "ua-2+a-4f"}, style.files, style.languages)
    made = Workbench(rich_note, asked, LAID_OUT)
    yield made
    made.engine.close()


@pytest.fixture(scope="module")
def content(bench: Workbench) -> bytes:
    (artefact,) = bench.artefacts("pdf")
    return artefact.content


@pytest.fixture(scope="module")
def reading(content: bytes) -> Reading:
    return read_tagged(content)


@pytest.fixture(scope="module")
def first(bench: Workbench) -> bytes:
    with Workbench(bench.note, load_style(built_in_styles()), LAID_OUT) as other:
        (artefact,) = other.artefacts("pdf")
        return artefact.content


def test_the_token_asks_for_it(bench: Workbench, content: bytes) -> None:
    assert content == by_second_standard(bench)
    assert content.startswith(b"%PDF-2.0\n")


def test_it_is_said_in_xmp_alone(reading: Reading) -> None:
    assert "/Info" not in reading.pdf.trailer
    packet = reading.pdf.Root.Metadata.read_bytes().decode()
    for name, value in UA2_AND_A4F.claims.items():
        assert f"<{name}>{value}</{name}>" in packet
    for profile in UA2_AND_A4F.profiles:
        assert f"<pdfd:conformsTo>{profile}</pdfd:conformsTo>" in packet
    assert "pdfaExtension" not in packet


def test_pages_are_the_same(content: bytes, first: bytes) -> None:
    one, other = pypdfium2.PdfDocument(first), pypdfium2.PdfDocument(content)
    assert len(one) == len(other)
    for page, again in zip(one, other, strict=True):
        assert page.get_textpage().get_text_range() == again.get_textpage().get_text_range()
        assert page.render().to_numpy().tobytes() == again.render().to_numpy().tobytes()


def test_the_structure_is_the_same_but_for_notes_references_and_formulas(
    reading: Reading, first: bytes
) -> None:
    before = read_tagged(first)
    text = structure_text(reading.root).replace("FENote", "Note")
    text = re.sub(r" \[see: \w+]", "", text)
    formula = re.compile(r"^( *)Formula.*\n(?:\1 +.*\n)*", re.MULTILINE)
    whole = structure_text(before.root)
    assert formula.sub(r"\1Formula\n", text) == formula.sub(r"\1Formula\n", whole)


def test_elements_have_their_namespace(reading: Reading) -> None:
    names = {
        element.role: str(element.keys["/NS"].NS).rpartition("/")[0].rpartition("/")[2]
        for element in reading.root.walk()
    }
    assert {role for role, name in names.items() if name == "pdf"} == {
        *("Art", "BlockQuote", "Code", "Reference", "TOC", "TOCI"),
    }
    assert {role for role, name in names.items() if name == "Math"} >= {"math", "mi", "mo"}
    assert {name for role, name in names.items()} == {"pdf", "pdf2", "Math"}
    assert "FENote" in names
    assert "Note" not in names


def test_notes_and_their_calls_refer_to_one_another(reading: Reading) -> None:
    notes = {one.keys["/ID"]: one for one in reading.root.all("FENote")}
    assert len(notes) > 8
    for note in notes.values():
        (call,) = note.keys["/Ref"]
        assert call.S == "/Reference"
        assert note.keys["/ID"] == call.Ref[0].ID


def test_entries_of_the_contents_refer_to_their_parts(reading: Reading) -> None:
    entries = reading.root.all("TOCI")
    assert {str(one.keys["/Ref"][0].S) for one in entries} == {"/Art", "/Sect"}


def test_links_and_bookmarks_lead_to_elements_and_to_places(reading: Reading) -> None:
    pages = {page.objgen for page in reading.pdf.pages}
    names = list(reading.pdf.Root.Names.Dests.Names)
    places: dict[str, Any] = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    for place in places.values():
        assert place.D[0].objgen in pages
        assert place.SD[0].Type == "/StructElem"
    assert places["fish"].SD[0].S == "/Art"
    assert places["fish-heading"].SD[0].S == "/H2"
    assert places["note-eels-did-not"].SD[0].S == "/FENote"
    assert places["note-eels-did-not-call"].SD[0].S == "/Link"
    with reading.pdf.open_outline() as outline:
        led = {one.title: one.action.SD[0].S for one in outline.root}
    assert led.pop("Imprint") == "/P"
    assert set(led.values()) == {"/H1", "/H2"}


def test_a_formula_has_its_mathml(reading: Reading) -> None:
    formulas = reading.root.all("Formula")
    assert [one.outline() for one in formulas] == [
        ("Formula", ("math", ("mrow", "mi", "mo", "mi", "mo", "mi"))),
        ("Formula", ("math", ("mrow", "mi", "mo", "mn"))),
    ]
    for formula in formulas:
        (file,) = formula.keys["/AF"]
        assert (file.AFRelationship, file.EF.F.Subtype) == (
            "/Supplement",
            "/application/mathml+xml",
        )


def test_a_one_pager_without_files_claims_no_files(bench: Workbench) -> None:
    for artefact in bench.artefacts("one-pagers"):
        with pikepdf.open(io.BytesIO(artefact.content)) as pdf:
            assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
            assert b"pdfaid:conformance" not in pdf.Root.Metadata.read_bytes()


@pytest.mark.validator
def test_it_conforms(bench: Workbench, content: bytes, tmp_path: Path) -> None:
    (page, *_) = bench.artefacts("one-pagers")
    for name, file, standard in (
        ("note", content, UA2_AND_A4F),
        ("page", page.content, UA2_AND_A4),
    ):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(file)
        for flavour in standard.flavours:
            assert check_pdf(path, flavour) == [], (name, flavour)


def without_targets(pdf: pikepdf.Pdf) -> None:
    for name in range(1, len(pdf.Root.Names.Dests.Names), 2):
        pdf.Root.Names.Dests.Names[name] = pdf.Root.Names.Dests.Names[name].D


def without_actions(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.Dest = first.A.D
    del first["/A"]


def without_references(pdf: pikepdf.Pdf) -> None:
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and "/Ref" in entry:
            del entry["/Ref"]


def without_mathml(pdf: pikepdf.Pdf) -> None:
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == "/Formula":
            del entry["/AF"], entry["/K"]


def with_info(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("Rivers")))


def without_namespace(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0]["/NS"]


@pytest.mark.parametrize(
    ("damage", "codes"),
    [
        (lambda _: None, set()),
        (without_targets, {"N441"}),
        (without_actions, {"N442"}),
        (without_references, {"N438", "N440"}),
        (without_mathml, {"N434"}),
        (with_info, {"N424"}),
        (without_namespace, {"N436"}),
    ],
)
def test_preflight_knows_it(content: bytes, damage: Damage, codes: set[str]) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        damage(pdf)
        found = [*check_self_description(pdf, UA2_AND_A4F, "", ""), *check_second(pdf)]
    assert {one.code for one in found} == codes


def test_preflight_tells_the_standards_apart(content: bytes, first: bytes) -> None:
    for file, standard in ((content, UA1_AND_A3A), (first, UA2_AND_A4F)):
        with pikepdf.open(io.BytesIO(file)) as pdf:
            found = list(check_self_description(pdf, standard, "", ""))
        assert "N423" in {one.code for one in found}
