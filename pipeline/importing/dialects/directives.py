"""What each directive of MyST becomes: a division, a figure, a table, a formula, code."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.importing.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive: its name, what follows it, its options and the lines in it."""

    name: str
    argument: str
    options: Mapping[str, str]
    body: list[str]


_ADMONITIONS: Final = (
    "note", "tip", "important", "warning", "caution", "danger", "error", "hint", "attention",
    "seealso", "admonition", "topic", "sidebar", "margin", "dropdown", "card", "todo",
    "versionadded",
)  # fmt: skip
_ITEM: Final = re.compile(r"[ \t]*\*[ \t]+-[ \t]?(.*)")
_CELL: Final = re.compile(r"[ \t]{2,}-[ \t]?(.*)")
_BUILT: Final = "which Sphinx or MyST makes"


def _write_admonition(one: Directive, ledger: Ledger) -> list[str]:  # noqa: ARG001
    title = ["::: {.title}", "", one.argument, "", ":::", ""] if one.argument else []
    return [f"::::: {{.callout-{one.name}}}", "", *title, *one.body, "", ":::::"]


def _write_figure(one: Directive, ledger: Ledger) -> list[str]:
    _tell_looks(one, ledger)
    caption, _, legend = "\n".join(one.body).strip().partition("\n\n")
    words = " ".join(caption.split())
    alternative = one.options.get("alt", "").replace('"', "&quot;")
    attributes = " ".join(
        part
        for part in (
            f"#{one.options['name']}" if one.options.get("name") else "",
            f'alt="{alternative}"' if alternative and words else "",
        )
        if part
    )
    shown = f"![{words or alternative}](<{one.argument}>)"
    return [shown + (f"{{{attributes}}}" if attributes else ""), "", *legend.split("\n")]


def _write_table(one: Directive, ledger: Ledger) -> list[str]:
    _tell_looks(one, ledger)
    return [*one.body, "", *_caption(one)]


def _write_list_table(one: Directive, ledger: Ledger) -> list[str]:
    _tell_looks(one, ledger)
    rows: list[list[list[str]]] = []
    for line in one.body:
        if item := _ITEM.fullmatch(line):
            rows.append([[item[1]]])
        elif rows and (cell := _CELL.fullmatch(line)):
            rows[-1].append([cell[1]])
        elif rows:
            rows[-1][-1].append(line.strip())
    return _grid(one, rows)


def _write_csv_table(one: Directive, ledger: Ledger) -> list[str]:
    _tell_looks(one, ledger)
    lines = ([one.options["header"]] if one.options.get("header") else []) + one.body
    rows = [[[cell] for cell in row] for row in csv.reader(lines, skipinitialspace=True) if row]
    return _grid(one, rows)


def _grid(one: Directive, rows: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """A table of cells with Markdown in them, and its caption."""
    head = int(one.options.get("header-rows") or bool(one.options.get("header")))
    lines = ["<table>", ""]
    for number, row in enumerate(rows):
        tag = "th" if number < head else "td"
        cells = [part for cell in row for part in (f"<{tag}>", "", *cell, "", f"</{tag}>", "")]
        lines += ["<tr>", "", *cells, "</tr>", ""]
    if one.argument:
        lines[1:1] = ["", "<caption>", "", one.argument, "", "</caption>"]
    return [*lines, "</table>"]


def _caption(one: Directive) -> list[str]:
    name = one.options.get("name", "")
    return [f": {one.argument}" + (f" {{#{name}}}" if name else "")] if one.argument else []


def _write_formula(one: Directive, ledger: Ledger) -> list[str]:
    _tell_looks(one, ledger)
    return ["$$", *(line for line in (one.argument, *one.body) if line.strip()), "$$"]


def _write_code(one: Directive, ledger: Ledger) -> list[str]:
    _tell_looks(one, ledger)
    return [f"```{one.argument}", *one.body, "```"]


def _write_quotation(one: Directive, ledger: Ledger) -> list[str]:
    _tell_looks(one, ledger)
    return [f"> {line}".rstrip() for line in one.body]


def _leave_out(one: Directive, ledger: Ledger) -> list[str]:
    words = " ".join([one.name, one.argument, *one.options.values(), *one.body])
    ledger.leave_out(0, " ".join(words.split()), f"list or file {_BUILT}")
    return []


def write_unknown(one: Directive, ledger: Ledger) -> list[str]:
    """A directive of another name: a division of that class, with all of its words."""
    _tell_looks(one, ledger)
    first = [one.argument, ""] if one.argument else []
    name = re.sub(r"[^\w-]+", "-", one.name)
    return [f"::::: {{.{name}}}", "", *first, *one.body, "", ":::::"]


def _tell_looks(one: Directive, ledger: Ledger) -> None:
    looks = [value for name, value in one.options.items() if name not in {"name", "alt", "header"}]
    if words := " ".join(value for value in looks if value):
        ledger.leave_out(0, words, f"option of “{one.name}”, which the style sets")


WRITERS: Final[Mapping[str, Callable[[Directive, Ledger], list[str]]]] = {
    **dict.fromkeys(_ADMONITIONS, _write_admonition),
    **dict.fromkeys(("figure", "image"), _write_figure),
    "table": _write_table,
    **dict.fromkeys(("list-table", "flat-table"), _write_list_table),
    "csv-table": _write_csv_table,
    "math": _write_formula,
    **dict.fromkeys(("code", "code-block", "sourcecode"), _write_code),
    **dict.fromkeys(("epigraph", "pull-quote", "highlights", "blockquote"), _write_quotation),
    **dict.fromkeys(
        ("toctree", "contents", "tableofcontents", "include", "literalinclude", "raw", "index",
         "bibliography", "eval-rst", "code-cell", "listoffigures"),
        _leave_out,
    ),
}  # fmt: skip
"""How the directives of each name are written."""
