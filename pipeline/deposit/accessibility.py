"""What an edition offers to those who read otherwise, in code list 196 of ONIX.

The codes of the EPUB say what its own metadata say, feature by feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.views.epub_package import accessibility_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.deposit.facts import Facts
    from pipeline.views.epub_package import Claim

FEATURES: Final = {
    "ARIA": "30",
    "alternativeText": "14",
    "displayTransformability": "36",
    "pageBreakMarkers": "19",
    "pageNavigation": "41",
    "readingOrder": "13",
    "structuralNavigation": "29",
    "tableOfContents": "11",
}
"""The code of each value of ``schema:accessibilityFeature``."""

READ_WITHOUT_SIGHT: Final = "52"
"""The code of what ``schema:accessModeSufficient`` says with ``textual``."""

_SUMMARY: Final = "00"
_NOTHING_DISABLED: Final = "10"
_PDF_UA: Final = "05"
_EPUB_ACCESSIBILITY: Final = "04"
_WCAG: Final = "82"
_LEVELS: Final = {"A": "84", "AA": "85", "AAA": "86"}
_CERTIFIED_BY: Final = "90"
_DATE: Final = "91"


def accessibility_codes(edition: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the codes of an edition, each with the words it asks for, or none."""
    if edition == "pdf":
        yield _PDF_UA, ""
        yield _NOTHING_DISABLED, ""
    if edition != "epub":
        return
    # Every EPUB that is published has the page numbers of the PDF.
    said = accessibility_of(facts.data, facts.view, has_pages=True)
    yield _SUMMARY, said.summary
    yield _NOTHING_DISABLED, ""
    for feature in said.features:
        yield FEATURES[feature], ""
    if "textual" in said.sufficient:
        yield READ_WITHOUT_SIGHT, ""
    if said.claim:
        yield from _claim(said.claim)


def _claim(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the codes of a claim, which is of EPUB Accessibility 1.1 and WCAG 2.2."""
    yield _EPUB_ACCESSIBILITY, ""
    yield _WCAG, ""
    yield _LEVELS[claim.conforms_to.rpartition(" ")[2]], ""
    yield _CERTIFIED_BY, claim.certified_by
    yield _DATE, claim.date.replace("-", "")
