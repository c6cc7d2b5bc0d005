"""The best lines of a text: as if the words of Chinese names in it were always known."""

from __future__ import annotations

import random
import re

import pytest

from pipeline.press.lines import best_lines as lines
from pipeline.press.lines.breaks import MeasuredText, Run
from pipeline.press.lines.total_fit import RAGGED, Plan, Setting

NAMES = ("商务部国际贸易经济合作研究院", "中国国际扶贫中心", "联合国开发计划署")
WORDS = ["the", "participants", "from", "Australia", "said", "it", "had", "been", "valued"]


def _measured(text: str) -> MeasuredText:
    offsets = [0.0]
    for sign in text:
        offsets.append(offsets[-1] + (2.0 if sign > "\u4dff" else 1.0))
    pieces = [found.span() for found in re.finditer("[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+", text)]
    runs = [
        Run(start, end, "zh-Hans" if text[start] > "\u4dff" else "en", hyphens="auto", hyphen=0.5)
        for start, end in pieces
    ]
    breaks = [
        place
        for place in range(1, len(text))
        if text[place - 1] == " " or min(text[place - 1], text[place]) > "\u4dff"
    ]
    return MeasuredText(text, offsets, runs, breaks)


@pytest.mark.parametrize("setting", [RAGGED, Setting(space=1.0)])
def test_chinese_words_are_looked_up_late_and_lines_end_as_if_they_always_were(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(7)
    texts = [" ".join(dice.choices((*NAMES, *WORDS * 2), k=30)) for _ in range(60)]
    parts = [*zip(map(_measured, texts), range(30, 90), strict=True)]

    def plans() -> list[Plan]:
        return [
            lines.best_lines(part, 0, (measure, measure), setting, 0)[1] for part, measure in parts
        ]

    late = plans()
    monkeypatch.setattr(lines, "has_chinese", lambda _: False)
    assert late == plans()


def test_words_are_not_looked_up_where_no_line_ends_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    places_of = lines.places_of

    def listen(*given: object, in_chinese: bool) -> object:
        asked.append(in_chinese)
        return places_of(*given, in_chinese=in_chinese)  # type: ignore[arg-type]

    monkeypatch.setattr(lines, "places_of", listen)
    text = f"The {NAMES[2]} {' '.join(WORDS * 2)}"
    lines.best_lines(_measured(text), 0, (60.0, 60.0), RAGGED, 0)
    assert set(asked) == {True}
