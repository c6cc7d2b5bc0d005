"""The message for shops: valid ONIX 3.0, read back, and in agreement with the EPUB."""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import pytest
from kept_in_memory import LAID_OUT
from kit_notes import kit_of, with_data
from lxml import etree
from validators.schemas import check_onix

from pipeline.deposit.accessibility import FEATURES
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.workspace import built_in_styles

META = ".//{{*}}meta[@property='schema:{}']"
IN = {"o": "http://ns.editeur.org/onix/3.0/reference"}


def message(note: Note) -> Any:
    return etree.fromstring(kit_of(note)["onix.xml"])


def codes_of(product: Any) -> dict[str, str]:
    return {
        feature.findtext("o:ProductFormFeatureValue", "", IN): feature.findtext(
            "o:ProductFormFeatureDescription", "", IN
        )
        for feature in product.iterfind(".//o:ProductFormFeature", IN)
    }


@pytest.mark.validator
@pytest.mark.parametrize("name", ["rich_note", "full_note", "full_authored_note"])
def test_the_message_is_valid(name: str, request: pytest.FixtureRequest) -> None:
    assert check_onix(kit_of(request.getfixturevalue(name))["onix.xml"]) == []


@pytest.mark.validator
@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_date_of_less_than_a_day_is_valid(precision: str, full_note: Note) -> None:
    note = with_data(full_note, date_precision=precision)
    assert check_onix(kit_of(note)["onix.xml"]) == []


@pytest.mark.validator
def test_the_schema_refuses_what_is_wrong(full_note: Note) -> None:
    content = kit_of(full_note)["onix.xml"]
    for right, wrong in ((b">eng<", b">english<"), (b"ProductForm>", b"Form>")):
        assert check_onix(content.replace(right, wrong)) != []


def test_each_isbn_is_a_product(full_authored_note: Note) -> None:
    products = message(full_authored_note).findall("o:Product", IN)
    found = [
        (
            one.findtext("o:ProductIdentifier/o:IDValue", "", IN),
            one.findtext(".//o:ProductForm", "", IN),
            one.findtext(".//o:ProductFormDetail", "", IN),
            [
                other.text
                for other in one.iterfind(".//o:RelatedProduct/o:ProductIdentifier/o:IDValue", IN)
            ],
        )
        for one in products
    ]
    paper, pdf, epub = "9789211014280", "9789210031144", "9789213583197"
    assert found == [
        (paper, "BC", "", [pdf, epub]),
        (pdf, "ED", "E107", [paper, epub]),
        (epub, "ED", "E101", [paper, pdf]),
    ]
    for one in products:
        title = one.find("o:DescriptiveDetail/o:TitleDetail/o:TitleElement", IN)
        assert title.findtext("o:TitleText", "", IN) == "Who Pays for the Ferry"
        names = [name.text for name in one.iterfind(".//o:PersonName", IN)]
        assert names == ["Ana María Ferreira", "Liu Wei", "Jan-Peter van der Brook"]
        assert one.findtext(".//o:CorporateName", "", IN) == "Working Group on Fares"
        assert one.findtext(".//o:NameIdentifier/o:IDValue", "", IN) == "0000000218250097"
        assert one.findtext(".//o:PublishingDate/o:Date", "", IN) == "20250303"
        assert one.findtext(".//o:LanguageCode", "", IN) == "eng"
        roles = [role.text for role in one.iterfind(".//o:PublishingRole", IN)]
        assert roles == ["01", "16", "16"]
    assert products[0].find("o:ProductSupply", IN) is None
    assert products[1].findtext(".//o:UnpricedItemType", "", IN) == "01"


@pytest.mark.slow
def test_what_is_accessible_is_what_the_epub_says(full_note: Note) -> None:
    with Workbench(full_note, load_style(built_in_styles()), LAID_OUT) as bench:
        (book,) = bench.artefacts("epub")
    with ZipFile(io.BytesIO(book.content)) as archive:
        package = etree.fromstring(archive.read("EPUB/package.opf"))
    epub = message(full_note).findall("o:Product", IN)[2]
    codes = codes_of(epub)
    said = {one.text for one in package.iterfind(META.format("accessibilityFeature"))}
    known = {feature for feature, code in FEATURES.items() if code in codes}
    assert known == said
    assert codes["00"] == package.findtext(META.format("accessibilitySummary"))
    assert "52" in codes
    assert {"04", "82", "85"} <= set(codes)
    assert (codes["90"], codes["91"]) == ("River Readers", "20240516")


def test_nothing_is_claimed_that_nobody_claims(full_authored_note: Note) -> None:
    paper, pdf, epub = message(full_authored_note).findall("o:Product", IN)
    assert codes_of(paper) == {}
    assert set(codes_of(pdf)) == {"05", "10"}
    assert not {"04", "82", "84", "85", "86", "90", "91"} & set(codes_of(epub))


def test_a_note_without_isbn_gives_no_message(authored_note: Note) -> None:
    assert "onix.xml" not in kit_of(authored_note)
