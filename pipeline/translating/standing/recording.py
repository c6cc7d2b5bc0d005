"""The records of a translation after some of them are new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.translating.standing.state import record_of, write_state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.translating.standing.pairing import Pair
    from pipeline.translating.standing.state import Record


def renewed(
    pairs: Sequence[Pair], records: Sequence[Record], fresh: Mapping[str, Record]
) -> tuple[Record, ...]:
    """All records in the order of the original, with new ones by the keys of their originals.

    Those of units that the original or the translation has no longer follow, as they were.
    """
    found: list[Record] = []
    used: set[Record] = set()
    for pair in pairs:
        if pair.record is not None:
            used.add(pair.record)
        if pair.original is None:
            continue
        own = fresh.get(pair.original.key)
        if own is None and pair.record is not None:
            own = replace(pair.record, key=pair.original.key)
        if own is not None:
            found.append(own)
    keys = {one.key for one in found}
    left = (one for one in records if one not in used and one.key not in keys)
    return (*found, *left)


def confirmed(
    pairs: Sequence[Pair], records: Sequence[Record], right: Sequence[Pair]
) -> tuple[bytes, int]:
    """The file of records after somebody has found pairs right, and how many are new."""
    fresh = {
        one.original.key: record_of(one.original, one.translation)
        for one in right
        if one.original is not None and one.translation is not None
    }
    known = {one.original.key: one.record for one in pairs if one.original is not None}
    count = sum(record != known[key] for key, record in fresh.items())
    return write_state(renewed(pairs, records, fresh)), count
