"""`notepress watch` at work: how long after an edit its outputs are on disk."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from measuring import held_by
from setting import sources_of

from pipeline.editions.table import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from setting import Setting

_LOOK = 0.002
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Delays:
    """Seconds from the moment the source was saved until outputs were in place."""

    screen_pdf: float
    everything: float


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch at work."""

    setting: Setting
    process: int

    def edit(self) -> Delays:
        """Edit a sentence and wait for the outputs."""
        return _edit(self.setting, self.setting.folder / "watched" / self.setting.note.name)

    def memory(self) -> int:
        """Return the bytes that its processes hold, those that they share counted once."""
        return held_by(self.process)


@contextmanager
def watching(setting: Setting) -> Iterator[Watched]:
    """Keep a watch running."""
    folder = setting.folder / "watched" / setting.note.name
    process = setting.notepress("watch", "watched").start()
    try:
        _until(lambda: _has_all_from(folder / "manifest.json", {}), "the first build")
        yield Watched(setting, process.pid)
    finally:
        process.terminate()
        process.communicate()


def _edit(setting: Setting, folder: Path) -> Delays:
    pdf, manifest = folder / f"{setting.note.name}.pdf", folder / "manifest.json"
    old, made_from = pdf.read_bytes(), sources_of(manifest)
    begun = time.perf_counter()
    setting.edit()
    _until(lambda: _content(pdf) not in (None, old), "the PDF")
    screen_pdf = time.perf_counter() - begun
    _until(lambda: _has_all_from(manifest, made_from), "all editions")
    return Delays(screen_pdf, time.perf_counter() - begun)


def _has_all_from(manifest: Path, before: dict[str, set[str]]) -> bool:
    """Tell whether every edition is there, and none is made from what it was made from before."""
    try:
        sources = sources_of(manifest)
    except (OSError, ValueError):
        return False
    return sources.keys() == set(NAMES) and all(
        digests.isdisjoint(before.get(edition, ())) for edition, digests in sources.items()
    )


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _until(happened: Callable[[], bool], what: str) -> None:
    end = time.perf_counter() + _PATIENCE
    while not happened():
        if time.perf_counter() > end:
            raise SystemExit(f"watch: {what} did not come in {_PATIENCE:g} s")
        time.sleep(_LOOK)
