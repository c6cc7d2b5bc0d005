"""The arguments of `notepress translate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    NewAction = Callable[..., argparse.ArgumentParser]


def add_translate(parser: argparse.ArgumentParser, action: NewAction, epilog: str) -> None:
    """Add what the command can do; its parser has the options of output already.

    ``action`` makes the parser of one action that has them as well.
    """
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    # Of an export, --format is that of the file.
    export = "write a file for translators"
    _export(actions.add_parser("export", help=export, description=f"{export}.", epilog=epilog))
    returned = action(actions, "import", "take a file of translators back")
    returned.add_argument("file", type=Path, metavar="FILE", help="XLIFF 2 or PO, as exported")
    status = action(actions, "status", "say how far translations are")
    status.add_argument("note", nargs="?", metavar="NOTE", help="the note (default: all)")
    status.add_argument("language", nargs="?", metavar="LANGUAGE", help="(default: all)")
    _confirm(action(actions, "confirm", "say that translations are right"))


def _confirm(parser: argparse.ArgumentParser) -> None:
    _work_and_language(parser)
    parser.add_argument(
        "units", nargs="*", metavar="UNIT", help="text of the translation, as text/1-wells.md:12"
    )
    parser.add_argument("--all", action="store_true", help="all texts of the translation")


def _export(parser: argparse.ArgumentParser) -> None:
    _work_and_language(parser)
    parser.add_argument(
        "--format", dest="file_format", choices=("xliff", "po"), default="xliff",
        help="XLIFF 2.1 (default), or PO as gettext has it",
    )  # fmt: skip
    parser.add_argument(
        "--by", choices=("paragraph", "sentence"), default="paragraph",
        help="how large the pieces are (default: paragraph)",
    )  # fmt: skip
    parser.add_argument(
        "-o", dest="output", type=Path, metavar="FILE",
        help="file to write (default: NOTE.LANGUAGE.xlf or .po)",
    )  # fmt: skip
    parser.add_argument(
        "--since", metavar="REV",
        help="write a redline beside it of what has changed in the original since a revision of "
        "git, a kept revision or a PDF",
    )  # fmt: skip


def _work_and_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("note", metavar="NOTE", help="the note, by its folder or its name")
    parser.add_argument("language", metavar="LANGUAGE", help="language of the translation: fr")
