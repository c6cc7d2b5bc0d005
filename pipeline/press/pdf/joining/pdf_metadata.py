"""The metadata of a PDF, written identically to its Info dictionary and its XMP packet."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from pipeline.press.pdf.joining.xmp_numbers import NO_NUMBERS, Numbers, schemas_of, xmp_of_numbers
from pipeline.press.pdf.joining.xmp_schemas import Property, Schema, declare
from pipeline.versions import version_of

if TYPE_CHECKING:
    from pipeline.press.pdf.joining.standards import ScreenStandard


@dataclass(frozen=True, slots=True)
class PdfMetadata:
    """The metadata of a document.

    ``name`` identifies it across revisions: an identifier such as a URN, with the name of the
    output. ``date`` is used as date of creation, ``modified`` as that of modification.
    ``terms_at`` is where the terms of use can be read, or empty; ``relations`` are the addresses of
    what it is related to, such as the note in another language.
    """

    name: str
    title: str
    creators: tuple[str, ...]
    description: str
    language: str
    subjects: tuple[str, ...]
    publisher: str
    rights: str
    date: dt.date
    modified: dt.date
    terms_at: str = ""
    numbers: Numbers = NO_NUMBERS
    relations: tuple[str, ...] = ()


def producer() -> str:
    """The program that wrote the file."""
    return f"notepress {version_of('notepress')}, WeasyPrint {version_of('weasyprint')}"


def info_of(data: PdfMetadata) -> dict[str, str]:
    """The entries of an Info dictionary (ISO 32000-1, 14.3.3), by key with its slash."""
    entries = {
        "/Title": data.title,
        "/Author": ", ".join(data.creators),
        "/Subject": data.description,
        "/Keywords": ", ".join(data.subjects),
        "/Creator": "notepress",
        "/Producer": producer(),
        "/CreationDate": f"D:{data.date:%Y%m%d}000000Z",
        "/ModDate": f"D:{data.modified:%Y%m%d}000000Z",
    }
    return {key: value for key, value in entries.items() if value}


def xmp_of(data: PdfMetadata, standard: ScreenStandard | None, content: bytes = b"") -> bytes:
    """An XMP packet (ISO 16684-1) of a PDF for the screen, or without a standard for print.

    ``content`` are bytes that change with the document; the instance id is derived from them.
    """
    about = "".join(
        (
            _dublin_core(data),
            _basics(data),
            _identity(data, content),
            xmp_of_numbers(data.numbers),
            _terms(data),
        )
    )
    claim = _X4 if standard is None else _claims(data, standard)
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF xmlns:rdf="{_RDF}">\n{about}{claim}</rdf:RDF>\n'
        '</x:xmpmeta>\n<?xpacket end="r"?>'
    )
    return packet.encode()


def _claims(data: PdfMetadata, standard: ScreenStandard) -> str:
    """The standards that a document conforms to, and what it has to declare for them."""
    claims = "".join(
        _description(
            f'xmlns:{prefix}="{uri}"',
            "".join(
                f"<{name}>{value}</{name}>\n"
                for name, value in standard.claims.items()
                if name.startswith(f"{prefix}:")
            ),
        )
        for prefix, uri in _CLAIMS.items()
    )
    if standard.profiles:
        return claims + _declarations(standard.profiles)
    # PDF/A-3 wants the properties of PDF/UA declared (ISO 19005-3, 6.6.2.3), PDF/A-4 does not.
    return claims + declare(_UA, *schemas_of(data.numbers))


def _declarations(profiles: tuple[str, ...]) -> str:
    """PDF Declarations (PDF Association, 2019): profiles that a document says it follows."""
    items = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{uri}</pdfd:conformsTo></rdf:li>\n'
        for uri in profiles
    )
    return _description(
        'xmlns:pdfd="http://pdfa.org/declarations/"',
        f"<pdfd:declarations><rdf:Bag>\n{items}</rdf:Bag></pdfd:declarations>\n",
    )


def _description(namespaces: str, content: str) -> str:
    return f'<rdf:Description rdf:about="" {namespaces}>\n{content}</rdf:Description>\n'


def _dublin_core(data: PdfMetadata) -> str:
    return _description(
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        "<dc:format>application/pdf</dc:format>\n"
        + _alternatives("dc:title", data.title)
        + _items("dc:creator", "Seq", data.creators)
        + _alternatives("dc:description", data.description)
        + _items("dc:subject", "Bag", data.subjects)
        + _items("dc:language", "Bag", (data.language,))
        + _items("dc:publisher", "Bag", (data.publisher,))
        + _items("dc:date", "Seq", (data.date.isoformat(),))
        + _items("dc:relation", "Bag", data.relations)
        + _alternatives("dc:rights", data.rights),
    )


def _basics(data: PdfMetadata) -> str:
    moments = {"CreateDate": data.date, "ModifyDate": data.modified, "MetadataDate": data.modified}
    dates = "".join(
        f"<xmp:{name}>{day.isoformat()}T00:00:00Z</xmp:{name}>\n" for name, day in moments.items()
    )
    return _description(
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"',
        f"<xmp:CreatorTool>notepress</xmp:CreatorTool>\n{dates}"
        f"<pdf:Producer>{_text(producer())}</pdf:Producer>\n"
        f"<pdf:Keywords>{_text(', '.join(data.subjects))}</pdf:Keywords>\n",
    )


def _identity(data: PdfMetadata, content: bytes) -> str:
    document = uuid.uuid5(uuid.NAMESPACE_URL, data.name)
    instance = uuid.uuid5(document, hashlib.sha256(content).hexdigest())
    return _description(
        'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"',
        f"<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>\n"
        f"<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>\n"
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
        "<xmpMM:VersionID>1</xmpMM:VersionID>\n",
    )


def _terms(data: PdfMetadata) -> str:
    """Where the terms of use can be read (ISO 16684-1, 8.5)."""
    if not data.terms_at:
        return ""
    return _description(
        'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"',
        f"<xmpRights:WebStatement>{_text(data.terms_at)}</xmpRights:WebStatement>\n",
    )


def _text(text: str) -> str:
    return escape(text, quote=False)


def _alternatives(name: str, text: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{_text(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>\n" if text else ""


def _items(name: str, kind: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{_text(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n" if items else ""


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# ISO 14289-1, 5 and ISO 19005-3, 6.6.4; ISO 14289-2, 5 and ISO 19005-4, 6.7.3.
_CLAIMS = {
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
_UA = Schema(
    "PDF/UA identification schema",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    (Property("part", "Integer", "internal", "Part of ISO 14289 to which the file conforms"),),
)
# ISO 15930-7, 6.15.
_X4 = """\
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Trapped>False</pdf:Trapped>
</rdf:Description>
"""
