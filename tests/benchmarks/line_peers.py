"""Compare the lines of running text with those of typst and LuaLaTeX at the same measure.

    python tests/benchmarks/line_peers.py [NOTE ...]

Takes the paragraphs of each note over two lines or more in the main column, and has typst and, if
it is installed, LuaLaTeX with microtype set them in the same face, size and measure, ragged and
justified. Texts with a line that its author ends, or with an address, are left out.
docs/typography.md explains the figures. LuaLaTeX needs Debian's texlive-luatex,
texlive-latex-recommended, texlive-latex-extra and texlive-fonts-recommended, and for notes in
French, German or Spanish texlive-lang-french, -german or -spanish; without it, typst alone is
compared.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from importlib import resources
from itertools import pairwise
from pathlib import Path
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Any

import pypdfium2
import typst
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from line_figures import PT, ROOT, WIDE, Lines, jobs_of, laid_out

from pipeline.press.engine.fontconfig import use_private_fontconfig
from pipeline.press.fonts.faces import SERIF
from pipeline.press.layout_check.reading import Piece
from pipeline.works import note_name
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZE = 9.8
"""The size of running text in pt, as `--text-size` in styles/tokens.css has it."""
_FACE = "Measured Serif"
_TYPST_MARKS = re.compile(r"[\\#$*_`<>@\[\]~=+\-/\"']")
_TEX_MARKS = re.compile(r"[\\{}$&#^_~%]")
_TEX = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_BABEL = {"en": "british", "fr": "french", "es": "spanish", "de": "german"}
_BINDING = re.compile(r"(?<=[\w,.])\u00a0(?=[\w(])")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\u2066-\u2069]")
# Letters whose feet are less than this below those before them, in pt, stand on the same line.
_SAME_LINE = 4.0
# The width of a space in the face, in em.
_SPACE = 0.235
_HYPHENS = dict.fromkeys(("\x02", "\ufffe", "-"), "\u2010")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text; its measure is in pt."""

    text: str
    measure: float
    language: str


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter and its box in pt, from the left and the foot of a page."""

    character: str
    left: float
    right: float
    bottom: float


@dataclass
class Found:
    """The lines of some texts that one program set."""

    texts: int = 0
    lines: Lines = field(default_factory=Lines)

    def read(self, texts: Sequence[Sequence[Piece]]) -> None:
        """Read the lines of each text."""
        self.texts += len(texts)
        for lines in texts:
            self.lines.read(lines)

    @property
    def row(self) -> tuple[str, ...]:
        """The figures, as in a row of a table: those of `Lines` without pages and what is left."""
        gaps = [gap for gap in self.lines.gaps if gap]
        spaces = f"{pstdev(gaps):.3f} / {max(gaps):.2f}" if gaps else ""
        return (str(self.texts), *self.lines.row[1:-1], spaces)


HEAD = (
    "texts", "lines", "hyphenated", "pairs", "names", "short last lines", "rag, sd / max pt",
    "spaces, sd / max em",
)  # fmt: skip


def main() -> None:
    """Measure each note and all together, then print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("notes", nargs="*", help="folders of notes in Latin letters")
    given = tuple(parser.parse_args().notes)
    use_private_fontconfig()
    print(f"| note | set by | {' | '.join(HEAD)} |")
    print("|---" * (len(HEAD) + 2) + "|")
    together: dict[str, Found] = {}
    for note in find_notes(find_workspace(ROOT, None), given):
        for how, texts in texts_by_program(note):
            one = Found()
            for found in (one, together.setdefault(how, Found())):
                found.read(texts)
            print(f"| {note_name(note)} | {how} | {' | '.join(one.row)} |", flush=True)
    for how, found in together.items():
        print(f"| together | {how} | {' | '.join(found.row)} |")


def texts_by_program(note: Path) -> Iterator[tuple[str, Sequence[Sequence[Piece]]]]:
    """Yield the lines of the paragraphs of a note by what sets them, and how."""
    ours = {
        "ragged": texts_of(note, "--text-align: start;"),
        "justified": texts_of(note, "--text-align: justify;"),
    }
    paragraphs = [_paragraph(lines) for lines in ours["ragged"]]
    peers = {"typst": typst_lines, "LuaLaTeX": latex_lines}
    if not shutil.which("lualatex"):
        del peers["LuaLaTeX"]
    with tempfile.TemporaryDirectory() as folder:
        _write_face(Path(folder) / "serif.ttf")
        for how, texts in ours.items():
            yield f"notepress, {how}", texts
            for name, lines_of in peers.items():
                is_justified = how == "justified"
                yield f"{name}, {how}", lines_of(paragraphs, Path(folder), justified=is_justified)


def texts_of(note: Path, tokens: str) -> list[Sequence[Piece]]:
    """The lines of each paragraph in the main column of a note, as notepress sets them."""
    return [
        lines
        for _, texts in laid_out(jobs_of(note, tokens), planned=True)
        for lines in texts
        if len(lines) > 1
        and all(line.kind == "text" and not line.is_broken for line in lines)
        and lines[0].measure >= WIDE
        and lines[0].language.partition("-")[0] in _BABEL
        and not any("/" in line.text for line in lines)
    ]


