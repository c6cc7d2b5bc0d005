"""The examination of a note's outputs: each file by those who know its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from pipeline.editions.table import EDITIONS
from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding, Place
from pipeline.importing.reading.word_archive import unpack
from pipeline.preflight.checkers.epubcheck import ask_epubcheck, find_epubcheck
from pipeline.preflight.checkers.verapdf import ask_verapdf, find_verapdf
from pipeline.preflight.expectations import (
    ONE_PAGERS,
    Expected,
    OutputFile,
    expect,
    expect_of,
    is_booklet,
)
from pipeline.preflight.html.assets import check_asset
from pipeline.preflight.html.epub import check_epub
from pipeline.preflight.html.markdown import check_markdown
from pipeline.preflight.html.web_page import check_web_page
from pipeline.preflight.pdf.job_ticket import check_ticket
from pipeline.preflight.pdf.pdf_safety import UnreadableError, open_pdf
from pipeline.preflight.pdf.print_pdf import (
    check_booklet,
    check_printed_note,
    check_printed_one_pager,
)
from pipeline.preflight.pdf.same_pages import check_same_pages
from pipeline.preflight.pdf.screen_pdf import check_note, check_one_pager
from pipeline.production.manifest import read_manifest

if TYPE_CHECKING:
    from pipeline.house_style import Style

    Files = Mapping[str, OutputFile]

_PDF = "application/pdf"
_PRINTED = "-print.pdf"
_ASSET = "asset"
_NAMED = {
    (edition.name, media_type): check
    for edition in EDITIONS
    for media_type, check in edition.checks.items()
}
# What the libraries raise that read a file with contents nobody would write.
_ODD = (
    *(pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, RecursionError),
    *(OSError, TypeError, ValueError),
)


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: how many files were examined, and which checkers are not installed."""

    findings: tuple[Finding, ...]
    examined: int
    absent: tuple[str, ...]


