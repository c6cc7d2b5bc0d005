"""A Word file under review: edited as a colleague would, then brought back onto its source."""

from __future__ import annotations

import copy
import difflib
import io
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from kept_in_memory import PARSED
from numbered_notes import cited

from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.press.word.word_document import write_word_file
from pipeline.reviewing import Merged, bring_review_in
from pipeline.reviewing.word.stand_in import stand_ins
from pipeline.workspace import built_in_styles

STYLE = load_style(built_in_styles())
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHANGE = 'w:id="900" w:author="Reviewer One" w:date="1921-03-04T00:00:00Z"'


_EXPORTED: dict[int, tuple[Note, bytes]] = {}


def export(note: Note) -> bytes:
    """The Word file of a note, small pictures in place of its own; made once for each note."""
    if id(note) not in _EXPORTED:
        _EXPORTED[id(note)] = note, write_word_file(cited(note), STYLE, stand_ins(note))
    return _EXPORTED[id(note)][1]


def element(xml: str) -> Any:
    """An element of WordprocessingML; the first tag gets the name space."""
    head, _, rest = xml.partition(">")
    closed = "/" if head.endswith("/") else ""
    return parse_xml(f'{head.removesuffix("/")} xmlns:w="{_SPACE}"{closed}>{rest}')


def new_cell(text: str) -> Any:
    """A cell of a table with some words."""
    return element(f"<w:tc><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>")


class Review:
    """The Word file of a note while somebody works on it."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.document = docx.Document(io.BytesIO(export(note)))

    def paragraph(self, start: str) -> Any:
        """The first paragraph that begins so, in a cell or in the text."""
        cells = [cell for table in self.document.tables for row in table.rows for cell in row.cells]
        paragraphs = [
            *self.document.paragraphs,
            *(one for cell in cells for one in cell.paragraphs),
        ]
        # The number before the words of a caption is a field.
        return next(
            one
            for one in paragraphs
            if one.text.startswith(start) or (one.style.name == "Caption" and start in one.text)
        )

    def reword(self, start: str, old: str, new: str) -> None:
        """Type over words of a paragraph."""
        text = next(
            one for one in self.paragraph(start)._p.iter(qn("w:t")) if one.text and old in one.text
        )
        text.text = text.text.replace(old, new)
        _keep_spaces(text)

    def cut_out(self, start: str, words: str) -> Any:
        """Part a run so that one holds exactly some words, and give that one."""
        run = next(
            one
            for one in self.paragraph(start)._p.iter(qn("w:r"))
            if words in "".join(text.text or "" for text in one.iter(qn("w:t")))
        )
        before, _, behind = run.find(qn("w:t")).text.partition(words)
        runs = [copy.deepcopy(run), copy.deepcopy(run), run]
        for one, text in zip(runs, (before, words, behind), strict=True):
            one.find(qn("w:t")).text = text
            _keep_spaces(one.find(qn("w:t")))
        run.addprevious(runs[0])
        run.addprevious(runs[1])
        return runs[1]

    def replace_tracked(self, start: str, old: str, new: str) -> None:
        """Replace words with the tracking of changes on."""
        run = self.cut_out(start, old)
        deleted = element(f"<w:del {_CHANGE}></w:del>")
        run.addprevious(deleted)
        deleted.append(run)
        for text in run.iter(qn("w:t")):
            text.tag = qn("w:delText")
        fresh = f'<w:r><w:t xml:space="preserve">{escape(new)}</w:t></w:r>'
        deleted.addnext(element(f"<w:ins {_CHANGE}>{fresh}</w:ins>"))

    def delete_tracked(self, start: str) -> None:
        """Delete a whole paragraph with the tracking of changes on."""
        paragraph = self.paragraph(start)
        for run in list(paragraph._p.iter(qn("w:r"))):
            deleted = element(f"<w:del {_CHANGE}></w:del>")
            run.addprevious(deleted)
            deleted.append(run)
            for text in run.iter(qn("w:t")):
                text.tag = qn("w:delText")
        paragraph._p.get_or_add_pPr().append(element(f"<w:rPr><w:del {_CHANGE}/></w:rPr>"))

    def delete(self, start: str) -> None:
        """Delete a whole paragraph."""
        paragraph = self.paragraph(start)._p
        paragraph.getparent().remove(paragraph)

    def add_behind(self, start: str, text: str, style: str = "") -> Any:
        """Put a paragraph behind another, like it unless a style is named."""
        before = self.paragraph(start)
        fresh = copy.deepcopy(before._p)
        for child in list(fresh):
            if child.tag != qn("w:pPr"):
                fresh.remove(child)
        before._p.addnext(fresh)
        paragraph = Paragraph(fresh, before._parent)
        paragraph.add_run(text)
        if style:
            paragraph.style = style
        return paragraph

    def split(self, start: str, words: str) -> None:
        """Press Enter before some words."""
        first = self.cut_out(start, words)
        paragraph = first.getparent()
        fresh = copy.deepcopy(paragraph)
        for child in list(fresh):
            if child.tag != qn("w:pPr"):
                fresh.remove(child)
        paragraph.addnext(fresh)
        while first is not None:
            following = first.getnext()
            fresh.append(first)
            first = following

    def comment(self, start: str, text: str) -> None:
        """Comment on the last words of a paragraph."""
        runs = self.paragraph(start).runs
        self.document.add_comment(runs[-1], text, author="Reviewer Two", initials="R2")

    def in_footnotes(self, old: str, new: str) -> None:
        """Change the footnotes, as XML."""
        part = self.document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        assert old.encode() in part.blob
        part._blob = part.blob.replace(old.encode(), new.encode())

    def forget_source(self) -> None:
        """Lose the source that the file carries, as some programs do."""
        relations = self.document.part.rels
        for name, relation in list(relations.items()):
            if relation.reltype.endswith("/customXml"):
                del relations[name]

    def save(self) -> bytes:
        """The Word file as it is now."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    def bring_in(self, onto: Note | None = None, kept: Mapping[str, str] | None = None) -> Merged:
        """Bring it back onto its source, or onto a later state of it."""
        return bring_review_in(
            self.save(), "edited.docx", onto or self.note, STYLE, kept or {}, PARSED
        )


def changed_lines(note: Note, merged: Merged) -> list[str]:
    """The lines taken out of and put into the files of a note, with - and + before them.

    Empty lines are left out: of two in a row, no comparison can say which was there before.
    """
    found = []
    for path, content in sorted(merged.files.items()):
        before, after = note.files[path].decode(), content.decode()
        assert "\n\n\n" not in after
        assert after.endswith("\n") == before.endswith("\n")
        lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
        marks = ("---", "+++", "@@")
        found += [line for line in lines if len(line) > 1 and not line.startswith(marks)]
    return found


def _keep_spaces(text: Any) -> None:
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
