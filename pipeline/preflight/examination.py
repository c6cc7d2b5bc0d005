"""The examination of a note's outputs, each file by the checks for its kind."""

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
from pipeline.preflight.checkers.epubcheck import find_epubcheck, run_epubcheck
from pipeline.preflight.checkers.verapdf import find_verapdf, run_verapdf
from pipeline.preflight.expectations import (
    ONE_PAGERS,
    Expected,
    OutputFile,
    expect,
    expect_file,
    is_booklet,
    outputs_beside,
)
from pipeline.preflight.html.assets import check_asset
from pipeline.preflight.html.epub import check_epub
from pipeline.preflight.html.markdown import check_markdown
from pipeline.preflight.html.web_page import check_web_page
from pipeline.preflight.metadata_files import check_metadata
from pipeline.preflight.pdf.job_ticket import check_ticket
from pipeline.preflight.pdf.print_pdf import (
    check_booklet,
    check_printed_note,
    check_printed_one_pager,
)
from pipeline.preflight.pdf.reading.page_numbers import read_page_numbers
from pipeline.preflight.pdf.reading.pdf_safety import UnreadableError, open_pdf
from pipeline.preflight.pdf.same_pages import check_same_pages
from pipeline.preflight.pdf.screen_pdf import check_note, check_one_pager
from pipeline.production.manifest import read_manifest

if TYPE_CHECKING:
    from pipeline.house_style import Style
    from pipeline.press.pdf.joining.standards import ScreenStandard

    Files = Mapping[str, OutputFile]

_PDF = "application/pdf"
_PRINTED = "-print.pdf"
_ASSET = "asset"
_NAMED = {
    (edition.name, media_type): check
    for edition in EDITIONS
    for media_type, check in edition.checks.items()
}
# Errors that the libraries raise when a file has unexpected content.
_READING_ERRORS = (
    *(pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, RecursionError),
    *(OSError, TypeError, ValueError),
)


@dataclass(frozen=True, slots=True)
class Examination:
    """The findings, the number of files examined, and the checkers that are not installed."""

    findings: tuple[Finding, ...]
    examined: int
    absent: tuple[str, ...]


def examine_folder(folder: Path, style: Style) -> Examination:
    """Examine the outputs in a folder, made in a style, as its manifest describes them.

    Raises CannotRunError if there is no manifest, or if an installed checker does not work.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise CannotRunError(f"there is no manifest in {folder}", hint="build the note first")
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
        # They start Java, which is slow; the files are examined meanwhile.
        expected = replace(expect(manifest, style), beside=outputs_beside(folder, manifest))
        running = [checkers.submit(run) for run in _checkers(folder, files, expected.standard)]
        findings.extend(examine(files, expected))
        for future in running:
            findings.extend(future.result())
    examined = sum(_check_of(file) not in {"", _ASSET} for file in files.values())
    return Examination(tuple(findings), examined, absent_checkers())


def examine(files: Files, expected: Expected) -> Iterator[Finding]:
    """Yield the faults of a note's outputs."""
    for file in files.values():
        yield from examine_file(file, files, expected)


def examine_file(file: OutputFile, files: Files, expected: Expected) -> Iterator[Finding]:
    """Yield the faults of one of a note's outputs."""
    check = _check_of(file)
    if check:
        yield from _placed(file.path, _guarded(CHECKS[check](file, files, expected)))
    else:
        message = f"there is no check for {file.media_type} in the {file.edition} edition"
        yield Finding("N415", message, Place(file.path), "build the note again")


def absent_checkers() -> tuple[str, ...]:
    """The names of the checkers that are not installed."""
    found = {"veraPDF": find_verapdf(), "EPUBCheck": find_epubcheck()}
    return tuple(name for name, command in found.items() if command is None)


Check = Callable[[OutputFile, "Files", Expected], Iterable[Finding]]


def _check_of(file: OutputFile) -> str:
    """The name of the check for a file, defined by its edition; empty if there is none."""
    return _NAMED.get((file.edition, file.media_type), "")


def _check_screen(file: OutputFile, _: Files, expected: Expected) -> Iterator[Finding]:
    check = check_one_pager if file.path.startswith(ONE_PAGERS) else check_note
    return check(file.content, expect_file(file.path, expected))


def _check_print(file: OutputFile, files: Files, expected: Expected) -> Iterator[Finding]:
    wanted = expect_file(file.path, expected)
    if file.path.startswith(ONE_PAGERS):
        yield from check_printed_one_pager(file.content, wanted)
    elif is_booklet(file.path):
        yield from check_booklet(file.content, wanted, _page_numbers(files))
    else:
        yield from check_printed_note(file.content, wanted, _page_numbers(files))
    screen = files.get(file.path.replace(_PRINTED, ".pdf"))
    if screen is not None and screen is not file:
        numbers = (1,) if file.path.startswith(ONE_PAGERS) else _page_numbers(files)
        yield from check_same_pages(file.content, screen.content, numbers, wanted.multiple)


def _check_ticket(file: OutputFile, files: Files, expected: Expected) -> Iterator[Finding]:
    return check_ticket(file.content, files, expected, _page_numbers(files))


def _check_epub(file: OutputFile, files: Files, _: Expected) -> Iterator[Finding]:
    return check_epub(file.content, max(_page_numbers(files), default=0))


def _check_web(file: OutputFile, files: Files, expected: Expected) -> Iterator[Finding]:
    return check_web_page(file.content, file.path, {*files, *expected.beside})


def _check_markdown(file: OutputFile, _: Files, expected: Expected) -> Iterator[Finding]:
    return check_markdown(file.content, expected.title)


def _check_metadata(file: OutputFile, _: Files, expected: Expected) -> Iterator[Finding]:
    return check_metadata(file.content, file.media_type, expected.title)


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
    "metadata": _check_metadata,
    _ASSET: _check_asset,
    "word": _check_word,
}
"""The checks, by the names used in the table of editions."""


def _page_numbers(files: Files) -> tuple[int, ...]:
    """The numbers of the pages of the PDF of the note; none if there is no readable one."""
    for file in files.values():
        if (file.edition, file.media_type) == ("pdf", _PDF):
            try:
                with open_pdf(file.content) as pdf:
                    return read_page_numbers(pdf)
            except UnreadableError:
                return ()
    return ()


def _guarded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Pass findings on; if reading the file fails, add one more."""
    try:
        yield from findings
    except UnreadableError as error:
        yield error.finding
    except _READING_ERRORS as error:
        message = f"the file is truncated or damaged: {error or type(error).__name__}"
        yield Finding("N420", message, Place(""), "build the note again")


def _placed(path: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        inside = f"{path}/{finding.place.path}" if finding.place.path else path
        yield replace(finding, place=replace(finding.place, path=inside))


def _checkers(
    folder: Path, files: Files, standard: ScreenStandard
) -> Iterator[Callable[[], list[Finding]]]:
    """Yield a function that runs a checker, for each that is installed and has files to check."""
    verapdf, epubcheck = find_verapdf(), find_epubcheck()
    tagged = {path: folder / path for path, file in files.items() if _check_of(file) == "screen"}
    books = {path: folder / path for path, file in files.items() if _check_of(file) == "epub"}
    if verapdf and tagged:
        yield lambda: run_verapdf(verapdf, tagged, standard)
    if epubcheck and books:
        yield lambda: run_epubcheck(epubcheck, books)
