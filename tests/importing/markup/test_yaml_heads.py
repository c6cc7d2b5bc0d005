"""Values at the head of a manuscript stay as typed; an error is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import Importer

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.importing import import_manuscript
from pipeline.importing.markup.yaml_head import as_typed, split_head

BODY = "\n# Gates\n\nThe gate is shut.\n"


@pytest.mark.parametrize(
    ("head", "line", "column", "message", "hint"),
    [
        (
            "title: Water: a brief", 2, 13, "a colon is not allowed here",
            'put the value in quotation marks: title: "Water: a brief"',
        ),
        (
            'author: A\ntitle: The "upper" gate: shut', 3, 24, "a colon is not allowed here",
            "put the value in quotation marks: title: 'The \"upper\" gate: shut'",
        ),
        (
            'title: Fine\nabstract: "open', 3, 11, "a quotation mark is never closed",
            "close it, or leave out both marks",
        ),
    ],
)  # fmt: skip
def test_an_error_is_told_at_its_line_with_a_hint_that_works(
    head: str, line: int, column: int, message: str, hint: str, tmp_path: Path
) -> None:
    path = tmp_path / "gates.md"
    path.write_text(f"---\n{head}\n---\n{BODY}", "utf-8")

    with pytest.raises(SourceError) as raised:
        import_manuscript(path, "gates")

    (finding,) = raised.value.findings
    assert isinstance(finding, Finding)
    assert (finding.code, finding.place.line, finding.place.column) == ("N202", line, column)
    assert (finding.message, finding.hint) == (message, hint)
    if "marks: " in hint:
        lines = head.split("\n")
        lines[line - 2] = hint.partition("marks: ")[2]
        path.write_text("---\n{}\n---\n{}".format("\n".join(lines), BODY), "utf-8")
        assert import_manuscript(path, "gates").files


def test_values_stay_as_they_were_typed(tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "gates.md"
    path.write_text(f"---\ntitle: 2026\nsubtitle: yes\nversion: 1.10\n---\n{BODY}", "utf-8")

    result = bring_in(path)

    assert (result.note.metadata.title, result.note.metadata.subtitle) == ("2026", "yes")
    assert "1.10" in result.left_out


@pytest.mark.parametrize(
    "text",
    ["# Gates\n", "---\n\nA line\n\n---\n", "---\nonly words\n---\n", "text\n---\na: b\n---\n", ""],
)
def test_what_is_no_head(text: str) -> None:
    assert split_head(text) == ("", text)


def test_works_are_left_as_data() -> None:
    head = "---\nreferences:\n- {id: a, issued: {date-parts: [[2004, 5]]}}\n---\n"

    assert as_typed("gates.md", head) == head


@pytest.mark.parametrize("character", ["\x07", "\ufffe", "\uffff"])
def test_characters_that_yaml_refuses_end_no_import(character: str, tmp_path: Path) -> None:
    head = f"---\ntitle: The {character}gate\nyear: no\n---\n"
    assert as_typed("gates.md", head) == head.replace("no\n", '"no"\n')
