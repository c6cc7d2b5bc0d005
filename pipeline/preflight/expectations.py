"""Expectations for a note's finished files, derived from its manifest and its style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.house_style import Cmyk
from pipeline.press.pdf.joining.standards import screen_standard
from pipeline.press.pdf.printing.imposition import SADDLE_STITCHED
from pipeline.press.pdf.printing.settings import condition_of, multiple_of, press_of
from pipeline.production.freshness import Inputs
from pipeline.production.manifest import read_manifest
from pipeline.workspace import kept_revision

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.house_style import Style
    from pipeline.press.pdf.joining.standards import ScreenStandard
    from pipeline.production.manifest import Manifest

ONE_PAGERS = "one-pagers/"
_BOOKLET = "-booklet.pdf"
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A finished file: its path in the folder of outputs, its edition, media type and bytes."""

    path: str
    edition: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Expected:
    """Expectations for the files of a note.

    ``trim`` is the width and height of a page, ``one_pager`` those of a one-pager, ``bleed`` and
    ``slug`` the borders around it, all in mm. ``inks`` are the colours that may be printed, 0 to 1
    each, ``condition`` names the printing condition. The page count of a printed note is a
    ``multiple``; ``thickness`` is that of the paper of a booklet in mm, ``standard`` that of the
    PDFs for the screen. ``source`` gives the SHA-256 of every file of the attached source by path;
    it is empty if the outputs were not made from the source listed in the manifest. ``beside`` are
    the paths of the outputs of its sisters, as seen from the folder of its own.
    """

    title: str
    language: str
    trim: tuple[float, float]
    one_pager: tuple[float, float]
    bleed: float
    slug: float
    inks: frozenset[Cmyk]
    condition: str
    multiple: int
    thickness: float
    standard: ScreenStandard
    source: Mapping[str, str]
    beside: frozenset[str] = frozenset()


def expect(manifest: Manifest, style: Style) -> Expected:
    """The expectations for the outputs in a manifest, made in a style.

    Raises CannotRunError if the style has an unknown printing condition.
    """
    press = press_of(style)
    entry = manifest.entry
    drawn = ((c, m, y, k) for c, m, y, k in manifest.drawn)
    return Expected(
        title=str(entry.get("full_title", manifest.title)),
        language=str(entry.get("language", "")),
        trim=(style.length("trim-width"), style.length("trim-height")),
        one_pager=(style.length("one-pager-width"), style.length("one-pager-height")),
        bleed=press.bleed,
        slug=press.slug,
        inks=frozenset(rounded(ink) for ink in (*press.inks.values(), *drawn)),
        condition=condition_of(style).identifier,
        multiple=multiple_of(style),
        thickness=style.length("paper-thickness"),
        standard=screen_standard(style),
        source=_attached(manifest) if _is_made_from_source(manifest) else {},
    )


def outputs_beside(folder: Path, manifest: Manifest) -> frozenset[str]:
    """The outputs of the same note in other languages, by their path from a folder of outputs."""
    found = {name: read_manifest(folder.parent / name) for name in manifest.sisters}
    return frozenset(
        f"../{name}/{path}" for name, one in found.items() if one for path in one.outputs
    )


def is_booklet(path: str) -> bool:
    """Whether the print file at a path is a booklet."""
    return path.endswith(_BOOKLET)


def expect_file(path: str, expected: Expected) -> Expected:
    """The expectations for the PDF at a path.

    One-pagers have a size of their own and no blank pages, and a sheet of a booklet is twice as
    wide as a page.
    """
    if path.startswith(ONE_PAGERS):
        return replace(expected, trim=expected.one_pager, multiple=1, thickness=0.0)
    if is_booklet(path):
        width, height = expected.trim
        return replace(expected, trim=(2 * width, height), multiple=SADDLE_STITCHED)
    return replace(expected, thickness=0.0)


def rounded(inks: Cmyk) -> Cmyk:
    """Round inks, so that the same colour written in two ways is equal."""
    cyan, magenta, yellow, black = (round(ink, _DECIMALS) for ink in inks)
    return cyan, magenta, yellow, black


def _attached(manifest: Manifest) -> Mapping[str, str]:
    """The source files that the PDF carries: kept revisions carry their own."""
    return {path: one for path, one in manifest.source.items() if kept_revision(path) is None}


def _is_made_from_source(manifest: Manifest) -> bool:
    """Whether the PDF, which has the source attached, was made from the source last read."""
    inputs = Inputs(
        manifest.source, manifest.style, manifest.program, manifest.tools, manifest.sisters
    )
    made_from = {one.made_from for one in manifest.outputs.values() if one.edition == "pdf"}
    return made_from == {inputs.digest_for("pdf")}
