"""The report of an import as text for editors: first what to do, then what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.findings import Finding
    from pipeline.importing.accounting.account import Account, Missing
    from pipeline.importing.ledger import Doubt, Recognised, Remark, ToComplete
    from pipeline.importing.report import ImportReport

_WIDTH: Final = 100
_NAME: Final = 60
_MOST: Final = 200
"""Entries of a section that are printed; the rest are counted, and stand in the JSON."""


def describe(report: ImportReport, findings: Sequence[Finding] = ()) -> str:
    """The report as text; ``findings`` are those of a check of the source that was written.

    Paragraphs of the manuscript are counted from 1.
    """
    return "\n".join(_lines(report, findings)) + "\n"


def _lines(report: ImportReport, findings: Sequence[Finding]) -> Iterator[str]:
    words = report.words
    yield f"Import of {report.manuscript}"
    yield ""
    yield from _totals(words)
    yield "Recognised: " + "; ".join(
        f"{number} {_plural(what, number)}" for what, number in report.counts.items()
    )
    yield from _section(
        "Missing, from the source and from this report: put it in by hand, and please report a bug",
        map(_missing, words.missing),
    )
    yield from _section("To be mended, says notepress check", map(_finding, findings))
    yield from _section(
        "Out of order",
        (
            f"{one.now}: “{_short(one.text)}” is elsewhere in the manuscript: {one.place}"
            for one in words.misplaced
        ),
    )
    yield from _section(
        "Not in the manuscript at this place",
        (f"{one.place}: “{_short(one.text)}”" for one in words.inserted),
    )
    short = [one for one in report.to_complete if one.key == "short"]
    blanks = [one for one in report.to_complete if one.key != "short"]
    yield from _section("To be completed", map(_blank, blanks))
    yield from _section("Kept as text, but perhaps more than that", map(_doubt, report.doubted))
    yield from _section(
        "Short headings for menus, to be looked over",
        (f"{one.file}:{one.line}: {one.value}" for one in short),
    )
    yield from _section("What was recognised", _recognised(report))
    yield from _section("Guessed, least certain first", map(_guess, report.guessed))
    yield from _section(
        "Changed",
        (f"paragraph {one.place}: {one.how}: “{one.text}”" for one in report.changed),
    )
    yield from _section(
        "Moved",
        (f"paragraph {one.place}: now {one.where}: “{_short(one.text)}”" for one in report.moved),
    )
    yield from _section("Not in the source", _left_out(report))
    yield from _section("Cleaned", (f"{what}: {number}" for what, number in report.cleaned))
    yield from _section("Comments", map(_remark, report.remarks))


def _totals(words: Account) -> Iterator[str]:
    yield (
        f"Words: {words.manuscript:,} in the manuscript, {words.in_source:,} of them in the "
        f"source, {words.in_report:,} only in this report, {words.missing_words:,} missing"
    )
    counts = [
        f"{one.manuscript} {_plural(one.kind, one.manuscript)}" + _elsewhere(one.manuscript
        - one.in_source, one.in_report)
        for one in words.things
        if one.manuscript
    ]  # fmt: skip
    if counts:
        yield "With them: " + "; ".join(counts)


def _elsewhere(not_kept: int, reported: int) -> str:
    missing = not_kept - reported
    parts = [f"{reported} only in this report"] if reported else []
    parts += [f"{missing} missing"] if missing > 0 else []
    return f" ({', '.join(parts)})" if parts else ""


def _plural(what: str, number: int) -> str:
    head, of, rest = what.partition(" of ")
    plural = head if number == 1 or head.endswith("s") else f"{head}s"
    if number != 1 and head.endswith(("y", "x")):
        plural = f"{head[:-1]}ies" if head.endswith("y") else f"{head[:-1]}xes"
    return f"{plural}{of}{rest}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title} ({len(found)})"
        for line in found[:_MOST]:
            yield "- " + line.replace("\n", "\n  ")
        if len(found) > _MOST:
            yield f"- and {len(found) - _MOST:,} more, listed by --format json"


def _missing(one: Missing) -> str:
    around = ""
    if one.before or one.after:
        around = f"\n… {one.before} [{_short(one.text)}] {one.after} …"
    return f"{one.what}, {one.place or 'place unknown'}: “{one.text}”{around}"


def _finding(one: Finding) -> str:
    place = one.place.path + (f":{one.place.line}" if one.place.line else "")
    hint = f"\n{one.hint}" if one.hint else ""
    return f"{place}: {one.code} {one.message}{hint}"


def _blank(one: ToComplete) -> str:
    where = f"{one.file}:{one.line}" if one.file else one.path
    key = f"{one.key}: " if one.file and one.key else ""
    return f"{where}: {key}{one.why}\nnow “{_short(one.value)}”"


def _doubt(one: Doubt) -> str:
    where = f"{one.file}:{one.line}" if one.file else "in the source"
    return f"{where}: {one.what}? ({one.confidence:.2f}, {one.why}): “{_short(one.text)}”"


def _recognised(report: ImportReport) -> Iterator[str]:
    """Yield the number of each kind of part, with their words."""
    for what, number in report.counts.items():
        texts = [one.text for one in report.recognised if one.what == what]
        shown = "; ".join(f"“{_short(text, _NAME)}”" for text in texts[:_MOST] if text)
        more = f"; and {number - _MOST} more" if number > _MOST else ""
        yield f"{_plural(what, number)}: {shown}{more}"


def _guess(one: Recognised) -> str:
    return f"{one.confidence:.2f}  {_place(one.place)}{one.what} ({one.why}): “{_short(one.text)}”"


def _place(place: int) -> str:
    return f"paragraph {place}: " if place else ""


def _remark(one: Remark) -> str:
    where = f"{one.path}:{one.line}" if one.line else "place not found"
    return f"{where}: {one.author}: {one.text}\n  about “{_short(one.anchor)}”"


def _left_out(report: ImportReport) -> Iterator[str]:
    """Yield what was left out, by reason, every word of it."""
    texts: dict[str, list[str]] = {}
    for one in report.left_out:
        texts.setdefault(one.why, []).append(f"“{one.text}”")
    for why, found in texts.items():
        together = " ".join(found)
        separator = " " if len(together) <= _WIDTH else "\n"
        yield f"{why}:{separator}{separator.join(found)}"


def _short(text: str, width: int = _WIDTH) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width - 1]}…"
