"""The style of a publisher: tokens, stylesheets, templates and words, one file at a time.

A style folder holds ``tokens.css``, ``parts/``, ``editions/``, ``words/`` and ``templates/``.
A project's own folder overrides the built-in one file by file.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding, Place

if TYPE_CHECKING:
    from pathlib import Path

Srgb = tuple[int, int, int]
Cmyk = tuple[float, float, float, float]

_TOKEN = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;]+);")
_HEX = re.compile(r"#([0-9a-f]{6})")
_CMYK = re.compile(r"device-cmyk\(([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Style:
    """A style, read: every token by name and every file by its path in the style folder."""

    tokens: Mapping[str, str]
    files: Mapping[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 over all files, 64 hexadecimal digits."""
        digest = hashlib.sha256()
        for path, text in sorted(self.files.items()):
            digest.update(f"{path}\0{len(text)}\0{text}".encode())
        return digest.hexdigest()

    def token(self, name: str) -> str:
        """Return the value of a token with references to other tokens replaced."""
        value = self.tokens[name]
        while (match := re.fullmatch(r"var\(--([a-z0-9-]+)\)", value)) is not None:
            value = self.tokens[match.group(1)]
        return value

    def length(self, name: str) -> float:
        """Return a length token as a number in its own unit, mm or pt."""
        return float(re.sub(r"(mm|pt|px)$", "", self.token(name)))

    def inks(self) -> Mapping[Srgb, Cmyk]:
        """Return the CMYK twin, 0 to 1 each, of every sRGB colour, 0 to 255 each.

        Raises SourceError (N502) for a colour without a twin.
        """
        found: dict[Srgb, Cmyk] = {}
        missing: list[Finding] = []
        for name, value in self.tokens.items():
            if (match := _HEX.fullmatch(value)) is None:
                continue
            twin = _CMYK.fullmatch(self.tokens.get(f"{name}-cmyk", ""))
            if twin is None:
                missing.append(_no_twin(name, value))
                continue
            red, green, blue = bytes.fromhex(match.group(1))
            cyan, magenta, yellow, black = (float(part) for part in twin.groups())
            found[red, green, blue] = (cyan, magenta, yellow, black)
        if missing:
            raise SourceError(missing)
        return found

    def words(self, language: str) -> Mapping[str, str]:
        """Return the interface words of a language; a tag falls back to its primary language.

        Raises CannotRunError where there is no file for the language.
        """
        for tag in (language, language.partition("-")[0]):
            text = self.files.get(f"words/{tag}.toml")
            if text is not None:
                return {name: str(word) for name, word in tomllib.loads(text).items()}
        raise CannotRunError(
            f"no interface words for the language {language}",
            hint=f"add styles/words/{language.partition('-')[0]}.toml, after styles/words/en.toml",
        )


def load_style(*folders: Path) -> Style:
    """Read a style from folders, the first one built in, each later one overriding by file."""
    files: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {
                ".css",
                ".toml",
                ".html",
                ".xhtml",
                ".js",
                ".svg",
            }:
                files[path.relative_to(folder).as_posix()] = path.read_text("utf-8")
    return Style(tokens=_tokens(files.get("tokens.css", "")), files=files)


def _tokens(css: str) -> dict[str, str]:
    return {name: value.strip() for name, value in _TOKEN.findall(_COMMENT.sub("", css))}


def _no_twin(name: str, value: str) -> Finding:
    return Finding(
        "N502",
        f"colour --{name} ({value}) has no twin for print",
        Place("styles/tokens.css"),
        hint=f"add --{name}-cmyk: device-cmyk(c m y k), each from 0 to 1",
    )
