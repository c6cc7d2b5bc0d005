"""The faces of a note: those of notepress, and those of its style in their places.

Each face of notepress is a slot: a role at a weight, upright or italic. The fonts of a style that
fit it best come first in it (CSS Fonts 4, section 5.2), the face of notepress last, for what the
others lack. A slot for italics or bold that the style has no font for keeps the face of notepress,
so that no browser slants or emboldens letters by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.cache import key_of
from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.house_style.families import ROLES, house_family
from pipeline.house_style.font_tables import is_woff2
from pipeline.press.fonts.damage import DamagedFontError, found_damage
from pipeline.press.fonts.faces import FACES, Face, OwnDesign
from pipeline.press.fonts.subset import open_design, page_features, subset_face
from pipeline.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.cache import Cache
    from pipeline.house_style import Style
    from pipeline.house_style.own_face import OwnFace

_ROLE_OF = {family: role for role, family in ROLES.items()}
_SMALL_CAPITALS = re.compile(r"\b(?:small-caps|smcp|c2sc)\b")
_BOLD = 600
_NO_BOLD = 500
_TRIED = 2000


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The faces of a note, in the order of the table of faces.

    ``small_capitals`` is whether its style sets small capitals.
    """

    faces: tuple[Face, ...] = FACES
    small_capitals: bool = False

    def in_slot(self, name: str) -> tuple[Face, ...]:
        """The faces of a slot, in the order in which characters are looked for."""
        return tuple(face for face in self.faces if (face.slot or face.name) == name)

    @property
    def own(self) -> tuple[Face, ...]:
        """The faces of the style."""
        return tuple(face for face in self.faces if isinstance(face.design, OwnDesign))


HOUSE = Typefaces()
"""The faces of a style that brings none."""


def typefaces_of(style: Style, cache: Cache) -> Typefaces:
    """The faces of a style. Raises SourceError with N516 for a font that cannot be used."""
    if not style.families.of_role:
        return HOUSE
    findings: list[Finding] = []
    contents: dict[str, bytes] = {}
    for own in style.faces:
        try:
            contents[own.digest] = _opentype(own, cache)
        except DamagedFontError:
            hint = "fetch the file again, or export it anew"
            message = f"the font of {own.family} cannot be used: it is damaged"
            findings.append(Finding("N516", message, own.place, hint))
    if findings:
        raise SourceError(findings)
    faces = tuple(face for slot in FACES for face in _faces_in(slot, style, contents))
    sheets = (text for path, text in style.files.items() if path.endswith(".css"))
    return Typefaces(faces, any(_SMALL_CAPITALS.search(text) for text in sheets))


def digest_of(face: Face) -> str:
    """The digest of the file from which a face of a style comes; none for one of ours."""
    return face.design.digest if isinstance(face.design, OwnDesign) else ""


def covered(face: Face) -> frozenset[str]:
    """The characters that the design of a face has."""
    return _covered(face.design)


def missing_slots(style: Style) -> tuple[Finding, ...]:
    """Warnings about italics and bold that a style's families lack."""
    found: dict[Finding, None] = {}
    for slot in FACES:
        role = _ROLE_OF.get(slot.family, "")
        for family in style.families.of_role.get(role, ())[:1]:
            own = [face for face in style.faces if face.family == family]
            if not own or _fitting(slot, own):
                continue
            is_bold = slot.weight >= _BOLD and any(one.italic == slot.italic for one in own)
            what = " ".join(["bold"] * is_bold + ["italic"] * slot.italic) or "upright"
            message = f"{family} has no {what} for --{role}: that of notepress stands in for it"
            hint = f"add an @font-face with the {what} of {family}"
            found[Finding("N519", message, own[-1].place, hint, severity="warning")] = None
    return tuple(found)


def missing_small_capitals(style: Style, typefaces: Typefaces) -> Iterator[Finding]:
    """Yield a warning for each family of a style that sets small capitals and has none."""
    if not typefaces.small_capitals:
        return
    for family in dict.fromkeys(face.family for face in style.faces):
        own = [face for face in style.faces if face.family == family]
        if any(face.has_small_capitals for face in own):
            continue
        message = f"the style sets small capitals, and {family} has none: pages show small letters"
        hint = "use a file with the feature smcp, or leave them out of the sheets of the style"
        yield Finding("N519", message, own[0].place, hint, severity="warning")


