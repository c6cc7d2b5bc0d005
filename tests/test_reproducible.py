"""The same source gives the same bytes wherever, whenever and by whomever it is built."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from file_digests import digests

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LONG_PATH = "a/project in a folder with a long näme, far below the other one"
IN_THE_PAST = 900_000_000.0
"""A time stamp for the files of the source: July 1998."""

STRANGE = {
    "PYTHONHASHSEED": "4711",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "LANGUAGE": "tr",
    "TZ": "Pacific/Kiritimati",
    "USER": "somebody",
    "LOGNAME": "somebody",
    "SOURCE_DATE_EPOCH": "86400",
    "PYTHONUTF8": "0",
    "PYTHONOPTIMIZE": "1",
    "COLUMNS": "40",
    "TERM": "dumb",
}
"""What is otherwise around the second build; `HOME`, `TMPDIR` and the umask besides."""

PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "USER": "root", "LOGNAME": "root"}


def build(project: Path, surroundings: dict[str, str], umask: int) -> dict[str, str]:
    """Build the note with one of each element in a project; return the digests of all outputs."""
    note = project / "source" / "notes" / "rich"
    shutil.copytree(ROOT / "tests" / "notes" / "rich", note)
    home, temporary = project / "home", project / "temporary"
    home.mkdir()
    temporary.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    around = {"PYTHONPATH": str(ROOT), "HOME": str(home), "TMPDIR": str(temporary)}
    if surroundings is STRANGE:
        for path in sorted(project.rglob("*"), reverse=True):
            os.utime(path, (IN_THE_PAST, IN_THE_PAST))
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "build", "--quiet"],
        cwd=project,
        env={**kept, **around, **surroundings},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return digests(project / "build")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of two projects, built in surroundings that have nothing in common."""
    one, other = tmp_path_factory.mktemp("p"), tmp_path_factory.mktemp("other") / LONG_PATH
    other.mkdir(parents=True)
    build(one, PLAIN, 0o022)
    build(other, STRANGE, 0o077)
    return one, other


def test_surroundings_change_no_byte(builds: tuple[Path, Path]) -> None:
    one, other = (digests(project / "build") for project in builds)
    assert {"rich/manifest.json", "rich/rich.pdf", "rich/rich.epub", "index.html"} <= set(one)
    assert one == other


def test_outputs_tell_neither_place_nor_day(builds: tuple[Path, Path]) -> None:
    """What is packed is looked into as well: streams of a PDF, members of an EPUB."""
    now = dt.datetime.now(dt.UTC)
    # It is another day already in the time zone of the second build.
    days = [now + dt.timedelta(hours=hours) for hours in (-12, 0, 14)]
    told = {text for day in days for text in dates(day)}
    for project in builds:
        assert occurring(told | {str(project)}, project / "build") == {}


def test_a_date_in_an_output_would_be_seen(builds: tuple[Path, Path]) -> None:
    published = dates(dt.datetime(2024, 5, 17, tzinfo=dt.UTC))
    found = occurring(published, builds[0] / "build")
    assert {"rich.pdf", "rich-print.pdf", "rich.epub", "manifest.json", "feed.xml"} <= set(found)


def dates(day: dt.datetime) -> set[str]:
    """Return a day in the forms that metadata and pages have."""
    return {day.strftime(form) for form in ("%Y-%m-%d", "D:%Y%m%d", "%-d %B %Y")}


def occurring(words: set[str], out: Path) -> dict[str, set[str]]:
    """Return by the name of each output those of some words that occur in it."""
    wanted = re.compile("|".join(map(re.escape, sorted(words))).encode())
    found: dict[str, set[str]] = {}
    for path in out.rglob("*"):
        if path.is_file():
            there = {word.decode() for part in unpacked(path) for word in wanted.findall(part)}
            if there:
                found[path.name] = there
    return found


def unpacked(path: Path) -> list[bytes]:
    """Return the bytes of a file, and of what is compressed in it."""
    content = path.read_bytes()
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            return [content, *(book.read(name) for name in book.namelist())]
    if path.suffix != ".pdf":
        return [content]
    found = [content]
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(stream[1]))
        except zlib.error:
            continue
    return found
