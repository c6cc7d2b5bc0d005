"""Find placeholders of `notepress init` and `notepress import` that have not been replaced yet.

The templates of init show which these are: a key whose value they fill in, and a line of the text
they contain, in any of their languages. An import puts a comment over each value that it made up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding, Place
from pipeline.languages import DEFAULT, find_language, language_of, tags
from pipeline.load.facts.to_complete import TO_COMPLETE
from pipeline.load.facts.yaml_source import read_yaml
from pipeline.load.report import Report, SourceText
from pipeline.starting.forms import blanks_of, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.load.facts.yaml_source import Path, YamlSource

_YAML: Final = ("note.yaml", "people.yaml", "imprint.yaml")
_MAY_STAY: Final = frozenset({"kind", "licence"})
# Values that can be right in a finished note.
_OF_THE_NOTE: Final = "slug"
_TRUE_AS_IT_IS: Final = frozenset({"identifiers"})
# What an import makes up and may stay: the name of a note is any that no other has.
_LANGUAGE: Final = re.compile(r"^language:\s*[\"']?([A-Za-z0-9-]+)", re.MULTILINE)
# Placeholders are recognised up to here: what follows differs from note to note.
_BLANK: Final = re.compile("<([a-z_]+)>")


def find_placeholders(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """A warning for each thing in the files of a sound note that was to be replaced.

    ``files`` are those of the note by their path in its folder, the imprint among them.
    """
    texts = {path: data.decode("utf-8-sig", "replace") for path, data in _readable(files)}
    begun_in = _languages_of(texts.get("note.yaml", ""))
    found: list[Finding] = []
    for path, text in texts.items():
        look = _in_text if path.endswith(".md") else _in_yaml
        found += look(path, text, begun_in)
    return tuple(sorted(found, key=lambda finding: finding.order))


def _readable(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return ((path, data) for path, data in files.items() if path.endswith(".md") or path in _YAML)


def _languages_of(metadata: str) -> tuple[str, ...]:
    """The languages a note may have begun in: its own and English, or any."""
    texts = _LANGUAGE.search(metadata)
    own = find_language(texts[1]) if texts else None
    return tags() if own is None else tuple({own.tag.partition("-")[0]: 0, DEFAULT: 0})


def _in_yaml(name: str, text: str, begun_in: tuple[str, ...]) -> Iterator[Finding]:
    source = SourceText(name, text.replace("\r\n", "\n"))
    found = read_yaml(source, Report())
    if found is None:
        return
    for path, pattern in _values_to_replace(name, begun_in).items():
        value = found.value(path)
        if isinstance(value, str) and pattern.fullmatch(value.strip()):
            key = ".".join(step for step in path if isinstance(step, str))
            message = f"{key} still has the placeholder that notepress init wrote"
            yield _finding(message, source.place(found.spot(path)))
    yield from _made_up(source, found)


def _made_up(source: SourceText, found: YamlSource) -> Iterator[Finding]:
    """Yield the keys over which an import has left its comment."""
    keys = {spot.line: path for path, spot in found.keys.items() if len(path) == 1}
    is_open = False
    for number, line in enumerate(source.lines, 1):
        is_open = line.startswith(TO_COMPLETE) or (is_open and line.startswith("#"))
        path = keys.get(number + 1)
        if is_open and path is not None and path[0] not in _TRUE_AS_IT_IS:
            message = f"{path[0]} was filled in by notepress and has not been completed"
            place = source.place(found.key_spot(path))
            yield Finding("N230", message, place, _CHECK, "warning")


_CHECK: Final = "write what is right, and remove the comment above"


def _in_text(path: str, text: str, begun_in: tuple[str, ...]) -> Iterator[Finding]:
    source = SourceText(path, text.replace("\r\n", "\n"))
    known = _lines_to_replace(begun_in)
    lines = [number for number, line in enumerate(source.lines, 1) if line.strip() in known]
    if not lines:
        return
    first = source.lines[lines[0] - 1]
    message = "this line is a placeholder that notepress init wrote"
    if len(lines) > 1:
        message = f"this line and {len(lines) - 1} more are placeholders that notepress init wrote"
    yield _finding(message, Place(path, lines[0], 1, first, len(first)))


def _finding(message: str, place: Place) -> Finding:
    hint = "replace or remove it; it would be published as it is"
    return Finding("N230", message, place, hint, "warning")


@cache
def _values_to_replace(name: str, begun_in: tuple[str, ...]) -> Mapping[Path, re.Pattern[str]]:
    """Patterns for the values of a YAML file that init filled in, by path."""
    form = f"note/{name}"
    filled = fill(form, {blank: f"<{blank}>" for blank in blanks_of(form)})
    source = read_yaml(SourceText(name, filled), Report())
    if source is None:
        raise ValueError(f"the template of {name} is not YAML")
    written = {blank: _written(blank, begun_in) for blank in blanks_of(form)}
    found = {}
    for path in source.values:
        value = source.value(path)
        named = _BLANK.findall(value) if isinstance(value, str) else ()
        if named and all(written[one] for one in named):
            # Every other piece is the name of a blank.
            pieces = _BLANK.split(value.partition(f"<{_OF_THE_NOTE}>")[0])
            parts = [written[one] if at % 2 else re.escape(one) for at, one in enumerate(pieces)]
            found[path] = re.compile("".join([*parts, ".*" if _OF_THE_NOTE in named else ""]))
    return found


def _written(blank: str, begun_in: tuple[str, ...]) -> str:
    """A pattern of what init fills a blank with; an empty one for what is right as it is."""
    if blank == _OF_THE_NOTE:
        return ".*"
    texts = {getattr(language_of(tag).first_note, blank, "") for tag in begun_in} - {""}
    return (
        "" if blank in _MAY_STAY or not texts else f"(?:{'|'.join(map(re.escape, sorted(texts)))})"
    )


@cache
def _lines_to_replace(begun_in: tuple[str, ...]) -> frozenset[str]:
    """The lines of text that a note begins with, but for what any note could have."""
    lines = {
        line.strip()
        for first in (language_of(tag).first_note for tag in begun_in)
        for text in (first.introduction, first.theme)
        for line in text.splitlines()
        if not (text is first.introduction and line.startswith("# "))
    }
    return frozenset(line for line in lines if any(character.isalpha() for character in line))
