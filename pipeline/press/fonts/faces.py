"""The font faces of notepress: the table of faces, their sources and their characters.

The designs are Source Serif 4, Source Sans 3, Source Code Pro and Noto Sans CJK, and for other
scripts Amiri, Frank Ruhl Libre and Noto Serif Devanagari, all under the SIL Open Font License.
"Source" is a reserved font name (OFL clause 3), so our subsets have names of their own. What a
script needs of its faces stands in the table of scripts (`pipeline.languages.writing_systems`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal
from unicodedata import category

from pipeline.errors import CannotRunError
from pipeline.languages.writing import script_of_letter

Script = Literal["Latn", "Hans", "Hant", "Jpan", "Kore", "Arab", "Hebr", "Deva"]
"""The scripts that there are faces for, by their codes (ISO 15924); Latin ones have Cyrillic and
Greek too."""

HAN_SCRIPTS: Final[frozenset[Script]] = frozenset({"Hans", "Hant", "Jpan", "Kore"})
"""The scripts set in forms of one design, which has Chinese characters, kana and Hangul."""


@dataclass(frozen=True, slots=True)
class Design:
    """One font file in an installed package, with a face of it.

    ``distribution`` is the name to install, ``package`` the name to import, ``file`` a path in
    the package and ``index`` the face in a collection. One that is not variable has no axes.
    """

    distribution: str
    package: str
    file: str
    script: Script
    index: int = 0
    is_variable: bool = True


@dataclass(frozen=True, slots=True)
class OwnDesign:
    """A font that a style brings: its content as OpenType, and its SHA-256 as it was brought."""

    digest: str
    script: Script
    content: bytes = field(repr=False, compare=False)
    index: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """One of our faces: a design at a fixed position on each of its axes.

    ``name`` is unique and names its files. ``weight`` is 1 to 1000 as in CSS. ``optical_size``
    is in pt, for a design that has that axis. ``slot`` is the name of the face of notepress in
    whose place it is set, if it is of a style; ``pinned`` are its axes then.
    """

    name: str
    family: str
    design: Design | OwnDesign
    weight: int
    italic: bool = False
    optical_size: float | None = None
    slot: str = ""
    pinned: tuple[tuple[str, float], ...] = ()

    @property
    def axes(self) -> tuple[tuple[str, float], ...]:
        """The OpenType axes and the value each is pinned to; any other is pinned to its default."""
        if isinstance(self.design, OwnDesign):
            return self.pinned
        if not self.design.is_variable:
            return ()
        weight = (("wght", float(self.weight)),)
        return weight if self.optical_size is None else (*weight, ("opsz", self.optical_size))


_SERIF = "fontpkg-source-serif-4", "fontpkg_source_serif_4"
_SANS = "fontpkg-source-sans-3", "fontpkg_source_sans_3"
_MONO = "fontpkg-source-code-pro", "fontpkg_source_code_pro"
_CJK = "manimgx-fonts-cjk", "manimgx_fonts_cjk"

SERIF = Design(*_SERIF, "files/SourceSerif4[opsz,wght].ttf", "Latn")
SERIF_ITALIC = Design(*_SERIF, "files/SourceSerif4-Italic[opsz,wght].ttf", "Latn")
SANS = Design(*_SANS, "files/SourceSans3[wght].ttf", "Latn")
SANS_ITALIC = Design(*_SANS, "files/SourceSans3-Italic[wght].ttf", "Latn")
MONO = Design(*_MONO, "files/SourceCodePro[wght].ttf", "Latn")
# The third face of the collection has the Simplified Chinese form of every glyph (the first, which
# is the default, has the Japanese one).
HAN = Design(*_CJK, "NotoSansCJK-VF.otf.ttc", "Hans", index=2)
TRADITIONAL = Design(*_CJK, "NotoSansCJK-VF.otf.ttc", "Hant", index=3)
JAPANESE = Design(*_CJK, "NotoSansCJK-VF.otf.ttc", "Jpan", index=0)
KOREAN = Design(*_CJK, "NotoSansCJK-VF.otf.ttc", "Kore", index=1)

_AMIRI = "fontpkg-amiri", "fontpkg_amiri"
ARABIC = Design(*_AMIRI, "files/Amiri-Regular.ttf", "Arab", is_variable=False)
ARABIC_BOLD = Design(*_AMIRI, "files/Amiri-Bold.ttf", "Arab", is_variable=False)
HEBREW = Design(
    "fontpkg-frank-ruhl-libre", "fontpkg_frank_ruhl_libre", "files/FrankRuhlLibre[wght].ttf", "Hebr"
)
DEVANAGARI = Design(
    "pylopdf-fonts-hi", "pylopdf_fonts_hi", "NotoSerifDevanagari-Variable.ttf", "Deva"
)

_TEXT = 11.0
_DISPLAY = 36.0

FACES: tuple[Face, ...] = (
    Face("note-serif-400", "Note Serif", SERIF, 400, optical_size=_TEXT),
    Face("note-serif-400-italic", "Note Serif", SERIF_ITALIC, 400, italic=True, optical_size=_TEXT),
    Face("note-serif-600", "Note Serif", SERIF, 600, optical_size=_TEXT),
    Face("note-serif-600-italic", "Note Serif", SERIF_ITALIC, 600, italic=True, optical_size=_TEXT),
    Face("note-display-300", "Note Display", SERIF, 300, optical_size=_DISPLAY),
    Face("note-display-400", "Note Display", SERIF, 400, optical_size=_DISPLAY),
    Face("note-sans-400", "Note Sans", SANS, 400),
    Face("note-sans-400-italic", "Note Sans", SANS_ITALIC, 400, italic=True),
    Face("note-sans-600", "Note Sans", SANS, 600),
    Face("note-sans-600-italic", "Note Sans", SANS_ITALIC, 600, italic=True),
    Face("note-sans-700", "Note Sans", SANS, 700),
    Face("note-mono-400", "Note Mono", MONO, 400),
    Face("note-han-400", "Note Han", HAN, 400),
    Face("note-han-700", "Note Han", HAN, 700),
    Face("note-hant-400", "Note Han TC", TRADITIONAL, 400),
    Face("note-hant-700", "Note Han TC", TRADITIONAL, 700),
    Face("note-jpan-400", "Note Japanese", JAPANESE, 400),
    Face("note-jpan-700", "Note Japanese", JAPANESE, 700),
    Face("note-kore-400", "Note Korean", KOREAN, 400),
    Face("note-kore-700", "Note Korean", KOREAN, 700),
    Face("note-arab-400", "Note Arabic", ARABIC, 400),
    Face("note-arab-700", "Note Arabic", ARABIC_BOLD, 700),
    Face("note-hebr-400", "Note Hebrew", HEBREW, 400),
    Face("note-hebr-700", "Note Hebrew", HEBREW, 700),
    Face("note-deva-400", "Note Devanagari", DEVANAGARI, 400),
    Face("note-deva-700", "Note Devanagari", DEVANAGARI, 700),
)


def _span(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


# Characters in every Latin face for pages, used or not, so that an ordinary edit needs no new
# font: Latin for the languages of Europe, and characters that typography and stylesheets add
# (dashes, hyphens, fixed spaces, bullets, arrows, fractions, superior figures). A face has those
# that its design has: Source Serif lacks the squares and rings.
LATIN_BASE = "".join(
    (
        _span(0x20, 0x7E),
        _span(0xA0, 0x12B),
        _span(0x12E, 0x131),
        _span(0x134, 0x165),
        _span(0x168, 0x17F),
        _span(0x218, 0x21B),
        "\u2007\u2009\u200a\u200b\u202f",
        "\u2010\u2011\u2012\u2013\u2014\u2015",
        "‘’‚“”„†‡•…‰′″‹›⁄",
        "⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉₡₤₦₧₩₫€₱₹₺₽",
        "№℗™Ω℮⅓⅔⅛⅜⅝⅞←↑→↓↖↗↘↙∂∆∏∑−∕∙√∞∫≈≠≤≥",
        "■▲▶▼◀◆◊☐☑✓",
    )
)
SANS_ONLY = "▪○●◦✗"

# Blocks that only a Han face draws.
HAN_BLOCKS: tuple[tuple[int, int], ...] = (
    (0x2E80, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)
# Punctuation that Latin and Chinese share but draw differently: both kinds of face have it, and
# the order of families in the stylesheet decides.
HAN_PUNCTUATION = "·—‘’“”…"

_BOLD = 600
_OF_SCRIPTS: Final[dict[tuple[str, bool], str]] = {
    (face.design.script, face.weight >= _BOLD): face.name
    for face in FACES
    if face.design.script != "Latn"
}
_WITH_FACES: Final = frozenset(face.design.script for face in FACES) - {"Latn"}
_FIRST_SYMBOL = 0x2000
_BASE = frozenset(LATIN_BASE + SANS_ONLY)


def in_han_blocks(character: str) -> bool:
    """Whether a character is in a block that only a Han face draws."""
    return any(first <= ord(character) <= last for first, last in HAN_BLOCKS)


@lru_cache(maxsize=2**14)
def may_draw(script: Script, character: str) -> bool:
    """Whether faces of a script should have a character, if their designs do.

    Characters below U+2000 are left to Latin faces, the Han blocks to Han faces and the letters of
    a script to its own; symbols that are not in the base set may come from Latin and Han ones.
    """
    own = script_of_letter(character)
    if script == "Latn":
        return not in_han_blocks(character) and (not own or own not in _WITH_FACES)
    if script in HAN_SCRIPTS:
        is_beside = own in _WITH_FACES and not in_han_blocks(character)
        return ord(character) >= _FIRST_SYMBOL and character not in _BASE and not is_beside
    return own == script


@lru_cache(maxsize=2**13)
def needs_glyph(character: str) -> bool:
    """Whether a character is drawn at all; line ends, joiners and variation selectors are not."""
    if character in "\t\n\r" or "\ufe00" <= character <= "\ufe0f":
        return False
    return category(character) != "Cf"


def face_of_script(character: str, *, is_bold: bool) -> str:
    """The name of the face that draws a letter of another script; empty for all other characters.

    Chinese characters, kana and Hangul are as wide in each of the forms of their design.
    """
    script = HAN.script if in_han_blocks(character) else script_of_letter(character)
    return _OF_SCRIPTS.get((script, is_bold), "")


def face_named(name: str) -> Face:
    """The face with a name. Raises KeyError for an unknown name."""
    return {face.name: face for face in FACES}[name]


def font_path(design: Design) -> Path:
    """The file of a design. Raises CannotRunError if its package is not installed."""
    spec = find_spec(design.package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, design.file)
        if path.is_file():
            return path
    raise CannotRunError(
        f"the font {Path(design.file).name} is missing",
        hint=f"pip install {design.distribution}",
    )


def fingerprint(design: Design | OwnDesign) -> str:
    """A fingerprint of a font file, computed without reading all of it.

    A font begins with its table directory, which has a checksum of every table (OpenType 1.9,
    "Table Directory"); a collection begins with the directories of all its faces.
    """
    if isinstance(design, OwnDesign):
        return design.digest
    path = font_path(design)
    with path.open("rb") as file:
        head = hashlib.sha256(file.read(4096)).hexdigest()
    return f"{design.file}#{design.index} {path.stat().st_size} {head}"
