"""The report of an applied review, as data and as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pipeline.comparing.report import as_data as comparison_data
from pipeline.comparing.report import describe as describe_comparison

if TYPE_CHECKING:
    from pipeline.comparing.changes import Comparison
    from pipeline.importing.ledger import Remark
    from pipeline.reviewing.word.tracked import Tracked


@dataclass(frozen=True, slots=True)
class NotApplied:
    """Something of the Word file that is not in the source, why, and the line it is near to.

    ``line`` counts from 1; it is 0, and ``path`` empty, where it has no place in the source.
    """

    text: str
    why: str
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """The result of applying an edited Word file.

    ``comparison`` says what is different in the note, None if nothing is. ``knows_source`` says
    whether the file carried the source it was made from: without it, what was changed in the
    source since cannot be distinguished from what the reviewer did.
    """

    file: str
    files: tuple[str, ...]
    comparison: Comparison | None
    remarks: tuple[Remark, ...]
    tracked: tuple[Tracked, ...]
    not_applied: tuple[NotApplied, ...]
    knows_source: bool


def describe(report: ReviewReport) -> str:
    """The report as text for people."""
    return "\n".join(_lines(report)) + "\n"


def as_data(report: ReviewReport) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "file": report.file,
        "files": list(report.files),
        "comparison": comparison_data(report.comparison) if report.comparison else None,
        "comments": [asdict(one) for one in report.remarks],
        "tracked": [asdict(one) for one in report.tracked],
        "not_taken": [asdict(one) for one in report.not_applied],
        "knows_source": report.knows_source,
    }


def _lines(report: ReviewReport) -> Iterator[str]:
    if report.files:
        yield f"{report.file} changes {', '.join(report.files)}"
    else:
        yield f"{report.file} changes nothing"
    if not report.knows_source:
        yield (
            "It does not contain the source it was made from and was compared with the current "
            "source: check that it does not revert any changes of the source."
        )
    if report.comparison is not None:
        yield ""
        yield describe_comparison(report.comparison).rstrip()
    yield from _section("Comments", (_remark(one) for one in report.remarks))
    yield from _section(
        "Tracked changes, accepted",
        (f"{one.author} {one.what} “{one.text.strip()}”" for one in report.tracked),
    )
    yield from _section("Not applied", (_not_applied(one) for one in report.not_applied))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title} ({len(found)})"
        yield from ("- " + line.replace("\n", "\n  ") for line in found)


def _remark(one: Remark) -> str:
    where = f"{one.path}:{one.line}" if one.line else "place not found"
    return f"{where}: {one.author}: {one.text}\nabout “{one.anchor}”"


def _not_applied(one: NotApplied) -> str:
    where = f"{one.path}:{one.line}: " if one.line else ""
    return f"{where}{one.why}: “{one.text}”" if one.text else f"{where}{one.why}"
