"""Command lines: vectors of arguments to the program itself, in a folder made for each."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from fuzz.kinds import pdfs
from fuzz.kinds.samples import minimal
from fuzz.mutation import NUMBERS, ODD_CHARACTERS
from fuzz.trial import Files, Kind
from pipeline.cli import main
from pipeline.findings import Finding

_CODES = (0, 1, 2)
_COMMANDS = (
    *("check", "check", "build", "preflight", "verify", "extract", "import", "diff", "schema"),
    *("explain", "init", "style", "doctor", "watch", "preview", "", "buidl"),
)
_SERVERS = frozenset({"watch", "preview"})
_LAYING_OUT = frozenset({"build", "check", "preflight", "verify"})
_OPTIONS = (
    *(
        "--help",
        "--version",
        "-q",
        "-v",
        "-qv",
        "--format",
        "json",
        "sarif",
        "human",
        "--source-only",
    ),
    *(
        "--edition",
        "pdf",
        "docx",
        "all",
        "--out",
        "--to",
        "--onto",
        "--explain",
        "--preflight",
        "--files",
    ),
    *(
        "--redline",
        "--project",
        "--title",
        "--language",
        "--publisher",
        "--date",
        "--part",
        "--port",
    ),
    *(
        "--editor",
        "--",
        "-",
        "--format=json",
        "--out=o",
        "--to=new",
        "--language=fr",
        "--date=2024-02-30",
    ),
)
# An argument holds no NUL, and of halves of characters only those that stand for stray bytes.
_CHARACTERS = tuple(
    sign for sign in ODD_CHARACTERS if sign != "\0" and not "\ud800" <= sign[0] <= "\udfff"
)
_VALUES = (
    *(
        "broken",
        "valid",
        "source/notes/broken",
        "source/notes",
        "nosuch",
        ".",
        "..",
        "",
        " ",
        "new",
        "a B",
    ),
    *(
        "m.md",
        "m.txt",
        "m.html",
        "m.docx",
        "x.pdf",
        "empty.pdf",
        "a.css",
        "o",
        "o/p",
        "link",
        "sub",
        "fifo",
    ),
    *(
        "note.yaml",
        "people.yaml",
        "imprint.yaml",
        "N104",
        "n104",
        "N9",
        "fr",
        "xx-",
        "en-GB",
        "2024-05-17",
    ),
    *(
        "HEAD:broken",
        "HEAD~1:",
        ":x",
        "--upload-pack=x:y",
        "r.html",
        "r.pdf",
        "r.xyz",
        "o\n",
        "x" * 300,
    ),
    *(
        "key_message",
        "../x",
        "\udcff",
        "new\udce9",
        "%s{0}",
        "'\"",
        "*",
        "~",
        "$HOME",
        *NUMBERS[:12],
        *_CHARACTERS,
    ),
)


def make(dice: Random) -> Files:
    """Arguments, most of them known ones in an order that may make sense."""
    command = dice.choice(_COMMANDS)
    rest = [
        dice.choice(_VALUES if dice.random() < 0.6 else _OPTIONS)
        for _ in range(dice.choice((0, 1, 1, 2, 2, 3, 4)))
    ]
    if command in _SERVERS:
        rest.append("--no-such-option")  # They would serve for ever.
    if command in _LAYING_OUT:
        rest = ["broken" if one == "valid" else one for one in rest]  # Layout has its own tests.
    return {"arguments.json": json.dumps([command, *rest]).encode()}


def _lay_out(root: Path) -> None:
    """Make a project with a note that has a finding, one without, and manuscripts."""
    for name in ("source/notes/broken", "valid"):
        for path, content in minimal().items():
            (root / name / path).parent.mkdir(parents=True, exist_ok=True)
            (root / name / path).write_bytes(content)
    (root / "source/notes/broken/note.yaml").write_text("title: [\n")
    for name, content in _FILES.items():
        (root / name).write_bytes(content)
    (root / "x.pdf").write_bytes(pdfs.whole())
    (root / "sub").mkdir()
    (root / "link").symlink_to("sub")


_FILES = {
    "m.md": b"# A River\n\nWater is shared.\n",
    "m.txt": b"A River\n\nWater is shared.\n",
    "m.html": b"<h1>A River</h1><p>Water.</p>",
    "m.docx": b"PK no zip",
    "empty.pdf": b"",
    "a.css": b":root { --x: 1 }",
}


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before, temporary = Path.cwd(), tempfile.tempdir
    os.chdir(folder)
    tempfile.tempdir = str(folder.parent)
    try:
        yield
    finally:
        os.chdir(before)
        tempfile.tempdir = temporary


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Run the command in a project of its own, below the sandbox."""
    arguments = json.loads(files["arguments.json"])
    project = folder / "up" / "project"
    _lay_out(project)
    said = io.StringIO()
    try:
        with _inside(project), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = _code(arguments)
    finally:
        shutil.rmtree(folder / "up")
    assert code in _CODES, f"exit code {code}"
    assert "Traceback" not in said.getvalue(), said.getvalue()
    assert code == 0 or said.getvalue().strip(), "nothing is said"
    return ()


def _code(arguments: list[str]) -> object:
    try:
        return main(arguments)
    except SystemExit as leaving:
        return leaving.code or 0


KIND = Kind("commands", make, run, seconds=30, short=25, share=4)
