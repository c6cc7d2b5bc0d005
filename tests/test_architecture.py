"""The package keeps the rules of the house, and each rule catches what it is there to catch."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from graphlib import TopologicalSorter

import pytest
from house_rules import (
    FLOORS,
    INNER_FLOORS,
    ROOT,
    Module,
    Rule,
    catches_only_what_it_knows,
    goes_down_a_note_in_one_place,
    has_docstrings,
    has_no_clock_and_no_dice,
    imports_from_submodules,
    imports_only_downwards,
    imports_only_downwards_inside_a_room,
    inner_room,
    is_named_for_one_idea,
    is_short,
    keeps_engines_to_their_rooms,
    lists_source_suffixes_in_one_place,
    makes_strict_templates,
    names_no_language,
    package,
    prints_only_in_cli,
    writes_only_in_publish,
)

from pipeline.findings import rules

SLOW = {
    "PIL",
    "babel",
    "fontTools",
    "jinja2",
    "lxml",
    "pikepdf",
    "pydantic",
    "pypandoc",
    "pypdfium2",
    "uharfbuzz",
    "watchfiles",
    "weasyprint",
}
"""Libraries that must not be imported for `--help`."""

MOST_MODULES = 25

CODE = re.compile(r'"(N[1-5]\d\d)"')


TEXT = "from pipeline.note.text import Block\n"
CAUGHT: list[tuple[Rule, str, str]] = [
    (imports_only_downwards, "note.text", "from pipeline.load import folder"),
    (
        imports_only_downwards,
        "views.matter",
        "def f():\n from pipeline.press.fonts import y",
    ),
    (imports_only_downwards, "load.text", "import pipeline.typography"),
    (imports_only_downwards, "gossip.text", ""),
    (imports_only_downwards_inside_a_room, "press.boxes.x", "import pipeline.press.layout.y"),
    (imports_only_downwards_inside_a_room, "press.epub.x", "from pipeline.press.pdf import y"),
    (imports_only_downwards_inside_a_room, "press.gossip", ""),
    (
        imports_only_downwards_inside_a_room,
        "press.pdf.tags.x",
        "from pipeline.press.pdf.joining import y",
    ),
    (imports_only_downwards_inside_a_room, "press.pdf.gossip", ""),
    (imports_from_submodules, "views.matter", "from pipeline import Note"),
    (imports_from_submodules, "views.matter", "import pipeline"),
    (imports_from_submodules, "views.matter", "from .numerals import roman"),
    (keeps_engines_to_their_rooms, "editions.web", "def f():\n import weasyprint.text"),
    (keeps_engines_to_their_rooms, "views.matter", "from markupsafe import Markup"),
    (keeps_engines_to_their_rooms, "editions.web", "from pypandoc import convert_text"),
    (prints_only_in_cli, "build", "print('made')"),
    (prints_only_in_cli, "build", "sys.stderr.write('made')"),
    (writes_only_in_publish, "build", "open(name, 'wb')"),
    (writes_only_in_publish, "build", "path.open(mode='x')"),
    (writes_only_in_publish, "build", "path.open('r+b')"),
    (writes_only_in_publish, "build", "path.write_text('')"),
    (writes_only_in_publish, "build", "new.replace(old)"),
    (writes_only_in_publish, "build", "shutil.rmtree(folder)"),
    (writes_only_in_publish, "build", "import tempfile"),
    (has_no_clock_and_no_dice, "views.matter", "datetime.datetime.now()"),
    (has_no_clock_and_no_dice, "views.matter", "from random import choice"),
    (catches_only_what_it_knows, "build", "try:\n f()\nexcept:\n pass"),
    (catches_only_what_it_knows, "build", "try:\n f()\nexcept (OSError, Exception):\n pass"),
    (catches_only_what_it_knows, "build", "with contextlib.suppress(Exception): f()"),
    (catches_only_what_it_knows, "press.fork_server", "try:\n f()\nexcept Exception:\n pass"),
    (is_named_for_one_idea, "press.font_utils", ""),
    (
        goes_down_a_note_in_one_place,
        "views.words",
        f"{TEXT}def one(node):\n return two(node.blocks)\ndef two(nodes):\n return one(nodes[0])",
    ),
    (
        goes_down_a_note_in_one_place,
        "views.words",
        "from pipeline.note import text as t\ndef one(node):\n return one(node.blocks[0])",
    ),
    (is_short, "build", "\n" * 321),
    (lists_source_suffixes_in_one_place, "build", "path.endswith(('.md', '.yaml'))"),
    (lists_source_suffixes_in_one_place, "build", "A = {'.svg', '.csv', '.md'}"),
    (has_docstrings, "build", "x = 1"),
    (has_docstrings, "build", "'''A.'''\nclass A:\n '''A.'''\n def b(self): ..."),
    (names_no_language, "views.numerals", "locale == 'fr'"),
    (names_no_language, "views.numerals", "tag.startswith(('zh', 'ja'))"),
    (names_no_language, "views.numerals", "hint = 'zh-Hans'"),
    (names_no_language, "typography", "_FRENCH: Final = ()"),
    (names_no_language, "typography", "def set_spanish(): ..."),
    (makes_strict_templates, "press.pages", "Environment(autoescape=True)"),
    (makes_strict_templates, "press.pages", "jinja2.Environment(undefined=StrictUndefined)"),
]
PASSED: list[tuple[Rule, str, str]] = [
    (
        goes_down_a_note_in_one_place,
        "views.words",
        f"{TEXT}def count(heading):\n return len(tuple(nodes_below(heading.blocks)))",
    ),
    (imports_only_downwards, "press.fonts", "from pipeline.typography import dash"),
    (imports_only_downwards, "press.fonts", "from pipeline.press.fonts.subset import subset"),
    (writes_only_in_publish, "build", "path.open('rb')\nopen(name)\ntext.replace('a', 'b')"),
    (writes_only_in_publish, "build", "value.replace(tzinfo=None)"),
    (names_no_language, "languages.files", "DEFAULT = 'en'"),
    (names_no_language, "importing.report", "'English, with no confidence'"),
    (imports_only_downwards_inside_a_room, "press.layout.x", "import pipeline.press.layout.y"),
    (imports_only_downwards_inside_a_room, "load", "from pipeline.load import loading"),
    (imports_only_downwards_inside_a_room, "press.pdf.joining.x", "import pipeline.press.pdf.tags"),
    (writes_only_in_publish, "production.publish.release", "path.write_text('')"),
    (prints_only_in_cli, "cli.console", "print('made')"),
    (catches_only_what_it_knows, "build", "try:\n f()\nexcept (OSError, ValueError):\n pass"),
    (catches_only_what_it_knows, "faults", "try:\n f()\nexcept Exception:\n pass"),
    (writes_only_in_publish, "scratch", "import tempfile\nshutil.rmtree(left)\nleft.rmdir()"),
    (lists_source_suffixes_in_one_place, "build", "A = ('.svg', '.md')"),
    (has_docstrings, "build", "'''A.'''\ndef _b(): ...\ndef c():\n '''C.'''\n def d(): ..."),
]
RULES = sorted({rule for rule, _, _ in CAUGHT}, key=lambda rule: rule.__name__)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module(rule: Rule) -> None:
    assert len(package()) > 50
    assert [line for module in package() for line in rule(module)] == []


@pytest.mark.parametrize(("rule", "name", "source"), CAUGHT)
def test_rule_catches(rule: Rule, name: str, source: str) -> None:
    assert list(rule(Module(f"pipeline.{name}", source)))


@pytest.mark.parametrize(("rule", "name", "source"), PASSED)
def test_rule_lets_pass(rule: Rule, name: str, source: str) -> None:
    assert list(rule(Module(f"pipeline.{name}", source))) == []


def test_the_floors_hold_the_rooms_that_there_are() -> None:
    modules = package()
    rooms = {module.room for module in modules if module.room}
    assert rooms == set().union(*FLOORS)
    for room, floors in INNER_FLOORS.items():
        inner = {inner_room(module.name, room) for module in modules} - {""}
        assert inner == set().union(*floors), room


def test_no_folder_holds_more_modules_than_a_newcomer_can_read_at_a_glance() -> None:
    folders = Counter(path.parent for path in (ROOT / "pipeline").rglob("*.py"))
    crowded = {
        str(folder.relative_to(ROOT)): n for folder, n in folders.items() if n > MOST_MODULES
    }
    assert crowded == {}


def test_the_floors_are_those_that_are_written_down() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (plan,) = (block for block in text.split("```") if block.startswith("\nterminal_text\n"))

    floors = [set(line.split()) for line in plan.strip().splitlines()]
    assert floors == [floor for floor in FLOORS if floor != {"__main__"}]


def test_every_code_has_a_rule_and_every_rule_a_code() -> None:
    used = {code for module in package() for code in CODE.findall(module.source)}
    assert sorted(used - set(rules())) == [], "pipeline/rules has no entry for it"
    assert sorted(set(rules()) - used) == [], "no module reports it"


def test_help_imports_nothing_slow() -> None:
    program = """
import contextlib, io, json, sys
from pipeline.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()) as said:
    main(["--help"])
assert "usage" in said.getvalue()
print(json.dumps(sorted(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert loaded & SLOW == set()


def test_the_modules_of_editions_know_each_other_in_no_circle() -> None:
    """Imports for types count as well."""
    modules = {module.name: module for module in package() if module.room == "editions"}
    known = {
        name: {
            other
            for _, imported in module.imports
            for other in (imported, imported.rpartition(".")[0])
            if other in modules and other != name
        }
        for name, module in modules.items()
    }
    assert len(known) > 15
    assert sum(map(len, known.values())) > 30
    TopologicalSorter(known).prepare()
