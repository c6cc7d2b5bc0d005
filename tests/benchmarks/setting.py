"""What is measured: a note of some length in all the forms that the peers want it in."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypandoc
from longer_note import write_longer_note
from measuring import Command
from note_words import words_of

from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.numbering import number_note
from pipeline.press.engine.engine import Engine, Preloaded, Task
from pipeline.press.fonts.faces import HAN
from pipeline.press.parts.parts import ADDRESS, PartJob, StyleBundle
from pipeline.production.building import build_folder
from pipeline.workspace import built_in_styles, find_workspace

if TYPE_CHECKING:
    from typing import Self

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NOTE = ROOT / "source/notes/global-development-cooperation"
PEERS = ROOT / ".venv-peers/bin"
"""Where `make bench` sets up the programs that are no dependencies of ours."""
# A paragraph of running text without marks, and the end of its last sentence.
_PARAGRAPH = re.compile(r"^[A-Z][^\n\[\]{}*]{300,}(?=\.$)", re.MULTILINE)


@dataclass
class Setting:
    """A note ``times`` as long as ours, in a folder of its own, and the commands that set it."""

    folder: Path
    times: int
    note: Path
    edits: int = 0

    @cached_property
    def theme(self) -> Path:
        """The theme that edits are made in: the second one, in the middle copy of all."""
        themes = sorted((self.note / "text").glob("[0-9]*.md"), key=_number)
        return themes[self.times // 2 * (len(themes) // self.times) + 1]

    @cached_property
    def jobs(self) -> tuple[PartJob, ...]:
        """The parts of the note as they go to the layout engine."""
        workspace = replace(find_workspace(ROOT, self.folder / "dump"), root=self.folder)
        with _Listening() as engine:
            build_folder(self.note, workspace, ("pdf",), engine=engine)
            return tuple(engine.jobs.values())

    def edit(self) -> None:
        """Change one sentence in the middle of a theme, each time to what it never was."""
        self.edits += 1
        text = re.sub(r" \(\d{3}\)", "", self.theme.read_text("utf-8"))
        paragraphs = list(_PARAGRAPH.finditer(text))
        end = paragraphs[len(paragraphs) // 2].end()
        changed = f"{text[:end]} ({self.edits:03}){text[end:]}"
        part = self.theme.with_suffix(".part")
        part.write_text(changed, "utf-8")
        part.replace(self.theme)

    def notepress(self, command: str, out: str, *more: str) -> Command:
        """Return a command of ours that works on the note."""
        words = (sys.executable, "-m", "pipeline", command, self.note, "--out", self.folder / out)
        # In a folder in which nothing else keeps its work.
        return Command((*words, *more), self.folder, {"PYTHONPATH": str(ROOT)})

    def make_clean(self) -> None:
        """Remove what was built into ``clean``, and all work that is kept between builds."""
        for name in ("clean", ".notepress"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def trio(self) -> Command:
        """Return what makes the same three forms with pandoc, one after the other."""
        pdf = "--pdf-engine=weasyprint --pdf-engine-opt=--pdf-variant=pdf/ua-1"
        return self._shell(
            f"pandoc note.md -s --toc -c {HERE}/pandoc.css {pdf} -o trio.pdf",
            f"pandoc note.md -s --toc -c {HERE}/pandoc.css -o trio.html",
            f"pandoc note.md --toc -c {HERE}/pandoc.css -o trio.epub",
        )

    def bare_weasyprint(self) -> Command:
        """Return what sets our HTML with nothing but WeasyPrint."""
        words = (sys.executable, HERE / "bare_weasyprint.py", "parts", "bare.pdf")
        return Command(words, self.folder, {})

    def prince(self) -> Command:
        """Return what sets our HTML with Prince."""
        return self._shell(
            "prince --no-network --tagged-pdf -s parts/style.css parts/*.html -o prince.pdf"
        )

    def fulgur(self) -> Command:
        """Return what sets our HTML with fulgur."""
        words = (PEERS / "python", HERE / "fulgur_pdf.py", "parts", "fulgur")
        return Command(words, self.folder, {})

    def typst(self) -> Command:
        """Return what sets the same words with typst."""
        options = "-V papersize=a4 -V fontsize=10.5pt -V section-numbering="
        return self._shell(
            f"pandoc note.md -s --toc {options} -t typst -o typst.typ",
            f"{sys.executable} {HERE}/typst_pdf.py typst.typ typst.pdf {_chinese_fonts()}",
        )

    def _shell(self, *lines: str) -> Command:
        # The binaries of this environment and the pandoc that comes with pypandoc.
        folders = (Path(sys.executable).parent, PEERS, Path(pypandoc.get_pandoc_path()).parent)
        path = {"PATH": ":".join(map(str, (*folders, "/usr/bin", "/bin")))}
        return Command(("sh", "-ec", "\n".join(lines)), self.folder, path)


def has_peers() -> bool:
    """Whether the programs that are no dependencies are there: Prince and fulgur."""
    return (PEERS / ".installed").exists()


def prepare(folder: Path, times: int) -> Setting:
    """Write a note and its other forms into a folder."""
    folder.mkdir()
    setting = Setting(folder, times, write_longer_note(NOTE, folder, times))
    note, style = load_note(setting.note), load_style(built_in_styles())
    numbered = number_note(note, style.numerals(), style.words(note.metadata.language))
    (folder / "note.md").write_text(words_of(numbered.note), "utf-8")
    _write_parts(setting)
    return setting


class _Listening(Engine):
    """An engine that remembers what it was asked to lay out."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: dict[str, PartJob] = {}
        self._style = StyleBundle("", {})
        self._ready: Preloaded | None = None

    def __enter__(self) -> Self:
        return self

    def preload(self, function: str, argument: Any) -> Any:
        self._style, self._ready = argument, super().preload(function, argument)
        return self

    def start(self, function: str, argument: Any) -> Task:
        if self._ready is None:
            return super().start(function, argument)
        self.jobs[argument.name] = replace(argument, style=self._style)
        return self._ready.start(function, argument)


def _write_parts(setting: Setting) -> None:
    """Write the HTML of the note's parts as it goes to WeasyPrint, and its stylesheet."""
    folder = setting.folder / "parts"
    folder.mkdir()
    for place, job in enumerate(setting.jobs):
        (folder / f"{place:03}.html").write_text(_beside(job.html, job), "utf-8")
        (folder / "style.css").write_text(_beside(job.style.css, job), "utf-8")
        for path, content in {**job.style.fonts, **job.pictures}.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)


def _chinese_fonts() -> Path:
    """Return the folder of the Chinese face of ours: many a machine has none."""
    package = resources.files(HAN.package)
    return Path(str(package / HAN.file)).parent


def _beside(text: str, job: PartJob) -> str:
    for path in {**job.style.fonts, **job.pictures}:
        text = text.replace(f"{ADDRESS}{path}", path)
    return text


def _number(path: Path) -> int:
    return int(path.name.partition("-")[0])


def sources_of(manifest: Path) -> dict[str, set[str]]:
    """Return the digests of what each edition in a manifest was made from."""
    sources: dict[str, set[str]] = {}
    for output in json.loads(manifest.read_bytes())["outputs"].values():
        sources.setdefault(output["edition"], set()).add(output["made_from"])
    return sources
