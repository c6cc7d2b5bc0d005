"""The drawings of a note as pages show them: files to lay out, and inks for their colours."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.findings import Finding, Place
from pipeline.invisible import RIGHT_TO_LEFT
from pipeline.load.pictures.undrawn import find_undrawn
from pipeline.note.text import Figure
from pipeline.note.walk import headings_in, nodes_below
from pipeline.press.markup.drawings import drawings_with_words, height_over_width, written_in
from pipeline.press.markup.drawn.markup import drawn_for
from pipeline.press.parts.parts import ADDRESS
from pipeline.press.pdf.printing.settings import profile_for
from pipeline.versions import version_of

if TYPE_CHECKING:
    from pipeline.editions.bench import Bench
    from pipeline.house_style import Cmyk, Srgb

DRAWING = ".svg"
"""The ending of pictures that are drawings, and no photos."""

# Increase the number when inks are computed in another way.
_VERSION = "1"
_HEX = re.compile(rb"#([0-9a-f]{6})\b")
_BLACK = {(0, 0, 0): (0.0, 0.0, 0.0, 1.0)}
"""What has no colour in a drawing is black, whose ink needs no profile."""
_INSIDE = re.compile(rb'href="data:image/(png|jpeg|webp);base64,([^"]*)"', re.IGNORECASE)
_AREA = 40_000_000
"""The pixels of the stand-in for a drawing, which is sharp at any size."""


# Letters that turn, join or change places: those from right to left, and of the scripts of India.
_SHAPED = re.compile(f"[{RIGHT_TO_LEFT}\u0900-\u0dff]")
_UNSET = "words of the drawing cannot be set on pages: their letters would not be joined"
_UNSET_HINT = (
    "give each line of words a place of its own, upright and without an outline, in a figure that"
    " is in no box; or turn the words into outlines"
)


@dataclass(frozen=True, slots=True)
class LaidOutPicture:
    """What pages need to show a picture: files by path, and the photos that stand-ins are for."""

    files: Mapping[str, bytes]
    photos: Mapping[str, bytes] = field(default_factory=dict)


def lay_out_drawing(path: str, drawing: bytes) -> LaidOutPicture:
    """A drawing for pages.

    One that the engine would draw wrongly is a picture there; pictures inside a drawing are files
    of their own.
    """
    if find_undrawn(drawing):
        return LaidOutPicture({path: _blank(drawing)}, {path: drawing})
    photos: dict[str, bytes] = {}

    def taken(match: re.Match[bytes]) -> bytes:
        name = f"{path}.{len(photos) + 1}.{match[1].decode().lower()}"
        photos[name] = base64.b64decode(match[2])
        return f'href="{ADDRESS}{name}"'.encode()

    plain = _INSIDE.sub(taken, drawing)
    if not photos:
        return LaidOutPicture({path: drawing})
    from pipeline.press.photos.headers import stand_in

    inside = {name: stand_in(photo) for name, photo in photos.items()}
    return LaidOutPicture({path: plain, **inside}, photos)


def drawn_inks(bench: Bench) -> Mapping[str, Mapping[Srgb, Cmyk]]:
    """The inks for the colours of each drawing that are no tokens of the style, by its path.

    Where the profile of the printing condition is missing, only black has any.
    """
    tokens = {**_BLACK, **bench.style.inks()}
    foreign = {
        path: {colour for colour in colours_in(drawing) if colour not in tokens}
        for path, drawing in bench.pictures.items()
        if path.endswith(DRAWING)
    }
    colours = sorted(set().union(*foreign.values()))
    profile = profile_for(bench.style) if colours else b""
    inks = _computed(bench, colours, profile) if profile else {}
    return {
        path: {**_BLACK, **{one: inks[one] for one in sorted(used) if one in inks}}
        for path, used in foreign.items()
    }


def all_drawn_inks(bench: Bench) -> tuple[Cmyk, ...]:
    """The inks of drawings that are not those of the style, each once."""
    found = {ink for used in drawn_inks(bench).values() for ink in used.values()}
    return tuple(sorted(found - set(bench.style.inks().values())))


def colours_in(drawing: bytes) -> set[Srgb]:
    """The colours that a cleaned drawing names."""
    found = {bytes.fromhex(match.decode()) for match in _HEX.findall(drawing)}
    return {(one[0], one[1], one[2]) for one in found}


def drawing_findings(bench: Bench) -> Iterator[Finding]:
    """Yield a warning for every drawing whose inks are computed, and what words pages cannot set.

    Logos keep their own colours.
    """
    yield from _unset_words(bench)
    for path, used in drawn_inks(bench).items():
        named = sorted("#" + bytes(one).hex() for one in used if one not in _BLACK)
        if named and path in bench.note.pictures:
            count = f"{len(named)} colours are" if len(named) > 1 else "1 colour is"
            shown = ", ".join(named[:4]) + (", ..." if len(named) > 4 else "")
            message = f"{count} not from the style: the inks are those of the profile ({shown})"
            hint = "nothing need be done; the colours of styles/tokens.css have inks of their own"
            yield Finding("N405", message, Place(path), hint, severity="warning")


def _unset_words(bench: Bench) -> Iterator[Finding]:
    """Yield an error for every drawing with words that pages would show in pieces.

    The layout engine sets the text of a drawing letter by letter, from the left (WeasyPrint 70). A
    page sets it as text of its own where it can.
    """
    drawings = drawings_with_words(bench.note.pictures)
    shaped = {path for path, one in drawings.items() if _SHAPED.search(written_in(one))}
    if not shaped:
        return
    by_themselves = [
        block
        for heading in headings_in(bench.note)
        for block in heading.blocks
        if isinstance(block, Figure)
    ]
    set_here = {
        name
        for name, one in drawn_for(by_themselves, bench.note.pictures).items()
        if not _SHAPED.search(written_in(one.lifted.shapes))
    }
    told: set[str] = set()
    for heading in headings_in(bench.note):
        for figure in nodes_below((*heading.title, *heading.blocks)):
            if not isinstance(figure, Figure) or figure.source not in shaped - told:
                continue
            if figure.id not in set_here:
                told.add(figure.source)
                yield Finding("N360", _UNSET, Place(figure.source), _UNSET_HINT)


def _computed(bench: Bench, colours: list[Srgb], profile: bytes) -> dict[Srgb, Cmyk]:
    key = key_of("drawn inks", _VERSION, version_of("pillow"), repr(colours), profile)
    kept = bench.cache.get(key)
    if kept is None:
        from pipeline.press.photos.drawn_inks import inks_for

        inks = inks_for(colours, profile)
        bench.cache.put(key, json.dumps([inks[one] for one in colours]).encode())
        return dict(inks)
    found = (tuple(one) for one in json.loads(kept))
    return dict(zip(colours, found, strict=True))


def _blank(drawing: bytes) -> bytes:
    from pipeline.press.photos.headers import blank

    ratio = height_over_width(drawing)
    width = (_AREA / ratio) ** 0.5
    return blank(max(1, round(width)), max(1, round(width * ratio)))
