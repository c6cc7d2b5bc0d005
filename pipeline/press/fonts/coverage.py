"""What of a note cannot be set: a language without words, letters of a script without a face."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding, Place
from pipeline.languages import language_name
from pipeline.languages.writing import letters_of, scripts_in, writing_system
from pipeline.languages.writing_systems import WRITING_SYSTEMS, WritingSystem
from pipeline.press.fonts.typefaces import covered, typefaces_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.cache import Cache
    from pipeline.house_style import Style

_FACELESS: Final = frozenset(row.code for row in WRITING_SYSTEMS if not row.has_faces)
_LANGUAGE: Final = re.compile(r"^language:\s*[\"']?([\w-]+)", re.MULTILINE)
_SHOWN: Final = 40


def unset_findings(
    language: str, texts: Mapping[str, str], style: Style, cache: Cache
) -> Iterator[Finding]:
    """Yield what a note cannot be set for: words of its language, and faces of its scripts.

    ``texts`` is what is written in it, by the paths of its files. There is one finding for each
    script, where its first words are. Nothing is read of a font unless the table of scripts has no
    faces for one.
    """
    if not style.has_words(language):
        yield _wordless(language, texts)
    for code in sorted(scripts_in("".join(texts.values())) & _FACELESS):
        own = [covered(face) for face in typefaces_of(style, cache).own]
        yield from _faceless(writing_system(code), texts, frozenset().union(*own))


def _wordless(language: str, texts: Mapping[str, str]) -> Finding:
    primary = language.partition("-")[0]
    message = f"there are no interface words in {language_name(language)} ({language})"
    hint = f"notepress style new --language {primary} writes a file of them to translate"
    for path, text in texts.items():
        if found := _LANGUAGE.search(text):
            start, end = found.span(1)
            return Finding("N326", message, place_at(path, text, start, end - start), hint)
    return Finding("N326", message, Place("note.yaml"), hint)


def _faceless(
    row: WritingSystem, texts: Mapping[str, str], covered_by_own: frozenset[str]
) -> Iterator[Finding]:
    """Yield the finding about a script, if fonts of the style do not have all of its letters."""
    letters = letters_of((row.code,))
    word = re.compile(f"[{letters}](?:[^\\w\\n]*[{letters}]+)*")
    found = {sign for text in texts.values() for sign in re.findall(f"[{letters}]", text)}
    missing = found - covered_by_own
    if not missing:
        return
    path, text, run = next(
        (path, text, run)
        for path, text in texts.items()
        for run in word.finditer(text)
        if missing.intersection(run.group())
    )
    shown = run.group() if len(run.group()) <= _SHOWN else f"{run.group()[:_SHOWN]}…"
    count = f"{len(missing)} characters" if len(missing) > 1 else "1 character"
    message = f"no face has the {row.name} script: {count}, first in {shown}"
    hint = (
        f"declare a font of {row.name} by @font-face in styles/tokens.css, and name its family in "
        '--serif, --display and --sans behind ours: --serif: "Note Serif", "Its Family"'
    )
    yield Finding("N325", message, place_at(path, text, run.start(), len(run.group())), hint)


def place_at(path: str, text: str, start: int, length: int = 1) -> Place:
    """The place of some characters of a text; that of the file alone in a drawing."""
    if path.endswith(".svg"):
        return Place(path)
    begin = text.rfind("\n", 0, start) + 1
    line = text[begin:].partition("\n")[0].rstrip("\r")
    return Place(path, text.count("\n", 0, start) + 1, start - begin + 1, line, length)
