"""Run pytest again and again in the folder it is started in, each time in a copy of this process.

Libraries are imported once; the project is not, since it changes between the runs. A line of
standard input is the file to print to and the arguments, in JSON; the answer is the exit status.
"""

from __future__ import annotations

import importlib
import json
import os
import sys

LIBRARIES = (
    *("babel", "fontTools.ttLib", "jinja2", "lxml.etree", "lxml.html", "pikepdf", "PIL.Image"),
    *("pydantic", "pypdfium2", "pyphen", "pytest", "segno", "tinycss2", "uharfbuzz", "yaml"),
)


def main() -> None:
    """Answer until nobody asks any more."""
    sys.path.insert(0, os.getcwd())  # noqa: PTH109
    for name in LIBRARIES:
        importlib.import_module(name)
    for line in sys.stdin:
        path, *arguments = json.loads(line)
        process = os.fork()
        if process == 0:
            _answer(path, arguments)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        os.write(1, b"%d\n" % status)


def _answer(path: str, arguments: list[str]) -> None:
    said = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    import pytest

    status = pytest.main(arguments)
    sys.stdout.flush()
    os._exit(int(status))


if __name__ == "__main__":
    main()
