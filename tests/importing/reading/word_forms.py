"""A Word file with a footnote and a picture, in forms that other programs give it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import word_parts
from PIL import Image

_OFFICE = "http://schemas.openxmlformats.org/"


def plain_file() -> dict[str, bytes]:
    """The parts of a Word file as python-docx writes them."""
    document = docx.Document()
    document.add_paragraph("Gates of the mill", style="Title")
    document.add_heading("The upper gate", 1)
    paragraph = document.add_paragraph("It was closed at dusk.")
    word_parts.add_footnote(document, paragraph, "By the miller himself.")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture)
    document.sections[0].header.paragraphs[0].text = "Mill papers"
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, parts: dict[str, bytes]) -> Path:
    """Write parts as a Word file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def renamed(parts: dict[str, bytes]) -> dict[str, bytes]:
    """With all parts elsewhere, the main one where Word Online writes it."""
    names = {
        "word/document.xml": "word/document2.xml",
        "word/footnotes.xml": "notes/foot.xml",
        "word/styles.xml": "styles.xml",
        "word/header1.xml": "word/head.xml",
        "word/media/image1.png": "media/image1.png",
    }
    found = {names.get(path, path): data for path, data in parts.items()}
    found["word/_rels/document2.xml.rels"] = found.pop("word/_rels/document.xml.rels")
    for old, new in names.items():
        place = old.removeprefix("word/").encode()
        for rels in ("_rels/.rels", "word/_rels/document2.xml.rels"):
            found[rels] = re.sub(rb'"/?(word/)?%b"' % place, b'"/%b"' % new.encode(), found[rels])
        types = found["[Content_Types].xml"]
        found["[Content_Types].xml"] = types.replace(f"/{old}".encode(), f"/{new}".encode())
    return found


def strict(parts: dict[str, bytes]) -> dict[str, bytes]:
    """In Strict Open XML, whose name spaces are others (ISO/IEC 29500-1, annex A)."""

    def purl(match: re.Match[str]) -> str:
        words = match[2].replace("extended-properties", "extendedProperties")
        return f"http://purl.oclc.org/ooxml/{match[1]}/{words}"

    form = re.compile(rf"{_OFFICE}(\w+)/2006/([\w/-]+)")
    return {
        path: data
        if path.startswith("[") or not path.endswith((".xml", ".rels"))
        else form.sub(purl, data.decode()).encode()
        for path, data in parts.items()
    }


FORMS: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "plain": dict,
    "renamed": renamed,
    "strict": strict,
    "strict, renamed": lambda parts: strict(renamed(parts)),
}
