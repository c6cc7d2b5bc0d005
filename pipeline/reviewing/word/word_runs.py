"""The runs of a paragraph of a Word file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import (
    LINE_BREAK,
    Bookmark,
    Comment,
    CommentEnd,
    Note,
    Picture,
    Run,
    Runs,
    merge,
)
from pipeline.importing.reading.word_archive import W, words_of_part
from pipeline.note.word_marks import STYLES, reference_of
from pipeline.reviewing.word.word_styles import Styles, is_on, marks_of

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_THROUGH: Final = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "bdo", "dir")
)
_CHARACTERS: Final = {
    f"{W}tab": " ",
    f"{W}cr": LINE_BREAK,
    f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_CALLS: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_LINK_STYLES: Final = frozenset({"hyperlink", "followedhyperlink", "internet link"})
_KEPT: Final = frozenset(
    STYLES[what]
    for what in ("key", "pull", "caption number", "reference", "reference with page", "citation")
)


_CITED: Final = re.compile(r"\[?-?@\S|\[[^\[\]]*@[^\[\]]*\]")
"""How a citation begins as it is typed."""
_REFERENCES: Final = frozenset({STYLES["reference"], STYLES["reference with page"]})


def _with_references(runs: Iterator[Run]) -> Iterator[Run]:
    """Yield runs with each reference in the form in which the source has it."""
    for style, group in groupby(runs, key=lambda run: run.style if run.extra is None else ""):
        if style not in _REFERENCES:
            yield from group
            continue
        targets = dict.fromkeys(run.target.removeprefix("#") for run in group if run.target)
        page = style == STYLES["reference with page"]
        yield Run(reference_of(targets, page=page), marks=frozenset({"reference"}))


@dataclass(slots=True)
class RunReader:
    """Reads the runs of one paragraph.

    ``targets`` are addresses by the id of their relationship, ``comments`` author and text by
    id, taken out as they are met; ``note`` gives the pieces of a footnote or endnote. What is no
    text goes to ``unread``, and what each citation is typed as, and says, to ``citations``.
    """

    styles: Styles
    targets: Mapping[str, str]
    comments: dict[str, tuple[str, str]]
    note: Callable[[str, str], tuple[Piece, ...]]
    unread: list[tuple[str, str]]
    citations: list[tuple[str, str]]

    def read(self, paragraph: Any) -> Runs:
        """The runs of a paragraph."""
        return merge(_with_references(self._inside(paragraph, "")))

    def _inside(self, parent: Any, target: str) -> Iterator[Run]:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                yield from self._run(element, target)
            elif tag == f"{W}hyperlink":
                yield from self._linked(element)
            elif tag in _THROUGH:
                yield from self._inside(element, target)
            elif tag == f"{W}bookmarkStart":
                yield Run(extra=Bookmark(element.get(f"{W}name", "")))
            elif tag == f"{W}commentRangeStart":
                yield from self._comment(element.get(f"{W}id", ""))
            elif tag == f"{W}commentRangeEnd":
                yield Run(extra=CommentEnd(element.get(f"{W}id", "")))
            elif isinstance(tag, str) and tag.startswith(_M):
                self.unread.append(("".join(element.itertext()), "a formula"))

    def _linked(self, element: Any) -> Iterator[Run]:
        """Yield what a link holds; a citation is what it is typed as, which is the link's tip.

        LibreOffice writes the tip as the frame of the target, and gives up the style.
        """
        runs = list(self._inside(element, self._target(element)))
        source = element.get(f"{W}tooltip", "")
        said = [run for run in runs if run.style == STYLES["citation"] and run.text]
        if not source and _CITED.match(element.get(f"{W}tgtFrame", "")):
            source = element.get(f"{W}tgtFrame", "")
            said = [run for run in runs if run.text]
        if not source or not said:
            yield from runs
            return
        self.citations.append((source, "".join(run.text for run in said)))
        yield Run(source, marks=frozenset({"reference"}))
        yield from (run for run in runs if run not in said)

    def _target(self, element: Any) -> str:
        """The target of a link: an address, a bookmark after a #, or both."""
        address = self.targets.get(element.get(f"{_R}id", ""), "")
        anchor = element.get(f"{W}anchor", "")
        return f"{address}#{anchor}" if anchor else address

    def _comment(self, number: str) -> Iterator[Run]:
        """Yield a comment where it is first met: where the words begin that it is about."""
        if number in self.comments:
            author, text = self.comments.pop(number)
            yield Run(extra=Comment(number, author, text))

    def _run(self, element: Any, target: str) -> Iterator[Run]:
        properties = element.find(f"{W}rPr")
        model = self._model(properties, target)
        if model.style == STYLES["caption number"]:
            return  # Given anew by the place of what it numbers.
        if properties is not None and is_on(properties, "strike"):
            words = words_of_part(element).strip()
            self.unread.append((words, "struck through by formatting, which leaves it in the text"))
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                yield replace(model, text=child.text or "")
            elif tag == f"{W}br":
                if child.get(f"{W}type", "textWrapping") == "textWrapping":
                    yield replace(model, text=LINE_BREAK)
            elif tag in _CHARACTERS:
                yield replace(model, text=_CHARACTERS[tag])
            elif tag in _CALLS:
                pieces = self.note(_CALLS[tag], child.get(f"{W}id", ""))
                yield Run(extra=Note(pieces))
            elif tag == f"{W}commentReference":
                yield from self._comment(child.get(f"{W}id", ""))
            elif tag == f"{W}drawing":
                yield from self._picture(child)
            elif tag in {f"{W}pict", f"{W}object", f"{W}sym"}:
                what = "a symbol" if tag == f"{W}sym" else "an object"
                self.unread.append(
                    (words_of_part(child).strip(), f"{what} that a note cannot contain")
                )

    def _model(self, properties: Any, target: str) -> Run:
        """An empty run with the marks that properties define."""
        if properties is None:
            return Run(target=target)
        style = properties.find(f"{W}rStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        known = self.styles.name(name)
        marks = marks_of(properties)
        if known.lower() not in _LINK_STYLES:
            marks |= self.styles.marks(name)
        language = properties.find(f"{W}lang")
        return Run(
            marks=frozenset(marks),
            target=target,
            style=known if known in _KEPT else "",
            language="" if language is None else language.get(f"{W}val", ""),
        )

    def _picture(self, drawing: Any) -> Iterator[Run]:
        if drawing.find(".//{*}blip") is None:
            return
        about = drawing.find(".//{*}docPr")
        words = "" if about is None else about.get("descr", "")
        source = self.targets.get(drawing.find(".//{*}blip").get(f"{_R}embed", ""), "")
        yield Run(extra=Picture(source, words))
