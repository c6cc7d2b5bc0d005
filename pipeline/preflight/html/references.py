"""References of HTML documents and stylesheets, and the ids of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

Use = Literal["link", "load"]

_LOADING = {
    "src", "srcset", "poster", "data", "background", "{http://www.w3.org/1999/xlink}href",
}  # fmt: skip
_LOADING_LINKS = {
    *("apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload"),
    *("preconnect", "prefetch", "preload", "prerender", "stylesheet"),
}
_IDS = {"aria-controls", "aria-describedby", "aria-labelledby", "aria-owns", "for", "headers"}
_URL = re.compile(r"url\(\s*[\"']?([^\"')]*)[\"']?\s*\)|@import\s+[\"']([^\"']+)[\"']")
_NO_FETCH = ("data:", "blob:", "about:")
_FOLLOWED = ("https", "http", "mailto", "data", "tel")


@dataclass(frozen=True, slots=True)
class Reference:
    """A URL in a document, its line, and whether it is a link or is loaded."""

    address: str
    use: Use
    line: int = 0

    @property
    def is_inside(self) -> bool:
        """Whether it is relative: to the document itself or a file beside it."""
        parts = urlsplit(self.address)
        return not parts.scheme and not parts.netloc

    @property
    def is_foreign(self) -> bool:
        """Whether it is on another host."""
        parts = urlsplit(self.address)
        return bool(parts.netloc) or not (
            not parts.scheme or self.address.lower().startswith(_NO_FETCH)
        )

    @property
    def is_followed(self) -> bool:
        """Whether a reader can follow it."""
        return self.is_inside or urlsplit(self.address).scheme.lower() in _FOLLOWED

    def target(self, document: str) -> tuple[str, str]:
        """The path and id it refers to, relative to the path of a document."""
        parts = urlsplit(self.address)
        folder = document.rpartition("/")[0]
        path = unquote(parts.path)
        whole = normpath(f"{folder}/{path}" if folder else path) if path else document
        return whole, unquote(parts.fragment)


def references_in(root: Any) -> Iterator[Reference]:
    """Yield the references of a parsed HTML or XHTML document, including its styles."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        line = element.sourceline or 0
        tag = element.tag.rpartition("}")[2]
        for name, value in element.attrib.items():
            yield from _in_attribute(element, tag, str(name), str(value), line)
        if tag == "style" and element.text:
            yield from (
                Reference(one.address, one.use, line) for one in references_in_css(element.text)
            )


def references_in_css(css: str) -> Iterator[Reference]:
    """Yield the references of a stylesheet."""
    for match in _URL.finditer(css):
        yield Reference(
            match.group(1) or match.group(2) or "", "load", css[: match.start()].count("\n") + 1
        )


def ids_in(root: Any) -> Iterator[tuple[str, int]]:
    """Yield every id of a parsed document with its line."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.get("id"):
            yield str(element.get("id")), element.sourceline or 0


def _in_attribute(element: Any, tag: str, name: str, value: str, line: int) -> Iterator[Reference]:
    if name == "href":
        yield Reference(value.strip(), _use_of(element, tag), line)
    elif name in ("srcset", "imagesrcset"):
        for candidate in value.split(","):
            if candidate.strip():
                yield Reference(candidate.split()[0], "load", line)
    elif name in _LOADING:
        yield Reference(value.strip(), "load", line)
    elif name in _IDS:
        yield from (Reference(f"#{one}", "link", line) for one in value.split())
    elif "url(" in value:
        # A style, or the fill, clip or marker of a drawing.
        yield from (Reference(one.address, one.use, line) for one in references_in_css(value))


def _use_of(element: Any, tag: str) -> Use:
    if tag == "link":
        kinds = set((element.get("rel") or "").lower().split())
        return "load" if kinds & _LOADING_LINKS else "link"
    return "load" if tag in ("use", "image", "base") else "link"
