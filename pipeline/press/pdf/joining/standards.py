"""The standards of accessibility and archiving that a PDF for the screen conforms to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

    from pipeline.house_style import Style

TOKEN: Final = "pdf-standard"  # noqa: S105 - the name of a token of a style


@dataclass(frozen=True, slots=True)
class ScreenStandard:
    """Two standards that a file claims at once.

    ``version`` is that of PDF on which they stand, ``claims`` are properties of XMP with their
    values (ISO 19005 and ISO 14289, 5), ``flavours`` the names that veraPDF has for the standards.
    ``profiles`` are what the file declares to follow besides, as URIs (PDF Declarations).
    """

    name: str
    version: str
    claims: Mapping[str, str]
    flavours: tuple[str, ...]
    profiles: tuple[str, ...] = ()

    @property
    def is_second(self) -> bool:
        """Whether it stands on PDF 2.0 (ISO 32000-2)."""
        return self.version == "2.0"


UA1_AND_A3A: Final = ScreenStandard(
    name="PDF/UA-1 and PDF/A-3a",
    version="1.7",
    claims=MappingProxyType({"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"}),
    flavours=("ua1", "3a"),
)
UA2_AND_A4F: Final = ScreenStandard(
    name="PDF/UA-2 and PDF/A-4f",
    version="2.0",
    claims=MappingProxyType(
        {
            "pdfuaid:part": "2",
            "pdfuaid:rev": "2024",
            "pdfaid:part": "4",
            "pdfaid:rev": "2020",
            "pdfaid:conformance": "F",
        }
    ),
    flavours=("ua2", "4f", "wt1a", "wt1r"),
    profiles=(
        "http://pdfa.org/declarations/wtpdf#accessibility1.0",
        "http://pdfa.org/declarations/wtpdf#reuse1.0",
    ),
)
UA2_AND_A4: Final = ScreenStandard(
    name="PDF/UA-2 and PDF/A-4",
    version="2.0",
    claims=MappingProxyType(
        {key: value for key, value in UA2_AND_A4F.claims.items() if key != "pdfaid:conformance"}
    ),
    flavours=("ua2", "4", "wt1a", "wt1r"),
    profiles=UA2_AND_A4F.profiles,
)
"""The same of a file in which no other is embedded, such as most one-pagers (ISO 19005-4, 6.9)."""
STANDARDS: Final[Mapping[str, ScreenStandard]] = MappingProxyType(
    {"ua-1+a-3a": UA1_AND_A3A, "ua-2+a-4f": UA2_AND_A4F}
)
"""The standards by the values of the token."""


def met_by(document: pikepdf.Pdf, standard: ScreenStandard) -> ScreenStandard:
    """What a document meets for which a standard is asked."""
    embeds = "/EmbeddedFiles" in document.Root.get("/Names", {})
    return UA2_AND_A4 if standard is UA2_AND_A4F and not embeds else standard


def screen_standard(style: Style) -> ScreenStandard:
    """The standards that a style asks for."""
    return STANDARDS[style.token(TOKEN)]
