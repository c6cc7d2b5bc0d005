"""Checks that everything painted is tagged or an artifact, and that its language is right.

ISO 14289-1, 7.1: content is either tagged as real content or marked as an artifact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.languages import HAN_TAG, is_han
from pipeline.languages.writing import foreign_runs
from pipeline.preflight.pdf.reading.font_text import FontText
from pipeline.preflight.pdf.reading.painting import Mark
from pipeline.preflight.pdf.reading.structure_tree import Content, Element, read_parents

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# With the punctuation of Chinese, which other languages have around formulas and marks.
_IS_HAN = re.compile("[\u2e80-\u303f\u3100-\u9fff\uf900-\uffef\U00020000-\U0003ffff]")
_REBUILD = "build the note again"
_SHOWN = 40


@dataclass(slots=True)
class PageContent:
    """The content of a page: text by the number of its marked content, and untagged content.

    ``languages`` are those declared by the content itself, by number.
    """

    texts: dict[int, str] = field(default_factory=dict)
    twice: set[int] = field(default_factory=set)
    languages: dict[int, str] = field(default_factory=dict)
    untagged: Counter[str] = field(default_factory=Counter)
    untagged_text: str = ""


def read_content(pages: Mapping[int, Sequence[Mark]]) -> list[PageContent]:
    """Read the content of each page by its tags."""
    reader = FontText()
    return [_read_page(marks, reader) for marks in pages.values()]


def check_tagging(
    pdf: pikepdf.Pdf, root: Element, contents: Sequence[PageContent]
) -> Iterator[Finding]:
    """Yield content without tags, tags without content, and errors of the parent tree."""
    for number, page in enumerate(contents, 1):
        if page.untagged:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(page.untagged.items()))
            shown = f": {page.untagged_text[:_SHOWN]!r}" if page.untagged_text else ""
            message = f"painted, but neither tagged nor an artifact: {kinds}{shown}"
            yield Finding("N431", message, Place("", page=number), _REBUILD)
    yield from _check_coverage(root, contents)
    yield from _check_parents(pdf, root, contents)


def check_languages(root: Element, contents: Sequence[PageContent]) -> Iterator[Finding]:
    """Yield Chinese characters, and words in other scripts, that are not marked as such.

    ISO 14289-1, 7.2: the language of all text can be determined.
    """
    for element in root.walk():
        for kid in element.kids:
            if not isinstance(kid, Content) or not 0 <= kid.page < len(contents):
                continue
            page = contents[kid.page]
            text = page.texts.get(kid.number, "")
            language = page.languages.get(kid.number, element.language)
            for found, name, tag in _unmarked(text, language):
                message = f"{found[:_SHOWN]} is not marked as {name}, but as {language}"
                hint = f"mark it in the source: [{found[:_SHOWN]}]{{lang={tag}}}"
                yield Finding("N437", message, Place("", page=kid.page + 1), hint)


def _unmarked(text: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield words in another script than that of a language, what they are, and a tag for them."""
    if not is_han(language):
        for han in islice(_HAN.finditer(text), 1):
            yield han.group(), "Chinese", HAN_TAG
    others = (run for run in foreign_runs(text, language) if not _IS_HAN.match(run.text))
    for run in islice(others, 1):
        yield run.text, run.system.name, run.tag


def _read_page(marks: Sequence[Mark], reader: FontText) -> PageContent:
    page = PageContent()
    for mark in marks:
        tagging = mark.tagging
        text = reader.text(mark.state.font, mark.subject) if mark.kind == "text" else ""
        if mark.kind == "tag":
            _open(page, mark)
        elif mark.kind == "group":
            continue
        elif tagging.number is not None:
            if tagging.spoken is None:
                page.texts[tagging.number] += text
        elif not tagging.is_artifact:
            page.untagged[mark.kind] += 1
            page.untagged_text += text
    return page


def _open(page: PageContent, mark: Mark) -> None:
    tagging = mark.tagging
    number = tagging.number
    if number is None:
        return
    if number in page.texts:
        page.twice.add(number)
    page.texts[number] = tagging.spoken or ""
    if tagging.language is not None:
        page.languages[number] = tagging.language


def _check_coverage(root: Element, contents: Sequence[PageContent]) -> Iterator[Finding]:
    """Compare the content painted with the content in the tree."""
    named = Counter(root.contents())
    painted = {Content(number, mcid) for number, page in enumerate(contents) for mcid in page.texts}
    again = {Content(number, mcid) for number, page in enumerate(contents) for mcid in page.twice}
    problems = (
        (painted - set(named), "is painted, but is in no element"),
        (set(named) - painted, "is in an element, but is not painted"),
        ({one for one, count in named.items() if count > 1}, "is in more than one element"),
        (again, "is the number of two pieces of content"),
    )
    for found, what in problems:
        yield from _by_page(found, what)


def _by_page(found: set[Content], what: str) -> Iterator[Finding]:
    """Yield one finding for each page."""
    by_page: dict[int, list[int]] = {}
    for content in sorted(found, key=lambda one: (one.page, one.number)):
        by_page.setdefault(content.page, []).append(content.number)
    for page, numbers in by_page.items():
        listed = ", ".join(map(str, islice(numbers, 5))) + (" …" if len(numbers) > 5 else "")
        message = f"marked content {listed} {what}"
        yield Finding("N432", message, Place("", page=page + 1), _REBUILD)


def _check_parents(
    pdf: pikepdf.Pdf, root: Element, contents: Sequence[PageContent]
) -> Iterator[Finding]:
    """Compare the parent tree with the tree itself (ISO 32000-1, 14.7.4.4)."""
    parents = read_parents(pdf)
    holders = {
        kid: element.entry.objgen
        for element in root.walk()
        for kid in element.kids
        if isinstance(kid, Content)
    }
    for number, page in enumerate(pdf.pages):
        entries = _entries(parents.get(int(page.obj.get("/StructParents", -1))))
        wrong = [
            mcid
            for mcid in contents[number].texts
            if entries.get(mcid) != holders.get(Content(number, mcid))
        ]
        if wrong:
            message = f"the parent tree is wrong for {len(wrong)} pieces of content"
            yield Finding("N432", message, Place("", page=number + 1), _REBUILD)


def _entries(array: Any) -> Mapping[int, Any]:
    if not isinstance(array, pikepdf.Array):
        return {}
    return {
        number: entry.objgen
        for number, entry in enumerate(array)
        if isinstance(entry, pikepdf.Dictionary)
    }
