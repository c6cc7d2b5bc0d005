"""The fonts of a note: subsets of our faces with the characters it uses, cached."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING
from unicodedata import category

from pipeline.cache import Cache, key_of
from pipeline.languages.writing import script_of_letter, scripts_in, writing_system
from pipeline.press.fonts.faces import (
    FACES,
    HAN,
    HAN_BLOCKS,
    HAN_PUNCTUATION,
    HAN_SCRIPTS,
    LATIN_BASE,
    MONO,
    SANS,
    SANS_ONLY,
    SERIF,
    Design,
    Face,
    OwnDesign,
    Script,
    face_named,
    fingerprint,
    in_han_blocks,
    may_draw,
    needs_glyph,
)
from pipeline.press.fonts.font_files import Cut, Format, Maker, make_font_files, make_web_font_files
from pipeline.press.fonts.script_rules import rules_of_scripts
from pipeline.press.fonts.subset import COPIES, open_design
from pipeline.press.fonts.typefaces import HOUSE, Typefaces, covered
from pipeline.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# Part of the cache key: increase it when the output of subset.py changes.
_VERSION = "4"
_TOOLS = ("uharfbuzz", "fonttools", "brotli")
# Pango takes a space from the face of the character before it, so Han faces for pages need one.
# Browsers obey unicode-range and take the space from the Latin face.
_ALWAYS: dict[Format, tuple[str, str]] = {
    "opentype": (LATIN_BASE + SANS_ONLY, HAN_PUNCTUATION + " "),
    "woff2": (" ", HAN_PUNCTUATION),
}
# The slot whose fonts of a style are asked for the letters of other scripts.
_FIRST = "note-serif-400"
_SUFFIXES: dict[Format, str] = {"opentype": "otf", "woff2": "woff2"}


@dataclass(frozen=True, slots=True)
class Font:
    """A font file of a face. ``characters`` are those requested, in order."""

    face: Face
    format: Format
    characters: str
    content: bytes

    @property
    def file_name(self) -> str:
        """The name of its file, unique among the faces."""
        return f"{self.face.name}.{_SUFFIXES[self.format]}"


@dataclass(frozen=True, slots=True)
class FontSet:
    """The fonts of a note in one format, in the order of the table of faces."""

    fonts: tuple[Font, ...]

    def divided(self) -> tuple[FontSet, FontSet]:
        """The Latin fonts, mostly the same for all notes, and those cut to the letters of one."""
        is_latin = [font.face.design.script == "Latn" for font in self.fonts]
        return (
            FontSet(tuple(compress(self.fonts, is_latin))),
            FontSet(tuple(compress(self.fonts, map(not_, is_latin)))),
        )

    def digests(self) -> dict[str, str]:
        """The SHA-256 of each font, 64 hexadecimal digits, by its file name."""
        return {font.file_name: hashlib.sha256(font.content).hexdigest() for font in self.fonts}


def make_fonts(
    wanted: Mapping[str, str],
    cache: Cache,
    make: Maker = make_font_files,
    typefaces: Typefaces = HOUSE,
) -> FontSet:
    """Make OpenType fonts for pages. ``wanted`` is the text set in each face, by its name.

    A Latin face has the whole base set and any other characters used, so an ordinary edit does
    not change it; a Han face has the characters used. A face with no text in its script is
    omitted. ``make`` makes those that are not in the cache. Raises CannotRunError if a font
    package is missing.
    """
    return _make("opentype", wanted, cache, make, typefaces)


def make_web_fonts(
    wanted: Mapping[str, str], cache: Cache, typefaces: Typefaces = HOUSE
) -> FontSet:
    """Make WOFF2 fonts for the web and EPUB. ``wanted`` is the text set in each face, by its name.

    A face has only the characters of its text, their capitals and the space, and only the
    features that every text needs and those for figures. A face with no text in its script is
    omitted. Raises CannotRunError if a font package is missing.
    """
    return _make("woff2", wanted, cache, partial(make_web_font_files, cache=cache), typefaces)


def uncovered(
    characters: str, cache: Cache, typefaces: Typefaces = HOUSE, *, in_code: bool = False
) -> tuple[str, ...]:
    """The characters that no face has, sorted; the caller reports each as N501.

    Those ``in_code`` may come from the face for code. Raises CannotRunError if a font package is
    missing.
    """
    doubtful = _sorted(set(filter(_is_ink, characters)) - set(LATIN_BASE))
    if not doubtful:
        return ()
    scripts = set(map(script_of_letter, doubtful))
    others = [face.design for face in FACES if face.design.script in scripts - HAN_SCRIPTS]
    ours = (MONO if in_code else SERIF, SANS, HAN, *others)
    own = dict.fromkeys(face.design for face in typefaces.own)
    designs: tuple[Design | OwnDesign, ...] = (*dict.fromkeys(ours), *own)
    key = key_of("coverage", _VERSION, doubtful, *map(fingerprint, designs))
    found = cache.get(key)
    if found is None:
        drawn = frozenset().union(*(_drawn(design, doubtful) for design in designs))
        found = _sorted(set(doubtful) - drawn).encode()
        cache.put(key, found)
    return tuple(found.decode())


def font_face_css(font_set: FontSet, url_of: Callable[[str], str]) -> str:
    """An ``@font-face`` rule for each font, and the rules of the scripts that need any.

    ``url_of`` gives the address of a file name.
    """
    return face_rules(font_set, url_of) + script_rules(font_set)


def face_rules(font_set: FontSet, url_of: Callable[[str], str]) -> str:
    """An ``@font-face`` rule for each font; ``url_of`` gives the address of a file name."""
    return "".join(_font_face(font, url_of(font.file_name)) for font in font_set.fonts)


def script_rules(font_set: FontSet) -> str:
    """The rules of the scripts that need any."""
    ours = {font.face.design.script for font in font_set.fonts}
    written = scripts_in("".join(font.characters for font in font_set.fonts))
    return rules_of_scripts(ours, written)


def _make(
    kind: Format, wanted: Mapping[str, str], cache: Cache, make: Maker, typefaces: Typefaces
) -> FontSet:
    cuts = []
    first = typefaces.in_slot(_FIRST)
    for slot in sorted(map(face_named, wanted), key=FACES.index):
        faces = typefaces.in_slot(slot.name)
        if _is_needless(slot, wanted[slot.name], _owned(first[0], first)):
            continue
        characters = _characters(kind, slot, wanted[slot.name], _owned(slot, faces))
        for face, own in _shared(characters, faces):
            if own:
                cuts.append(Cut(face, kind, own, typefaces.small_capitals))
    contents = _contents(cuts, cache, make)
    return FontSet(
        tuple(
            Font(cut.face, kind, cut.characters, content)
            for cut, content in zip(cuts, contents, strict=True)
        )
    )


def _shared(characters: str, faces: Sequence[Face]) -> Iterator[tuple[Face, str]]:
    """Yield the faces of a slot, each with what it draws of the characters: what it is first in."""
    if len(faces) == 1:
        yield faces[0], characters
        return
    left = set(characters)
    for face in faces:
        has = covered(face)
        drawn = {one for one in left if one in has or COPIES.get(one) in has}
        if face is faces[-1] and not isinstance(face.design, OwnDesign):
            drawn = left
        left = left - drawn
        # Pango takes a space from the face of the character before it.
        yield face, _sorted(drawn | {" "} if drawn else drawn)


def _contents(cuts: Sequence[Cut], cache: Cache, make: Maker) -> list[bytes]:
    """Get fonts from the cache, and make those that are missing."""
    keys = {cut: _key(cut) for cut in cuts}
    contents = {cut: cache.get(keys[cut]) for cut in cuts}
    missing = [cut for cut, content in contents.items() if content is None]
    for cut, content in zip(missing, make(missing) if missing else (), strict=True):
        cache.put(keys[cut], content)
        contents[cut] = content
    return [content for content in contents.values() if content is not None]


def _key(cut: Cut) -> str:
    tools = " ".join(f"{tool} {version_of(tool)}" for tool in _TOOLS)
    source = (repr(cut.face), cut.characters, " ".join(cut.features), fingerprint(cut.face.design))
    return key_of(f"font-{cut.format}", _VERSION, tools, *source)


def _is_needless(slot: Face, text: str, owned: frozenset[str]) -> bool:
    """Whether fonts of a style have all the letters for which a face of a script would be made."""
    script = slot.design.script
    if not owned or script == "Latn" or script in HAN_SCRIPTS:
        return False
    letters = {one for one in set(text) if script_of_letter(one) == script}
    return bool(letters) and letters <= owned


def _owned(slot: Face, faces: Sequence[Face]) -> frozenset[str]:
    """What the faces of a style draw in a slot for Latin: letters of all scripts but Han ones."""
    own = [covered(face) for face in faces if isinstance(face.design, OwnDesign)]
    script = face_named(slot.slot or slot.name).design.script
    if not own or script != "Latn":
        return frozenset()
    return frozenset(one for one in frozenset().union(*own) if not in_han_blocks(one))


def _characters(kind: Format, face: Face, text: str, owned: frozenset[str]) -> str:
    """The characters to include in a slot, sorted; none if no text is set in it."""
    script = face.design.script
    occurring = "".join(set(text))
    drawn = {
        character
        for character in occurring + occurring.upper()
        if needs_glyph(character) and (may_draw(script, character) or character in owned)
    }
    if not drawn:
        return ""
    return _sorted(drawn | set(_always(kind, script)))


def _always(kind: Format, script: Script) -> str:
    """The characters of a face that are not those of its text."""
    latin, han = _ALWAYS[kind]
    if script == "Latn":
        return latin
    return han if script in HAN_SCRIPTS else writing_system(script).marks


def _sorted(characters: set[str]) -> str:
    return "".join(sorted(characters))


def _is_ink(character: str) -> bool:
    """Whether a character leaves a mark; spaces of any width are derived from the plain space."""
    return needs_glyph(character) and category(character) != "Zs"


def _drawn(design: Design | OwnDesign, characters: str) -> set[str]:
    import uharfbuzz

    font = uharfbuzz.Font(open_design(design))
    return {
        character
        for character in characters
        if (may_draw(design.script, character) or isinstance(design, OwnDesign))
        and font.get_nominal_glyph(ord(character))
    }


def _font_face(font: Font, url: str) -> str:
    lines = [
        f'font-family: "{font.face.family}"',
        f"font-style: {'italic' if font.face.italic else 'normal'}",
        f"font-weight: {font.face.weight}",
        f'src: url("{url}") format("{font.format}")',
    ]
    # WeasyPrint, which uses the OpenType fonts, ignores font-display and needs no range.
    if font.format == "woff2":
        lines.append("font-display: swap")
        if font.face.design.script != "Latn":
            lines.append(f"unicode-range: {_range(font)}")
    return f"@font-face {{ {'; '.join(lines)} }}\n"


def _range(font: Font) -> str:
    """The ``unicode-range`` of a font: the blocks of its script, and its other characters.

    Blocks rather than single characters keep the stylesheet short and stable.
    """
    script = font.face.design.script
    blocks = HAN_BLOCKS if script in HAN_SCRIPTS else writing_system(script).letters
    inside = [range(first, last + 1) for first, last in blocks]
    others = [one for one in map(ord, font.characters) if not any(one in block for block in inside)]
    points = [f"U+{point:X}" for point in others]
    return ", ".join([*points, *(f"U+{first:X}-{last:X}" for first, last in blocks)])
