"""The one call of pandoc: Markdown files in, syntax trees out, each file parsed separately."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.reading.drawn_tables import drawn_text
from pipeline.load.reading.marked_lines import marked_text
from pipeline.pandoc import run_pandoc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.citing.request import Request

READER: Final = "+".join(
    (
        "commonmark",
        "smart",
        "footnotes",
        "bracketed_spans",
        "attributes",
        "pipe_tables",
        "fenced_divs",
        "superscript",
        "subscript",
        "tex_math_dollars",
    )
)
"""CommonMark and the few extensions that the form of a note needs."""

_API_VERSION: Final = (1, 23, 1)


def parse(
    texts: Mapping[str, str], *, positions: bool = False, seconds: int = 60
) -> dict[str, str]:
    """The syntax tree of each Markdown text as pandoc's JSON, by the text's name.

    Drawn tables are tables in it, with the spans of their cells. Where lines of figures and tables
    have marks, they are in a last block (`marked_lines.LINES`). With ``positions`` every node has
    its place (``data-pos``), which takes twice as long.
    Pandoc runs once. Raises what `run_pandoc` raises.
    """
    trees, _ = _parse(texts, READER + ("+sourcepos" if positions else ""), seconds, None)
    return trees


def parse_beside(
    texts: Mapping[str, str], request: Request, *, seconds: int = 60
) -> tuple[dict[str, str], str]:
    """The syntax tree of each text, and the answer to a request, of one run of pandoc.

    Raises what `run_pandoc` raises.
    """
    trees, answers = _parse(texts, READER, seconds, request)
    return trees, answers[0]


def _parse(
    texts: Mapping[str, str], reader: str, seconds: int, request: Request | None
) -> tuple[dict[str, str], list[str]]:
    marked = {name: found for name, text in texts.items() if (found := marked_text(text))}
    texts = {**texts, **{name: one.text for name, one in marked.items()}}
    drawn = {name: grid for name, text in texts.items() if (grid := drawn_text(text))}
    blocks: list[Mapping[str, Any]] = [
        {
            "t": "CodeBlock",
            "c": [[name, [], [["reader", reader]]], drawn[name].text if name in drawn else text],
        }
        for name, text in texts.items()
    ]
    scripts: list[str] = []
    if request is not None:
        # Imported on use: most notes have no citations.
        from pipeline.citing.request import script_arguments

        blocks.append(request.block)
        scripts = script_arguments()
    document = {"pandoc-api-version": _API_VERSION, "meta": {}, "blocks": blocks}
    with resources.as_file(resources.files("pipeline.load.reading") / "fragments.lua") as script:
        arguments = ["--from=json", "--to=json", f"--lua-filter={script}", *scripts]
        answer = json.loads(run_pandoc(arguments, json.dumps(document).encode(), seconds=seconds))
    answered = answer["blocks"]
    trees = {block["c"][0][0]: block["c"][1] for block in answered[: len(texts)]}
    trees |= {name: one.restored(trees[name]) for name, one in drawn.items()}
    trees |= {name: one.restored(trees[name]) for name, one in marked.items()}
    return trees, [block["c"][1] for block in answered[len(texts) :]]
