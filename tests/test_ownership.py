"""Whatever lies around, no command changes or removes what notepress did not write.

Every command that writes is run in random trees of folders, files, links and earlier outputs,
and all that was somebody else's is compared before and after: bytes, modes, times and targets of
links. Commands, places, locks, manifests and the way outputs come in place are the real ones;
what is made is drawn instead of laid out, so that there can be many trees. NOTEPRESS_TREES=N
tries N of them.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ownership_trees
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from ownership_trees import Deed, Ledger, Run, begin, do, stories, tree_of

import pipeline
from pipeline.cli import main
from pipeline.editions.edition import Artefact
from pipeline.errors import NotepressError
from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.note import Note
from pipeline.press.markup.templates import Templates
from pipeline.works import note_name
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

TREES = int(os.environ.get("NOTEPRESS_TREES", "25"))
ROOT = Path(__file__).parent.parent
KEPT = ".notepress"


@dataclass
class Made:
    """What the next build is to make, in place of an edition and of an index."""

    outputs: tuple[tuple[str, bytes], ...] = ()

    def edition(self, name: str) -> tuple[Artefact, ...]:
        # No two editions make one file; most runs ask for the Word file alone.
        folder = "" if name == "docx" else f"{name}/"
        return tuple(Artefact(f"{folder}{path}", made, "x/y") for path, made in self.outputs)

    def index(self, *_: object) -> tuple[Artefact, ...]:
        words = repr(self.outputs).encode()
        font = f"index-fonts/{'ab'[len(words) % 2]}.woff2"
        paths = ("index.html", "feed.xml", "opds.json", *["sitemap.xml"] * (len(words) % 2), font)
        return tuple(Artefact(path, words, "x/y") for path in paths)

    def redline(self, *_: object) -> bytes:
        return repr(self.outputs).encode()


@pytest.fixture(scope="module")
def made() -> Iterator[Made]:
    """Put what is drawn in the place of what is slow: layout, pandoc, fonts, a server."""
    made, note = Made(), load_note(ownership_trees.MINIMAL)
    loaded = SimpleNamespace(note=note, warnings=())
    style = load_style(built_in_styles())
    templates = Templates(style)
    files = {"note.yaml": b"a: 1\n", "text/introduction.md": b"# A\n"}
    imported = SimpleNamespace(files=files, report=SimpleNamespace(is_whole=True))
    attached = SimpleNamespace(files=files, slug="taken-out")
    nothing = contextlib.nullcontext

    def read(source: Path, *_: object) -> Any:
        return None, SimpleNamespace(note=named(source), warnings=()), style, templates

    def named(source: Path) -> Note:
        work, slash, _ = note_name(source).rpartition("/")
        slug = note_name(source).replace("/", "-")
        return note.model_copy(update={"slug": slug, "work": work}) if slash else note

    stubs: dict[str, object] = {
        "pipeline.production.building._read": read,
        "pipeline.production.building._read_style": lambda *_: (style, templates),
        "pipeline.production.building._running": lambda *_, **__: nothing(),
        "pipeline.editions.workbench.Workbench.artefacts": made.edition,
        "pipeline.editions.workbench.Workbench.font_digests": {},
        "pipeline.editions.series.one_page.make_series_index": made.index,
        "pipeline.production.checking.load_with_warnings": lambda *_: loaded,
        "pipeline.cli.commands.watch.Engine": lambda **_: nothing(),
        "pipeline.cli.commands.watch.changes": lambda *_: (),
        "pipeline.cli.commands.preview.Engine": lambda **_: nothing(),
        "pipeline.cli.commands.preview.PreviewServer.serve_forever": lambda *_: None,
        "pipeline.cli.commands.diff.make_redline_page": made.redline,
        "pipeline.cli.commands.diff.read_revision": lambda *_: note,
        "pipeline.cli.commands.extract.read_attached_source": lambda *_: attached,
        "pipeline.cli.beginning_translation.load_note": named,
        "pipeline.cli.beginning_translation.translation_files": lambda *_: files,
        "pipeline.cli.commands.import_.import_manuscript": lambda *_: imported,
        "pipeline.cli.commands.import_.describe": lambda *_: "",
        "pipeline.cli.commands.import_.import_data": lambda _: {},
        "pipeline.cli.commands.import_.check_source": lambda _: (),
        "pipeline.cli.commands.import_.asdict": lambda _: {},
        "pipeline.load.load_note": lambda *_: note,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, stub in stubs.items():
            patch.setattr(name, stub)
        yield made


def arguments_of(run: Run, folder: str) -> list[str]:
    match run.command:
        case "watch" | "build":
            return [run.command, "minimal", "--edition", "docx", "--out", folder]
        case "preview":
            return ["preview", "minimal", "--port", "0", "--out", folder]
        case "check":
            return ["check", "minimal", "--source-only", "--out", folder]
        case "diff":
            return ["diff", "minimal", "minimal", "--redline", f"{folder}.html"]
        case "translate":
            return ["translate", "export", "minimal", "fr", "-o", f"{folder}.xlf"]
        case "extract" | "import":
            return [run.command, str(ownership_trees.MINIMAL / "note.yaml"), "--to", folder]
        case "work":
            return ["build", "rivers", "--edition", "docx", "--jobs", "1", "--out", folder]
        case "translation":
            return ["init", f"{ownership_trees.WORK}/de"]
        case "project":
            return ["init", "--project", folder]
        case "style":
            return ["style", "new", folder]
        case command:
            return [command, folder]


def run_it(run: Run, root: Path, made: Made) -> int:
    """Run a command in a tree and return its exit code."""
    made.outputs = run.outputs
    folder = str(root / run.folder) if run.absolute else run.folder
    with contextlib.chdir(root):
        if run.command != "python":
            # Of an export, no more than the name of its file is printed.
            quiet = [] if run.command == "translate" else ["-q"]
            return main([*arguments_of(run, folder), *quiet])
        try:
            pipeline.build(load_note(ownership_trees.MINIMAL), ("docx",), Path(folder))
        except NotepressError as error:
            return error.exit_code
        return 0


def check_run(run: Run, root: Path, made: Made, ledger: Ledger) -> int:
    before = tree_of(root.parent)
    code = run_it(run, root, made)
    after = tree_of(root.parent)
    theirs = ledger.theirs(before)
    assert {path: after.get(path) for path in theirs} == theirs, run
    assert code in {0, 1, 2}
    # What a refusal adds is kept work, and at most the folder of outputs, empty.
    new = [path for path in after if path not in before]
    if code == 2 and run.command != "preview":
        assert all(KEPT in path.split("/") or after[path][0] == "folder" for path in new), run
        gone = [path for path in before if after.get(path) != before[path]]
        assert all(KEPT in path.split("/") for path in gone), run
    ends = (".part", ".notepress-index", "l.notepress", "n.notepress", "-lock", ".lock")
    left = [path for path in new if path.endswith(ends)]
    assert left == [], run
    if run.command in {"build", "watch", "work", "preview", "python"}:
        ledger.enter(before, after)
    elif run.command in {"diff", "check"}:
        ledger.enter(before, {**after, **{path: before[path] for path in theirs}})
    return code


@pytest.mark.usefixtures("made")
def test_trees(made: Made) -> None:
    counts: Counter[str] = Counter()

    @settings(
        max_examples=TREES,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(stories)
    def tree(story: list[Run | Deed]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder, "work")
            begin(root)
            ledger = Ledger()
            counts["trees"] += 1
            for step in story:
                if isinstance(step, Deed):
                    do(root, step)
                else:
                    code = check_run(step, root, made, ledger)
                    counts[f"{step.command} {code}"] += 1

    tree()
    sys.stdout.write(f"{dict(sorted(counts.items()))}\n")
    # Commands are done and refused, both, or many trees show nothing.
    assert counts["build 0"] >= TREES // 10
    assert counts["build 2"] >= TREES // 10
    assert counts["work 0"] >= TREES // 25
