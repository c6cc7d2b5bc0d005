"""Styles of citations in a style folder: files of CSL, and the token that names one."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from pipeline.citing.styles import BUILT_IN
from pipeline.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.house_style.files import StyleFiles

SUFFIX: Final = ".csl"
"""What the names of such files end in."""
NAME: Final = "citation-style"
"""Name of the token that names the style of a note's citations."""

_SPACE: Final = "{http://purl.org/net/xbiblio/csl}"
_PARENT: Final = f"{_SPACE}info/{_SPACE}link[@rel='independent-parent']"
_WHERE: Final = "styles of CSL are at https://github.com/citation-style-language/styles"


def check_citation_styles(files: StyleFiles) -> Iterator[Finding]:
    """Yield findings about the files of CSL in a folder."""
    for path, text in files.texts.items():
        if path.endswith(SUFFIX):
            yield from _check_file(path, text, files)


def _check_file(path: str, text: str, files: StyleFiles) -> Iterator[Finding]:
    # Only needed if a style has such files.
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        place = files.place_at(path, line, max(column, 1))
        yield Finding("N515", f"the style is not well-formed: {error.msg}", place, _WHERE)
        return
    place = files.place_at(path, root.sourceline if isinstance(root.sourceline, int) else 1, 1)
    if root.tag != f"{_SPACE}style":
        yield Finding("N515", "this is no style of CSL", place, _WHERE)
    elif not re.fullmatch(r"1\.0(\.\d+)?", root.get("version", "")):
        message = f"the style is of CSL {root.get('version') or 'without a version'}"
        yield Finding("N515", message, place, f"use one of CSL 1.0; {_WHERE}")
    elif (parent := root.find(_PARENT)) is not None:
        name = (parent.get("href") or "").rpartition("/")[2]
        message = "the style is a dependent one, which only names another"
        yield Finding("N515", message, place, f"put {name}.csl in its place; {_WHERE}")
    elif root.find(f"{_SPACE}citation/{_SPACE}layout") is None:
        yield Finding("N515", "the style does not say how citations are set", place, _WHERE)


def problem_of_value(value: str, known: Collection[str]) -> tuple[str, str] | None:
    """The message and hint about a value of the token, or None; ``known`` are all files."""
    own = [path for path in known if path.endswith(SUFFIX)]
    if value in BUILT_IN or value in own:
        return None
    close = difflib.get_close_matches(value, [*BUILT_IN, *own], 1, 0.6)
    hint = f"did you mean {close[0]}?" if close else f"use {', '.join(BUILT_IN)}, or a .csl file"
    message = f"--{NAME} cannot be {value}"
    if value.endswith(SUFFIX):
        message = f"there is no {value} in the style folder"
    return message, hint
