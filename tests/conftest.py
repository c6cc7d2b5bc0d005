"""Notes that tests of every room share."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from kept_in_memory import PARSED
from numbered_notes import load_numbered

from pipeline.load import load_files, load_note
from pipeline.note import Note

ROOT = Path(__file__).parent.parent

MOST_PROGRAMS = 5
"""The most programs, such as pandoc or the layout engine, that a quick test starts by itself."""
_UNHURRIED = ("slow", "validator", "browser")
_started: list[object] = []


def _count_programs(event: str, arguments: tuple[object, ...]) -> None:
    if event == "subprocess.Popen":
        _started.append(arguments[0])


sys.addaudithook(_count_programs)

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


# Thousands of tests stay in memory: looking through them for garbage took a fifth of all time.
gc.disable()


def pytest_collection_finish() -> None:
    """Keep the collected tests out of garbage collection, which begins here."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a quick test that starts many programs: it is slow wherever it runs."""
    before = len(_started)
    result = yield
    programs = len(_started) - before
    if programs > MOST_PROGRAMS and not any(map(item.get_closest_marker, _UNHURRIED)):
        pytest.fail(f"it starts {programs} programs: mark it slow", pytrace=False)
    return result


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files anew, to be reviewed as a diff."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture(scope="session")
def shared_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run: the cache in it is shared by builds that may begin with what is known.

    It is the ``root`` of their workspaces.
    """
    own = tmp_path_factory.getbasetemp()
    # The processes of a run have their folders beside each other.
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def minimal_note() -> Note:
    """A complete tiny note."""
    return load_note(ROOT / "tests/notes/minimal", PARSED)


@pytest.fixture(scope="session")
def rich_note() -> Note:
    """A note with one of each kind of element, and with its references written."""
    return load_numbered("tests/notes/rich")


@pytest.fixture(scope="session")
def authored_note() -> Note:
    """A note that names its authors, in every way they can be written."""
    return load_note(ROOT / "tests/notes/authored", PARSED)


@pytest.fixture(scope="session")
def places_note(minimal_note: Note) -> Note:
    """The minimal note with every kind of block in every place that may hold one."""
    text = "text/1-sharing.md"
    content = (ROOT / "tests/notes/places" / text).read_bytes()
    return load_files("places", {**minimal_note.files, text: content}, PARSED)


@pytest.fixture(scope="session")
def charted_note(minimal_note: Note) -> Note:
    """The minimal note with charts of every kind."""
    folder = ROOT / "tests/notes/charted"
    own = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.*"))
    }
    return load_files("charted", {**minimal_note.files, **own}, PARSED)


@pytest.fixture(scope="session")
def arabic_note() -> Note:
    """A note in Arabic with most kinds of elements."""
    return load_numbered("tests/notes/arabic")


@pytest.fixture(scope="session")
def real_note() -> Note:
    """The note in ``source/``."""
    return load_note(ROOT / "source/notes/global-development-cooperation", PARSED)
