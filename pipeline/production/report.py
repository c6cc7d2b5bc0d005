"""Reports on a build of one note: what was made of it, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.editions.table import ALL_NAMES
from pipeline.production.explaining import Explanation, explain_outputs, explain_parts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.editions.timings import Timing, Timings
    from pipeline.findings import Finding
    from pipeline.production.left_out import LeftOut
    from pipeline.production.making import Made, Making
    from pipeline.production.manifest import Manifest
    from pipeline.production.standing import Standing


@dataclass(frozen=True, slots=True)
class Report:
    """A report on a build. ``made`` is empty if everything was up to date.

    ``reasons`` say why editions were made; ``outputs`` and ``parts`` explain what was done with
    each output and each part of the PDF; ``warnings`` are findings that do not prevent
    publication; ``left_out`` are editions that cannot be made on this machine and were not
    requested by name; ``omitted`` say which files were not made and why; ``steps`` are the steps
    of the build, in the order of their start.
    """

    slug: str
    folder: Path
    manifest: Manifest
    made: tuple[Made, ...]
    reasons: tuple[str, ...]
    outputs: tuple[Explanation, ...]
    parts: tuple[Explanation, ...]
    seconds: float
    warnings: tuple[Finding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    omitted: tuple[str, ...] = ()
    steps: tuple[Timing, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteReport:
    """A report on a build of a note among many: a `Report` without its manifest.

    ``outputs`` gives the edition and the size in bytes of each file, by its path in ``folder``;
    ``done`` explains what was done with those that were made, ``parts`` with each part of the PDF.
    """

    folder: Path
    outputs: Mapping[str, tuple[str, int]]
    parts: tuple[Explanation, ...]
    made: tuple[Made, ...] = ()
    reasons: tuple[str, ...] = ()
    done: Mapping[str, Explanation] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    omitted: tuple[str, ...] = ()
    steps: tuple[Timing, ...] = ()

    @property
    def explained(self) -> tuple[Explanation, ...]:
        """What was done with each output, in the order of their paths."""
        done = self.done
        return tuple(
            done.get(one) or Explanation(one, "up to date") for one in sorted(self.outputs)
        )


def report_of(report: Report) -> NoteReport:
    """The report on a note among many, from that on the note."""
    return NoteReport(
        folder=report.folder,
        outputs=sizes_of(report.manifest),
        parts=report.parts,
        made=report.made,
        reasons=report.reasons,
        done={one.name: one for one in report.outputs if one.verdict != "up to date"},
        left_out=report.left_out,
        omitted=report.omitted,
        steps=report.steps,
    )


def sizes_of(manifest: Manifest) -> Mapping[str, tuple[str, int]]:
    """The edition and the size in bytes of each output, by its path."""
    return {path: (output.edition, output.bytes) for path, output in manifest.outputs.items()}


def report_on_standing(state: Standing, seconds: float) -> Report:
    """The report on a note for which there was nothing to do."""
    manifest = state.manifest
    if manifest is None:
        raise ValueError("what was never built is not up to date")
    return Report(
        slug=manifest.note,
        folder=state.folder,
        manifest=manifest,
        made=(),
        reasons=(),
        outputs=explain_outputs(manifest, manifest, {}),
        parts=explain_parts(manifest, manifest, (), ()),
        seconds=seconds,
        left_out=state.left_out,
    )


def report_on(
    folder: Path,
    making: Making,
    manifest: Manifest,
    warnings: tuple[Finding, ...],
    left_out: tuple[LeftOut, ...],
    timings: Timings,
) -> Report:
    """The report on a note whose stale editions were made."""
    reasons = tuple(dict.fromkeys(why for group in making.stale.values() for why in group))
    return Report(
        slug=manifest.note,
        folder=folder,
        manifest=manifest,
        made=tuple(sorted(making.made, key=lambda made: ALL_NAMES.index(made.edition))),
        reasons=reasons,
        outputs=explain_outputs(making.old, manifest, making.stale),
        parts=explain_parts(making.old, manifest, making.laid_out, reasons),
        seconds=timings.seconds,
        warnings=warnings,
        left_out=left_out,
        omitted=making.omitted,
        steps=timings.done,
    )
