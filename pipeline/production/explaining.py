"""Explanations why each output, and each part of the PDF, was made again or not."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.production.manifest import Manifest, Output, Part

Verdict = Literal["made", "made again", "made again, same bytes", "up to date"]

_ONE_PAGER = r"one-pagers/[0-9]+-{}(-print)?\.pdf"
_TEXT_FILE = re.compile(r"text/\S+")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was done with an output or a part, and why; ``why`` is empty if it was nothing."""

    name: str
    verdict: Verdict
    why: str = ""

    def __str__(self) -> str:
        """The explanation as a line to print."""
        return f"{self.name}: {self.verdict}{f' ({self.why})' if self.why else ''}"


def explain_outputs(
    old: Manifest | None, new: Manifest, made: Mapping[str, Sequence[str]]
) -> tuple[Explanation, ...]:
    """Explain each output; ``made`` are the reasons for each edition that was made."""
    before = old.outputs if old is not None else {}
    return tuple(
        _explain_output(path, before.get(path), new, made.get(output.edition))
        for path, output in sorted(new.outputs.items())
    )


def explain_parts(
    old: Manifest | None, new: Manifest, laid_out: Collection[str], reasons: Sequence[str]
) -> tuple[Explanation, ...]:
    """Explain each part of the PDF; ``laid_out`` are those laid out now."""
    before = {part.name: part for part in old.parts} if old is not None else {}
    return tuple(
        _explain_part(part, before.get(part.name), laid_out, reasons) for part in new.parts
    )


def _explain_output(
    path: str, old: Output | None, new: Manifest, reasons: Sequence[str] | None
) -> Explanation:
    if reasons is None:
        return Explanation(path, "up to date")
    if old is None:
        return Explanation(path, "made", reasons[0] if len(reasons) == 1 else "it is new")
    own = [reason for reason in reasons if reason.startswith(f"{path} ")]
    if old.sha256 == new.outputs[path].sha256:
        return Explanation(path, "made again, same bytes", "; ".join(own))
    part = next((one for one in new.parts if re.fullmatch(_ONE_PAGER.format(one.name), path)), None)
    if own or part is None:
        return Explanation(path, "made again", "; ".join(own or reasons))
    found = _concerning(part.source, reasons)
    moved = f"its theme moved to other pages: {'; '.join(reasons)}"
    return Explanation(path, "made again", "; ".join(found) or moved)


def _explain_part(
    part: Part,
    old: Part | None,
    laid_out: Collection[str],
    reasons: Sequence[str],
) -> Explanation:
    last = part.first + part.pages - 1
    pages = f"page {part.first}" if part.pages == 1 else f"pages {part.first} to {last}"
    name = f"{part.name}, {pages}"
    if part.name not in laid_out:
        return Explanation(name, "up to date")
    if old is None:
        return Explanation(name, "made")
    if old.made_of != part.made_of:
        found = _concerning(part.source, reasons)
        return Explanation(name, "made again", "; ".join(found or reasons))
    if old.first != part.first:
        return Explanation(name, "made again", f"it began on page {old.first}")
    return Explanation(name, "made again", "it shows other page numbers, or was not cached")


def _concerning(source: str, reasons: Sequence[str]) -> list[str]:
    """The reasons that concern a text file; all of them if there is no file."""
    return [
        reason
        for reason in reasons
        if not source or (text := _TEXT_FILE.match(reason)) is None or text.group() == source
    ]
