"""The one table of editions."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from pipeline.cache import NoCache
from pipeline.editions.table import (
    ALL_NAMES,
    EDITIONS,
    LABELS,
    edition_named,
    function_named,
)
from pipeline.editions.workbench import Workbench
from pipeline.errors import SourceError
from pipeline.house_style import load_style
from pipeline.languages import tags
from pipeline.preflight.examination import CHECKS, examine_file
from pipeline.preflight.expectations import OutputFile, expect
from pipeline.press.markup.templates import Templates
from pipeline.production.freshness import Inputs
from pipeline.production.making import Making
from pipeline.production.manifest import Manifest
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.note import Note


@pytest.mark.parametrize("name", ALL_NAMES)
def test_all_that_a_row_names_is_there(name: str) -> None:
    edition = edition_named(name)

    assert edition.name == name
    assert callable(function_named(edition.make))
    if edition.templates is not None:
        assert Templates(load_style(built_in_styles())).read(edition.templates)


def test_what_readers_are_offered_has_a_name_in_every_language() -> None:
    style = load_style(built_in_styles())
    for tag in tags():
        assert set(LABELS.values()) <= set(style.words(tag))


def test_a_missing_name_is_told_before_anything_is_laid_out(
    minimal_note: Note, tmp_path: Path
) -> None:
    style = load_style(built_in_styles())
    words = {name: word for name, word in style.words("en").items() if name != "edition_epub"}
    metadata = minimal_note.metadata.model_copy(update={"language": "it"})
    note = minimal_note.model_copy(update={"metadata": metadata})
    bench = Workbench(note, replace(style, languages={"it": words}), NoCache())
    inputs = Inputs({}, {}, "", {})
    making = Making(bench, tmp_path / "build", inputs, ("epub",))
    with pytest.raises(SourceError, match="finding") as caught:
        making.run((), lambda _: None)
    assert [one.code for one in caught.value.findings] == ["N509"]
    assert "edition_epub" in caught.value.findings[0].message
    assert not (tmp_path / "build").exists()


def test_every_check_of_finished_files_is_used_and_there() -> None:
    assert {check for edition in EDITIONS for check in edition.checks.values()} == set(CHECKS)


def test_a_file_that_nothing_examines_is_found(minimal_note: Note) -> None:
    style = load_style(built_in_styles())
    expected = expect(Manifest(minimal_note.slug, "", 1, {}, {}, "", {}), style)
    for edition, media_type in (("pdf", "text/plain"), ("scroll", "application/pdf")):
        file = OutputFile("minimal.file", edition, media_type, b"")
        assert [one.code for one in examine_file(file, {}, expected)] == ["N415"]


@pytest.mark.slow
def test_the_sandbox_of_own_templates_changes_nothing(minimal_note: Note) -> None:
    style = load_style(built_in_styles())
    own = replace(style, files={**style.files, "templates/unused.html": "<p>{{ title }}</p>"})
    made, watched = (
        Workbench(minimal_note, one, NoCache()).artefacts("epub") for one in (style, own)
    )

    assert [sha256(one.content).digest() for one in made] == [
        sha256(one.content).digest() for one in watched
    ]
