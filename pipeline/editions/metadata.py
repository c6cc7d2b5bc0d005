"""The metadata edition: the note for registries, libraries, shops and archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.deposit.facts import gather
from pipeline.deposit.kit import files_of, left_out_of
from pipeline.editions.edition import Artefact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.editions.bench import Bench


def make(bench: Bench) -> tuple[Artefact, ...]:
    """Make each file that the note has the facts for."""
    facts = gather(bench.note, bench.view, bench.labels)
    return tuple(
        Artefact(f"metadata/{one.name}", one.content, one.media_type) for one in files_of(facts)
    )


def omitted(bench: Bench) -> Iterator[str]:
    """Yield which files are not made, and what the note lacks for each."""
    for name, lacking in left_out_of(gather(bench.note, bench.view, bench.labels)):
        yield f"metadata/{name} is not made: the note does not have {'; '.join(lacking)}"
