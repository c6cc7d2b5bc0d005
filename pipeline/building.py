"""Build a note: load it, make its editions, put them in place. Nothing is done twice."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.editions.table import ALL_NAMES, NAMES
from pipeline.errors import SourceError
from pipeline.freshness import Inputs, inputs_of, read_inputs, reasons, stale_outputs, style_folders
from pipeline.manifest import FILE_NAME, Manifest, Output, read_manifest
from pipeline.publish.disk_cache import DiskCache
from pipeline.publish.lock import hold_lock
from pipeline.publish.release import release
from pipeline.series import entry_of
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.cache import Cache
    from pipeline.editions.edition import Artefact
    from pipeline.editions.workbench import Workbench
    from pipeline.note import Note
    from pipeline.press.engine import Engine

    Artefacts = Mapping[str, tuple[Artefact, ...]]

CACHE_LIMIT = 400_000_000
"""How many bytes the cache may take after a build."""


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that was made: how many files and bytes, and how many seconds it took."""

    edition: str
    files: int
    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. ``made`` is empty if all was up to date; ``reasons`` say why not."""

    slug: str
    folder: Path
    manifest: Manifest
    made: tuple[Made, ...]
    reasons: tuple[str, ...]
    seconds: float


def build(
    note: Note,
    editions: Sequence[str] = NAMES,
    out: Path = Path("build"),
    style: Path | None = None,
) -> Manifest:
    """Build a note that has been loaded into ``<out>/<slug>/`` and return its manifest.

    ``style`` is a style folder that overrides the built-in one. Raises SourceError with every
    finding, or CannotRunError; the outputs are then as they were.
    """
    workspace = Workspace(out, out, style or out / "styles", out)
    inputs = inputs_of(note.files, workspace)
    with hold_lock(out), _at_work(None) as engine:
        bench = _bench(note, workspace, DiskCache(workspace.cache), engine)
        artefacts, _ = _make(bench, editions, lambda _: None)
        return _publish(bench, out / note.slug, inputs, artefacts)


def build_folder(
    source: Path,
    workspace: Workspace,
    editions: Sequence[str] = NAMES,
    progress: Callable[[str], None] = lambda _: None,
    engine: Engine | None = None,
) -> Report:
    """Build the note in a folder into ``<out>/<slug>/`` and return what was done.

    ``progress`` is told the name of each step as it begins. ``engine`` is a layout engine that
    is at work already; without one, an engine is started, and ended. Raises SourceError with
    every finding, or CannotRunError; the outputs are then as they were.
    """
    begun = time.perf_counter()
    folder = workspace.out / source.name
    inputs = read_inputs(source, workspace)
    manifest = read_manifest(folder)
    why = _why(manifest, inputs, folder, editions)
    if manifest is not None and not why:
        return Report(source.name, folder, manifest, (), (), time.perf_counter() - begun)
    # The engine takes its time to start; the note is read meanwhile.
    with hold_lock(workspace.out), _at_work(engine) as running:
        from pipeline.load import load_note

        cache = DiskCache(workspace.cache)
        progress("reading")
        note = load_note(source, cache)
        bench = _bench(note, workspace, cache, running)
        artefacts, made = _make(bench, editions, progress)
        progress("publishing")
        manifest = _publish(bench, workspace.out / note.slug, inputs, artefacts)
        cache.prune(CACHE_LIMIT)
    return Report(note.slug, folder, manifest, made, why, time.perf_counter() - begun)


@contextmanager
def _at_work(engine: Engine | None) -> Iterator[Engine]:
    if engine is not None:
        yield engine
        return
    from pipeline.press.engine import Engine

    with Engine() as started:
        yield started


def _why(
    manifest: Manifest | None, inputs: Inputs, folder: Path, editions: Sequence[str]
) -> tuple[str, ...]:
    if manifest is None:
        return ("nothing was built yet",)
    found = list(reasons(manifest, inputs))
    found += [f"{path} is missing or was altered" for path in stale_outputs(manifest, folder)]
    for name in editions:
        outputs = [output for output in manifest.outputs.values() if output.edition == name]
        if not outputs:
            found.append(f"the edition {name} was not built yet")
        elif not found and any(output.made_from != inputs.digest for output in outputs):
            found.append(f"the edition {name} was built from an earlier source")
    return tuple(found)


def _bench(note: Note, workspace: Workspace, cache: Cache, engine: Engine) -> Workbench:
    from pipeline.editions.workbench import Workbench
    from pipeline.house_style import load_style

    return Workbench(note, load_style(*style_folders(workspace)), cache, engine)


def _make(
    bench: Workbench, editions: Sequence[str], progress: Callable[[str], None]
) -> tuple[Artefacts, tuple[Made, ...]]:
    made = []
    artefacts: dict[str, tuple[Artefact, ...]] = {}
    for name in ALL_NAMES:
        if name in editions:
            progress(name)
            begun = time.perf_counter()
            artefacts[name] = bench.artefacts(name)
            size = sum(len(artefact.content) for artefact in artefacts[name])
            seconds = time.perf_counter() - begun
            made.append(Made(name, len(artefacts[name]), size, seconds))
    errors = [finding for finding in bench.findings if finding.severity == "error"]
    if errors:
        raise SourceError(errors)
    return artefacts, tuple(made)


def _publish(bench: Workbench, folder: Path, inputs: Inputs, artefacts: Artefacts) -> Manifest:
    kept = _kept(read_manifest(folder), folder, tuple(artefacts))
    outputs = dict(sorted({**kept, **_outputs(artefacts, inputs.digest)}.items()))
    manifest = Manifest(
        note=bench.note.slug,
        title=bench.note.metadata.title,
        revision=bench.note.metadata.revision,
        source=inputs.source,
        style=inputs.style,
        program=inputs.program,
        tools=inputs.tools,
        entry=entry_of(bench.note, bench.view, outputs),
        fonts=bench.font_digests,
        outputs=outputs,
    )
    contents = {one.path: one.content for group in artefacts.values() for one in group}
    release(folder, {**contents, FILE_NAME: manifest.to_json().encode()}, keep=tuple(kept))
    return manifest


def _kept(manifest: Manifest | None, folder: Path, editions: Sequence[str]) -> Mapping[str, Output]:
    if manifest is None:
        return {}
    stale = set(stale_outputs(manifest, folder))
    return {
        path: output
        for path, output in manifest.outputs.items()
        if output.edition not in editions and path not in stale
    }


def _outputs(artefacts: Mapping[str, tuple[Artefact, ...]], made_from: str) -> Mapping[str, Output]:
    return {
        one.path: Output(
            edition=name,
            media_type=one.media_type,
            bytes=len(one.content),
            sha256=hashlib.sha256(one.content).hexdigest(),
            made_from=made_from,
        )
        for name, group in artefacts.items()
        for one in group
    }
