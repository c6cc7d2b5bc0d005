"""Screen PDFs pass as built, and all kinds of damage are found."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from built_outputs import Outputs
from damage import Change, codes, damaged, each, first, paint, saved
from pikepdf import Array, Dictionary, Name, String

from pipeline.findings import Finding

pytestmark = pytest.mark.slow

DAMAGES: list[tuple[str, str, Change]] = []


def damage(code: str, says: str) -> Callable[[Change], Change]:
    """Note a change to the PDF of a note, the code it gives and words of the message."""

    def note(change: Change) -> Change:
        DAMAGES.append((code, says, change))
        return change

    return note


def info(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.trailer.Info


def metadata(pdf: pikepdf.Pdf, old: str, new: str) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert old.encode() in packet
    pdf.Root.Metadata.write(packet.replace(old.encode(), new.encode()))


# What the file is and what it says of itself


@damage("N422", "JavaScript")
def starts_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@damage("N422", "JavaScript")
def names_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array())


@damage("N422", "Launch")
def launches_a_program(pdf: pikepdf.Pdf) -> None:
    first(pdf, Subtype=Name.Link).A = Dictionary(S=Name.Launch, F=String("sh"))


@damage("N423", "pdfuaid:part is 2")
def claims_another_standard(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, "<pdfuaid:part>1<", "<pdfuaid:part>2<")


@damage("N423", "pdfaid:conformance is missing")
def claims_no_level(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, "<pdfaid:conformance>A</pdfaid:conformance>", "")


@damage("N423", "no XMP packet")
def says_nothing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@damage("N420", "XMP packet cannot be read")
def breaks_its_packet(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, "</rdf:RDF>", "")


@damage("N424", "'Another title' for Title")
def has_two_titles(pdf: pikepdf.Pdf) -> None:
    info(pdf).Title = String("Another title")


@damage("N424", "for ModDate")
def has_two_dates(pdf: pikepdf.Pdf) -> None:
    info(pdf).ModDate = String("D:20300101000000Z")


@damage("N424", "XMP says")
def has_two_languages(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, "<rdf:li>en-GB</rdf:li>", "<rdf:li>fr</rdf:li>")


@damage("N425", "does not declare its language")
def has_no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@damage("N425", "is fr, not en-GB")
def has_another_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("fr")


@damage("N425", "DisplayDocTitle")
def hides_its_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@damage("N425", "read from left to right")
def is_read_from_right_to_left(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.Direction = Name.R2L


@damage("N425", "is 'Another', not")
def has_another_title(pdf: pikepdf.Pdf) -> None:
    title = str(info(pdf).Title)
    info(pdf).Title = String("Another")
    metadata(pdf, f">{title}</rdf:li>", ">Another</rdf:li>")


@damage("N428", "0 output intents")
def intends_nothing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


@damage("N428", "it is for Somewhere")
def intends_another_place(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("Somewhere")


@damage("N428", "4 components")
def intends_inks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 4


@damage("N450", "the MediaBox is")
def has_a_larger_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].mediabox = Array([0, 0, 612, 792])


# Fonts and colours


@damage("N426", "is not embedded")
def loses_a_font(pdf: pikepdf.Pdf) -> None:
    descriptor = first(pdf, Type=Name.FontDescriptor)
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


@damage("N426", "not named as a subset")
def renames_a_font(pdf: pikepdf.Pdf) -> None:
    first(pdf, Subtype=Name.Type0).BaseFont = Name("/Note-Serif")


@damage("N427", "are not mapped to characters")
def loses_characters(pdf: pikepdf.Pdf) -> None:
    del first(pdf, Subtype=Name.Type0).ToUnicode


@damage("N453", "DeviceCMYK, but the file is for sRGB")
def paints_ink(pdf: pikepdf.Pdf) -> None:
    paint(pdf.pages[1], "/Artifact BMC 0 0 0 1 k 10 10 5 5 re f EMC")


# Tags


@damage("N430", "no structure tree")
def loses_its_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@damage("N430", "is not marked as tagged")
def does_not_say_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


@damage("N431", "1 fill")
def is_stamped(pdf: pikepdf.Pdf) -> None:
    paint(pdf.pages[2], "0.5 g 10 10 5 5 re f")


@damage("N431", "1 text: ")
def is_stamped_in_a_form(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[3]
    name, font = next(iter(page.Resources.Font.items()))
    code = font.ToUnicode.read_bytes().split(b"beginbfchar")[1].split(b"<")[1][:4].decode()
    form = pdf.make_stream(f"BT {name} 9 Tf <{code}> Tj ET".encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Resources = Array([0, 0, 100, 100]), Dictionary(Font=page.Resources.Font)
    page.Resources.XObject = Dictionary({**page.Resources.get("/XObject", {}), "/Stamp": form})
    paint(page, "q /Stamp Do Q")


@damage("N432", "is painted, but is in no element")
def forgets_content(pdf: pikepdf.Pdf) -> None:
    element = next(one for one in each(pdf, S=Name.P) if isinstance(one.K[0], int))
    element.K = Array()


@damage("N432", "is in an element, but is not painted")
def names_what_is_not_there(pdf: pikepdf.Pdf) -> None:
    element = next(one for one in each(pdf, S=Name.P) if isinstance(one.K[0], int))
    element.K.append(9999)


@damage("N432", "is in more than one element")
def names_content_twice(pdf: pikepdf.Pdf) -> None:
    element = next(one for one in each(pdf, S=Name.P) if isinstance(one.K[0], int))
    element.K.append(element.K[0])


@damage("N432", "is the number of two pieces")
def paints_a_number_twice(pdf: pikepdf.Pdf) -> None:
    paint(pdf.pages[1], "/P <</MCID 0>> BDC 10 10 5 5 re f EMC")


@damage("N432", "the parent tree is wrong for")
def mixes_up_parents(pdf: pikepdf.Pdf) -> None:
    one, other = pdf.pages[1].obj, pdf.pages[2].obj
    one.StructParents, other.StructParents = other.StructParents, one.StructParents


@damage("N433", "there is a heading of level 6 after H")
def skips_a_level(pdf: pikepdf.Pdf) -> None:
    first(pdf, Type=Name.StructElem, S=Name.H3).S = Name.H6


@damage("N433", "at the beginning")
def begins_below(pdf: pikepdf.Pdf) -> None:
    first(pdf, Type=Name.StructElem, S=Name.H1).S = Name.H2


@damage("N434", "no alternative text")
def says_nothing_of_a_figure(pdf: pikepdf.Pdf) -> None:
    first(pdf, S=Name.Figure).Alt = String(" ")


@damage("N434", "no bounding box")
def does_not_place_a_figure(pdf: pikepdf.Pdf) -> None:
    del first(pdf, S=Name.Figure).A


@damage("N435", "has no scope")
def loses_a_scope(pdf: pikepdf.Pdf) -> None:
    del first(pdf, S=Name.TH).A


@damage("N435", "the rows of a table have")
def loses_a_cell(pdf: pikepdf.Pdf) -> None:
    row = next(one for one in each(pdf, S=Name.TR) if len(one.K) > 1)
    del row.K[-1]


@damage("N435", "a table has no header")
def loses_its_headers(pdf: pikepdf.Pdf) -> None:
    for cell in each(pdf, S=Name.TH):
        cell.S = Name.TD


@damage("N436", "LBody must not be directly in P")
def makes_an_item_a_paragraph(pdf: pikepdf.Pdf) -> None:
    first(pdf, Type=Name.StructElem, S=Name.LI).S = Name.P


@damage("N436", "Slide is not a standard structure type")
def has_a_type_of_its_own(pdf: pikepdf.Pdf) -> None:
    first(pdf, Type=Name.StructElem, S=Name.Sect).S = Name.Slide


@damage("N436", "TD must not be directly in P")
def makes_a_row_a_paragraph(pdf: pikepdf.Pdf) -> None:
    next(one for one in each(pdf, S=Name.TR) if one.K[-1].S == "/TD").S = Name.P


@damage("N437", "is not marked as Chinese, but as en-GB")
def forgets_chinese(pdf: pikepdf.Pdf) -> None:
    for element in each(pdf, Type=Name.StructElem):
        if str(element.get("/Lang", "")).startswith("zh"):
            del element.Lang


@damage("N438", "a footnote has no ID")
def forgets_the_name_of_a_footnote(pdf: pikepdf.Pdf) -> None:
    del first(pdf, Type=Name.StructElem, S=Name.Note).ID


# Links and bookmarks


@damage("N440", "has no description")
def says_nothing_of_a_link(pdf: pikepdf.Pdf) -> None:
    del first(pdf, Subtype=Name.Link).Contents


@damage("N440", "not a link")
def has_a_note(pdf: pikepdf.Pdf) -> None:
    first(pdf, Subtype=Name.Link).Subtype = Name.Text


@damage("N440", "is hidden or not printed")
def hides_a_link(pdf: pikepdf.Pdf) -> None:
    first(pdf, Subtype=Name.Link).F = 2


@damage("N440", "is not in the parent tree")
def mixes_up_links(pdf: pikepdf.Pdf) -> None:
    del first(pdf, Subtype=Name.Link).StructParent


@damage("N440", "is in 0 elements")
def untags_a_link(pdf: pikepdf.Pdf) -> None:
    element = first(pdf, Type=Name.StructElem, S=Name.Link)
    element.K = Array([kid for kid in element.K if isinstance(kid, int)])


@damage("N440", "has more than one annotation on this page")
def doubles_a_link(pdf: pikepdf.Pdf) -> None:
    page = next(page for page in pdf.pages if "/Annots" in page.obj)
    copy = pdf.make_indirect(Dictionary(dict(page.obj.Annots[0].items())))
    page.obj.Annots.append(copy)
    for element in each(pdf, Type=Name.StructElem, S=Name.Link):
        for kid in list(element.K):
            if not isinstance(kid, int) and kid.get("/Obj", Dictionary()).objgen == (
                page.obj.Annots[0].objgen
            ):
                element.K.append(Dictionary(Type=Name.OBJR, Pg=page.obj, Obj=copy))


@damage("N440", "cannot be clicked")
def loses_the_area_of_a_link(pdf: pikepdf.Pdf) -> None:
    untags_a_link(pdf)


@damage("N441", "leads nowhere")
def loses_a_place(pdf: pikepdf.Pdf) -> None:
    next(one for one in each(pdf, Subtype=Name.Link) if "/Dest" in one).Dest = String("nowhere")


@damage("N441", "leads to javascript:")
def leads_to_a_script(pdf: pikepdf.Pdf) -> None:
    link = next(one for one in each(pdf, Subtype=Name.Link) if "/A" in one)
    link.A.URI = String("javascript:alert(1)")


@damage("N441", "a placeholder")
def leads_to_the_workshop(pdf: pikepdf.Pdf) -> None:
    link = next(one for one in each(pdf, Subtype=Name.Link) if "/A" in one)
    link.A.URI = String("https://notepress.invalid/#floods")


@damage("N442", "no bookmarks")
def loses_its_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


@damage("N442", "leads nowhere")
def loses_the_place_of_a_bookmark(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines.First.Dest


@damage("N442", "has no title")
def loses_the_title_of_a_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("")


@damage("N442", "leads back from page")
def leads_back(pdf: pikepdf.Pdf) -> None:
    outlines = pdf.Root.Outlines
    outlines.First.Dest, outlines.Last.Dest = outlines.Last.Dest, outlines.First.Dest


# The source


@damage("N443", "AFRelationship")
def calls_its_source_data(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].AFRelationship = Name.Data


@damage("N443", "has no source attached")
def loses_its_source(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["source.zip"]


@damage("N443", "cannot be read")
def breaks_its_source(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].EF.F.write(b"PK\x03\x04 nothing more")


@pytest.mark.parametrize(
    ("code", "says", "change"), DAMAGES, ids=[change.__name__ for _, _, change in DAMAGES]
)
def test_damage_is_found(rich: Outputs, code: str, says: str, change: Change) -> None:
    path = rich.path("pdf", ".pdf")
    found = rich.found(path, damaged(rich.files[path].content, change))
    assert [one for one in found if one.code == code and says in one.message], shown(found)
    assert all(one.hint for one in found)


def shown(found: list[Finding]) -> str:
    return "\n".join(f"{one.code} {one.message} (page {one.place.page})" for one in found)


@pytest.mark.parametrize("one_pager", [False, True])
def test_saving_it_anew_is_no_damage(rich: Outputs, *, one_pager: bool) -> None:
    edition = "one-pagers" if one_pager else "pdf"
    path = rich.path(edition, ".pdf", one_pager=one_pager)
    assert rich.found(path, damaged(rich.files[path].content, lambda pdf: None)) == []


def test_the_page_of_a_finding_is_named(rich: Outputs) -> None:
    path = rich.path("pdf", ".pdf")
    (finding,) = rich.found(path, damaged(rich.files[path].content, is_stamped))
    assert (finding.code, finding.place.page, finding.place.path) == ("N431", 3, path)


def test_what_cannot_be_opened_is_one_finding(rich: Outputs) -> None:
    path = rich.path("pdf", ".pdf")
    content = rich.files[path].content
    assert codes(rich.found(path, b"not a PDF")) == {"N420"}
    with pikepdf.open(rich.folder / path) as pdf:
        secret = pikepdf.Encryption(owner="owner", user="user")
        assert codes(rich.found(path, saved(pdf, encryption=secret))) == {"N421"}
        limited = pikepdf.Encryption(owner="owner", user="")
        assert "N421" in codes(rich.found(path, saved(pdf, encryption=limited)))
    assert rich.found(path, content) == []


def test_structures_without_end_are_a_finding(rich: Outputs) -> None:
    path = rich.path("pdf", ".pdf")

    def turn_round(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K[0].K.append(pdf.Root.StructTreeRoot.K[0])

    def paint_itself(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/Itself Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(Itself=form))
        pdf.pages[0].Resources.XObject = Dictionary(Itself=form)
        paint(pdf.pages[0], "/Itself Do")

    for change in (turn_round, paint_itself):
        found = rich.found(path, damaged(rich.files[path].content, change))
        assert "N420" in codes(found)


def test_another_source_than_the_manifests_is_found(rich: Outputs) -> None:
    from dataclasses import replace

    from pipeline.preflight.pdf.screen_pdf import check_note

    content = rich.files[rich.path("pdf", ".pdf")].content
    assert rich.expected.source
    other = {**rich.expected.source, "note.yaml": "0" * 64, "text/9-more.md": "1" * 64}
    del other["people.yaml"]
    found = list(check_note(content, replace(rich.expected, source=other)))
    assert codes(found) == {"N443"}
    assert len(found) == 3


def test_a_one_pager_of_two_pages_is_found(rich: Outputs) -> None:
    for edition, suffix in (("one-pagers", ".pdf"), ("print", "-print.pdf")):
        path = rich.path(edition, suffix, one_pager=True)
        found = rich.found(
            path, damaged(rich.files[path].content, lambda pdf: pdf.pages.append(pdf.pages[0]))
        )
        assert "N429" in codes(found)
