"""The arguments of `notepress translate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def add_translate(parser: argparse.ArgumentParser, epilog: str) -> None:
    """Add what the command can do; its parser has the options of output already."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _export(actions.add_parser("export", help="write a file for translators", epilog=epilog))


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


def _work_and_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("note", metavar="NOTE", help="the note, by its folder or its name")
    parser.add_argument("language", metavar="LANGUAGE", help="language of the translation: fr")
