"""A comparison as text for people, and as data for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.comparing.changes import Change, Comparison
    from pipeline.comparing.word_changes import Part

_AROUND: Final = 40


def describe(comparison: Comparison) -> str:
    """A comparison as text: added words as {+word+}, removed ones as [-word-]."""
    return "\n".join(_lines(comparison)) + "\n"


def as_data(comparison: Comparison) -> dict[str, Any]:
    """A comparison as plain data: every change with its words, and the counts."""
    return {
        "old": comparison.old_title,
        "new": comparison.new_title,
        "counts": {kind: dict(counts) for kind, counts in comparison.counts.items()},
        "changes": [_data(change) for change in comparison.changes],
    }


def _data(change: Change) -> dict[str, Any]:
    return {
        "what": list(change.what),
        "kind": change.kind,
        "id": change.id,
        "old_id": change.old.id if change.old else None,
        "where": change.label,
        "where_before": change.old_label or None,
        "old": change.old.text if change.old else None,
        "new": change.new.text if change.new else None,
        "words": [{"status": part.status, "text": part.text} for part in change.parts],
    }


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"--- {comparison.old_title}"
    yield f"+++ {comparison.new_title}"
    if not comparison.changes:
        yield "no change"
        return
    for kind, counts in comparison.counts.items():
        yield f"{kind}: " + ", ".join(f"{number} {what}" for what, number in counts.items())
    label = ""
    for change in comparison.changes:
        if change.label != label:
            label = change.label
            yield ""
            yield f"@ {label}"
        yield f"{change.kind} {' and '.join(change.what)}{details(change)}"
        yield f"  {_marked(change.parts)}"


def details(change: Change) -> str:
    """Remarks on a change besides its words, in brackets; empty if there are none."""
    parts = []
    if "moved" in change.what:
        parts.append(f"from {change.old_label}")
    if "recast" in change.what and change.old:
        parts.append(f"was a {change.old.kind}")
    if "renamed" in change.what and change.old:
        parts.append(f"#{change.old.id} is now #{change.id}")
    return f" ({'; '.join(parts)})" if parts else ""


def _marked(parts: tuple[Part, ...]) -> str:
    """The words of a change; long stretches that stayed are cut in their middle."""
    shown = []
    for place, part in enumerate(parts):
        text = part.text.replace("\n", " / ")
        if part.status == "added":
            shown.append(f"{{+{text}+}}")
        elif part.status == "removed":
            shown.append(f"[-{text}-]")
        else:
            shown.append(_cut(text, first=place == 0, last=place == len(parts) - 1))
    return "".join(shown)


def _cut(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND + 5 or (first and last):
        return text
    head = "" if first else text[:_AROUND].rpartition(" ")[0]
    tail = "" if last else text[-_AROUND:].partition(" ")[2]
    return f"{head} … {tail}"
