"""Small manuscripts, each for a kind of fault that real ones met: what the import makes of them.

The texts in tests/golden/imports have been read; ``--update-golden`` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from imported import Importer, Result

from pipeline.errors import SourceError
from pipeline.importing import import_manuscript

MANUSCRIPTS = Path(__file__).parent / "manuscripts" / "field"
GOLDEN = Path(__file__).parent.parent / "golden" / "imports"
REFUSED = {
    "damaged.docx": ("N160", "damaged"),
    "footnote-in-itself.md": ("N123", "refers to itself"),
    "long-word.docx": ("N160", "9,000,000 characters"),
}
# Sixty thousand sentences of two letters in one paragraph: it ends, and has its words.
LONG = "long-paragraph.docx"
READ = sorted({one.name for one in MANUSCRIPTS.iterdir()} - REFUSED.keys() - {LONG})

_HEAD = re.compile(r"\A---\n.*?^---\n\n", re.MULTILINE | re.DOTALL)


def told(result: Result) -> str:
    """Title and texts of a note, and what the report says is not in them."""
    title = f"{result.note.metadata.title}\n"
    paths = sorted((result.folder / "text").iterdir())
    texts = [f"{path.name}\n\n{_HEAD.sub('', path.read_text('utf-8'))}" for path in paths]
    left_out = [f"not in it: {result.left_out}\n"] if result.left_out else []
    return "\n".join([title, *texts, *left_out])


@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_what_an_import_makes_of_them(
    name: str, bring_in: Importer, request: pytest.FixtureRequest
) -> None:
    expected = GOLDEN / f"{name}.txt"
    found = told(bring_in(MANUSCRIPTS / name))
    if request.config.getoption("--update-golden"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_the_language_that_a_file_names_is_taken(bring_in: Importer) -> None:
    assert bring_in(MANUSCRIPTS / "language.md").note.metadata.language == "de"


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_some_are_refused(name: str) -> None:
    with pytest.raises(SourceError) as raised:
        import_manuscript(MANUSCRIPTS / name, "x")
    (finding,) = raised.value.findings
    code, words = REFUSED[name]
    assert finding.code == code
    assert words in finding.message


@pytest.mark.slow
def test_a_paragraph_of_very_many_sentences_is_taken_whole() -> None:
    words = import_manuscript(MANUSCRIPTS / LONG, "x").report.words
    assert (words.manuscript, words.in_source, words.missing) == (60_000, 60_000, ())
