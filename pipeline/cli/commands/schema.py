"""`notepress schema`: the JSON Schemas of the YAML files, for editors that complete and check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.starting.note import editor_schemas

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print one schema, or all of them by file name."""
    found = editor_schemas()
    chosen = found[arguments.file] if arguments.file else found
    console.result(json.dumps(chosen, ensure_ascii=False, indent=2))
    return 0
