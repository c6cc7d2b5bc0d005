"""Manuscripts in Markdown, HTML and plain text: pandoc reads many of them in one call."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from random import Random
from unittest.mock import patch

from fuzz.kinds.samples import markdown_mutator, sample
from fuzz.mutation import TextMutator
from fuzz.trial import Files, Kind
from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding
from pipeline.importing import import_manuscript
from pipeline.importing.reading import parsing
from pipeline.pandoc import run_pandoc

_TAGS = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<h1>",
        "<h6>",
        "<ul>",
        "<li>",
        "<table>",
        "<tr>",
        "<td rowspan=9>",
    ),
    *(
        "<td colspan=99999>",
        "<script>x</script>",
        "<img src=x>",
        "<img src='../x.png'>",
        "<a href='x'>",
    ),
    *(
        "<sup>",
        "<b>",
        "<i>",
        "<span lang=fr>",
        "<blockquote>",
        "<pre>",
        "&amp;",
        "&#0;",
        "&#xD800;",
    ),
    *(
        "&nosuch;",
        "<!--",
        "-->",
        "<![CDATA[",
        "<br>",
        "<",
        ">",
        '"',
        "'",
        "<title>",
        "<base href='x'>",
    ),
    *(
        "“",
        "”",
        "« ",
        "Mr. ",
        "A. ",
        "J. Doe",
        "[1]",
        "1. ",
        "•",
        "- ",
        "\u00ad",
        "\u2028",
        "www.x.org",
    ),
)
_ENDINGS = ("md", "md", "html", "txt")


@cache
def _mutator(ending: str) -> TextMutator:
    if ending == "html":
        return TextMutator((sample("page.html").decode(),), _TAGS)
    return markdown_mutator(900)


def make(dice: Random) -> Files:
    """A short manuscript, altered."""
    ending = dice.choice(_ENDINGS)
    return {f"manuscript.{ending}": _mutator(ending).content(dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Import it."""
    return bring_in(files, folder)


def bring_in(files: Files, folder: Path) -> Iterable[Finding]:
    """Put a manuscript into the folder and import it from there."""
    (name,) = files
    path = folder / name
    path.write_bytes(files[name])
    imported = import_manuscript(path, "note")
    assert {"note.yaml", "people.yaml", "imprint.yaml"} <= {*imported.files}
    assert any(path.startswith("text/") for path in imported.files)
    return ()


class _Asked(Exception):  # noqa: N818 - it is no error: pandoc is asked with the others.
    """Pandoc is asked for a tree."""


def run_many(inputs: Sequence[Files], folder: Path) -> Sequence[Iterable[Finding]]:
    """Import all of them with one call of pandoc, which answers each as it would alone."""
    questions: list[tuple[str, bytes]] = []

    def ask(arguments: Sequence[str], content: bytes) -> bytes:
        questions.append((_reader(arguments), content))
        raise _Asked

    for files in inputs:
        with patch.object(parsing, "run_pandoc", ask):
            try:
                bring_in(files, folder)
            except (_Asked, SourceError, CannotRunError):
                continue
    answers = _answers(questions)

    def answer(arguments: Sequence[str], content: bytes) -> bytes:
        return answers[_reader(arguments), content]

    return [_told(files, folder, answer) for files in inputs]


def _told(
    files: Files, folder: Path, answer: Callable[[Sequence[str], bytes], bytes]
) -> Iterable[Finding]:
    with patch.object(parsing, "run_pandoc", answer):
        try:
            return bring_in(files, folder)
        except SourceError as error:
            return error.findings


def _reader(arguments: Sequence[str]) -> str:
    return next(one for one in arguments if one.startswith("--from=")).removeprefix("--from=")


def _answers(questions: Sequence[tuple[str, bytes]]) -> dict[tuple[str, bytes], bytes]:
    """The tree of each text: pandoc reads them one by one within one call."""
    blocks = [
        {"t": "CodeBlock", "c": [["", [], [["reader", reader]]], text.decode()]}
        for reader, text in questions
    ]
    document = {"pandoc-api-version": (1, 23, 1), "meta": {}, "blocks": blocks}
    with resources.as_file(resources.files("pipeline.load.reading") / "fragments.lua") as script:
        arguments = ["--from=json", "--to=json", f"--lua-filter={script}"]
        made = json.loads(run_pandoc(arguments, json.dumps(document).encode()))
    trees = [block["c"][1].encode() for block in made["blocks"]]
    return dict(zip(questions, trees, strict=True))


KIND = Kind("imports", make, run, run_many, batch=60, short=60, share=6)
