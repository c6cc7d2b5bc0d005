"""A style, read and checked, as all other packages use it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from pipeline.citing.style import CitationStyle
from pipeline.citing.styles import BUILT_IN, read_built_in
from pipeline.errors import CannotRunError
from pipeline.findings import Finding, Place
from pipeline.house_style.families import Families
from pipeline.house_style.own_face import OwnFace
from pipeline.languages import find_language
from pipeline.languages.counted import with_own
from pipeline.languages.digits import WORD as DIGITS
from pipeline.languages.digits import digits_of, in_digits

Srgb = tuple[int, int, int]
Cmyk = tuple[float, float, float, float]

NUMERALS = "-numerals"
"""The end of the name of every token for the numerals of a series."""

# The words of the colophon that name faces, and the faces of notepress as all languages write them.
_NAMED = {
    "serif": ("face_of_text", "Source Serif 4"),
    "sans": ("face_of_headings", "Source Sans 3"),
    "mono": ("face_of_code", "Source Code Pro"),
    "han": ("face_of_chinese", "Noto Sans CJK"),
}
_TERMS = ("colophon_faces", "colophon_two_faces")
# The words that have a number in them, and that number: not one of an address.
_WITH_NUMBERS = frozenset({"page_marks", "hit_count_one"})
_OWN_NUMBER = re.compile(r"(?<![\w-])[0-9]+")
_HEX = re.compile(r"#([0-9a-f]{6})")
_CMYK = re.compile(r"device-cmyk\(([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+)\)")


@dataclass(frozen=True, slots=True)
class Style:
    """Every token by name, every file by its path in the style folder, words of its own by tag.

    ``faces`` are those that it brings, ``families`` the tokens that use them, ``given`` the tokens
    that a folder of one's own has, ``uninked`` the places of its colours that have no CMYK
    equivalent.
    """

    tokens: Mapping[str, str]
    files: Mapping[str, str]
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    faces: tuple[OwnFace, ...] = ()
    families: Families = field(default_factory=lambda: Families({}))
    given: frozenset[str] = frozenset()
    warnings: tuple[Finding, ...] = field(default=(), compare=False)
    uninked: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 over all files, 64 hexadecimal digits."""
        digest = hashlib.sha256()
        for path, text in sorted(self.files.items()):
            digest.update(f"{path}\0{len(text)}\0{text}".encode())
        for face in self.faces:
            digest.update(repr(face).encode())
        return digest.hexdigest()

    def token(self, name: str) -> str:
        """The value of a token with references to other tokens replaced."""
        value = self.tokens[name]
        while (match := re.fullmatch(r"var\(--([a-z0-9-]+)\)", value)) is not None:
            value = self.tokens[match.group(1)]
        return value

    def length(self, name: str) -> float:
        """A length token as a number in its own unit, mm or pt."""
        return float(re.sub(r"(mm|pt|px)$", "", self.token(name)))

    def numerals(self) -> Mapping[str, str]:
        """The numerals of each series of things that are numbered, by token."""
        return {name: self.token(name) for name in self.tokens if name.endswith(NUMERALS)}

    def citations(self) -> CitationStyle:
        """How citations are set, and whether each theme lists its works."""
        name = self.token("citation-style")
        csl = read_built_in(name) if name in BUILT_IN else self.files[name]
        return CitationStyle(csl, lists_by_theme=self.token("references") == "theme")

    def inks(self) -> Mapping[Srgb, Cmyk]:
        """The CMYK equivalent, 0 to 1 each, of every sRGB colour, 0 to 255 each."""
        found: dict[Srgb, Cmyk] = {}
        for name, value in self.tokens.items():
            equivalent = _CMYK.fullmatch(self.tokens.get(f"{name}-cmyk", ""))
            if (match := _HEX.fullmatch(value)) is None or equivalent is None:
                continue
            red, green, blue = bytes.fromhex(match.group(1))
            cyan, magenta, yellow, black = (float(part) for part in equivalent.groups())
            found[red, green, blue] = (cyan, magenta, yellow, black)
        return found

    def has_words(self, language: str) -> bool:
        """Whether there are interface words for a language: built in, or of the style."""
        tags = {language, language.partition("-")[0]}
        return find_language(language) is not None or not tags.isdisjoint(self.languages)

    def words(self, language: str) -> Mapping[str, str]:
        """The interface words of a language: those built in, and those of the style.

        Among them, as ``digits``, are the ten digits in which its numbers are written.
        Words for a whole tag, such as fr-CH, go before those for its primary language. Raises
        CannotRunError where there are none.
        """
        primary = language.partition("-")[0]
        known = find_language(language)
        own = {**self.languages.get(primary, {}), **self.languages.get(language, {})}
        if not own and known is None:
            raise CannotRunError(
                f"no interface words for the language {language}",
                hint=f"notepress style new --language {primary} writes a file of them to translate",
            )
        words = with_own(known.words if known else {}, own)
        words[DIGITS] = digits_of(self.token(DIGITS), known.digits if known else "european")
        for name in _WITH_NUMBERS & words.keys():
            words[name] = _OWN_NUMBER.sub(partial(_in, words[DIGITS]), words[name])
        return self._naming_faces(words)

    def family(self, role: str) -> str:
        """The name of the style's own family that is first in a role; none if it is ours."""
        return self.families.of_role.get(role, ("",))[0]

    def _naming_faces(self, words: dict[str, str]) -> dict[str, str]:
        """Words whose colophon names the faces of the style, whose terms are not known."""
        for role, (name, design) in _NAMED.items():
            family = self.family(role)
            if family and name in words:
                words[name] = words[name].replace(design, family)
                words |= dict.fromkeys(_TERMS, words["colophon_own_faces"])
        return words


def _in(digits: str, number: re.Match[str]) -> str:
    return in_digits(number.group(), digits)
