"""The one table of editions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from house_rules import ROOT, package
from kept_in_memory import LAID_OUT

from pipeline.cache import NoCache
from pipeline.editions.table import (
    ALL_NAMES,
    EDITIONS,
    LABELS,
    NAMES,
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

README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ALL_NAMES)
def test_all_that_a_row_names_is_there(name: str) -> None:
    edition = edition_named(name)

    assert edition.name == name
    assert callable(function_named(edition.make))
    if edition.templates is not None:
        assert Templates(load_style(built_in_styles())).read(edition.templates)


def makes_artefacts(node: ast.AST) -> bool:
    """Tell whether a node is the ``make`` of an edition."""
    is_make = isinstance(node, ast.FunctionDef) and node.name == "make"
    return is_make and ast.unparse(node.args).startswith("bench: ")


def test_every_module_that_makes_an_edition_has_a_row() -> None:
    makers = {
        f"{module.name}:make"
        for module in package()
        if module.name.startswith("pipeline.editions.")
        and any(makes_artefacts(node) for node in module.nodes)
    }
    rows = {edition.make for edition in EDITIONS}
    assert makers - rows == set(), "pipeline/editions/table.py has no row for it"


def test_the_readme_names_every_edition() -> None:
    (row,) = (line for line in README.splitlines() if line.startswith("| `notepress build "))
    named = {name for name in ALL_NAMES if re.search(rf"[ ,:]{name}[,; ]", row)}
    assert set(ALL_NAMES) - named == set(), "README.md, in the row of notepress build"


@pytest.fixture(scope="module")
def bench(minimal_note: Note) -> Iterator[Workbench]:
    with Workbench(minimal_note, load_style(built_in_styles()), LAID_OUT) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_readme_says_what_comes_out(name: str, bench: Workbench) -> None:
    (listing,) = re.findall(r"```\nbuild/<slug>/\n(.*?)```", README, re.DOTALL)
    said = "|".join(re.escape(line.split()[0]) for line in listing.splitlines())
    said = said.replace("<slug>", bench.note.slug).replace("<n>\\-<theme>", r"\d+-[a-z-]+")
    paths = [one.path for one in bench.artefacts(name)]
    found = [path for path in paths if re.fullmatch(said, path)]
    assert found, f"README.md, What comes out: none of {paths}"


def test_what_readers_are_offered_has_a_name_in_every_language() -> None:
    style = load_style(built_in_styles())
    for tag in tags():
        missing = set(LABELS.values()) - set(style.words(tag))
        assert missing == set(), f"pipeline/languages/{tag}.toml"


def test_a_missing_name_is_told_before_anything_is_laid_out(
    minimal_note: Note, tmp_path: Path
) -> None:
    style = load_style(built_in_styles())
    words = {name: word for name, word in style.words("en").items() if name != "edition_epub"}
    metadata = minimal_note.metadata.model_copy(update={"language": "pl"})
    note = minimal_note.model_copy(update={"metadata": metadata})
    bench = Workbench(note, replace(style, languages={"pl": words}), NoCache())
    inputs = Inputs({}, {}, "", {})
    making = Making(bench, tmp_path / "build", inputs, ("epub",))
    with pytest.raises(SourceError, match="finding") as caught:
        making.run((), lambda _: None)
    assert [one.code for one in caught.value.findings] == ["N509"]
    assert "edition_epub" in caught.value.findings[0].message
    assert not (tmp_path / "build").exists()


def test_every_check_of_finished_files_is_used_and_there() -> None:
    named = {check for edition in EDITIONS for check in edition.checks.values()}
    assert named == set(CHECKS), "pipeline/preflight/examination.py: CHECKS"


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
