"""Numbers after figures are moved: those of a fresh reading, and few passages change."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.comparing import compare_notes
from pipeline.languages import language_of
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.walk import plain
from pipeline.numbering import number_note
from pipeline.numbering.series import SERIES
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.writer import Writer

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
FORMS = {series.numerals: "arabic" for series in SERIES}
WORDS = language_of("en").words
THEMES = 4
SEEDS = (0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12)))
NAMES = [f"gate-{letter}" for letter in "abcdefgh"]


def note_of(order: Sequence[Sequence[str]]) -> Note:
    """A note whose themes hold figures in this order; its last question refers to all of them."""
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file() and not path.name[0].isdigit()
    }
    for number, names in enumerate(order, 1):
        figures = "\n\n".join(
            f'![A gate.](figures/river.svg "The {name}"){{#{name}}}' for name in names
        )
        text = f"# Theme {number} {{#theme-{number}}}\n\nThe gates.\n\n{figures}\n"
        files[f"text/{number}-theme.md"] = text.encode()
    said = "".join(f"\n\nSee [](#{name})." for name in NAMES)
    files[f"text/{len(order) + 1}-last.md"] = f"# Last {{#last}}\n{said}\n".encode()
    return load_files("moved", files, PARSED)


@pytest.mark.parametrize("seed", SEEDS)
def test_moving_figures_renumbers_them_and_what_refers_to_them(seed: int) -> None:
    dice = random.Random(seed)
    order: list[list[str]] = [[] for _ in range(THEMES)]
    for name in NAMES:
        dice.choice(order).append(name)
    before = note_of(order)
    source = dice.choice([theme for theme in order if theme])
    moved = source.pop(dice.randrange(len(source)))
    target = dice.choice(order)
    target.insert(dice.randint(0, len(target)), moved)
    note = note_of(order)

    numbered = number_note(note, FORMS, WORDS)
    wanted = {name: str(at) for at, name in enumerate((n for theme in order for n in theme), 1)}
    assert {name: label.number for name, label in numbered.labels.items()} == wanted
    last = numbered.note.themes[-1]
    assert [plain(one.inlines) for one in last.blocks] == [  # type: ignore[union-attr]
        f"See Figure\u00a0{wanted[name]}." for name in NAMES
    ]
    assert {change.kind for change in compare_notes(before, note).changes} <= {"figure"}


@pytest.mark.parametrize("seed", SEEDS)
def test_only_a_part_whose_numbers_change_has_other_markup(seed: int) -> None:
    dice = random.Random(seed)
    order = [NAMES[:2], NAMES[2:4], NAMES[4:6], NAMES[6:]]
    theme = dice.randrange(THEMES)
    swapped = [list(names) for names in order]
    swapped[theme].reverse()
    one, other = (_markup(note_of(names)) for names in (order, swapped))
    changed = {at for at, (old, new) in enumerate(zip(one, other, strict=True)) if old != new}
    assert changed == {theme, THEMES}, "its own theme, and the one that refers to it"


def _markup(note: Note) -> list[str]:
    numbered = number_note(note, FORMS, WORDS)
    writer = Writer(Dialect("paged", "en", labels=numbered.labels))
    return [str(writer.blocks(theme.blocks)) for theme in numbered.note.themes]
