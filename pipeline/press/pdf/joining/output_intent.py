"""The output intent of a document, which defines its colours (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from pipeline.press.pdf.printing.settings import Condition


def add_screen_intent(document: pikepdf.Pdf) -> None:
    """Declare that the colours of a document are sRGB (ISO 19005-3, 6.2.3).

    Raises CannotRunError if the profile that comes with WeasyPrint is missing.
    """
    profile = document.make_stream(_srgb())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    document.Root.OutputIntents = Array([document.make_indirect(intent)])


def add_print_intent(document: pikepdf.Pdf, condition: Condition, profile: bytes) -> None:
    """Declare the printing condition of a document (ISO 15930-7, 6.2.2).

    ``profile`` is the deflated ICC profile: it is large, and deflating it once saves time.
    """
    stream = document.make_stream(profile, N=4, Filter=Name.FlateDecode)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.identifier),
        OutputCondition=String(condition.description),
        Info=String(condition.description),
        DestOutputProfile=stream,
    )
    if condition.is_registered:
        intent.RegistryName = String("http://www.color.org")
    document.Root.OutputIntents = Array([document.make_indirect(intent)])


def _srgb() -> bytes:
    # Found without importing WeasyPrint, which would take longer than joining the parts.
    spec = find_spec("weasyprint")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, "pdf", "sRGB2014.icc")
        if path.is_file():
            return path.read_bytes()
    raise CannotRunError("the sRGB profile of WeasyPrint is missing", hint="pip install weasyprint")
