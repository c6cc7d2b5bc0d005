"""Building a note: loads it, makes its editions and publishes them, without repeating work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import cache as kept
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pipeline.editions.table import PRELOADED_STYLES
from pipeline.editions.timings import Timings
from pipeline.errors import CannotRunError
from pipeline.production.digests import KnownDigests
from pipeline.production.freshness import as_read, has_same_pages, inputs_of
from pipeline.production.keeping import refuse_to_lose
from pipeline.production.options import BuildOptions
from pipeline.production.publish.kept_work import open_cache
from pipeline.production.publish.lock import hold_lock, lock_of
from pipeline.production.publish.places import refuse_places
from pipeline.production.publish.release import clear_up, judge_outputs
from pipeline.production.report import Report, report_on, report_on_standing
from pipeline.production.standing import Standing, choose, standing_of
from pipeline.works import note_name
from pipeline.workspace import (
    bibliography_files,
    built_in_styles,
    find_workspace,
    notes_in_source,
    style_folders,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.cache import Cache
    from pipeline.citing.style import CitationStyle
    from pipeline.house_style import Style
    from pipeline.load.loading import Loaded
    from pipeline.note import Note
    from pipeline.press.engine.engine import Engine
    from pipeline.press.markup.templates import Templates
    from pipeline.production.manifest import Manifest
    from pipeline.workspace import Workspace

_CACHE_LIMIT = 400_000_000
"""The size to which the cache may grow in any case, in bytes."""
_CACHE_OF_NOTE = 4_000_000
"""The bytes of the cache that a project may take for each of its notes: a small one needs 0.6 MB,
and as much again after each change of all its pages."""

_BY_DEFAULT = BuildOptions()

_NEEDED_NEXT = ("pipeline.editions.paged", "pipeline.production.making")
"""Modules imported early, while this process waits for pandoc and the layout engine; their names
are imported where they are used."""
_NEEDED_TO_CITE = (
    "pipeline.load.citing_ahead",
    "pipeline.house_style",
    "pipeline.press.markup.templates",
)
"""Modules that setting the citations of a note needs ahead of reading it."""


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
    wanted, _ = choose(editions, inputs, folder, workspace)
    with hold_lock(lock_of(folder), _no_progress), _running(None) as engine:
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
    options: BuildOptions = _BY_DEFAULT,
) -> Report:
    """Build the note in a folder into ``<out>/<slug>/``, and return a report.

    By default, all editions for readers are made that are possible on this machine. ``progress``
    is called with the name of each step as it begins. ``engine`` is a layout engine, which need not
    have begun; by default, one is started and stopped. Raises SourceError with all findings, or
    CannotRunError; the outputs are unchanged in that case.
    """
    workspace = workspace.for_note(source)
    refuse_places((note_name(source),), (source,), workspace)
    report = build_in_place(source, workspace, editions, progress, engine, options)
    if report.made:
        make_room(workspace, 1)
    return report


def build_in_place(
    source: Path,
    workspace: Workspace,
    editions: Sequence[str] = (),
    progress: Callable[[str], None] = _no_progress,
    engine: Engine | None = None,
    options: BuildOptions = _BY_DEFAULT,
) -> Report:
    """Build the note in a folder as `build_folder` does, for a place that was found to be right.

    Whether outputs may go there is found by looking at all notes of a project, and for many notes
    it is found for all of them at once. ``workspace`` is that of the note.
    """
    timings = Timings()
    digest = KnownDigests().of
    folder = workspace.outputs_of(source)
    state: Standing | None = None
    # Another notepress may be exchanging the folder: what is refused is looked at once more.
    with suppress(CannotRunError):
        state = standing_of(source, workspace, editions, digest)
    if state is not None and state.is_done:
        return report_on_standing(state, timings.seconds)
    with hold_lock(lock_of(folder), progress), ExitStack() as open_until_done:
        clear_up(folder)
        if state is None or judge_outputs(folder, digest) != state.manifest:
            # The note was built by another notepress, before or while we waited.
            state = standing_of(source, workspace, editions, digest)
        if state.is_up_to_date:
            return report_on_standing(state, timings.seconds)
        inputs = state.inputs
        cache = open_cache(workspace.root)
        progress("reading")
        needs_layout = state.manifest is None or not has_same_pages(state.manifest, inputs)
        layout = _running(engine, at_once=needs_layout)
        with timings.during("reading"):
            running, loaded, style, templates = _read(
                source, workspace, cache, lambda: open_until_done.enter_context(layout)
            )
        from pipeline.editions.workbench import Workbench
        from pipeline.production.making import Making, existing_state

        refuse_to_lose(folder, state.manifest, loaded.note.metadata, loaded.note.files)
        inputs = as_read(inputs, loaded.note.files)
        earlier = existing_state(folder, inputs, digest)
        bench = open_until_done.enter_context(
            Workbench(loaded.note, style, cache, running, earlier, templates)
        )
        bench.timings, bench.tells_remarks = timings, options.remarks
        making = Making(bench, folder, inputs, state.wanted, digest)
        manifest = making.run(options.first, progress)
    from pipeline.starting.placeholders import find_placeholders

    placeholders = find_placeholders(loaded.note.files)
    warnings = (*loaded.warnings, *placeholders, *making.warnings)
    return report_on(folder, making, manifest, warnings, state.left_out, timings)


def make_room(workspace: Workspace, made: int) -> None:
    """Remove from the cache what has not been used for longest, after so many notes were made.

    How much may stay grows with the notes of the project.
    """
    limit = max(_CACHE_LIMIT, _CACHE_OF_NOTE * len(notes_in_source(workspace)))
    open_cache(workspace.root).make_room(limit, _CACHE_OF_NOTE * made)


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
def _running(engine: Engine | None, *, at_once: bool = True) -> Iterator[Engine]:
    """The engine, which begins at once, or with the first task if there may be none."""
    if engine is not None:
        if at_once:
            engine.begin()
        yield engine
        return
    from pipeline.press.engine.engine import Engine

    with Engine(max_preloaded=PRELOADED_STYLES, at_once=at_once) as started:
        yield started
