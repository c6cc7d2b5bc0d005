"""Drawings that the source check accepts are drawn by the engine without warnings."""

from __future__ import annotations

import random

import pytest
from drawing_mutations import SEEDS, mutated
from part_jobs import lay_out

from pipeline.cache import NoCache
from pipeline.editions.drawings import lay_out_drawing
from pipeline.errors import SourceError
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.report import Report
from pipeline.press.engine.engine import Engine


def accepts(drawing: str) -> bool:
    """Say whether the check of the source lets a drawing pass."""
    report = Report()
    take_picture("figures/a.svg", drawing.encode(), report, NoCache())
    return not report.has_errors


def told(
    engine: Engine, drawings: list[str], *, as_they_are: bool = False
) -> list[tuple[str, str, str]]:
    """What the engine says of drawings as editions show them, by their place in the list."""
    names = [f"{place}.svg" for place in range(len(drawings))]
    pictures: dict[str, bytes] = {}
    for name, text in zip(names, drawings, strict=True):
        if as_they_are:
            pictures[name] = text.encode()
        else:
            copy = take_picture(name, text.encode(), Report(), NoCache())
            pictures |= lay_out_drawing(name, copy).files
    body = "".join(f'<p><img src="{name}" alt="A" style="width: 40mm"></p>' for name in names)
    try:
        found = lay_out(engine, body, pictures=pictures).findings
    except SourceError as error:
        found = error.findings
    # Which characters a face has is looked at elsewhere.
    return [(one.place.path, one.code, one.message) for one in found if one.code != "N501"]


def test_good_drawings_are_drawn(engine: Engine) -> None:
    assert all(map(accepts, SEEDS))
    assert told(engine, list(SEEDS)) == []


@pytest.mark.slow
def test_whatever_is_accepted_is_drawn(engine: Engine) -> None:
    drawings = [mutated(random.Random(seed)) for seed in range(700)]
    accepted = [drawing for drawing in drawings if accepts(drawing)]
    assert len(accepted) > 150
    for first in range(0, len(accepted), 40):
        batch = accepted[first : first + 40]
        assert told(engine, batch) == [], batch


def test_one_that_the_engine_gives_up_is_named(engine: Engine) -> None:
    broken = SEEDS[0].replace('stroke-width="2"', 'stroke-width="thin"')
    assert not accepts(broken)
    assert told(engine, [broken], as_they_are=True) == [
        ("0.svg", "N392", "the layout engine cannot draw this picture")
    ]
