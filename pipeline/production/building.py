"""Building a note: loads it, makes its editions and publishes them, without repeating work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache as kept
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pipeline.editions.table import ALL_NAMES, NAMES, PRELOADED_STYLES
from pipeline.editions.timings import Timing, Timings
from pipeline.production.digests import KnownDigests
from pipeline.production.explaining import Explanation, explain_outputs, explain_parts
from pipeline.production.freshness import as_read, inputs_of, read_inputs, stale_editions
from pipeline.production.keeping import refuse_to_lose
from pipeline.production.left_out import LeftOut, left_out_of
from pipeline.production.manifest import read_manifest
from pipeline.production.publish.kept_work import open_cache
from pipeline.production.publish.lock import hold_lock
from pipeline.production.publish.places import refuse_places
from pipeline.production.publish.release import clear_up, is_cluttered, judge_outputs
from pipeline.works import note_name
from pipeline.workspace import bibliography_files, built_in_styles, find_workspace, style_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pipeline.cache import Cache
    from pipeline.citing.style import CitationStyle
    from pipeline.findings import Finding
    from pipeline.house_style import Style
    from pipeline.load.loading import Loaded
    from pipeline.note import Note
    from pipeline.press.engine.engine import Engine
    from pipeline.press.markup.templates import Templates
    from pipeline.production.freshness import Inputs
    from pipeline.production.making import Made, Making
    from pipeline.production.manifest import Manifest
    from pipeline.workspace import Workspace

CACHE_LIMIT = 400_000_000
"""The maximum size of the cache after a build, in bytes."""

_NEEDED_NEXT = ("pipeline.editions.paged", "pipeline.production.making")
"""Modules imported early, while this process waits for pandoc and the layout engine; their names
are imported where they are used."""
_NEEDED_TO_CITE = (
    "pipeline.load.citing_ahead",
    "pipeline.house_style",
    "pipeline.press.markup.templates",
)
"""Modules that setting the citations of a note needs ahead of reading it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report on a build. ``made`` is empty if everything was up to date.

    ``reasons`` say why editions were made; ``outputs`` and ``parts`` explain what was done with
    each output and each part of the PDF; ``warnings`` are findings that do not prevent
    publication; ``left_out`` are editions that cannot be made on this machine and were not
    requested by name; ``omitted`` say which files were not made and why; ``steps`` are the steps
    of the build, in the order of their start.
    """

    slug: str
    folder: Path
    manifest: Manifest
    made: tuple[Made, ...]
    reasons: tuple[str, ...]
    outputs: tuple[Explanation, ...]
    parts: tuple[Explanation, ...]
    seconds: float
    warnings: tuple[Finding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    omitted: tuple[str, ...] = ()
    steps: tuple[Timing, ...] = ()


def build(
    note: Note,
    editions: Sequence[str] = (),
    out: Path = Path("build"),
    style: Path | None = None,
) -> Manifest:
    """Build a note that has been loaded into ``<out>/<slug>/``, and return its manifest.

    By default, all editions for readers are made that are possible on this machine; the manifest
    lists them as ``offered``. ``style`` is a style folder that overrides the built-in one. Raises
    SourceError with all findings, or CannotRunError; the outputs are unchanged in that case. The
    cache is that of the current project or folder.
    """
    from pipeline.editions.workbench import Workbench
    from pipeline.production.making import Making, existing_state

    around = find_workspace(Path.cwd(), out)
    workspace = replace(around, styles=style or built_in_styles())
    folder = out / note.name
    refuse_places((note.name,), (), around)
    judge_outputs(folder)
    inputs = inputs_of(note, workspace)
    wanted, _ = _choose(editions, inputs, folder, workspace)
    with hold_lock(out, _no_progress), _running(None) as engine:
        clear_up(folder)
        manifest = judge_outputs(folder)
        look, templates = _read_style(workspace)
        refuse_to_lose(folder, manifest, note.metadata, note.files)
        cache = open_cache(workspace.root)
        earlier = existing_state(folder, inputs)
        with Workbench(note, look, cache, engine, earlier, templates) as bench:
            return Making(bench, folder, inputs, wanted).run((), _no_progress)


def _no_progress(step: str) -> None: ...


def refuse_outputs(sources: Sequence[Path], workspace: Workspace) -> None:
    """Check that the notes in these folders may be built, without writing anything.

    Raises CannotRunError if outputs would overwrite a source, a style, a repository or a foreign
    file, or if an output was changed since it was written.
    """
    refuse_places([note_name(source) for source in sources], sources, workspace)
    for source in sources:
        judge_outputs(workspace.outputs_of(source))


def build_folder(
    source: Path,
    workspace: Workspace,
    editions: Sequence[str] = (),
    progress: Callable[[str], None] = _no_progress,
    engine: Engine | None = None,
    first: Collection[str] = (),
) -> Report:
    """Build the note in a folder into ``<out>/<slug>/``, and return a report.

    By default, all editions for readers are made that are possible on this machine. ``progress``
    is called with the name of each step as it begins. ``engine`` is a layout engine, which need not
    have begun; by default, one is started and stopped. The editions in ``first`` are published
    before the others are made. Raises SourceError with all findings, or CannotRunError; the outputs
    are unchanged in that case.
    """
    timings = Timings()
    digest = KnownDigests().of
    workspace = workspace.for_note(source)
    folder = workspace.outputs_of(source)
    refuse_places((note_name(source),), (source,), workspace)
    manifest = judge_outputs(folder, digest)
    inputs = read_inputs(source, workspace)
    wanted, left_out = _choose(editions, inputs, folder, workspace)
    if manifest is not None and not stale_editions(manifest, inputs, folder, wanted, digest):
        if is_cluttered(folder):
            with hold_lock(workspace.out, progress):
                clear_up(folder)
        done = _up_to_date_report(folder, manifest, timings.seconds)
        return replace(done, left_out=left_out)
    with hold_lock(workspace.out, progress), ExitStack() as open_until_done:
        clear_up(folder)
        manifest = judge_outputs(folder, digest)
        cache = open_cache(workspace.root)
        progress("reading")
        with timings.during("reading"):
            running, loaded, style, templates = _read(
                source, workspace, cache, lambda: open_until_done.enter_context(_running(engine))
            )
        from pipeline.editions.workbench import Workbench
        from pipeline.production.making import Making, existing_state

        refuse_to_lose(folder, manifest, loaded.note.metadata, loaded.note.files)
        inputs = as_read(inputs, loaded.note.files)
        earlier = existing_state(folder, inputs, digest)
        bench = open_until_done.enter_context(
            Workbench(loaded.note, style, cache, running, earlier, templates)
        )
        bench.timings = timings
        making = Making(bench, folder, inputs, wanted, digest)
        manifest = making.run(first, progress)
        cache.prune(CACHE_LIMIT)
    from pipeline.starting.placeholders import find_placeholders

    placeholders = find_placeholders(loaded.note.files)
    warnings = (*loaded.warnings, *placeholders, *making.warnings)
    done = _report(folder, making, manifest, warnings, timings)
    return replace(done, left_out=left_out)


def _choose(
    editions: Sequence[str], inputs: Inputs, folder: Path, workspace: Workspace
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """The editions to make, of those named or of all, and the editions to leave out.

    An edition that cannot be made here but is up to date is not left out.
    """
    left_out = tuple(
        one
        for one in left_out_of(editions, workspace)
        if stale_editions(read_manifest(folder), inputs, folder, (one.edition,))
    )
    names = {one.edition for one in left_out}
    return tuple(name for name in editions or NAMES if name not in names), left_out


def _read(
    source: Path, workspace: Workspace, cache: Cache, start: Callable[[], Engine]
) -> tuple[Engine, Loaded, Style, Templates]:
    """Start the engine, and read the note in a folder, the style and its templates.

    Raises SourceError and CannotRunError.
    """
    from concurrent.futures import ThreadPoolExecutor

    from pipeline.load.ahead import parse_ahead

    reading = Lock()

    @kept
    def read_once() -> tuple[Style, Templates]:
        return _read_style(workspace)

    def style_read() -> tuple[Style, Templates]:
        with reading:
            return read_once()

    def citation_style() -> CitationStyle:
        # Asked for early, and only if the note has citations.
        return style_read()[0].citations()

    def parse_and_start() -> Engine:
        parse_ahead(source, cache, citation_style)
        return start()

    if bibliography_files(source):
        # What the other thread needs for citations, and this one as well: two threads that import
        # the same package at once can each see half of it.
        for module in _NEEDED_TO_CITE:
            import_module(module)
    # Pandoc parses, and then the engine starts, while this process imports modules. The two do not
    # run at the same time, because each takes more memory than everything else.
    with ThreadPoolExecutor(max_workers=2) as executor:
        started = executor.submit(parse_and_start)
        for module in _NEEDED_NEXT:
            import_module(module)
        from pipeline.load import load_with_warnings

        read = executor.submit(style_read)
        engine = started.result()
        loaded = load_with_warnings(source, cache)
        return engine, loaded, *read.result()


def _read_style(workspace: Workspace) -> tuple[Style, Templates]:
    """Load the style in use and its templates, and compile the templates of pages.

    Raises SourceError.
    """
    from pipeline.house_style import load_style
    from pipeline.press.markup.templates import Templates

    style = load_style(*style_folders(workspace))
    templates = Templates(style)
    for folder in ("parts", "paged"):
        templates.read(folder)
    return style, templates


@contextmanager
def _running(engine: Engine | None) -> Iterator[Engine]:
    if engine is not None:
        engine.begin()
        yield engine
        return
    from pipeline.press.engine.engine import Engine

    with Engine(max_preloaded=PRELOADED_STYLES) as started:
        yield started


def _up_to_date_report(folder: Path, manifest: Manifest, seconds: float) -> Report:
    return Report(
        slug=manifest.note,
        folder=folder,
        manifest=manifest,
        made=(),
        reasons=(),
        outputs=explain_outputs(manifest, manifest, {}),
        parts=explain_parts(manifest, manifest, (), ()),
        seconds=seconds,
    )


def _report(
    folder: Path,
    making: Making,
    manifest: Manifest,
    warnings: tuple[Finding, ...],
    timings: Timings,
) -> Report:
    reasons = tuple(dict.fromkeys(why for group in making.stale.values() for why in group))
    return Report(
        slug=manifest.note,
        folder=folder,
        manifest=manifest,
        made=tuple(sorted(making.made, key=lambda made: ALL_NAMES.index(made.edition))),
        reasons=reasons,
        outputs=explain_outputs(making.old, manifest, making.stale),
        parts=explain_parts(making.old, manifest, making.laid_out, reasons),
        seconds=timings.seconds,
        warnings=warnings,
        omitted=making.omitted,
        steps=timings.done,
    )
