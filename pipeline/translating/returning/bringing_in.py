"""A file of a translator -> the files of a translation that are new or others now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.errors import SourceError
from pipeline.load import load_files
from pipeline.starting.translation import TranslationStart, translation_files
from pipeline.translating.files.marked_file import MOST_BYTES, ReturnedFile
from pipeline.translating.files.po_reading import read_po
from pipeline.translating.files.xliff_reading import read_xliff
from pipeline.translating.returning.merging import merge_returned
from pipeline.translating.returning.placing import place_all
from pipeline.translating.standing.folders import Side
from pipeline.translating.standing.recording import renewed
from pipeline.translating.standing.state import STATE, Record, digest_of, record_of, write_state
from pipeline.translating.standing.status import compare_sides
from pipeline.translating.units.note_units import text_of
from pipeline.translating.units.unit import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.findings import Finding
    from pipeline.translating.returning.merging import Merge
    from pipeline.translating.returning.placing import Placement

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_AGAIN: Final = "export the file again; it says by itself what it is for"


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import makes: files by path in the folder of the translation, and warnings.

    ``translated`` and ``confirmed`` count the texts that are new, and those that were found right.
    """

    files: Mapping[str, bytes]
    warnings: tuple[Finding, ...]
    translated: int
    confirmed: int


def read_returned(content: bytes, path: str) -> ReturnedFile:
    """The segments of a file in either format. Raises `SourceError` with all that is wrong."""
    head = content[:400].replace(b"\0", b"")
    is_xml = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    text = text_of(content)
    file = ReturnedFile(path, tuple(text.split("\n")))
    if len(content) > MOST_BYTES:
        file.report("N445", f"the file is larger than {MOST_BYTES // 1_000_000} MB", 0, _AGAIN)
    elif is_xml:
        read_xliff(content, file)
    elif "\N{REPLACEMENT CHARACTER}" in text and not _is_utf8(content):
        file.report("N445", "the file is not UTF-8", 0, "save it as UTF-8")
    else:
        read_po(file)
    _check_header(file)
    if _errors(file.findings):
        raise SourceError(_in_order(file.findings))
    return file


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _check_header(file: ReturnedFile) -> None:
    if _errors(file.findings):
        return
    if not _NAME.fullmatch(file.note):
        file.report("N449", "the file does not say which note it is for", 0, _AGAIN)
    for language in (file.source_language, file.target_language):
        if not _TAG.fullmatch(language):
            shown = f" {language[:40]}" if language else ""
            file.report("N449", f"the file is for no language that there is:{shown}", 0, _AGAIN)
    if not file.segments:
        file.report("N445", "the file has no texts", 0, _AGAIN)


def bring_in(
    file: ReturnedFile, original: Side, translation: Side, shared: Mapping[str, bytes]
) -> Brought:
    """The files of a translation with what came back in its place.

    ``translation`` has no files where there is none yet: it is begun as a copy of the original.
    ``shared`` are the files that both have beside them, by which the result is checked. Raises
    `SourceError` with all that is wrong.
    """
    is_new = translation.is_empty
    base = _begun(original, translation, file.target_language, shared) if is_new else translation
    standing = compare_sides(original, base)
    merge = merge_returned(file, standing.pairs, is_new=is_new)
    placement = place_all(merge.translated, standing.pairs, original.units, base.files)
    for one in placement.unplaced:
        message = f"{one.original.key} has no place in the translation"
        hint = f"put it in by hand: {one.content.shown}"
        file.report("N448", message, one.line, hint, is_warning=True)
    after = {**base.files, **placement.files}
    if not _errors(file.findings):
        old = {} if is_new else {**shared, **translation.files}
        _check_result(file, placement, {**shared, **after}, old)
    if _errors(file.findings):
        raise SourceError(_in_order(file.findings))
    records, _ = base.state
    unplaced = {one.original.key for one in placement.unplaced}
    fresh = {key: one for key, one in _fresh(merge).items() if key not in unplaced}
    if fresh:
        after[STATE] = write_state(renewed(standing.pairs, records, fresh))
    changed = {path: data for path, data in after.items() if data != translation.files.get(path)}
    warnings = tuple(_in_order(file.findings))
    return Brought(changed, warnings, len(fresh) - len(merge.confirmed), len(merge.confirmed))


def _begun(original: Side, translation: Side, language: str, shared: Mapping[str, bytes]) -> Side:
    """A new translation: the texts of the original, and a note.yaml made from its own."""
    own = {path: data for path, data in original.files.items() if path != STATE}
    note = load_files(original.folder.name, {**shared, **own})
    start = TranslationStart(language, original.folder.name, words_follow=True)
    files = translation_files(start, note, own)
    encoded = {
        path: data.encode() if isinstance(data, str) else data for path, data in files.items()
    }
    return Side(translation.folder, encoded)


def _check_result(
    file: ReturnedFile, placement: Placement, new: Mapping[str, bytes], old: Mapping[str, bytes]
) -> None:
    """Report what makes the translation no note in its form, at the line it comes from.

    What was wrong with it before is not the translator's, and told by `notepress check`.
    """
    known = {(one.code, one.message) for one in _faults(old)} if old else set()
    for one in _faults(new):
        if (one.code, one.message) in known:
            continue
        line = placement.line_of(one.place.path, one.place.line)
        where = f"{one.place.path}:{one.place.line}: {one.code} {one.message}"
        file.report(
            "N449", f"the translation is not in the form of a note: {where}", line, one.hint
        )


def _faults(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """The errors in the files of a note."""
    try:
        load_files("note", files)
    except SourceError as error:
        return tuple(one for one in error.findings if one.severity == "error")
    return ()


def _fresh(merge: Merge) -> dict[str, Record]:
    """Records of what is new and of what was found right, by the keys of their originals."""
    found = {}
    for one in merge.translated:
        form = (one.translation or one.original).form
        digest = digest_of(source_of(one.content, form))
        found[one.original.key] = Record(one.original.key, one.source, digest)
    for original, translation in merge.confirmed:
        found[original.key] = record_of(original, translation)
    return found


def _errors(findings: Iterable[Finding]) -> bool:
    return any(one.severity == "error" for one in findings)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda one: one.order)
