"""`notepress explain`: what a code means, why it is there and what to do."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.findings import Rule, rules

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the story of one code, or the list of all."""
    known = rules()
    if arguments.code is None:
        for code, one in known.items():
            console.result(f"{code}  {one.title}")
        return 0
    rule = known.get(arguments.code.upper())
    if rule is None:
        raise CannotRunError(f"no code {arguments.code}", hint="notepress explain lists them all")
    console.result(_story(rule))
    return 0


def _story(rule: Rule) -> str:
    parts = [f"{rule.code}: {rule.title}", fill(" ".join(rule.explanation.split()), 80)]
    if rule.wrong:
        parts.append("wrong:\n" + indent(rule.wrong.strip("\n"), "    "))
    if rule.right:
        parts.append("right:\n" + indent(rule.right.strip("\n"), "    "))
    return "\n\n".join(parts)
