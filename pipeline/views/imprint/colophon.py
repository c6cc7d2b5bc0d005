"""The colophon: the faces that a note is set in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.typography import SHORTEST_OF_PARAGRAPH
from pipeline.workspace import WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.note import Note

_HAN: Final = re.compile("[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CODE: Final = re.compile(r"(?<![\\`])`[^`]")
_LETTER: Final = re.compile(r"\w")
_TWO: Final = 2


def faces_line(note: Note, words: Mapping[str, str]) -> str:
    """The sentence that names the faces of a note, and none that it has no use for."""
    faces = [words["face_of_text"], words["face_of_headings"], *_others(note, words)]
    whole = words["colophon_two_faces" if len(faces) == _TWO else "colophon_faces"]
    line = whole.format(faces=words["comma"].join(faces))
    # The name of a face may end with a short word, which would stand alone in a line.
    head, space, last = line.rpartition(" ")
    is_short = len(_LETTER.findall(last)) < SHORTEST_OF_PARAGRAPH
    return f"{head}\u00a0{last}" if space and is_short else line


def _others(note: Note, words: Mapping[str, str]) -> Iterator[str]:
    typed = {path: data for path, data in note.files.items() if path.endswith(WRITTEN_SUFFIXES)}
    texts = {path: data.decode("utf-8", "replace") for path, data in {**typed, **note.data}.items()}
    if any(_HAN.search(text) for text in (*texts.values(), words["contents"])):
        yield words["face_of_chinese"]
    if any(_CODE.search(text) for path, text in texts.items() if path.endswith(".md")):
        yield words["face_of_code"]
