"""How a translation stands to its original: what has changed is told, and nothing else."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import rotated

from pipeline.translating.standing.folders import Side
from pipeline.translating.standing.pairing import Pair
from pipeline.translating.standing.state import STATE, read_state, write_state
from pipeline.translating.standing.status import compare_sides, describe, findings_of
from pipeline.translating.units.unit import Unit

NOTES = ("tests/notes/rich", "source/notes/publishing-policy-notes/en", "tests/notes/french")
SEED = int(os.environ.get("NOTEPRESS_EDITS_SEED", "5"))


@cache
def work(name: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    files = rotated.files_of(rotated.ROOT / name)
    return files, rotated.translated(files)


def pairs_after(files: dict[str, bytes], name: str) -> tuple[Pair, ...]:
    return compare_sides(Side(Path("en"), files), Side(Path("fr"), work(name)[1])).pairs


def flagged(pairs: tuple[Pair, ...]) -> set[str]:
    """The keys in the translation of what is told to be out of date."""
    return {
        pair.translation.key
        for pair in pairs
        if pair.translation is not None and pair.status in {"changed", "surplus", "unconfirmed"}
    }


class Editor:
    """Makes one random edit of a note; says which of its units it changed."""

    def __init__(self, name: str, dice: random.Random) -> None:
        self.files = dict(work(name)[0])
        self.dice = dice
        self.units = Side(Path("en"), self.files).units.units

    def edit(self) -> set[str]:
        edits: list[Callable[[], set[str]]] = [
            self.word, self.word, self.rewrite, self.remove, self.insert, self.move, self.swap,
            self.rename, self.split, self.merge,
        ]  # fmt: skip
        return self.dice.choice(edits)()

    def text(self, path: str) -> str:
        return self.files[path].decode()

    def replace(self, path: str, start: int, end: int, new: str) -> None:
        text = self.text(path)
        self.files[path] = (text[:start] + new + text[end:]).encode()

    def any(self, *kinds: str) -> Unit:
        own = [one for one in self.units if not kinds or one.kind in kinds]
        return self.dice.choice(own)

    def paragraph(self) -> Unit:
        own = [
            one
            for one in self.units
            if one.kind == "paragraph"
            and not one.container
            and len(rotated.words(one)) > 12
            and "\n" not in self.text(one.path)[one.start : one.end]
        ]
        return self.dice.choice(own)

    def word(self) -> set[str]:
        """Change a word anywhere."""
        unit = self.any()
        typed = self.text(unit.path)[unit.start : unit.end]
        plain = [
            one
            for one in re.finditer(r"(?<![\w#./:@{=^&\\])[^\W\d_]{2,}(?![\w}/:])", typed)
            if "{" not in typed[: one.start()]
            and "(" not in typed[: one.start()]
            and "<" not in typed[: one.start()]
            and "[^" not in typed[: one.start()]
        ]
        if not plain:
            return set()
        match = self.dice.choice(plain)
        start = unit.start + match.start()
        self.replace(unit.path, start, start + len(match[0]), "Quixotic")
        return {unit.key}

    def rewrite(self) -> set[str]:
        unit = self.paragraph()
        self.replace(unit.path, unit.start, unit.end, "All of this says now what nobody had said.")
        return {unit.key}

    def remove(self) -> set[str]:
        unit = self.paragraph()
        self.replace(unit.path, *unit.block, "")
        return {unit.key}

    def insert(self) -> set[str]:
        unit = self.paragraph()
        new = "A paragraph that nobody has translated stands here since today.\n\n"
        self.replace(unit.path, unit.block[0], unit.block[0], new)
        return set()

    def move(self) -> set[str]:
        """Move a paragraph to the end of its file."""
        unit = self.paragraph()
        text = self.text(unit.path)
        typed = text[slice(*unit.block)]
        self.replace(unit.path, *unit.block, "")
        self.files[unit.path] = (self.text(unit.path).rstrip("\n") + f"\n\n{typed}\n").encode()
        return set()

    def swap(self) -> set[str]:
        """Change the order of two sections."""
        paths = [path for path in self.files if self.text(path).count("\n## ") > 1]
        path = self.dice.choice(paths)
        head, *sections = re.split(r"(?m)^(?=## )", self.text(path))
        first = self.dice.randrange(len(sections) - 1)
        sections[first : first + 2] = [
            f"{one.rstrip()}\n\n" for one in reversed(sections[first : first + 2])
        ]
        self.files[path] = "".join([head, *sections]).encode()
        return set()

    def rename(self) -> set[str]:
        """Rename the id of a heading."""
        path, match = self.dice.choice(
            [(path, match) for path in self.files
             for match in re.finditer(r"(?m)^#+ .*\{#([\w-]+)", self.text(path))]
        )  # fmt: skip
        self.replace(path, *match.span(1), "another-name")
        return set()

    def split(self) -> set[str]:
        unit = self.paragraph()
        typed = self.text(unit.path)[unit.start : unit.end]
        stop = typed.find(". ", len(typed) // 2)
        if stop < 0 or "]" in typed[stop:]:
            return set()
        self.replace(unit.path, unit.start + stop + 1, unit.start + stop + 2, "\n\n")
        return {unit.key}

    def merge(self) -> set[str]:
        """Join two paragraphs."""
        pairs = [
            (one, other)
            for one, other in zip(self.units, self.units[1:], strict=False)
            if one.kind == other.kind == "paragraph"
            and one.path == other.path
            and self.text(one.path)[one.block[1] : other.block[0]] == "\n\n"
        ]
        one, other = self.dice.choice(pairs)
        self.replace(one.path, one.block[1], other.block[0], " ")
        return {one.key, other.key}


def check_edits(count: int) -> Counter[int]:
    dice = random.Random(SEED)  # Which edits are made is no secret.
    sizes: Counter[int] = Counter()
    for number in range(count):
        name = NOTES[number % len(NOTES)]
        editor = Editor(name, dice)
        wanted = editor.edit()
        found = flagged(pairs_after(editor.files, name))
        assert found == wanted, (number, name)
        sizes[len(wanted)] += 1
    return sizes


def test_of_a_few_random_edits_each_change_is_told_and_no_other() -> None:
    assert len(check_edits(6)) > 1


@pytest.mark.slow
def test_of_1000_random_edits_each_change_is_told_and_no_other() -> None:
    sizes = check_edits(1000)
    assert sizes[1] > 300
    assert sizes[2] > 50


def test_nothing_is_told_of_a_translation_of_what_the_original_says() -> None:
    for name in NOTES:
        files, translation = work(name)
        standing = compare_sides(Side(Path("en"), files), Side(Path("fr"), translation))
        assert {pair.status for pair in standing.pairs} == {"current"}
        assert findings_of(standing) == ()
        assert " 100 % of " in describe(standing)


def test_a_translation_by_hand_is_paired_by_its_structure() -> None:
    """Without a record of what it was made from, and with a paragraph and a row missing."""
    files, translation = work("tests/notes/rich")
    own = {path: data for path, data in translation.items() if path != STATE}
    text = own["text/1-floods.md"].decode()
    gone = next(one for one in text.split("\n\n") if one.startswith("Guvf cnentencu"))
    own["text/1-floods.md"] = text.replace(f"{gone}\n\n", "").encode()
    standing = compare_sides(Side(Path("en"), files), Side(Path("fr"), own))
    lacking = [
        pair.original.key
        for pair in standing.pairs
        if pair.original is not None and pair.status == "missing"
    ]
    assert lacking == ["theme-1/floods/p1"]
    wrong = [
        (pair.original.key, pair.translation.key)
        for pair in standing.pairs
        if pair.original is not None
        and pair.translation is not None
        and rotated.rotated(pair.original.content).words != pair.translation.content.words
    ]
    assert wrong == []
    assert [one.code for one in findings_of(standing)] == ["N418", "N400"]


def test_the_state_is_one_line_a_unit_and_a_damaged_one_is_a_finding() -> None:
    content = work("tests/notes/rich")[1][STATE]
    records, findings = read_state(content)
    assert findings == ()
    assert write_state(records) == content
    assert content.count(b"\n") == len(records) + 2
    for damaged in (b"{", b"[]", b'{"form": 1, "units": [["a"]]}', b"\xff", b"<<<<<<< ours\n"):
        _, findings = read_state(damaged)
        assert [one.code for one in findings] == ["N444"]
