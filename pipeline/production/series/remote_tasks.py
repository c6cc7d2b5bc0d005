"""Building a note on a machine that has nothing of it but a store that it shares with others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError, NotepressError
from pipeline.faults import translate_errors
from pipeline.production.building import make_room
from pipeline.production.freshness import read_inputs, reasons
from pipeline.production.manifest import Manifest, read_manifest
from pipeline.production.publish.kept_work import root_for_strangers
from pipeline.production.series.machine import refuse_other_machine, this_machine
from pipeline.production.series.tasks import NoteResult, NoteTask
from pipeline.production.series.worker import build_note
from pipeline.production.store.collecting import store_outputs
from pipeline.production.store.contents import open_store
from pipeline.production.store.packing import unpack_note
from pipeline.production.store.results import StoredResult, find_result, keep_result, result_key
from pipeline.scratch import ScratchFolder

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.production.freshness import Inputs
    from pipeline.production.series.machine import Machine
    from pipeline.production.store.contents import Store
    from pipeline.production.store.packing import PackedNote
    from pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RemoteTask:
    """A note to build elsewhere: its source, packed, and the editions to make.

    ``store`` is the address of the store with the contents of the source, ``inputs`` are what its
    outputs depend on, and ``machine`` is what they are to be made with.
    """

    packed: PackedNote
    editions: tuple[str, ...]
    store: str
    inputs: Inputs
    machine: Machine

    @property
    def key(self) -> str:
        """The key of its result in the store."""
        return result_key(self.packed.name, self.inputs, self.editions)


@dataclass(frozen=True, slots=True)
class RemoteResult:
    """What became of a note elsewhere.

    If it was made, its outputs are in the store, and ``manifest`` lists them. ``unfit`` says why
    nothing can be built by whoever got the task.
    """

    result: NoteResult
    manifest: Manifest | None = None
    unfit: NotepressError | None = None


def build_elsewhere(task: RemoteTask) -> RemoteResult:
    """Build a note from a store, store what comes of it, and return its manifest.

    Whatever is wrong is in the result. The same task may be done twice, also at the same time: the
    same is stored. Nothing of it stays on this machine but an engine and a cache for the next one.
    """
    slug = task.packed.name
    try:
        with translate_errors():
            refuse_other_machine(task.machine, this_machine(), f"a worker on {platform_name()}")
            store = open_store(task.store, is_new=False)
    except (NotepressError, ConnectionError) as error:
        unfit = error if isinstance(error, NotepressError) else CannotRunError(str(error))
        return RemoteResult(NoteResult(slug, "failed", error=unfit), unfit=unfit)
    try:
        with translate_errors(), ScratchFolder() as folder:
            return _build(task, store, folder)
    except NotepressError as error:
        return RemoteResult(NoteResult(slug, "failed", error=error))
    except ConnectionError as error:
        failed = CannotRunError(f"a connection ended: {error}")
        return RemoteResult(NoteResult(slug, "failed", error=failed))


def platform_name() -> str:
    """The name of this machine, and the number of this process, as they are called in messages."""
    return f"{os.uname().nodename}, process {os.getpid()},"


def _build(task: RemoteTask, store: Store, folder: Path) -> RemoteResult:
    slug = task.packed.name
    found = find_result(store, task.key, slug, task.inputs, task.editions)
    if found is not None:
        # Whoever had the task before has died after it was done.
        return RemoteResult(NoteResult(slug, "made", found.warnings), found.manifest)
    workspace = unpack_note(task.packed, store, folder, root_for_strangers())
    note = folder / task.packed.folder
    result = build_note(NoteTask(slug, note, workspace, task.editions))
    outputs = workspace.outputs_of(note)
    manifest = read_manifest(outputs)
    if result.report is None or manifest is None:
        return RemoteResult(result)
    _refuse_other_inputs(task, manifest, note, workspace)
    store_outputs(outputs, manifest, store)
    keep_result(store, task.key, StoredResult(manifest, result.findings))
    make_room(workspace, 1)
    return RemoteResult(result, manifest)


def _refuse_other_inputs(
    task: RemoteTask, manifest: Manifest, note: Path, workspace: Workspace
) -> None:
    """Check that a note was made from what it was to be made from. Raises CannotRunError."""
    if all(
        output.made_from == task.inputs.digest_for(output.edition)
        for output in manifest.outputs.values()
    ):
        return
    there = read_inputs(note, workspace.for_note(note))
    wanted = Manifest(
        task.packed.name,
        "",
        0,
        task.inputs.source,
        task.inputs.style,
        task.inputs.program,
        task.inputs.tools,
        sisters=task.inputs.sisters,
    )
    different = reasons(wanted, there) or ("it was built from something else",)
    raise CannotRunError(
        f"a worker on {platform_name()} would make other bytes: {', '.join(different[:3])}",
        hint="install the same fonts, profiles and versions on all machines",
    )
