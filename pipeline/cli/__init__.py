"""The command line: parses arguments, runs a command, prints. The only room that prints."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

from pipeline.cli.arguments import parse
from pipeline.cli.console import Console
from pipeline.cli.error_reporting import report_error
from pipeline.cli.garbage import collect_rarely
from pipeline.cli.processor_time import report_time_limit
from pipeline.errors import NotepressError
from pipeline.faults import translate_errors

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, and return its exit code: 0 done, 1 findings, 2 could not run."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    console = Console(arguments.format, arguments.verbosity)
    try:
        is_last = argv is None
        with report_time_limit(console), translate_errors(), collect_rarely(is_last=is_last):
            return _run(arguments, console)
    except NotepressError as error:
        report_error(error, arguments.words, console)
        return error.exit_code
    except ConnectionError:
        # The reader has gone. Python would report that again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(arguments: argparse.Namespace, console: Console) -> int:
    command = import_module(f"pipeline.cli.commands.{_module_of(arguments.command)}")
    code: int = command.run(arguments, console)
    return code


def _module_of(command: str) -> str:
    """The name of a command's module; Python keywords get an underscore."""
    return f"{command}_" if iskeyword(command) else command
