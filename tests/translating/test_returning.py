"""What comes back from translators: what is new is put in its place, and nothing else changes."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
import rotated
from validators.schemas import check_xliff

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.translating.exporting import plural_forms
from pipeline.translating.files.exchange import By, Package, items_of
from pipeline.translating.files.po_writing import write_po
from pipeline.translating.files.xliff_writing import write_xliff
from pipeline.translating.returning.bringing_in import read_returned
from pipeline.translating.returning.merging import Merge, merge_returned
from pipeline.translating.returning.placing import place_all
from pipeline.translating.standing.folders import Side
from pipeline.translating.standing.state import STATE
from pipeline.translating.standing.status import compare_sides

NOTES = sorted(
    path.parent.relative_to(rotated.ROOT).as_posix()
    for folder in ("source/notes", "tests/notes")
    for pattern in ("*/note.yaml", "*/*/note.yaml")
    for path in (rotated.ROOT / folder).glob(pattern)
    if "broken" not in path.parts
)
WAYS = [("xliff", "paragraph"), ("xliff", "sentence"), ("po", "paragraph"), ("po", "sentence")]
RICH = "tests/notes/rich"


@cache
def sides(name: str) -> tuple[Side, Side]:
    files = rotated.files_of(rotated.ROOT / name)
    return Side(Path("en"), files), Side(Path("fr"), rotated.translated(files))


def exported(original: Side, translation: Side, form: str, by: By = "paragraph") -> bytes:
    items = items_of(compare_sides(original, translation).pairs, by)
    package = Package("wells/en", "en-GB", "fr", "2026-11-28", items)
    return write_xliff(package) if form == "xliff" else write_po(package, plural_forms("fr"))


def merged(
    content: bytes, original: Side, translation: Side, *, is_new: bool = False
) -> tuple[Merge, list[Finding]]:
    file = read_returned(content, "back")
    merge = merge_returned(file, compare_sides(original, translation).pairs, is_new=is_new)
    return merge, file.findings


def brought(content: bytes, original: Side, translation: Side) -> dict[str, bytes]:
    """The files of a translation after what came back is in its place."""
    merge, findings = merged(content, original, translation)
    assert [one for one in findings if one.severity == "error"] == []
    pairs = compare_sides(original, translation).pairs
    placement = place_all(merge.translated, pairs, original.units, translation.files)
    assert placement.unplaced == ()
    return {**translation.files, **placement.files}


def codes(content: bytes, original: Side, translation: Side) -> list[tuple[str, int]]:
    """What is wrong with a file, and in which lines."""
    try:
        _, findings = merged(content, original, translation)
    except SourceError as error:
        findings = list(error.findings)
    return [(one.code, one.place.line) for one in findings]


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTES)
def test_what_comes_back_unchanged_changes_nothing(name: str) -> None:
    original, translation = sides(name)
    by_hand = Side(Path("fr"), {k: v for k, v in translation.files.items() if k != STATE})
    for form, by in WAYS:
        for own in (translation, by_hand):
            merge, findings = merged(exported(original, own, form, by), original, own)  # type: ignore[arg-type]
            assert (merge.translated, merge.confirmed, findings) == ([], [], []), (form, by)


@pytest.mark.slow
@pytest.mark.parametrize(("form", "by"), WAYS)
def test_a_whole_translation_comes_back_as_it_was_made(form: str, by: By) -> None:
    """A file with all translations, brought into one that is just begun, makes the same bytes."""
    original, translation = sides(RICH)
    begun = Side(Path("fr"), {**original.files, "note.yaml": translation.files["note.yaml"]})
    content = exported(original, translation, form, by)
    merge, findings = merged(content, original, begun, is_new=True)
    assert findings == []
    pairs = compare_sides(original, begun).pairs
    placed = place_all(merge.translated, pairs, original.units, begun.files).files
    assert {**begun.files, **placed} == {
        path: data for path, data in translation.files.items() if path != STATE
    }


def test_only_what_changed_is_written_with_its_line_ends() -> None:
    original, translation = sides(RICH)
    raw = b"\xef\xbb\xbf" + translation.files["text/2-fish.md"].replace(b"\n", b"\r\n")
    own = Side(Path("fr"), {**translation.files, "text/2-fish.md": raw})
    content = exported(original, own, "po").replace(b"Ab erq yvarf jrer envfrq.", b"\xd7\x90 *x*.")
    after = brought(content, original, own)
    expected = raw.replace(b"Ab erq yvarf jrer envfrq.", b"\xd7\x90 \\*x\\*.")
    assert expected != raw
    assert after["text/2-fish.md"] == expected
    assert {path for path in after if after[path] != own.files[path]} == {"text/2-fish.md"}


def test_what_a_translation_lacks_is_put_in_at_its_place() -> None:
    """A paragraph, an item, a box, a table with its caption, a footnote and a whole theme."""
    original, translation = sides(RICH)
    text = translation.files["text/1-floods.md"].decode()
    blocks = text.split("\n\n")
    box = next(at for at, one in enumerate(blocks) if one.startswith("::: {.box"))
    end = next(at for at in range(box, len(blocks)) if blocks[at].endswith(":::"))
    table = next(at for at, one in enumerate(blocks) if "table-warnings" in one)
    note = next(at for at, one in enumerate(blocks) if one.startswith("[^gauge]"))
    paragraph = next(at for at, one in enumerate(blocks) if one.startswith("Guvf cnentencu"))
    gone = {*range(box, end + 1), table, note, paragraph}
    lacking = "\n\n".join(one for at, one in enumerate(blocks) if at not in gone)
    item = "\n   - va fcevat, gur unl vf va,"
    assert item in lacking
    files = {**translation.files, "text/1-floods.md": lacking.replace(item, "").encode()}
    theme = files.pop("text/2-fish.md")
    content = exported(original, translation, "xliff")
    after = brought(content, original, Side(Path("fr"), files))
    assert after["text/1-floods.md"].decode() == text
    assert after["text/2-fish.md"] == theme


def test_every_fault_of_a_file_is_told_with_its_line() -> None:
    original, translation = sides(RICH)
    lines = exported(original, translation, "po").decode().split("\n")

    def line_of(text: str, after: str = "msgstr") -> int:
        start = next(at for at, one in enumerate(lines) if one == f'msgctxt "{text}"')
        return next(at for at in range(start, len(lines)) if lines[at].startswith(after)) + 1

    foot = line_of("theme-1/meadows/box-gate/p1")
    lines[foot] = lines[foot].replace("<1/>", "")
    lines[foot + 1] = lines[foot + 1].replace("<1/>", "") if foot + 1 < len(lines) else ""
    crossed = line_of("foreword/foreword/p2")
    lines[crossed - 1] = 'msgstr "</1>N <1>o."'
    for at in range(crossed, len(lines)):
        if not lines[at].startswith('"'):
            break
        lines[at] = "# gone"
    unknown = line_of("introduction/introduction/heading")
    lines[unknown - 1] = 'msgstr "N <7/>"'
    found = codes("\n".join(lines).encode(), original, translation)
    assert set(found) == {("N446", foot), ("N446", crossed), ("N446", unknown)}


def test_what_is_no_file_of_translators_is_refused() -> None:
    original, translation = sides(RICH)
    good = exported(original, translation, "xliff")
    entities = b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">'
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [%s]><xliff>&b;</xliff>' % entities
    for content, code in (
        (bomb, "N445"),
        (bomb.decode().encode("utf-16"), "N445"),
        (bomb.replace(b"?>", b' encoding="utf-32"?>').decode().encode("utf-32"), "N445"),
        (good.replace(b"</target>", b"<mrk>" * 99 + b"a" + b"</mrk>" * 99 + b"</target>"), "N445"),
        (good[:-300], "N445"),
        (good.replace(b'version="2.1"', b'version="1.2"'), "N445"),
        (good.replace(b'trgLang="fr"', b'trgLang="../x"'), "N449"),
        (good.replace(b'original="wells/en/', b'original="../../etc/'), "N449"),
        (b"", "N449"),
        (b"\xff\xfe\x00", "N445"),
        (b'msgid "a"\nmsgstr[0] "b"\n', "N445"),
        (b'msgid "a\nmsgstr "b"\n', "N445"),
    ):
        found = codes(content, original, translation)
        assert code in {one for one, _ in found}, content[:80]


def test_what_was_edited_since_stays() -> None:
    """The words of both are told, and those in the text are left."""
    original, translation = sides(RICH)
    content = exported(original, translation, "po")
    edited = translation.files["text/2-fish.md"].replace(b"Ab erq yvarf", b"Nhpha yvarf")
    own = Side(Path("fr"), {**translation.files, "text/2-fish.md": edited})
    back = content.replace(b"Ab erq yvarf jrer envfrq.", b"Cnf qr yvtar.")
    merge, (conflict,) = merged(back, original, own)
    assert merge.translated == []
    assert conflict.code == "N447"
    assert conflict.severity == "warning"
    assert "Nhpha yvarf" in conflict.message
    assert "Cnf qr yvtar." in conflict.hint


def test_a_file_of_an_older_original_is_taken_as_a_translation_of_that() -> None:
    original, translation = sides(RICH)
    content = exported(original, translation, "xliff")
    newer = original.files["text/2-fish.md"].replace(b"No red lines", b"No green lines")
    now = Side(Path("en"), {**original.files, "text/2-fish.md": newer})
    back = content.replace(b"Ab erq yvarf jrer envfrq.", b"Cnf qr yvtar.")
    merge, (finding,) = merged(back, now, translation)
    assert finding.code == "N448"
    (one,) = merge.translated
    assert one.source == "No red lines were raised."


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_altered_files_are_findings_and_never_a_fault(form: str) -> None:
    original, translation = sides("tests/notes/french")
    good = exported(original, translation, form, "sentence")
    dice = random.Random(3)  # Which bytes are altered is no secret.
    signs = [b"<", b">", b"&", b'"', b"\\", b"\0", b"</pc>", b"<1>", b"\n", b"]]>", b"<ph id='9'/>"]
    for _ in range(60):
        content = bytearray(good)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(content))
            match dice.randrange(4):
                case 0:
                    content[at] = dice.randrange(256)
                case 1:
                    del content[at : at + dice.randint(1, 60)]
                case 2:
                    content[at:at] = dice.choice(signs)
                case _:
                    start = dice.randrange(len(content))
                    content[at:at] = content[start : start + dice.randint(1, 400)]
        for code, line in codes(bytes(content), original, translation):
            assert code in {"N445", "N446", "N447", "N448", "N449"}
            assert line >= 0


@pytest.mark.validator
def test_files_are_valid_by_the_schema_of_xliff() -> None:
    """New ones, complete ones and ones with changes, with sentences whose codes go beyond them."""
    original, translation = sides(RICH)
    edited = original.files["text/1-floods.md"].replace(b"Nobody in the room", b"Few in the hall")
    newer = Side(Path("en"), {**original.files, "text/1-floods.md": edited})
    for own in (original, newer):
        for other in (Side(Path("fr"), {}), translation):
            for by in ("paragraph", "sentence"):
                assert check_xliff(exported(own, other, "xliff", by)) == []


def test_a_drawn_table_keeps_its_lines() -> None:
    drawn = b"+----+\n| a  |\n+====+\n| No |\n+----+\n"
    files = {**sides(RICH)[0].files, "text/2-fish.md": b"# Fish {#fish}\n\n" + drawn}
    original = Side(Path("en"), files)
    translation = Side(Path("fr"), rotated.translated(files))
    assert b"| n  |\n+====+\n| Ab |" in translation.files["text/2-fish.md"]
    for form in ("xliff", "po"):
        back = exported(original, translation, form).replace(b"| Ab |", b"| Na |")
        after = brought(back, original, translation)
        assert b"| n  |\n+====+\n| Na |\n+----+\n" in after["text/2-fish.md"]
