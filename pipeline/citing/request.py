"""What pandoc is asked: to set the citations of a note in a style of CSL."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from pipeline.cache import key_of
from pipeline.languages import find_language, has_straight_citations
from pipeline.pandoc import run_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.cache import Cache
    from pipeline.note.citations import Cited

API_VERSION: Final = (1, 23, 1)
"""The version of pandoc's syntax tree."""

_SCRIPT: Final = "citations.lua"
_KIND: Final = "citations"
_FORMATS: Final = {".bib": "biblatex", ".json": "csljson"}


@dataclass(frozen=True, slots=True)
class Request:
    """Citations in the order of reading, and the works that they cite.

    ``files`` are the texts of bibliographies by name, BibTeX or CSL-JSON; ``style`` is a style of
    CSL as XML.
    """

    cited: Sequence[Cited]
    files: Mapping[str, str]
    style: str
    language: str

    @property
    def key(self) -> str:
        """The key of its answer in the cache."""
        script = resources.files("pipeline.citing").joinpath(_SCRIPT).read_text("utf-8")
        return key_of("citations", script, self.text)

    @property
    def text(self) -> str:
        """The request as JSON."""
        content = {
            "groups": list(_groups(self.cited)),
            "files": [
                {"format": _FORMATS[name[name.rindex(".") :]], "text": text}
                for name, text in self.files.items()
            ],
            "keys": sorted({key for one in self.cited for key in one.keys}),
            "style": with_quotation_marks(self.style, self.language),
            "language": self.language,
        }
        return json.dumps(content, ensure_ascii=False)

    @property
    def block(self) -> Mapping[str, Any]:
        """The request as a block of pandoc's."""
        return {"t": "CodeBlock", "c": [["", [_KIND], []], self.text]}


def with_quotation_marks(style: str, tag: str) -> str:
    """A style of CSL with the quotation marks of a language, if CSL has only straight ones.

    One that says anything of that language itself is left as it is.
    """
    language = find_language(tag)
    if language is None or not has_straight_citations(tag):
        return style
    primary = tag.partition("-")[0]
    if re.search(rf"<locale[^>]*xml:lang=[\"']{primary}\b", style):
        return style
    names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
    marks = (*language.double, *language.single)
    terms = "".join(
        f'<term name="{name}">{escape(mark)}</term>'
        for name, mark in zip(names, marks, strict=True)
    )
    locale = f'<locale xml:lang="{primary}"><terms>{terms}</terms></locale>'
    return style.replace("</info>", f"</info>{locale}", 1)


def _groups(cited: Sequence[Cited]) -> Iterator[dict[str, Any]]:
    """Yield the citations of the text one by one, and those of each footnote together."""
    for number, group in groupby(cited, lambda one: one.note):
        found = tuple(group)
        sources = [one.source for one in found if one.source]
        if not number:
            yield {"note": False, "sources": sources}
        else:
            before = [one.before for one in found if one.source]
            yield {"note": True, "sources": sources, "before": before, "after": found[-1].after}


def script_arguments() -> list[str]:
    """The arguments with which pandoc answers requests."""
    # The package is installed as files, never read from an archive.
    return [f"--lua-filter={resources.files('pipeline.citing').joinpath(_SCRIPT)}"]


def answer_to(request: Request, cache: Cache) -> str:
    """The answer to a request, as pandoc's JSON. Raises what `run_pandoc` raises."""
    if (kept := cache.get(request.key)) is not None:
        return kept.decode()
    document = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": [request.block]}
    arguments = ["--from=json", "--to=json", *script_arguments()]
    answered = json.loads(run_pandoc(arguments, json.dumps(document).encode()))
    text: str = answered["blocks"][0]["c"][1]
    cache.put(request.key, text.encode())
    return text
