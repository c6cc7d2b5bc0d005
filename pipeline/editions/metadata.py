"""The metadata edition: the note for registries, libraries, shops and archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.deposit.facts import gather
from pipeline.deposit.kit import files_of
from pipeline.editions.edition import Artefact

if TYPE_CHECKING:
    from pipeline.editions.bench import Bench


def make(bench: Bench) -> tuple[Artefact, ...]:
    """Make each file that the note has the facts for."""
    facts = gather(bench.note, bench.view, bench.labels)
    return tuple(
        Artefact(f"metadata/{one.name}", one.content, one.media_type) for one in files_of(facts)
    )
