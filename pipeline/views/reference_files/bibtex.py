"""Items of CSL as entries that BibTeX and biblatex both read (UTF-8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.views.reference_files.values import (
    date_of,
    inverted,
    keywords_of,
    names_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.views.reference_files.values import Item

MEDIA_TYPE: Final = "application/x-bibtex"

# fmt: off
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)
# fmt: on
_SPECIAL: Final = re.compile(r"[\\{}&%$#_^~]")
_COMMANDS: Final = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_TYPES: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "thesis": "phdthesis",
}
_PUBLISHERS: Final = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
_NOT_IN_ADDRESSES: Final = re.compile(r"[\\{}]")
_NOT_IN_KEYS: Final = re.compile(r"[\s,{}()\"=#%\\~']+")


def as_bibtex(items: Iterable[Item]) -> str:
    """The entries of items."""
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    kind = _TYPES.get(text_of(item, "type"), "misc")
    if kind == "phdthesis" and "master" in text_of(item, "genre").casefold():
        kind = "mastersthesis"
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(item, kind) if value]
    issued = date_of(item)
    if len(issued) > 1:
        # A macro, not text: both programs turn it into the month's name.
        lines.append(f"  month = {_MONTHS[issued[1] - 1]},\n")
    key = _NOT_IN_KEYS.sub("-", text_of(item, "id"))
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    yield from (("author", _names(item, "author")), ("editor", _names(item, "editor")))
    yield "title", f"{{{_escaped(text_of(item, 'title'))}}}" if text_of(item, "title") else ""
    container = "journal" if kind == "article" else "booktitle"
    yield container, _escaped(text_of(item, "container-title"))
    yield _PUBLISHERS.get(kind, "publisher"), _escaped(text_of(item, "publisher"))
    yield "address", _escaped(text_of(item, "publisher-place"))
    yield "type", _escaped(text_of(item, "genre"))
    yield "series", _escaped(text_of(item, "collection-title"))
    yield "volume", _escaped(text_of(item, "volume"))
    yield "number", _escaped(text_of(item, "issue", "number", "collection-number"))
    yield "pages", _escaped(text_of(item, "page").replace("–", "-")).replace("-", "--")
    yield from (("edition", _escaped(text_of(item, "edition"))), ("version", _version(item)))
    issued, accessed = date_of(item), date_of(item, "accessed")
    yield "year", str(issued[0]) if issued else ""
    yield "day", str(issued[2]) if len(issued) > 2 else ""
    yield "language", _escaped(text_of(item, "language"))
    yield "keywords", _escaped(", ".join(keywords_of(item)))
    yield from (("doi", _address(item, "DOI")), ("isbn", _escaped(text_of(item, "ISBN"))))
    yield from (("issn", _escaped(text_of(item, "ISSN"))), ("url", _address(item, "URL")))
    yield "urldate", "-".join(f"{one:02}" for one in accessed)
    yield "note", _escaped(text_of(item, "note"))


def _version(item: Item) -> str:
    return _escaped(text_of(item, "version"))


def _address(item: Item, name: str) -> str:
    """A DOI or an address as it is, but for signs that would end the field."""
    return _NOT_IN_ADDRESSES.sub(lambda match: f"%{ord(match.group()):X}", text_of(item, name))


def _names(item: Item, role: str) -> str:
    """Names that are turned if they have parts, else in braces, which keep them whole."""
    return " and ".join(_name(*name) for name in names_of(item, role))


def _name(family: str, given: str, suffix: str) -> str:
    if not given:
        return f"{{{_escaped(family)}}}"
    parts = (family, suffix, given) if suffix else (family, given)
    return _escaped(", ".join(parts)) if suffix else _escaped(inverted(family, given, ""))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _COMMANDS.get(match.group(), f"\\{match.group()}"), text)
