"""The colophon: the faces that a note is set in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.languages.scripts import face_of_script
from pipeline.languages.writing import (
    LATIN,
    own_script_name,
    script_name,
    script_of,
    scripts_in,
    writing_system,
)
from pipeline.languages.writing_systems import WritingSystem
from pipeline.typography import SHORTEST_OF_PARAGRAPH
from pipeline.workspace import WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.note import Note

_HAN: Final = re.compile("[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CODE: Final = re.compile(r"(?<![\\`])`[^`]")
_LETTER: Final = re.compile(r"\w")
_TWO: Final = 2
_LATIN_FACES: Final = "Source Serif 4 / Source Sans 3"


def faces_line(note: Note, words: Mapping[str, str]) -> str:
    """The sentence that names the faces of a note, and none that it has no use for."""
    faces = [*_main(note, words), *_others(note, words)]
    whole = words["colophon_two_faces" if len(faces) == _TWO else "colophon_faces"]
    line = whole.format(faces=words["comma"].join(faces))
    # The name of a face may end with a short word, which would stand alone in a line.
    head, space, last = line.rpartition(" ")
    is_short = len(_LETTER.findall(last)) < SHORTEST_OF_PARAGRAPH
    return f"{head}\u00a0{last}" if space and is_short else line


def _main(note: Note, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the faces of the text: in a note in a script that has its own, that one first."""
    language = note.metadata.language
    own = writing_system(script_of(language))
    if not own.design:
        yield words["face_of_text"]
        yield words["face_of_headings"]
        return
    yield face_of_script(language, own_script_name(language), own.design)
    yield _of_script(writing_system(LATIN), _LATIN_FACES, language)


def _of_script(system: WritingSystem, face: str, language: str) -> str:
    return face_of_script(language, script_name(system.code, language), face)


def _others(note: Note, words: Mapping[str, str]) -> Iterator[str]:
    language = note.metadata.language
    typed = {path: data for path, data in note.files.items() if path.endswith(WRITTEN_SUFFIXES)}
    texts = {path: data.decode("utf-8", "replace") for path, data in {**typed, **note.data}.items()}
    if any(_HAN.search(text) for text in (*texts.values(), words["contents"])):
        yield words["face_of_chinese"]
    for code in sorted(scripts_in("".join(texts.values())) - {script_of(language)}):
        if design := writing_system(code).design:
            yield _of_script(writing_system(code), design, language)
    if any(_CODE.search(text) for path, text in texts.items() if path.endswith(".md")):
        yield words["face_of_code"]
