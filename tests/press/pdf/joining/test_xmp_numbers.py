"""Catalogue numbers in an XMP packet: those of the edition, declared where PDF/A wants it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lxml import etree

from pipeline.press.pdf.joining.pdf_metadata import PdfMetadata, xmp_of
from pipeline.press.pdf.joining.standards import UA1_AND_A3A, UA2_AND_A4F
from pipeline.press.pdf.joining.xmp_numbers import Numbers

DATA = PdfMetadata(
    name="urn:uuid:5b0cf6a2-6f0e-5d62-9df5-0b1f6d3c9a11/river.pdf",
    title="The River",
    creators=("Ada Brook",),
    description="What the river remembers.",
    language="en",
    subjects=(),
    publisher="River Press",
    rights="Share it.",
    date=dt.date(2024, 5, 17),
    modified=dt.date(2024, 5, 17),
)
NUMBERS = Numbers(doi="10.5555/a&b", isbn="9780306406157", online_issn="1050-124X")
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
    "property": "http://www.aiim.org/pdfa/ns/property#",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
}


def texts(packet: bytes, path: str) -> list[str]:
    return [str(one) for one in etree.fromstring(packet).xpath(f"{path}/text()", namespaces=NAMES)]


def test_the_numbers_are_there_by_each_of_their_names() -> None:
    packet = xmp_of(replace(DATA, numbers=NUMBERS), UA1_AND_A3A)
    assert texts(packet, "//dc:identifier") == ["doi:10.5555/a&b"]
    assert texts(packet, "//xmp:Identifier//rdf:li") == [
        "doi:10.5555/a&b",
        "urn:isbn:9780306406157",
    ]
    assert texts(packet, "//prism:doi") == ["10.5555/a&b"]
    assert texts(packet, "//prism:isbn") == ["9780306406157"]
    assert texts(packet, "//prism:eIssn") == ["1050-124X"]
    assert texts(packet, "//prism:issn") == []


def test_every_property_that_pdf_a_does_not_know_is_declared() -> None:
    packet = xmp_of(replace(DATA, numbers=NUMBERS), UA1_AND_A3A)
    assert texts(packet, "//property:name") == ["part", "doi", "isbn", "eIssn"]
    assert len(texts(packet, "//schema:prefix")) == 2


def test_a_pdf_without_numbers_has_no_word_of_them() -> None:
    for standard in (UA1_AND_A3A, UA2_AND_A4F, None):
        packet = xmp_of(DATA, standard)
        assert b"prism" not in packet
        assert b"dc:identifier" not in packet
        assert b"xmpRights" not in packet


def test_the_address_of_the_terms_is_stated() -> None:
    packet = xmp_of(replace(DATA, terms_at="https://rivers.example/terms"), None)
    assert texts(packet, "//rights:WebStatement") == ["https://rivers.example/terms"]
