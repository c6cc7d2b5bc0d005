"""`notepress schema`: the schemas of YAML files and tokens, for editors that complete and check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.house_style import load_style
from pipeline.house_style.token_table import described
from pipeline.starting.note import editor_schemas
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print one schema, or all of them by file name."""
    if arguments.file == "tokens.css":
        console.result(json.dumps(_custom_data(), ensure_ascii=False, indent=2))
        return 0
    found = editor_schemas()
    chosen = found[arguments.file] if arguments.file else found
    console.result(json.dumps(chosen, ensure_ascii=False, indent=2))
    return 0


def _custom_data() -> dict[str, Any]:
    """The tokens as custom data of CSS, which editors that know VS Code's format complete."""
    tokens = described(load_style(built_in_styles()).tokens)
    properties = [
        {"name": f"--{one.name}", "description": f"{one.effect} ({one.unit}; {one.default})"}
        for one in tokens
    ]
    return {"version": 1.1, "properties": properties}
