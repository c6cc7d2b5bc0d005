"""What there is of a note before it is built, and what of it has to be made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.editions.table import NAMES
from pipeline.production.freshness import read_inputs, stale_editions
from pipeline.production.left_out import LeftOut, left_out_of
from pipeline.production.manifest import read_manifest
from pipeline.production.publish.release import is_cluttered, judge_outputs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.production.digests import Digest
    from pipeline.production.freshness import Inputs
    from pipeline.production.manifest import Manifest
    from pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """The outputs of a note as they are, and the inputs that they are to be made from.

    ``folder`` is that of the outputs, ``manifest`` the one in it; ``wanted`` are the editions to
    be made if they are stale, ``left_out`` those that cannot be made on this machine.
    ``is_up_to_date`` if none of those wanted is stale.
    """

    folder: Path
    manifest: Manifest | None
    inputs: Inputs
    wanted: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    is_up_to_date: bool

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do at all, not even to clear up after a killed run."""
        return self.is_up_to_date and not is_cluttered(self.folder)


def standing_of(
    source: Path, workspace: Workspace, editions: Sequence[str], digest: Digest
) -> Standing:
    """Look at the note in a folder and at its outputs, without writing anything.

    ``workspace`` is that of the note. Raises CannotRunError if outputs must not be written.
    """
    folder = workspace.outputs_of(source)
    manifest = judge_outputs(folder, digest)
    inputs = read_inputs(source, workspace)
    wanted, left_out = choose(editions, inputs, folder, workspace)
    is_up_to_date = manifest is not None and not stale_editions(
        manifest, inputs, folder, wanted, digest
    )
    return Standing(folder, manifest, inputs, wanted, left_out, is_up_to_date)


def choose(
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
