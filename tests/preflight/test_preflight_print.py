"""Print PDFs pass as built, and all kinds of damage are found."""

from __future__ import annotations

import json
from collections.abc import Callable

import pikepdf
import pytest
from built_outputs import Outputs
from damage import Change, codes, damaged, first, paint
from pikepdf import Array, Dictionary, Name, String

pytestmark = pytest.mark.slow

MM = 72 / 25.4
DAMAGES: list[tuple[str, str, Change]] = []


def damage(code: str, says: str) -> Callable[[Change], Change]:
    """Note a change to the PDF of a note for the press, its code and words of the message."""

    def note(change: Change) -> Change:
        DAMAGES.append((code, says, change))
        return change

    return note


def paints(code: str, says: str, operators: str, *, before: bool = False) -> None:
    """Note a damage that is operators in the content of a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        paint(pdf.pages[1], operators, before=before)

    change.__name__ = says
    DAMAGES.append((code, says, change))


def with_resource(kind: str, name: str, make: Callable[[pikepdf.Pdf], object], use: str) -> Change:
    """Make a change that gives a page a resource and uses it."""

    def change(pdf: pikepdf.Pdf) -> None:
        resources = pdf.pages[1].Resources
        resources[f"/{kind}"] = Dictionary({**resources.get(f"/{kind}", {}), f"/{name}": make(pdf)})
        paint(pdf.pages[1], use)

    change.__name__ = name
    return change


def form(pdf: pikepdf.Pdf, content: str, **entries: object) -> pikepdf.Stream:
    stream = pdf.make_stream(content.encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


# Boxes, bleed and marks


@damage("N450", "the TrimBox is 200.00 x 297.00 mm")
def trims_too_much(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([0, 0, 200 * MM, 297 * MM])


@damage("N450", "the page has no BleedBox")
def has_no_bleed(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.BleedBox


@damage("N450", "the BleedBox is")
def bleeds_less(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.BleedBox = Array([-5, -5, 215 * MM, 300 * MM])


@damage("N450", "the MediaBox is")
def has_a_smaller_sheet(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([-20, -20, 620, 870])


@damage("N450", "a CropBox cuts off")
def is_cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 500, 500])


@damage("N450", "an ArtBox as well")
def has_art(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.ArtBox = Array([0, 0, 500, 500])


paints("N451", "a field of colour reaches the left edge", "0 0 0 1 k -2 100 50 50 re f")
paints(
    "N451", "a field of colour reaches the top edge", f"0 0 0 1 k 90 800 9 {297 * MM - 800} re f"
)
paints(
    "N465",
    "a shape in the bleed ends at the left edge",
    "0 0 0 1 k -8 100 m 1 104 l -4 120 l f",
)
DAMAGES.append(
    (
        "N451",
        "a picture reaches the right edge",
        with_resource(
            "XObject",
            "Edge",
            lambda pdf: picture(pdf, "DeviceCMYK", 500, 500, b"\0\0\0\0"),
            f"q 50 0 0 50 {210 * MM - 50} 100 cm /Edge Do Q",
        ),
    )
)


@damage("N461", "no printer's marks")
def loses_its_marks(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = Array(list(page.Contents)[:-1])


paints("N461", "extends into the bleed", "/Registration cs 1 scn 100 100 9 9 re f")


# Things for screens


@damage("N452", "1 annotations, which are for screens")
def has_a_link(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


@damage("N452", "the PDF has Outlines")
def has_bookmarks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))


# Colours


paints("N453", "a field is painted in DeviceRGB 1 0 0", "1 0 0 rg 100 100 9 9 re f")
paints("N453", "a line is painted in DeviceRGB 0 0 1", "0 0 1 RG 100 100 m 200 200 l S")
DAMAGES.append(
    (
        "N453",
        "a field is painted in DeviceRGB",
        with_resource(
            "XObject",
            "DeepForm",
            lambda pdf: form(
                pdf,
                "/Deeper Do",
                Resources=Dictionary(
                    XObject=Dictionary(Deeper=form(pdf, "0.2 0.3 0.4 rg 1 1 9 9 re f"))
                ),
            ),
            "/DeepForm Do",
        ),
    )
)
DAMAGES.append(
    (
        "N453",
        "a field is painted in DeviceRGB",
        with_resource(
            "Pattern",
            "Tiles",
            lambda pdf: tiles(pdf, "1 1 0 rg 0 0 5 5 re f"),
            "/Pattern cs /Tiles scn 100 100 50 50 re f",
        ),
    )
)
DAMAGES.append(
    (
        "N453",
        "a field is painted in DeviceRGB",
        with_resource(
            "ExtGState",
            "Masked",
            lambda pdf: Dictionary(
                SMask=Dictionary(S=Name.Luminosity, G=form(pdf, "1 1 1 rg 0 0 9 9 re f"))
            ),
            "/Masked gs",
        ),
    )
)
DAMAGES.append(
    (
        "N453",
        "text is painted in ICCBased 3",
        with_resource(
            "ColorSpace",
            "Profiled",
            lambda pdf: Array([Name.ICCBased, pdf.make_stream(b"", N=3)]),
            "/Profiled cs 0 0 0 scn BT (x) Tj ET",
        ),
    )
)
paints("N454", "a field is painted in DeviceCMYK 0.5 0 0 0", "0.5 0 0 0 k 100 100 9 9 re f")
paints("N454", "a line is painted in DeviceGray 0.5", "0.5 G 100 100 m 200 200 l S")
DAMAGES.append(
    (
        "N454",
        "a gradient in DeviceCMYK",
        with_resource(
            "Shading",
            "Fading",
            lambda pdf: Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK),
            "/Fading sh",
        ),
    )
)
paints("N455", "black text is made up", "0.6 0.5 0.4 1 k BT (x) Tj ET")
paints("N456", "a field has 310% of ink", "1 1 0.9 0.2 k 100 100 9 9 re f")


@damage("N456", "has 400% of ink")
def drowns_a_picture(pdf: pikepdf.Pdf) -> None:
    image = first(pdf, Subtype=Name.Image, Filter=Name.FlateDecode)
    image.write(b"\xff" * 4 * int(image.Width) * int(image.Height))


@damage("N457", "is in DeviceRGB, not in CMYK")
def has_a_picture_in_light(pdf: pikepdf.Pdf) -> None:
    first(pdf, Subtype=Name.Image).ColorSpace = Name.DeviceRGB


DAMAGES.append(
    (
        "N457",
        "a picture of 2 x 2 pixels is in DeviceRGB",
        lambda pdf: paint(
            pdf.pages[1],
            "q 0.1 0 0 0.1 100 100 cm BI /W 2 /H 2 /BPC 8 /CS /RGB ID 123456789012 EI Q",
        ),
    )
)


@damage("N458", "is printed at 25 ppi")
def has_a_coarse_picture(pdf: pikepdf.Pdf) -> None:
    resources = pdf.pages[1].Resources
    resources.XObject = Dictionary(Coarse=picture(pdf, "DeviceCMYK", 25, 25, b"\0\0\0\0"))
    paint(pdf.pages[1], "q 72 0 0 72 100 100 cm /Coarse Do Q")


def picture(pdf: pikepdf.Pdf, space: str, width: int, height: int, pixel: bytes) -> pikepdf.Stream:
    return pdf.make_stream(
        pixel * width * height,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=Name(f"/{space}"),
    )


def tiles(pdf: pikepdf.Pdf, content: str) -> pikepdf.Stream:
    return pdf.make_stream(
        content.encode(),
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 5, 5]),
        XStep=5,
        YStep=5,
        Resources=Dictionary(),
    )


# Mixing


@damage("N459", "transparent objects are blended in DeviceRGB")
def mixes_a_page_in_light(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


DAMAGES.append(
    (
        "N459",
        "transparent objects are blended in ICCBased 3",
        with_resource(
            "XObject",
            "Grouped",
            lambda pdf: form(
                pdf,
                "",
                Group=Dictionary(
                    S=Name.Transparency, CS=Array([Name.ICCBased, pdf.make_stream(b"", N=3)])
                ),
            ),
            "/Grouped Do",
        ),
    )
)
DAMAGES.append(
    (
        "N459",
        "has the blend mode Multiply",
        with_resource(
            "ExtGState",
            "Multiplying",
            lambda pdf: Dictionary(BM=Name.Multiply),
            "q /Multiplying gs 0 0 0 1 k 100 100 9 9 re f Q",
        ),
    )
)
DAMAGES.append(
    (
        "N459",
        "overprints what is below",
        with_resource(
            "ExtGState",
            "Overprinting",
            lambda pdf: Dictionary(op=True),
            "q /Overprinting gs 0 0 0 1 k 100 100 9 9 re f Q",
        ),
    )
)


# What it says of itself


@damage("N423", "pdfxid:GTS_PDFXVersion is missing")
def claims_nothing(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"GTS_PDFXVersion", b"GTS_Other"))


@damage("N428", "FOGRA39")
def intends_another_condition(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("CGATS TR 001")


@damage("N428", "has no ICC profile")
def loses_its_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


@damage("N426", "is not embedded")
def loses_a_font(pdf: pikepdf.Pdf) -> None:
    descriptor = first(pdf, Type=Name.FontDescriptor)
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


# The pages of the screen


@damage("N460", "pages for print")
def loses_a_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


@damage("N460", "the page reads")
def changes_its_pages(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[2].obj
    page.Contents = pdf.pages[3].obj.Contents
    page.Resources = pdf.pages[3].obj.Resources


@pytest.mark.parametrize(
    ("code", "says", "change"),
    DAMAGES,
    ids=[f"{code} {says}".replace(" ", "-") for code, says, _ in DAMAGES],
)
def test_damage_is_found(rich: Outputs, code: str, says: str, change: Change) -> None:
    path = rich.path("print", ".pdf")
    found = rich.found(path, damaged(rich.files[path].content, change))
    reported = "\n".join(f"{one.code} {one.message}" for one in found)
    assert [one for one in found if one.code == code and says in one.message], reported
    assert all(one.hint for one in found)


@pytest.mark.parametrize("one_pager", [False, True])
def test_saving_it_anew_is_no_damage(rich: Outputs, *, one_pager: bool) -> None:
    path = rich.path("print", ".pdf", one_pager=one_pager)
    assert rich.found(path, damaged(rich.files[path].content, lambda pdf: None)) == []


def test_colours_of_the_style_and_what_ends_on_purpose_are_sound(rich: Outputs) -> None:
    path = rich.path("print", ".pdf")

    def add(pdf: pikepdf.Pdf) -> None:
        paint(
            pdf.pages[1],
            # in the text, beyond the bleed, white at the edge, a round shape over the edge,
            # cut off by a clip that goes on
            "0 0 0 1 k 100 100 50 50 re f -20 100 120 50 re f 0 0 0 0 k 0 300 50 50 re f "
            "0 0 0 1 k -2 400 m 50 450 l -2 500 l f q -9 600 50 50 re W n -2 0 m 50 0 l 50 900 l "
            "-2 900 l f Q",
        )

    assert rich.found(path, damaged(rich.files[path].content, add)) == []


def test_a_trouble_is_told_once_a_page(rich: Outputs) -> None:
    path = rich.path("print", ".pdf")

    def add(pdf: pikepdf.Pdf) -> None:
        for page in (pdf.pages[1], pdf.pages[2]):
            paint(page, "1 0 0 rg " + "100 100 9 9 re f " * 20)

    found = rich.found(path, damaged(rich.files[path].content, add))
    assert [(one.code, one.place.page) for one in found] == [("N453", 2), ("N453", 3)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sha256": "0" * 64}, "says sha256"),
        ({"pages": 99}, "says pages 99"),
        ({"trim": [200, 297]}, "says trim [200, 297]"),
        ({"condition": {"name": "FOGRA51"}}, "is for FOGRA51"),
        ({"file": "other.pdf"}, "is for other.pdf, which does not exist"),
    ],
)
def test_a_ticket_that_does_not_fit_is_found(
    rich: Outputs, change: dict[str, object], says: str
) -> None:
    path = rich.path("print", ".json")
    ticket = json.loads(rich.files[path].content)
    (finding,) = rich.found(path, json.dumps({**ticket, **change}).encode())
    assert finding.code == "N462"
    assert says in finding.message
    assert codes(rich.found(path, b"{")) == {"N420"}
    assert rich.found(path, json.dumps(ticket).encode()) == []
