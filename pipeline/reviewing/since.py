"""Conflicts of a reviewer's changes with changes in the source since the file was made."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reviewing.changes import Change, Inserted, Removed, Reworded, Skipped, comparison_keys
from pipeline.reviewing.parts import GENERATED, VALUES, Part


def changes_since(
    changes: Sequence[Change], before: Sequence[Part], current: Sequence[Part]
) -> tuple[tuple[Change, ...], tuple[Skipped, ...]]:
    """The changes that can be made in the source as it is now, and those that cannot.

    ``before`` are the parts of the Word file as it was made, ``current`` those it would have now.
    A part that was changed both by the reviewer and in the source is left as it is; one
    that says already what the reviewer wants needs no change.
    """
    was = {part.name: part for part in before}
    now = {part.name: part for part in current}
    found: list[Change] = []
    conflicts: list[Skipped] = []
    for change in changes:
        match change:
            case Inserted():
                found.append(_anchored(change, before, now))
            case Reworded() if change.name not in now:
                why = "this part is no longer in the source, or its beginning has changed"
                conflicts.append(Skipped(change.part.text, why, _before(change.name, before, now)))
            case Reworded() if comparison_keys(now[change.name]) == comparison_keys(
                was[change.name]
            ):
                found.append(change)
            case Reworded() if comparison_keys(now[change.name]) != comparison_keys(change.part):
                why = "the source has also changed here since the Word file was made"
                conflicts.append(Skipped(change.part.text, why, change.name))
            case Removed() if change.name in now:
                if all(_is_unchanged(name, was, now) for name in change.names):
                    found.append(change)
                else:
                    why = "deleted in Word, but since changed in the source"
                    conflicts.append(Skipped(was[change.name].text, why, change.name))
    return tuple(found), tuple(conflicts)


def _is_unchanged(name: str, was: dict[str, Part], now: dict[str, Part]) -> bool:
    return name in now and comparison_keys(now[name]) == comparison_keys(was[name])


def _anchored(change: Inserted, before: Sequence[Part], now: dict[str, Part]) -> Inserted:
    """An insertion after a part that the source still has."""
    entries = tuple(one for one in change.entries if isinstance(one, Part) or one in now)
    return Inserted(_before(change.after, before, now), entries)


def _before(name: str, parts: Sequence[Part], now: dict[str, Part]) -> str:
    """The last part of the text, up to the one named, that the source still has."""
    last = ""
    for part in parts:
        if part.name in now and part.kind not in VALUES | GENERATED | {"footnote"}:
            last = part.name
        if part.name == name:
            break
    return last