def _paragraph(lines: Sequence[Piece]) -> Paragraph:
    text = lines[0].text
    for line, following in pairwise(lines):
        if line.text.endswith("\u2010"):
            text = text.removesuffix("\u2010") + following.text
        else:
            text += ("" if line.text.endswith(("-", "\u2013", "/")) else " ") + following.text
    text = _BINDING.sub(" ", _UNSEEN.sub("", text))
    return Paragraph(text, lines[0].measure * PT, lines[0].language.partition("-")[0])


def _write_face(path: Path) -> None:
    """Write the face of running text as one without axes, which all of them read alike."""
    font = TTFont(str(resources.files(SERIF.package) / SERIF.file))
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    still = instantiateVariableFont(font, axes | {"wght": 400.0, "opsz": 11.0})
    for name_id, name in ((1, _FACE), (4, _FACE), (6, "MeasuredSerif"), (16, _FACE)):
        still["name"].setName(name, name_id, 3, 1, 0x409)
    still.save(path)


def typst_lines(
    paragraphs: Sequence[Paragraph], folder: Path, *, justified: bool
) -> list[list[Piece]]:
    """The lines that typst makes of paragraphs, hyphenated in both ways and planned together."""
    setting = f'justify: {str(justified).lower()}, linebreaks: "optimized"'
    text = [f'#set text(font: "{_FACE}", size: {SIZE}pt, hyphenate: true)', f"#set par({setting})"]
    for one in paragraphs:
        words = _TYPST_MARKS.sub(r"\\\g<0>", one.text)
        page = f"width: {one.measure:.2f}pt, height: auto, margin: 0pt"
        text.append(f'#page({page})[#set text(lang: "{one.language}")\n{words}\n]')
    source = folder / "typst.typ"
    source.write_text("\n".join(text), "utf-8")
    pdf = typst.compile(str(source), font_paths=[str(folder)], ignore_system_fonts=True)
    return read_lines(pdf, paragraphs)


def latex_lines(
    paragraphs: Sequence[Paragraph], folder: Path, *, justified: bool
) -> list[list[Piece]]:
    """The lines that LuaLaTeX makes of paragraphs with microtype, and ragged2e where ragged."""
    languages = sorted({_BABEL[one.language] for one in paragraphs})
    text = [
        r"\documentclass{article}\usepackage{fontspec}",
        rf"\setmainfont{{serif.ttf}}[Path={folder}/]",
        rf"\usepackage[{','.join(languages)}]{{babel}}\usepackage{{microtype,ragged2e}}",
        r"\usepackage[paperwidth=700pt,paperheight=2000pt,margin=20pt]{geometry}",
        r"\pagestyle{empty}\parindent0pt\begin{document}",
        rf"\fontsize{{{SIZE}bp}}{{14bp}}\selectfont" + ("" if justified else r"\RaggedRight"),
        r"\parindent0pt",
    ]
    for one in paragraphs:
        words = _TEX_MARKS.sub(lambda mark: _TEX.get(mark[0], f"\\{mark[0]}"), one.text)
        text.append(rf"\selectlanguage{{{_BABEL[one.language]}}}\hsize{one.measure:.2f}bp")
        text.append(rf"\columnwidth\hsize\linewidth\hsize {words}\par\newpage")
    (folder / "latex.tex").write_text("\n".join([*text, r"\end{document}"]), "utf-8")
    command = ("lualatex", "-interaction=batchmode", "-halt-on-error", "latex.tex")
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return read_lines((folder / "latex.pdf").read_bytes(), paragraphs)


def read_lines(pdf: bytes, paragraphs: Sequence[Paragraph]) -> list[list[Piece]]:
    """The lines on the pages of a PDF, each page one paragraph."""
    document = pypdfium2.PdfDocument(pdf)  # type: ignore[no-untyped-call]
    if len(document) != len(paragraphs):
        raise ValueError(f"{len(document)} pages of {len(paragraphs)} paragraphs")
    return [
        _read_page(page, number, one)
        for number, (page, one) in enumerate(zip(document, paragraphs, strict=True))
    ]


def _read_page(page: Any, number: int, one: Paragraph) -> list[Piece]:
    """The lines of a page; PDFium gives a hyphen at the end of one as a character of its own."""
    text = page.get_textpage()
    lines: list[list[_Letter]] = []
    for at in range(text.count_chars()):
        character = _HYPHENS.get(text.get_text_range(at, 1), text.get_text_range(at, 1))
        left, bottom, right, _ = text.get_charbox(at, loose=True)
        letter = _Letter(character, left, right, bottom)
        if character in "\r\n":
            continue
        if character != " " and (not lines or lines[-1][0].bottom - bottom > _SAME_LINE):
            lines.append([])
        if lines:
            lines[-1].append(letter)
    begin = min(line[0].left for line in lines)
    return [_piece(line, begin, number, one) for line in lines]


def _piece(line: list[_Letter], begin: float, number: int, one: Paragraph) -> Piece:
    while line[-1].character == " ":
        line.pop()
    spaces = [
        after.left - before.right
        for before, space, after in zip(line, line[1:], line[2:], strict=False)
        if space.character == " "
    ]
    right = line[-1].right - begin
    return Piece(
        kind="text",
        page=number,
        block=number,
        leaf=number,
        left=0.0,
        top=-line[0].bottom / PT,
        right=right / PT,
        bottom=-line[0].bottom / PT,
        free=(one.measure - right) / PT,
        measure=one.measure / PT,
        text="".join(letter.character for letter in line),
        gap=fmean(spaces) / SIZE - _SPACE if spaces else 0.0,
    )


if __name__ == "__main__":
    main()
