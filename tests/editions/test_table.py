"""The one table of editions."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from pipeline.cache import NoCache
from pipeline.editions.table import ALL_NAMES, MAKING, edition_named
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.press.markup.templates import Templates
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from pipeline.note import Note

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ALL_NAMES)
def test_an_edition_goes_by_its_name_and_knows_its_templates(name: str) -> None:
    edition = edition_named(name)

    assert edition.name == name
    if edition.templates is not None:
        assert Templates(load_style(built_in_styles())).read(edition.templates)


def test_the_sandbox_of_own_templates_changes_nothing(minimal_note: Note) -> None:
    style = load_style(built_in_styles())
    own = replace(style, files={**style.files, "templates/unused.html": "<p>{{ title }}</p>"})
    made, watched = (
        Workbench(minimal_note, one, NoCache()).artefacts("epub") for one in (style, own)
    )

    assert [sha256(one.content).digest() for one in made] == [
        sha256(one.content).digest() for one in watched
    ]


def test_every_edition_has_its_turn() -> None:
    assert sorted(MAKING) == sorted(ALL_NAMES)
