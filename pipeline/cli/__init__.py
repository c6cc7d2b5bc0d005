"""The command line: parse, call, print, exit code. The only room that prints."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

from pipeline.cli.arguments import parse
from pipeline.cli.console import Console
from pipeline.cli.processor_time import told_before_time_is_up
from pipeline.cli.telling import tell
from pipeline.errors import NotepressError
from pipeline.faults import put_in_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 findings, 2 could not run."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    console = Console(arguments.format, arguments.verbosity)
    try:
        with told_before_time_is_up(console), put_in_words():
            return _run(arguments, console)
    except NotepressError as error:
        tell(error, arguments.words, console)
        return error.exit_code
    except ConnectionError:
        # The reader went away. Python would complain once more when it flushes at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(arguments: argparse.Namespace, console: Console) -> int:
    command = import_module(f"pipeline.cli.commands.{_module_of(arguments.command)}")
    code: int = command.run(arguments, console)
    return code


def _module_of(command: str) -> str:
    """Return the name of a command's module; a word of Python gets an underscore."""
    return f"{command}_" if iskeyword(command) else command
