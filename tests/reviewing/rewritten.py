"""Word files as other programs write them anew: LibreOffice itself, others as far as is known.

Google Docs has no styles but Normal, Title, Subtitle and six headings: it writes the look of the
others into each run and paragraph. It gives bookmarks names of its own, drops the tips of links,
the custom parts of the package and the properties of the file, and makes fields words. Word Online
names the main part document2.xml, and adds ids of paragraphs and of sessions.
"""

from __future__ import annotations

import copy
import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from lxml import etree
from validators.tools import find_program

_MARKS = ("b", "i", "caps", "smallCaps", "color", "sz", "vertAlign")
_KEPT = re.compile(r"Title|Subtitle|Heading[1-6]")
_NAMES = {f"Heading{level}": f"heading {level}" for level in range(1, 7)}


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def libre_office(content: bytes, folder: Path, via: str = "") -> bytes:
    """The file as LibreOffice saves it; ``via`` is a format that it is saved in before."""
    soffice = find_program("soffice", "LibreOffice")
    path = folder / "edited.docx"
    path.write_bytes(content)
    for form in filter(None, (via, "docx")):
        target = folder / f"by-{form}"
        filters = {"docx": "docx:MS Word 2007 XML"}
        profile = (folder / "profile").as_uri()
        command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to",
                   filters.get(form, form), "--outdir", str(target), str(path)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        path = target / f"edited.{form}"
    return path.read_bytes()


def word_online(content: bytes) -> bytes:
    """The file as Word Online saves it."""
    parts = parts_of(content)
    root = etree.fromstring(parts.pop("word/document.xml"))
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    for number, paragraph in enumerate(root.iter(qn("w:p"))):
        paragraph.set(f"{{{w14}}}paraId", f"{number + 0x1A2B3C:08X}")
        paragraph.set(f"{{{w14}}}textId", "77777777")
        paragraph.set(qn("w:rsidR"), "00C636BE")
        for run in paragraph.iter(qn("w:r")):
            run.set(qn("w:rsidRPr"), f"{number:08X}")
        if number % 3 == 0:
            run = etree.SubElement(paragraph, qn("w:r"))
            properties = etree.SubElement(run, qn("w:rPr"))
            etree.SubElement(properties, qn("w:rStyle")).set(qn("w:val"), "eop")
    for run in list(root.iter(qn("w:r"))):
        _split(run)
    parts["word/document2.xml"] = etree.tostring(root)
    for old, new in (("word/_rels/document.xml.rels", "word/_rels/document2.xml.rels"),
                     ("customXml/item1.xml", "customXml/item3.xml")):  # fmt: skip
        if old in parts:
            parts[new] = parts.pop(old)
    for path in ("_rels/.rels", "[Content_Types].xml", "word/_rels/document2.xml.rels"):
        parts[path] = (
            parts[path]
            .replace(b"word/document.xml", b"word/document2.xml")
            .replace(b"customXml/item1.xml", b"customXml/item3.xml")
        )
    return packed(parts)


def _split(run: Any) -> None:
    """Part a run as the marks of sessions and of spelling do."""
    (text, *more) = run.findall(qn("w:t")) or [None]
    if text is None or more or not text.text or len(text.text) < 9 or len(run) > 2:
        return
    rest = copy.deepcopy(run)
    rest.find(qn("w:t")).text = text.text[5:]
    text.text = text.text[:5]
    for one in (text, rest.find(qn("w:t"))):
        one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(rest)


def google_docs(content: bytes) -> bytes:
    """The file as Google Docs exports it after it was opened there."""
    parts = parts_of(content)
    gone = re.compile(r"customXml/.*|docProps/.*|word/webSettings.xml")
    parts = {path: data for path, data in parts.items() if not gone.fullmatch(path)}
    styles = {
        one.get(qn("w:styleId")): one
        for one in etree.fromstring(parts["word/styles.xml"]).iter(qn("w:style"))
    }
    for path in ("word/document.xml", "word/footnotes.xml"):
        if path in parts:
            root = etree.fromstring(parts[path])
            _flatten(root, styles)
            parts[path] = etree.tostring(root)
    kept = [one for name, one in styles.items() if _KEPT.fullmatch(name) or name == "Normal"]
    root = etree.fromstring(parts["word/styles.xml"])
    for one in root.findall(qn("w:style")):
        if one.get(qn("w:styleId")) not in {each.get(qn("w:styleId")) for each in kept}:
            root.remove(one)
    parts["word/styles.xml"] = etree.tostring(root)
    for path in ("_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"):
        named = rb"<(Relationship|Override) [^>]*(customXml|docProps|webSettings)[^>]*/>"
        parts[path] = re.sub(named, b"", parts[path])
    return packed(parts)


def _flatten(root: Any, styles: dict[str, Any]) -> None:
    for field in list(root.iter(qn("w:fldSimple"))):
        for child in list(field):
            field.addprevious(child)
        field.getparent().remove(field)
    for number, mark in enumerate(list(root.iter(qn("w:bookmarkStart")))):
        mark.set(qn("w:name"), f"_{number + 7:x}zll")
        mark.set(qn("w:colFirst"), "0")
        mark.set(qn("w:colLast"), "0")
    for link in root.iter(qn("w:hyperlink")):
        for name in ("tooltip", "history"):
            link.attrib.pop(qn(f"w:{name}"), None)
        if link.get(qn("w:anchor")):
            link.set(qn("w:anchor"), "_7zll")
    for paragraph in root.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = "" if style is None else style.get(qn("w:val"))
        line = _line(name, styles)
        for run in paragraph.iter(qn("w:r")):
            _flatten_run(run, [] if _KEPT.fullmatch(name) else line, styles)
        if style is not None and not _KEPT.fullmatch(name):
            properties = style.getparent()
            properties.remove(style)
            for one in line:
                number = one.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
                if number is not None and properties.find(qn("w:numPr")) is None:
                    properties.append(copy.deepcopy(number))
        empty = etree.SubElement(paragraph, qn("w:r"))
        etree.SubElement(etree.SubElement(empty, qn("w:rPr")), qn("w:rtl")).set(qn("w:val"), "0")


def _flatten_run(run: Any, line: list[Any], styles: dict[str, Any]) -> None:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = etree.Element(qn("w:rPr"))
        run.insert(0, properties)
    style = properties.find(qn("w:rStyle"))
    named = [] if style is None else _line(style.get(qn("w:val")), styles)
    if style is not None:
        properties.remove(style)
    for name in _MARKS:
        if properties.find(qn(f"w:{name}")) is not None:
            continue
        found = (one.find(f"{qn('w:rPr')}/{qn(f'w:{name}')}") for one in (*named, *line))
        if (value := next((one for one in found if one is not None), None)) is not None:
            properties.append(copy.deepcopy(value))
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    etree.SubElement(properties, qn("w:rtl")).set(qn("w:val"), "0")


def _line(name: str, styles: dict[str, Any]) -> list[Any]:
    """A style and those that it is based on."""
    found: list[Any] = []
    while name in styles and styles[name] not in found:
        found.append(styles[name])
        above = styles[name].find(qn("w:basedOn"))
        name = "" if above is None else above.get(qn("w:val"))
    return found
