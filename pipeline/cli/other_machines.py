"""Other machines that a command uses: its arguments for them, and the way there."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pipeline.production.series.elsewhere import Elsewhere
    from pipeline.workspace import Workspace


def add_other_machines(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say where notes are built."""
    parser.add_argument(
        "--on", metavar="URL",
        help="build on the workers of a Dask cluster: the address of its scheduler, as in "
        "dask://host:8786",
    )  # fmt: skip
    parser.add_argument(
        "--store", metavar="PLACE",
        help="with --on: where sources and outputs are kept, a folder that all machines share or a "
        "URL such as s3://bucket/notes (default: .notepress/store in the project)",
    )  # fmt: skip


@contextmanager
def other_machines(
    arguments: argparse.Namespace, workspace: Workspace
) -> Iterator[Elsewhere | None]:
    """The machines that arguments name; None if it is this one.

    Raises CannotRunError if they cannot be reached or used.
    """
    if arguments.on is None:
        if arguments.store is not None:
            raise CannotRunError(
                "--store says what machines share, and there is only this one",
                hint="name the others with --on dask://host:8786",
            )
        yield None
        return
    if arguments.jobs is not None:
        raise CannotRunError(
            "--jobs is for notes that are built on this machine",
            hint="start as many workers of the cluster as notes are to be built side by side",
        )
    # Nothing of a cluster is imported where there is none.
    from pipeline.production.series.dask_cluster import keep_silent, workers_at
    from pipeline.production.store.contents import address_of
    from pipeline.production.store.places import default_store

    if arguments.store is None:
        store = default_store(workspace)
    else:
        store = address_of(arguments.store, Path.cwd())
    keep_silent()
    with workers_at(arguments.on, store) as found:
        yield found
