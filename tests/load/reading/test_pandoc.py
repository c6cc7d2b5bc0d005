"""The one call of pandoc: files are parsed apart, within limits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.load import load_note
from pipeline.load.reading import trees
from pipeline.load.reading.pandoc import parse
from pipeline.load.text.weight import hint_for_slow_text
from pipeline.pandoc import PandocRefusedError

NOTES = Path(__file__).parents[2] / "notes"


def kinds(tree: str) -> list[str]:
    return [block["t"] for block in json.loads(tree)["blocks"]]


def test_an_open_fence_does_not_reach_the_next_file() -> None:
    parsed = parse({"a": "```\nopen", "b": "Words.", "c": "<!-- open", "d": "Words."})

    assert {name: kinds(tree) for name, tree in parsed.items()} == {
        "a": ["CodeBlock"],
        "b": ["Para"],
        "c": ["RawBlock"],
        "d": ["Para"],
    }


def test_footnotes_and_link_definitions_stay_in_their_file() -> None:
    trees = parse({"a": "[^n]: Text.\n\n[x]: https://example.org/", "b": "A[^n] and [x]."})

    assert "Note" not in trees["b"]
    assert "Link" not in trees["b"]


@pytest.mark.parametrize("text", ["[`" * 20, "[" * 5000, "*a **" * 3000, "[a]{.k " * 3000])
def test_hostile_brackets_are_parsed_soon(text: str) -> None:
    assert parse({"a": text}, seconds=600)


@pytest.mark.slow
def test_a_footnote_that_calls_itself_meets_the_limit() -> None:
    with pytest.raises(PandocRefusedError, match="it needs more than"):
        parse({"a": "x[^a]\n\n[^a]: y[^a]\n"}, seconds=2)


def test_one_file_over_the_limit_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(NOTES / "minimal", tmp_path / "note"))
    (folder / "text/1-sharing.md").write_text("---\nlead: A.\n---\n\n# A\n\n#### B\n", "utf-8")
    real = trees.parse

    def refuse(texts: dict[str, str], *, positions: bool = False) -> dict[str, str]:
        if "text/2-other-points.md" in texts:
            raise PandocRefusedError
        return real(texts, positions=positions)

    monkeypatch.setattr(trees, "parse", refuse)

    with pytest.raises(SourceError) as caught:
        load_note(folder)

    assert [(one.code, one.place.path) for one in caught.value.findings] == [
        ("N110", "text/1-sharing.md"),
        ("N156", "text/2-other-points.md"),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("| a | b |\n" * 900, "it contains 900 rows of tables: split the file"),
        ("# A heading\n\n" * 70, "it contains 70 headings: split the file"),
        ("[`" * 500, "look for a run of 1,000 brackets, asterisks, backticks or quotation marks"),
        ("Words and words. " * 90, "split the file, or remove parts of it"),
    ],
)
def test_the_hint_for_a_text_that_is_too_much_names_what_it_is_made_of(
    text: str, hint: str
) -> None:
    assert hint_for_slow_text(text).startswith(hint)


def test_what_pandoc_gave_up_on_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(NOTES / "minimal", tmp_path / "note"))

    def refuse(texts: dict[str, str], *, positions: bool = False) -> dict[str, str]:
        raise PandocRefusedError("it needs more than 60 s of processor time")

    monkeypatch.setattr(trees, "parse", refuse)
    with pytest.raises(SourceError) as caught:
        load_note(folder)
    assert {one.message for one in caught.value.findings if one.code == "N156"} == {
        "the file cannot be parsed: it needs more than 60 s of processor time"
    }


def test_a_footnote_that_calls_itself_is_a_finding_at_once(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(NOTES / "minimal", tmp_path / "note"))
    chain = "".join(f"[^{n}]: x[^{n + 1}][^{n + 1}]\n\n" for n in range(1, 40))
    (folder / "text/introduction.md").write_text(
        f"# A\n\nB.[^1]\n\n{chain}[^40]: x[^40]\n", "utf-8"
    )

    with pytest.raises(SourceError) as caught:
        load_note(folder)

    assert {one.code for one in caught.value.findings} == {"N123"}


def test_pandoc_runs_once_for_a_note_and_not_at_all_for_one_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(NOTES / "minimal", tmp_path / "note"))
    asked: list[tuple[set[str], bool]] = []
    real = trees.parse

    def count(texts: dict[str, str], *, positions: bool = False) -> dict[str, str]:
        asked.append((set(texts), positions))
        return real(texts, positions=positions)

    monkeypatch.setattr(trees, "parse", count)
    held: dict[str, bytes] = {}

    class Memory:
        def get(self, key: str) -> bytes | None:
            return held.get(key)

        def put(self, key: str, content: bytes) -> None:
            held[key] = content

    names = {"text/introduction.md", "text/1-sharing.md", "text/2-other-points.md"}
    load_note(folder, Memory())
    assert asked == [(names, False)]

    load_note(folder, Memory())
    assert len(asked) == 1

    (folder / "text/introduction.md").write_text("# A\n\nOne sentence more.\n", "utf-8")
    load_note(folder, Memory())
    assert asked[1:] == [({"text/introduction.md"}, False)]

    (folder / "text/introduction.md").write_text("# A\n\n<b>\n", "utf-8")
    with pytest.raises(SourceError):
        load_note(folder, Memory())
    assert asked[2:] == [({"text/introduction.md"}, False), ({"text/introduction.md"}, True)]
