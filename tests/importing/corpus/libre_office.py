"""Files that LibreOffice wrote, kept in `written_by_libreoffice`: tests need no LibreOffice.

``python -m corpus --libreoffice`` writes them anew, from flat OpenDocument text.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from corpus.flat_odf import flat_odf
from corpus.manuscript import Manuscript
from corpus.packing import pack

FORMS: Final = ("docx", "odt", "rtf", "html")
KEPT: Final = Path(__file__).parent / "written_by_libreoffice"
_FILTERS: Final = {"docx": "docx:MS Word 2007 XML", "html": "html:HTML (StarWriter):EmbedImages"}
_MACHINE: Final = ("Thumbnails/", "Configurations2/")
"""Parts of an OpenDocument file that have no words."""


def kept_file(manuscript: Manuscript, form: str) -> bytes:
    """The file of a manuscript that LibreOffice wrote."""
    return (KEPT / f"{manuscript.name}.{form}").read_bytes()


def write_files(manuscripts: Iterable[Manuscript]) -> None:
    """Let LibreOffice write every manuscript in every form."""
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = []
        for one in manuscripts:
            sources.append(folder / f"{one.name}.fodt")
            sources[-1].write_bytes(flat_odf(one))
        for form in FORMS:
            convert(sources, form, folder)
            for source in sources:
                made = source.with_suffix(f".{form}").read_bytes()
                (KEPT / f"{source.stem}.{form}").write_bytes(_small(made))


def convert(files: list[Path], form: str, folder: Path) -> None:
    """Let LibreOffice write files in a form into a folder; it has a profile of its own there."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to",
               _FILTERS.get(form, form), "--outdir", str(folder), *map(str, files)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


def _small(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if not name.startswith(_MACHINE)]
        first = "mimetype" if "mimetype" in names else "[Content_Types].xml"
        return pack({name: archive.read(name) for name in names}, first)
