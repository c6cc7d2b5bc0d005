"""The arguments of all commands."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.cli.series_arguments import add_series
from pipeline.cli.translate_arguments import add_translate
from pipeline.editions.table import ALL_NAMES, NAMES
from pipeline.versions import version_of

_RESULTS = ("human", "json")
_REPORTS = (*_RESULTS, "sarif")
"""The formats of results, and of commands whose only results are findings."""
_REPORTING = ("check", "preflight", "verify")

_EPILOG = "exit codes: 0 done, 1 the source or an output has findings, 2 could not run"


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments of a call; exits with 2 and a message if they are wrong.

    ``words`` are the arguments exactly as given.
    """
    command = next((word for word in argv if not word.startswith("-")), None)
    parser, _ = _parsers(command)
    return parser.parse_args(argv, argparse.Namespace(words=tuple(argv)))


def command_names() -> tuple[str, ...]:
    """The names of all commands."""
    _, commands = _parsers()
    return tuple(commands.choices or ())


def _parsers(
    command: str | None = None,
) -> tuple[argparse.ArgumentParser, argparse._SubParsersAction[argparse.ArgumentParser]]:
    """The parser, and those of all commands; only that of the one called knows its arguments."""
    parser = argparse.ArgumentParser(
        prog="notepress",
        description="Every edition of a policy note from one validated source.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=version_of("notepress"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary, add in _commands():
        one = commands.add_parser(name, help=summary, description=f"{summary}.", epilog=_EPILOG)
        if name == command:
            one.set_defaults(command=name)
            _output(one, _REPORTS if name in _REPORTING else _RESULTS)
            add(one)
    return parser, commands


def _commands() -> Iterator[tuple[str, str, Callable[[argparse.ArgumentParser], None]]]:
    """Yield the name of each command, what it does, and the function that adds its arguments."""
    yield "build", "make the editions of notes", _build
    yield "check", "check the source and pages of notes; write nothing", _check
    yield "watch", "build again whenever a file is saved", _watch
    yield "preview", "show every edition in a browser, following edits", _preview
    yield "preflight", "check the finished files", _preflight
    yield "verify", "prove that the outputs match the source", _verify
    yield "keep", "keep the published revision of notes in their source", _keep
    yield "extract", "extract the source of a note from its PDF", _extract
    yield "import", "import a manuscript as the source of a note", _import
    yield "diff", "show what changed between two notes or revisions", _diff
    yield "translate", "give a note to translators, and take their work back", _translate
    yield "schema", "print the JSON Schemas of the YAML files", _schema
    yield "explain", "explain a code, or list all codes", _explain
    yield "init", "create a note, or a project with one", _init
    yield "style", "create a style, show it in a specimen, or list the tokens", _style
    yield "doctor", "show what is installed and what is missing", _doctor


def _translate(parser: argparse.ArgumentParser) -> None:
    add_translate(parser, _action, _EPILOG)


def _doctor(parser: argparse.ArgumentParser) -> None:
    """Add nothing: it has no arguments of its own."""


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    """The parser of what one command can do, which takes the options of output as well."""
    parser = actions.add_parser(name, help=summary, description=f"{summary}.", epilog=_EPILOG)
    _output(parser, _RESULTS, is_action=True)
    return parser


def _output(
    parser: argparse.ArgumentParser, formats: Sequence[str], *, is_action: bool = False
) -> None:
    # What an action is not told, its command may have been.
    unsaid = argparse.SUPPRESS
    verbosity = parser.add_mutually_exclusive_group()
    verbosity.add_argument(
        "-q", "--quiet", dest="verbosity", action="store_const", const=-1,
        default=unsaid if is_action else 0, help="print findings and errors only",
    )  # fmt: skip
    verbosity.add_argument(
        "-v", "--verbose", dest="verbosity", action="store_const", const=1,
        default=unsaid if is_action else 0, help="print more details",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=formats, default=unsaid if is_action else "human",
        help=f"output format: human for people; for programs {', '.join(formats[1:])}",
    )  # fmt: skip


def _notes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "notes", nargs="*", metavar="NOTE",
        help="folder of a note, or its name under source/notes (default: all notes)",
    )  # fmt: skip


def _out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="folder of outputs (default: build)"
    )


def _editions(parser: argparse.ArgumentParser) -> None:
    usual = ", ".join(NAMES)
    others = ", ".join(name for name in ALL_NAMES if name not in NAMES)
    parser.add_argument(
        "--edition", action="append", choices=ALL_NAMES, metavar="NAME", dest="editions",
        help=f"make only this edition; may be repeated: {usual}; only made on request: {others}",
    )  # fmt: skip


def _check(parser: argparse.ArgumentParser) -> None:
    _notes(parser)
    _out(parser)
    parser.add_argument(
        "--source-only", action="store_true", help="do not lay out pages: faster, finds less"
    )


