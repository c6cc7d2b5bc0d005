"""The beginning of a translation: the files of the original, with what a translator has to write.

Headings get the ids they have in the original, which links and the other languages go by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.load.facts.to_complete import TO_COMPLETE
from pipeline.works import NOTE
from pipeline.workspace import kept_revision

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pipeline.note import Note, Part

_KEY: Final = re.compile(r"([a-z_]+)[ ]*:")
# What is said of one publication, and is another's in another language.
_OF_THE_ORIGINAL: Final = frozenset(
    ("accessibility", "identifiers", "revision", "revisions", "translated_from", "web_address")
)
_IN_WORDS: Final = frozenset(
    (
        *("contact", "credits", "description", "disclaimer", "disclaimer_short", "event", "kind"),
        *("licence", "original", "series", "subjects", "subtitle", "title"),
    )
)
_TRANSLATE: Final = f"{TO_COMPLETE}translate what follows, and remove this line.\n"
_DATE: Final = f"{TO_COMPLETE}when the translation is published\n"
_FENCE: Final = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_HEADING: Final = re.compile(r"#{1,3}[ \t]+\S")
_BRACES: Final = re.compile(r"\{(?P<inside>[^{}]*)\}[ \t]*$")


@dataclass(frozen=True, slots=True)
class TranslationStart:
    """What a new translation says of itself: its language, and what it was translated from.

    ``original`` is the name of the folder of that. Without a date ``published`` is to be
    completed. Nothing asks for words if ``words_follow``: a translator's file has them.
    """

    language: str
    original: str
    published: dt.date | None = None
    words_follow: bool = False

    @property
    def own_lines(self) -> dict[str, str]:
        """Lines of its metadata, by the key they have in that of the original."""
        lines = {"language": f"language: {self.language}\ntranslated_from: {self.original}\n"}
        if self.published is not None:
            lines["published"] = f"published: {self.published.isoformat()}\n"
        return lines


def translation_files(
    start: TranslationStart, original: Note, own: Iterable[str]
) -> dict[str, str | bytes]:
    """The files of a translation, by path, to be written over.

    ``own`` are the paths of the files that are the original's own: what all languages share is
    left where it is, and so are its revisions.
    """
    parts = {part.source: part for part in original.parts}
    files: dict[str, str | bytes] = {}
    for path in own:
        data = original.files[path]
        text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        if path == NOTE:
            files[path] = _metadata(text, start)
        elif path in parts:
            files[path] = "".join(_with_ids(text, tuple(_ids(parts[path]))))
        elif kept_revision(path) is None:
            files[path] = data
    return files


def _metadata(text: str, start: TranslationStart) -> str:
    """The metadata of the original, as far as it is that of a translation."""
    own = start.own_lines
    written = []
    is_left_out = False
    for line in text.splitlines(keepends=True):
        key = found[1] if (found := _KEY.match(line)) else ""
        if key or line[:1] not in {" ", "-", "\t"}:
            is_left_out = key in _OF_THE_ORIGINAL
        if is_left_out:
            continue
        if key in _IN_WORDS and not start.words_follow:
            written.append(_TRANSLATE)
        elif key == "published" and key not in own:
            written.append(_DATE)
        written.append(own.get(key, line))
    return "".join(written)


def _ids(part: Part) -> Iterator[str]:
    """Yield the ids of the headings of a part, in the order of its text."""
    yield part.id
    yield from (topic.id for topic in part.topics)
    for question in part.questions:
        yield question.id
        yield from (topic.id for topic in question.topics)


def _with_ids(text: str, ids: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a text whose headings say their ids.

    A text in which headings are written in another way than notepress writes them stays as it is.
    """
    lines = text.splitlines(keepends=True)
    places = tuple(_headings(lines))
    named = dict(zip(places, ids, strict=True)) if len(places) == len(ids) else {}
    for number, line in enumerate(lines):
        yield _with_id(line, named[number]) if number in named else line


def _headings(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of the lines that are headings, outside of code and of the head."""
    fence, is_head = "", bool(lines) and lines[0].rstrip() == "---"
    for number, line in enumerate(lines):
        if is_head:
            is_head = number == 0 or line.rstrip() not in {"---", "..."}
        elif (found := _FENCE.match(line)) is not None:
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence) and not line.strip(" `~\n"):
                fence = ""
        elif not fence and _HEADING.match(line):
            yield number


def _with_id(line: str, name: str) -> str:
    heading = line.rstrip()
    found = _BRACES.search(heading)
    if found is None:
        return f"{heading} {{#{name}}}\n"
    if "#" in found["inside"]:
        return line
    return f"{heading[: found.start()]}{{#{name} {found['inside'].strip()}}}\n"
