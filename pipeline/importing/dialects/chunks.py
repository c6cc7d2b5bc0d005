"""Chunks of code that R Markdown, Quarto and Jupyter run: ```` ```{r} ````.

A manuscript has the code and not its result. The picture that a chunk merely includes is put in
its place; everything else is told, with the caption of what is missing.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline.importing.dialects.stretches import rewrite_fences

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_ENGINES: Final = (
    "r|python|julia|ojs|bash|sh|sql|stan|mermaid|dot|tikz|css|js|javascript|"
    "rcpp|cat|asis|html|latex|scala|ruby|perl|haskell|octave|stata|sas|observable|webr"
)
_CHUNK: Final = re.compile(rf"\{{+(?P<engine>{_ENGINES})\b(?P<options>[^\n]*)\}}+", re.IGNORECASE)
_MARK: Final = r"[ \t>]*(?:#|//|%%|--)\|"
_OPTION: Final = re.compile(
    rf"^{_MARK}[ \t]*(?P<name>[\w.-]+):[ \t]*(?P<value>.*(?:\n{_MARK}[ \t]{{2,}}.*)*)$",
    re.MULTILINE,
)
"""An option on a line of its own, with the lines below it that are indented further."""
_CONTINUED: Final = re.compile(rf"\n{_MARK}[ \t]*")
_FOLDED: Final = re.compile(r"\A[|>][+-]?[ \t]+")
_LABEL: Final = re.compile(r"[\s,]*([A-Za-z][\w:.-]*)[ \t]*(?:,|\Z)")
_GIVEN: Final = re.compile(r"([\w.]+)[ \t]*=[ \t]*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^,]+)")
_INCLUDED: Final = re.compile(
    r"\binclude_graphics\(\s*(?:path\s*=\s*)?(?:c\(\s*)?(?P<quote>[\"'])(?P<path>[^\"'\n]+)(?P=quote)"
)
_INLINE: Final = re.compile(r"`(?:r |\{(?:r|python|julia)\} )(?P<code>[^`\n]+)`")

CODE: Final = "code that is run when the manuscript is made; its result is not in the file"
"""Why a chunk is not in the source."""


def read_chunks(text: str, ledger: Ledger) -> str:
    """A text with the pictures that its chunks include, and without the code."""

    def chunk(match: re.Match[str]) -> str:
        found = _CHUNK.fullmatch(match["info"].strip())
        return _settled(match, found, ledger) if found else match.group()

    def inline(match: re.Match[str]) -> str:
        ledger.complete("text", match["code"].strip(), "a value that code computes goes here")
        ledger.leave_out(0, match.group().strip("`"), CODE)
        return "\\[To be completed\\]"

    text = rewrite_fences(text, chunk)
    return _INLINE.sub(inline, text) if "`r " in text or "`{" in text else text


def _settled(match: re.Match[str], chunk: re.Match[str], ledger: Ledger) -> str:
    options = _options(chunk["options"], match["body"])
    caption = options.get("fig-cap") or options.get("tbl-cap") or ""
    picture = _INCLUDED.search(match["body"])
    if picture is None:
        words = " ".join(f"{chunk.group()} {match['body']}".split())
        ledger.leave_out(0, words, CODE)
        if caption:
            ledger.complete("text", caption, "what code makes is missing: a figure or table")
        return f"{match['indent']}\n"
    label = options.get("label", "")
    name = f"#fig-{label.removeprefix('fig-').replace('.', '-').replace(':', '-')}" if label else ""
    alternative = options.get("fig-alt", "").replace('"', "&quot;")
    rest = " ".join(
        _OPTION.sub(partial(_name_only, shown={caption, alternative}), match["body"]).split()
    )
    ledger.leave_out(0, f"{chunk.group().replace(caption, ' ')} {rest}", CODE)
    attributes = " ".join(
        one for one in (name, f'alt="{alternative}"' if alternative else "") if one
    )
    shown = f"![{caption}](<{picture['path']}>)" + (f"{{{attributes}}}" if attributes else "")
    return f"\n{match['indent']}{shown}\n\n"


def _options(given: str, body: str) -> dict[str, str]:
    """The options of a chunk by their names in Quarto, those of its head and of its lines."""
    label = _LABEL.match(given)
    found = {"label": label[1]} if label else {}
    found |= {name.replace(".", "-"): value for name, value in _GIVEN.findall(given)}
    found |= {
        match["name"].replace(".", "-"): _joined(match["value"]) for match in _OPTION.finditer(body)
    }
    return {name: _unquoted(value.strip()) for name, value in found.items()}


def _joined(value: str) -> str:
    """A value on one line, without the sign that says it goes on below (YAML 1.2.2, 8.1)."""
    return _FOLDED.sub("", _CONTINUED.sub(" ", value))


def _name_only(match: re.Match[str], shown: set[str]) -> str:
    """An option without its value if that is shown with the picture."""
    value = _unquoted(_joined(match["value"]).strip()).replace('"', "&quot;")
    return match["name"] if value in shown else match.group()


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value
