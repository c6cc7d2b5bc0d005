"""The one table of editions."""

from __future__ import annotations

import pytest

from pipeline.editions.table import ALL_NAMES, MAKING, edition_named
from pipeline.house_style import load_style
from pipeline.press.templates import Templates
from pipeline.workspace import built_in_styles


@pytest.mark.parametrize("name", ALL_NAMES)
def test_an_edition_goes_by_its_name_and_knows_its_templates(name: str) -> None:
    edition = edition_named(name)

    assert edition.name == name
    if edition.templates is not None:
        assert Templates(load_style(built_in_styles())).read(edition.templates)


def test_every_edition_has_its_turn() -> None:
    assert sorted(MAKING) == sorted(ALL_NAMES)
