"""The one call of pandoc: Markdown files in, their syntax trees out, each file parsed alone."""

from __future__ import annotations

import json
import subprocess
from importlib import resources
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Mapping

READER: Final = (
    "commonmark+smart+footnotes+bracketed_spans+attributes+pipe_tables+superscript+subscript"
)
"""CommonMark and the few extensions that the form of a note needs."""

_API_VERSION: Final = (1, 23, 1)
_MEMORY: Final = "512m"


class ParseLimitError(Exception):
    """Pandoc ran out of the time or memory it was given, or refused its input."""


def parse(
    texts: Mapping[str, str], *, positions: bool = False, seconds: float = 20
) -> dict[str, str]:
    """Return the syntax tree of each Markdown text as pandoc's JSON, by the text's name.

    With ``positions`` every node carries its place (``data-pos``), which takes twice as long.
    Pandoc runs once, in its sandbox, with at most ``seconds`` of time and 512 MiB of memory.

    Raises `ParseLimitError` when pandoc passes a limit, `CannotRunError` when it is missing.
    """
    reader = READER + ("+sourcepos" if positions else "")
    blocks = [
        {"t": "CodeBlock", "c": [[name, [], [["reader", reader]]], text]}
        for name, text in texts.items()
    ]
    document = {"pandoc-api-version": _API_VERSION, "meta": {}, "blocks": blocks}
    answer = json.loads(_run(json.dumps(document), seconds))
    return {block["c"][0][0]: block["c"][1] for block in answer["blocks"]}


def _run(document: str, seconds: float) -> bytes:
    # pypandoc brings the binary. It is started here and not by pypandoc.convert_text, which has
    # no time limit and hands the user's environment on.
    import pypandoc

    try:
        binary = pypandoc.get_pandoc_path()
    except OSError as error:
        raise CannotRunError("pandoc is missing", "install pypandoc-binary") from error
    with resources.as_file(resources.files("pipeline.load") / "fragments.lua") as script:
        command = [
            binary, "+RTS", f"-M{_MEMORY}", "-RTS", "--sandbox",
            "--from=json", "--to=json", f"--lua-filter={script}",
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603
                command,
                input=document.encode(),
                capture_output=True,
                check=True,
                timeout=seconds,
                env={"LANG": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired as error:
            raise ParseLimitError from error
        except subprocess.CalledProcessError as error:
            raise ParseLimitError(error.stderr.decode(errors="replace")) from error
    return done.stdout