def _faces_in(slot: Face, style: Style, contents: dict[str, bytes]) -> Iterator[Face]:
    role = _ROLE_OF.get(slot.family)
    order = style.families.of_role.get(role) if role else None
    if role is None or order is None:
        yield slot
        return
    is_first = True
    for family, name in zip(order, style.families.names(role), strict=True):
        own = [face for face in style.faces if face.family == family]
        for face in _fitting(slot, own) if family else ():
            number = "" if is_first else f"-{face.digest[:8]}"
            script = slot.design.script
            design = OwnDesign(face.digest, script, contents[face.digest])
            yield replace(
                slot,
                name=f"{slot.name}{number}",
                family=name,
                design=design,
                slot=slot.name,
                pinned=_pinned(slot, face),
            )
            is_first = False
        if not family:
            # Where no font of the style fits, the first family of the stack has to have one.
            yield (
                slot
                if is_first
                else replace(
                    slot, name=f"{slot.name}-house", family=house_family(role), slot=slot.name
                )
            )
            is_first = False


def _fitting(slot: Face, own: list[OwnFace]) -> list[OwnFace]:
    """The fonts for a slot: more than one if several have its weight, for different scripts."""
    upright = [face for face in own if face.italic == slot.italic]
    if not upright:
        return []
    best = min(_distance(slot.weight, face.weights) for face in upright)
    nearest = [face for face in upright if _distance(slot.weight, face.weights) == best]
    if slot.weight >= _BOLD and nearest[0].weights[1] <= _NO_BOLD:
        return []
    # Of rules alike the last one counts first, as in a browser.
    return list({face.digest: face for face in reversed(nearest)}.values())


def _distance(wanted: int, weights: tuple[float, float]) -> tuple[int, float]:
    """How far weights are from the one wanted, by the order of CSS Fonts 4, 5.2."""
    first, last = weights
    if first <= wanted <= last:
        return 0, 0.0
    is_lighter = last < wanted
    away = wanted - last if is_lighter else first - wanted
    if 400 <= wanted <= 500:
        if not is_lighter and first <= 500:
            return 1, away
        return (2 if is_lighter else 3), away
    return (1 if is_lighter == (wanted < 400) else 2), away


def _pinned(slot: Face, own: OwnFace) -> tuple[tuple[str, float], ...]:
    """The values of the axes of a font in a slot; the others are those of its design."""
    wanted = {"wght": min(max(float(slot.weight), own.weights[0]), own.weights[1])}
    if slot.optical_size is not None:
        wanted["opsz"] = slot.optical_size
    found = []
    for axis in own.axes:
        if axis.tag == "ital":
            wanted["ital"] = axis.most if slot.italic else axis.least
        elif axis.tag == "slnt" and slot.italic:
            wanted["slnt"] = axis.least
        if axis.tag in wanted:
            found.append((axis.tag, min(max(wanted[axis.tag], axis.least), axis.most)))
    return tuple(found)


def _opentype(own: OwnFace, cache: Cache) -> bytes:
    """The content of a font as OpenType, after a trial that it can be cut."""
    key = key_of("own font", own.digest, version_of("fonttools"), version_of("uharfbuzz"))
    content = cache.get(key)
    if content is None:
        content = _unpacked(own.content) if is_woff2(own.content) else own.content
        _try(OwnDesign(own.digest, "Latn", content))
        cache.put(key, content)
    return content


def _try(design: OwnDesign) -> None:
    characters = _covered(design)
    if not characters:
        raise DamagedFontError
    face = Face("trial", "Trial", design, 400)
    with found_damage():
        subset_face(face, sorted(characters)[:_TRIED], page_features("Latn"))


def _unpacked(content: bytes) -> bytes:
    """A font in WOFF2 as OpenType."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    out = BytesIO()
    with found_damage():
        font = TTFont(BytesIO(content), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
        font.flavor = None
        font.save(out, reorderTables=None)
    return out.getvalue()


@lru_cache(maxsize=32)
def _covered(design: Any) -> frozenset[str]:
    return frozenset(map(chr, open_design(design).unicodes))
