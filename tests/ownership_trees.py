"""Random trees of a user's files and folders, with what somebody does in them and runs there."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st
from made_works import make_work

MINIMAL = Path(__file__).parent / "notes" / "minimal"
WORK = "source/notes/rivers"
"""A note in two languages, ``en`` and its translation ``fr``."""
FOLDER, FILE, LINK, CHANGE, REMOVE = "folder", "file", "link", "change", "remove"

OUTS = (
    "build", "build/", "out", "out/deep", "a/../out", "a/out", ".", "..", "./build/..", "linked",
    "linked/deep", "source", "source/notes", "source/notes/minimal", "source/notes/minimal/text",
    "source/notes/minimal/build", "styles", "styles/build", "build/minimal", "a", "a/minimal",
    WORK, f"{WORK}/en", f"{WORK}/build", "build/rivers", "build/rivers/en",
    ".notepress", ".git/out", "../out",
)  # fmt: skip
PLACES = (
    "build", "build/CNAME", "build/.nojekyll", "build/index.html", "build/feed.xml",
    "build/manifest.json", "build/index-fonts", "build/index-fonts/a.woff2",
    "build/index-fonts/mine", "build/.notepress-index", "build/.notepress-index/journal",
    "build/minimal", "build/minimal/CNAME", "build/minimal/a.pdf", "build/minimal/web",
    "build/minimal/web/index.html", "build/minimal/web/CNAME", "build/minimal/mine",
    "build/minimal/mine/deep/file", "build/minimal/mine/.git", "build/minimal/note.yaml",
    "build/minimal/manifest.json", "build/.minimal.new/a.pdf", "build/.minimal.old/mine",
    "build/.minimal.notepress/new/a.pdf", "build/.minimal.notepress/scratch", "out/minimal/mine",
    "out/index.html", "out/minimal", "linked", "linked/minimal", "a", "a/minimal/mine", "a/out",
    "minimal", "minimal/mine", ".notepress", ".notepress/mine", ".notepress/.gitignore",
    "styles/tokens.css", "styles/minimal/mine", ".git/config", "../.git/config",
    "source/notes/minimal/figures/mine", "source/notes/minimal/build/minimal/mine", "new",
    "new/note.yaml", "new/text", "new/mine", "redline.html", "source/mine", "index.html",
    "build/rivers", "build/rivers/CNAME", "build/rivers/manifest.json", "build/rivers/en",
    "build/rivers/en/CNAME", "build/rivers/en/a.pdf", "build/rivers/fr/web/mine",
    "build/rivers/.en.notepress/new/a.pdf", "build/sitemap.xml", f"{WORK}/de", f"{WORK}/de/mine",
    f"{WORK}/de/note.yaml", f"{WORK}/mine", f"{WORK}/fr/note.yaml",
)  # fmt: skip
TARGETS = (
    ".", "..", "source/notes", "source/notes/minimal", "styles", "build", "build/minimal", "a",
    "nowhere", "out", "linked", "source/notes/minimal/text", "new", "build/rivers", WORK,
)  # fmt: skip
RUNS = (
    *("build", "watch", "preview", "python", "check", "diff", "extract", "import"),
    *("init", "project", "style", "translate", "work", "work", "work", "translation"),
)


@dataclass(frozen=True)
class Deed:
    """Something that somebody does by hand: to what, at which place, with which words."""

    what: str
    place: str
    target: str
    content: bytes
    mode: int


@dataclass(frozen=True)
class Run:
    """A command with a folder, and the outputs it is to make, if it makes any."""

    command: str
    folder: str
    outputs: tuple[tuple[str, bytes], ...]
    absolute: bool


deeds = st.builds(
    Deed,
    st.sampled_from((FILE, FILE, FOLDER, LINK, CHANGE, REMOVE)),
    st.sampled_from(PLACES),
    st.sampled_from(TARGETS),
    st.binary(max_size=6),
    st.sampled_from((0o600, 0o644, 0o755)),
)
outputs = st.dictionaries(
    st.sampled_from(("a.pdf", "b.pdf", "web/index.html", "web/fonts/a.woff2", "one-pagers/1.pdf")),
    st.binary(min_size=1, max_size=4),
    min_size=1,
)
runs = st.builds(
    Run,
    # A build more often than anything else, and most of them where outputs usually are.
    st.sampled_from((*("build",) * 8, *("work",) * 4, *RUNS)),
    st.sampled_from((*("build",) * 16, *OUTS)),
    outputs.map(lambda found: tuple(sorted(found.items()))),
    st.booleans(),
)
stories = st.lists(st.one_of(runs, deeds, deeds), min_size=2, max_size=10)
"""What happens in a tree, one thing after the other."""


def begin(root: Path) -> None:
    """Make the project that every tree begins with."""
    (root / "a").mkdir(parents=True)
    shutil.copytree(MINIMAL, root / "source" / "notes" / "minimal")
    make_work(root)


def do(root: Path, deed: Deed) -> None:
    """Do what somebody does by hand, where that can be done."""
    place = root / deed.place
    try:
        if deed.what == REMOVE:
            shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        if deed.what == FOLDER:
            place.mkdir()
        elif deed.what == LINK:
            place.symlink_to(os.path.relpath(root / deed.target, place.parent))
        elif deed.what == CHANGE or not os.path.lexists(place):
            place.write_bytes(b"mine" + deed.content)
        if deed.what in {FILE, FOLDER}:
            place.chmod(deed.mode | (0o300 if place.is_dir() else 0))
    except OSError:
        return  # Something of another kind is there.


Tree = dict[str, tuple[object, ...]]


def tree_of(root: Path) -> Tree:
    """Return what everything in a folder is: kind, mode, and content, times or target."""
    found: Tree = {}
    for place, folders, files in os.walk(root):
        for path in (Path(place, name) for name in (*folders, *files)):
            stat, name = path.lstat(), path.relative_to(root).as_posix()
            if path.is_symlink():
                found[name] = (LINK, os.fspath(path.readlink()))
            elif path.is_dir():
                found[name] = (FOLDER, stat.st_mode)
            else:
                found[name] = (FILE, stat.st_mode, stat.st_mtime_ns, path.read_bytes())
    return found


@dataclass
class Ledger:
    """What notepress has written and nobody has touched since, found out by looking."""

    ours: Tree = field(default_factory=dict)

    def enter(self, before: Tree, after: Tree) -> None:
        """Note down what a run has made."""
        kept = {path: what for path, what in self.ours.items() if after.get(path) == what}
        made = {path: what for path, what in after.items() if before.get(path) != what}
        self.ours = {**kept, **made}

    def theirs(self, tree: Tree) -> Tree:
        """Return what in a tree is somebody else's, or was changed by somebody."""
        return {path: what for path, what in tree.items() if self.ours.get(path) != what}
