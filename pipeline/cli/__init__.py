"""The command line: parse, call, print, exit code. The only room that prints."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

from pipeline.cli.arguments import parse
from pipeline.cli.console import Console
from pipeline.errors import CannotRunError, NotepressError, SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 findings, 2 could not run."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    console = Console(arguments.format, arguments.verbosity)
    command = import_module(f"pipeline.cli.commands.{_module_of(arguments.command)}")
    try:
        code: int = command.run(arguments, console)
    except SourceError as error:
        console.findings(error.findings)
        code = error.exit_code
    except CannotRunError as error:
        console.trouble(str(error), error.hint)
        code = error.exit_code
    except NotepressError as error:
        console.trouble(str(error))
        code = error.exit_code
    except BrokenPipeError:
        # The reader went away. Python would complain once more when it flushes at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        # What nobody has put in better words: the machine refuses something.
        console.trouble(": ".join(filter(None, (error.filename, error.strerror or str(error)))))
        code = CannotRunError.exit_code
    except KeyboardInterrupt:
        code = _INTERRUPTED
    return code


def _module_of(command: str) -> str:
    """Return the name of a command's module; a word of Python gets an underscore."""
    return f"{command}_" if iskeyword(command) else command