def examine_folder(folder: Path, style: Style) -> Examination:
    """Examine the outputs in a folder, made in a style, by what its manifest says of them.

    Raises CannotRunError if there is no manifest, or if a checker that is there does not work.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise CannotRunError(f"no manifest in {folder}", hint="build the note first")
    findings: list[Finding] = []
    files: dict[str, OutputFile] = {}
    for path, output in sorted(manifest.outputs.items()):
        if (folder / path).is_file():
            content = (folder / path).read_bytes()
            files[path] = OutputFile(path, output.edition, output.media_type, content)
        else:
            hint = "build the note again"
            findings.append(Finding("N410", f"{path} is missing", Place(path), hint))
    with ThreadPoolExecutor() as checkers:
        # They start Java, which takes its time; the files are read meanwhile.
        asked = [checkers.submit(ask) for ask in _checkers(folder, files)]
        findings.extend(examine(files, expect(manifest, style)))
        for answer in asked:
            findings.extend(answer.result())
    examined = sum(_check_of(file) not in {"", _ASSET} for file in files.values())
    return Examination(tuple(findings), examined, absent_checkers())


def examine(files: Files, expected: Expected) -> Iterator[Finding]:
    """Yield what is wrong with the outputs of a note, by their paths."""
    for file in files.values():
        yield from examine_file(file, files, expected)


def examine_file(file: OutputFile, files: Files, expected: Expected) -> Iterator[Finding]:
    """Yield what is wrong with one of the outputs of a note."""
    check = _check_of(file)
    if check:
        yield from _placed(file.path, _guarded(CHECKS[check](file, files, expected)))
    else:
        message = f"no check knows a {file.media_type} of the edition {file.edition}"
        yield Finding("N415", message, Place(file.path), "build the note again")


def absent_checkers() -> tuple[str, ...]:
    """Return the names of the checkers that are not installed."""
    found = {"veraPDF": find_verapdf(), "EPUBCheck": find_epubcheck()}
    return tuple(name for name, command in found.items() if command is None)


Check = Callable[[OutputFile, "Files", Expected], Iterable[Finding]]


def _check_of(file: OutputFile) -> str:
    """Return the name of what examines a file, as its edition says; empty if it says nothing."""
    return _NAMED.get((file.edition, file.media_type), "")


def _check_screen(file: OutputFile, _: Files, expected: Expected) -> Iterator[Finding]:
    check = check_one_pager if file.path.startswith(ONE_PAGERS) else check_note
    return check(file.content, expected)


def _check_print(file: OutputFile, files: Files, expected: Expected) -> Iterator[Finding]:
    wanted = expect_of(file.path, expected)
    if file.path.startswith(ONE_PAGERS):
        yield from check_printed_one_pager(file.content, wanted)
    elif is_booklet(file.path):
        yield from check_booklet(file.content, wanted, _count_pages(files))
    else:
        yield from check_printed_note(file.content, wanted, _count_pages(files))
    screen = files.get(file.path.replace(_PRINTED, ".pdf"))
    if screen is not None and screen is not file:
        yield from check_same_pages(file.content, screen.content, wanted.multiple)


def _check_ticket(file: OutputFile, files: Files, expected: Expected) -> Iterator[Finding]:
    return check_ticket(file.content, files, expected, _count_pages(files))


def _check_epub(file: OutputFile, files: Files, _: Expected) -> Iterator[Finding]:
    return check_epub(file.content, _count_pages(files))


def _check_web(file: OutputFile, files: Files, _: Expected) -> Iterator[Finding]:
    return check_web_page(file.content, file.path, set(files))


def _check_markdown(file: OutputFile, _: Files, expected: Expected) -> Iterator[Finding]:
    return check_markdown(file.content, expected.title)


def _check_asset(file: OutputFile, _: Files, __: Expected) -> Iterator[Finding]:
    return check_asset(file.content, file.media_type)


def _check_word(file: OutputFile, _: Files, __: Expected) -> Iterator[Finding]:
    try:
        unpack(file.content, file.path)
    except SourceError as error:
        for finding in error.findings:
            yield Finding("N420", finding.message, Place(""), "build the note again")


CHECKS: Mapping[str, Check] = {
    "screen": _check_screen,
    "print": _check_print,
    "ticket": _check_ticket,
    "epub": _check_epub,
    "web": _check_web,
    "markdown": _check_markdown,
    _ASSET: _check_asset,
    "word": _check_word,
}
"""The checks by the names that the rows of the editions give them."""


def _count_pages(files: Files) -> int:
    """Return how many pages the PDF of the note has; 0 if there is none to be read."""
    for file in files.values():
        if (file.edition, file.media_type) == ("pdf", _PDF):
            try:
                with open_pdf(file.content) as pdf:
                    return len(pdf.pages)
            except UnreadableError:
                return 0
    return 0


def _guarded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Pass findings on; a file that cannot be read to the end gives one more."""
    try:
        yield from findings
    except UnreadableError as error:
        yield error.finding
    except _ODD as error:
        message = f"the file cannot be read to its end: {error or type(error).__name__}"
        yield Finding("N420", message, Place(""), "build the note again")


def _placed(path: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        inside = f"{path}/{finding.place.path}" if finding.place.path else path
        yield replace(finding, place=replace(finding.place, path=inside))


def _checkers(folder: Path, files: Files) -> Iterator[Callable[[], list[Finding]]]:
    """Yield a call for each checker that is installed and has something to examine."""
    verapdf, epubcheck = find_verapdf(), find_epubcheck()
    tagged = {path: folder / path for path, file in files.items() if _check_of(file) == "screen"}
    books = {path: folder / path for path, file in files.items() if _check_of(file) == "epub"}
    if verapdf and tagged:
        yield lambda: ask_verapdf(verapdf, tagged)
    if epubcheck and books:
        yield lambda: ask_epubcheck(epubcheck, books)
