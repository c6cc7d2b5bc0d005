"""Where the store of a project is if nobody says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.production.publish.kept_work import FOLDER, open_cache

if TYPE_CHECKING:
    from pipeline.workspace import Workspace


def default_store(workspace: Workspace) -> str:
    """The address of the store in the folder of a project that git and others let be."""
    # It marks the folder as ours as long as there is nothing else in it.
    open_cache(workspace.root)
    return str(workspace.root / FOLDER / "store")