def _watch(parser: argparse.ArgumentParser) -> None:
    _notes(parser)
    _editions(parser)
    _out(parser)


def _preview(parser: argparse.ArgumentParser) -> None:
    _notes(parser)
    parser.add_argument(
        "--beside", type=Path, metavar="FILE",
        help="show the note beside the manuscript that it was imported from, with what only one "
        "of them has",
    )  # fmt: skip
    _out(parser)
    _serving(parser)


def _serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, default=8000, metavar="N", help="port on 127.0.0.1; 0 for a free one"
    )
    parser.add_argument(
        "--editor", default="vscode://file{path}:{line}:{column}", metavar="URL",
        help="URL that opens a line in your editor, with {path}, {line} and {column}",
    )  # fmt: skip


def _build(parser: argparse.ArgumentParser) -> None:
    _notes(parser)
    _editions(parser)
    _out(parser)
    parser.add_argument(
        "--explain", action="store_true",
        help="explain for each output, and each part of the PDF, why it was made or not, and how "
        "long each step took",
    )  # fmt: skip
    parser.add_argument(
        "--preflight", action="store_true", help="check the finished files afterwards"
    )
    add_series(parser)


def _preflight(parser: argparse.ArgumentParser) -> None:
    _notes(parser)
    _out(parser)


def _verify(parser: argparse.ArgumentParser) -> None:
    _notes(parser)
    _out(parser)
    parser.add_argument(
        "--files", action="store_true", help="compare the files with the manifest only"
    )


def _keep(parser: argparse.ArgumentParser) -> None:
    _notes(parser)
    _out(parser)


def _extract(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="screen PDF of a note")
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="folder to write to (default: name of the note)"
    )


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=".docx, .odt, .rtf, Markdown, .html, plain text, or a folder or .zip of Markdown",
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="folder of the new note, such as source/notes/my-note",
    )
    where.add_argument(
        "--onto", metavar="NOTE",
        help="note whose Word file (build --edition docx) was edited: apply the changes to it",
    )  # fmt: skip
    parser.add_argument(
        "--language", metavar="TAG",
        help="language of a new note (default: detected from its words)",
    )  # fmt: skip
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the report of a new note to a file, too"
    )


def _diff(parser: argparse.ArgumentParser) -> None:
    what = "folder of a note, its name, REV:PATH in git, or a PDF with its source attached"
    parser.add_argument("old", metavar="OLD", help=what)
    parser.add_argument("new", metavar="NEW", help=what)
    parser.add_argument(
        "--redline", type=Path, metavar="FILE", help="write a redline as well, .html or .pdf"
    )


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?",
        choices=("note.yaml", "people.yaml", "imprint.yaml", "abbreviations.yaml", "chart.yaml",
                 "tokens.css"),
        help="the file whose schema to print (default: all YAML files); of tokens.css what editors "
        "know as custom data of CSS",
    )  # fmt: skip


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", metavar="CODE", help="such as N104 (default: list all)")


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="DIR",
        help="folder of the new note or project (default: the current folder)",
    )  # fmt: skip
    parser.add_argument(
        "--project", action="store_true",
        help="create a whole project: one note, publisher, styles, Makefile, script for a server",
    )  # fmt: skip
    parser.add_argument("--title", metavar="TEXT", help="title of the note")
    parser.add_argument(
        "--language", metavar="TAG", help="its language, such as fr (default: en-GB)"
    )
    parser.add_argument(
        "--translates", metavar="TAG",
        help="begin a translation of the note DIR from this language, in a folder beside it",
    )  # fmt: skip
    parser.add_argument("--publisher", metavar="NAME", help="its publisher")
    parser.add_argument(
        "--date", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="its date (default: today)"
    )


def _style(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _style_new(_action(actions, "new", "create a style"))
    preview = "show a specimen of every component in a browser, following edits"
    shown = _action(actions, "preview", preview)
    _style_folder(shown)
    _serving(shown)
    _action(actions, "tokens", "list all tokens with default, unit and effect")


def _style_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="(default: styles of the project)"
    )


def _style_new(parser: argparse.ArgumentParser) -> None:
    # Reading the languages takes longer than all arguments.
    from pipeline.languages import DEFAULT

    _style_folder(parser)
    parser.add_argument(
        "--from", type=Path, metavar="FILE", dest="brand",
        help="_brand.yml whose colours and faces the style takes, in the format of brand.yml",
    )  # fmt: skip
    parser.add_argument("--part", metavar="NAME", help="part to start with (default: key_message)")
    parser.add_argument(
        "--language",
        metavar="TAG",
        help=f"language of the words to start with (default: {DEFAULT})",
    )
