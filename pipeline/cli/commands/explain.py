"""`notepress explain`: what a code means, why there is such a rule, and what to do."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.findings import Rule, rules

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print what a code means, or list all codes."""
    known = rules()
    if arguments.code is None:
        for code, one in known.items():
            console.result(f"{code}  {one.title}")
        return 0
    rule = known.get(arguments.code.upper())
    if rule is None:
        raise CannotRunError(f"unknown code: {arguments.code}", hint="list all: notepress explain")
    console.result(_explanation(rule))
    return 0


def _explanation(rule: Rule) -> str:
    parts = [f"{rule.code}: {rule.title}", fill(" ".join(rule.explanation.split()), 80)]
    if rule.wrong:
        parts.append("wrong:\n" + indent(rule.wrong.strip("\n"), "    "))
    if rule.right:
        parts.append("right:\n" + indent(rule.right.strip("\n"), "    "))
    return "\n\n".join(parts)
