"""One manuscript in every format that can be imported, from its plain text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

TEXT = Path(__file__).parent / "manuscripts/trees.txt"
QUOTES = (
    "A trench that joins the pits of a whole row costs",
    "Nobody who mends a pipe can be expected",
    "Planting is a promise to water",
)
LEADS = ("Most street trees die of thirst", "Future counts need to ask")
TITLES = {
    "Garden City Discussion Series": "Series",
    "How Street Trees Could Live Longer": "Title",
    "The view from the nursery": "Subtitle",
}


@dataclass(frozen=True)
class Block:
    """A block of the plain text: ``theme``, ``question``, ``topic``, ``quote``, ``lead``, ..."""

    role: str
    text: str


def blocks() -> list[Block]:
    found = []
    people = False
    for text in re.split(r"\n{2,}", TEXT.read_text("utf-8").strip()):
        people = people or text == "Participant List"
        found.append(Block(_role(text, people=people), text))
    return found


def _role(text: str, *, people: bool) -> str:
    lines = text.count("\n")
    if text in {"Disclaimer", "INTRODUCTION", "Participant List", "Observer List"}:
        return "section"
    if people:
        organisation = not lines and re.match(r"[\u4e00-\u9fff]", text)
        return "person" if lines else "organisation" if organisation else "imprint"
    patterns = {"theme": r"[IVX]+\. ", "question": r"\d\. ", "topic": r"- \*\*"}
    for role, pattern in patterns.items():
        if re.match(pattern, text):
            return role
    first = [b for b in (QUOTES, LEADS) if text.startswith(b) and len(text) < 120]
    return ("quote" if first[0] is QUOTES else "lead") if first else "text"


def bare(text: str) -> str:
    """The words of a heading without its mark."""
    return re.sub(r"^([IVX]+\. |\d\. |- )", "", text).replace("**", "").replace(r"\(", "(")


def _runs(text: str) -> list[tuple[str, bool, bool]]:
    """Text, bold, italic."""
    parts = re.split(r"(\*\*[^*]+\*\*|\*[^*]+\*)", text)
    return [
        (part.strip("*"), part.startswith("**"), part.startswith("*") and not part.startswith("**"))
        for part in parts
        if part
    ]


def _plain(text: str) -> str:
    """Without links and angle brackets."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|<(https?://[^>]*)>", r"\1\2", text)


def add_paragraph(document: Any, text: str, style: str | None = None, *, bold: bool = False) -> Any:
    paragraph = document.add_paragraph(style=style)
    for words, strong, emphasis in _runs(_plain(text)):
        lines = words.split("\n")
        for number, line in enumerate(lines):
            run = paragraph.add_run(line)
            run.bold = strong or bold or None
            run.italic = emphasis or None
            if number < len(lines) - 1:
                run.add_break()
    return paragraph


def write_styled_word(path: Path) -> Path:
    """A Word file with heading styles, quote styles, and no typed numbers."""
    document = docx.Document()
    for name in ("Pull Quote", "Question Lead", "Series"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    headings = {"theme": 1, "section": 1, "question": 2, "topic": 3, "organisation": 2}
    styles = {"quote": "Pull Quote", "lead": "Question Lead"}
    for block in blocks():
        if block.role in headings:
            document.add_heading(bare(block.text), headings[block.role])
        else:
            style = TITLES.get(block.text, styles.get(block.role))
            add_paragraph(document, block.text, style)
    document.save(str(path))
    return path


def write_unstyled_word(path: Path) -> Path:
    """A Word file as many are: bold lines, bullets and typed numbers, quotes only larger."""
    document = docx.Document()
    for block in blocks():
        if block.role == "topic":
            add_paragraph(document, bare(block.text), "List Bullet", bold=True)
        elif block.role in {"theme", "question", "section"}:
            add_paragraph(document, block.text, bold=block.role != "question")
        else:
            paragraph = add_paragraph(document, block.text)
            if block.role in {"quote", "lead"}:
                paragraph.runs[0].font.size = Pt(14)
    document.save(str(path))
    return path


def write_web_page(path: Path) -> Path:
    headings = {"theme": 2, "section": 2, "question": 3, "topic": 4, "organisation": 3}
    parts = []
    for block in blocks():
        if block.text in TITLES:
            level = "h1" if TITLES[block.text] == "Title" else "p"
            parts.append(f"<{level}>{html.escape(block.text)}</{level}>")
        elif block.role in headings:
            words = block.text if block.role in {"theme", "question"} else bare(block.text)
            level = headings[block.role]
            parts.append(f"<h{level}>{html.escape(words)}</h{level}>")
        else:
            words = "".join(
                f"<b>{html.escape(text)}</b>" if strong else f"<i>{html.escape(text)}</i>" if soft
                else html.escape(text).replace("\n", "<br>\n")
                for text, strong, soft in _runs(_plain(block.text))
            )  # fmt: skip
            paragraph = f"<p>{words}</p>"
            aside = f'<aside class="pull">{paragraph}</aside>'
            parts.append(aside if block.role == "quote" else paragraph)
    body = "\n".join(parts)
    path.write_text(f"<!doctype html><html><head><style>p {{}}</style></head><body>{body}", "utf-8")
    return path


def write_markdown(path: Path) -> Path:
    signs = {"theme": "#", "section": "#", "question": "##", "topic": "###"}
    titles = {name: text for text, name in TITLES.items()}
    parts = [f"---\ntitle: {titles['Title']}\nsubtitle: {titles['Subtitle']}\n---"]
    for block in blocks():
        if block.role in signs:
            parts.append(f"{signs[block.role]} {bare(block.text)}")
        elif block.role == "quote":
            parts.append(f"> {block.text}")
        elif block.text not in {titles["Title"], titles["Subtitle"]}:
            parts.append(block.text)
    path.write_text("\n\n".join(parts), "utf-8")
    return path


WRITERS = {
    "styled.docx": write_styled_word,
    "unstyled.docx": write_unstyled_word,
    "page.html": write_web_page,
    "note.md": write_markdown,
}
