"""Drawings in the formats of Windows (EMF, WMF), converted by LibreOffice where it is installed."""

from __future__ import annotations

import base64
import binascii
import re
import shutil
import struct
from typing import Final

from pipeline.errors import CannotRunError
from pipeline.programs import OutOfTimeError, run_program
from pipeline.scratch import ScratchFolder

METAFILES: Final = frozenset({".emf", ".wmf"})
"""The suffixes of such drawings."""

_CONVERTERS: Final = ("soffice", "libreoffice")
_SECONDS: Final = 60
_LARGEST: Final = 20_000_000
_TIMES: Final = 3
"""How many times larger a drawing is made, because it is drawn with 96 pixels an inch."""
_SPACES: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"'
    for name, what in (("office", "office"), ("text", "text"), ("draw", "drawing"))
)
_TEXT: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document {spaces}'
    ' office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2">'
    '<office:body><office:text><text:p><draw:frame text:anchor-type="as-char"><draw:image>'
    "<office:binary-data>{data}</office:binary-data></draw:image></draw:frame></text:p>"
    "</office:text></office:body></office:document>"
)
_DRAWN: Final = re.compile(rb"data:image/png;base64,\s*([A-Za-z0-9+/=\s]+)\"")


def metafile_as_png(data: bytes) -> bytes | None:
    """A drawing as PNG; None if no converter is installed, or if it fails.

    LibreOffice is given a text with the drawing in it, which all of its parts can read. It runs in
    a process of its own, with a limit on its time and a profile that is thrown away.
    """
    program = next(filter(None, map(shutil.which, _CONVERTERS)), None)
    if program is None or len(data) > _LARGEST:
        return None
    typed = base64.b64encode(_enlarged(data)).decode()
    with ScratchFolder() as folder:
        text = folder / "drawing.fodt"
        text.write_text(_TEXT.format(spaces=_SPACES, data=typed), "utf-8")
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--nolockcheck", "--convert-to", "html:HTML:EmbedImages",
            "--outdir", str(folder), str(text),
        ]  # fmt: skip
        try:
            run_program(command, seconds=_SECONDS)
            found = _DRAWN.search((folder / "drawing.html").read_bytes())
            return base64.b64decode(found[1]) if found else None
        except (CannotRunError, OutOfTimeError, OSError, binascii.Error):
            return None


def _enlarged(data: bytes) -> bytes:
    """A drawing that says of itself that it is several times as large."""
    if data[40:44] == b" EMF":
        # rclFrame of the header (MS-EMF, 2.2.9), in hundredths of a millimetre.
        left, top, right, bottom = struct.unpack("<4i", data[24:40])
        wide, high = (right - left) * _TIMES, (bottom - top) * _TIMES
        is_placed = max(abs(left), abs(top)) < _LARGEST
        if is_placed and 0 < wide < _LARGEST and 0 < high < _LARGEST:
            return data[:24] + struct.pack("<4i", left, top, left + wide, top + high) + data[40:]
    elif data[:4] == b"\xd7\xcd\xc6\x9a" and len(data) > 22:
        # Inch of the header of a placeable drawing (MS-WMF, 2.3.2.3); its sum is that of ten words.
        inch = max(1, struct.unpack("<H", data[14:16])[0] // _TIMES)
        head = data[:14] + struct.pack("<H", inch) + data[16:20]
        total = 0
        for (word,) in struct.iter_unpack("<H", head):
            total ^= word
        return head + struct.pack("<H", total) + data[22:]
    return data
