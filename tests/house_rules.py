"""The rules of the house, read from the package's source: who may import whom, and do what.

Each rule is a function from a module to the lines that break it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent

FLOORS = (
    {"terminal_text"},
    {"findings", "invisible", "rules"},
    {"errors"},
    {"limits"},
    {"faults", "programs", "scratch", "works"},
    {"cache", "languages", "licences", "pandoc", "part_kinds", "profiles", "versions", "workspace"},
    {"bidi", "numerals"},
    {"note"},
    {"phrases"},
    {"charts", "citing", "numbering"},
    {"house_style", "load", "typography"},
    {"comparing", "importing", "press", "starting", "views"},
    {"deposit"},
    {"editions", "reviewing", "translating"},
    {"production"},
    {"preflight", "revisions", "watch"},
    {"preview"},
    {"cli"},
    {"__main__"},
)
"""The rooms from the ground up. A room knows the floors below its own, and no neighbour."""

INNER_FLOORS = {
    "deposit": (
        {"facts", "related", "writing"},
        {"accessibility", "crossref", "csl", "datacite", "invenio", "jats", "marc", "schema_org"},
        {"onix"},
        {"kit"},
    ),
    "importing": (
        {"ledger", "vocabulary", "zip_entries"},
        {"citations", "facts"},
        {"accounting", "dialects", "language", "markup"},
        {"reading"},
        {"opening"},
        {"outlining"},
        {"placing"},
        {"writing"},
        {"source_lines"},
        {"completing", "remarks", "report"},
        {"report_text"},
    ),
    "load": (
        {"characters", "citations", "grids", "ids", "languages", "near_names", "positions"},
        {"nodes"},
        {"syntax"},
        {"report"},
        {"constructs", "context", "pictures"},
        {"reading"},
        {"facts", "gathering"},
        {"bibliography", "charts", "sisters"},
        {"text"},
        {"citing_ahead", "cover_pictures"},
        {"ahead", "manuscript"},
        {"loading"},
    ),
    "preflight": (
        {"checkers", "expectations", "unrevised"},
        {"metadata_files", "pdf"},
        {"html"},
        {"examination"},
    ),
    "preflight.pdf": (
        {"reading"},
        {"painted", "self_description", "shaped_words", "tags"},
        {"job_ticket", "same_pages", "source_attachment"},
        {"screen_pdf"},
        {"print_pdf"},
    ),
    "press": (
        {"compiled_templates", "engine", "faster", "fonts", "formulas", "lines", "parts", "steady"},
        {"boxes", "markup", "photos"},
        {"epub", "layout_check", "markdown_trees", "page_ends", "pdf"},
        {"layout", "markdown", "word"},
    ),
    "press.pdf": (
        {"attaching", "letters", "printing", "tags"},
        {"joining", "writing"},
        {"rendering"},
    ),
    "production": (
        {"digests", "manifest", "options", "program", "style_groups"},
        {"style_inputs"},
        {"explaining", "freshness"},
        {"gone_languages", "index_notes", "left_out", "publish"},
        {"checking", "index_files", "keeping", "standing", "store"},
        {"index"},
        {"making"},
        {"report"},
        {"building", "unchanged"},
        {"series"},
        {"verify"},
    ),
    "reviewing": (
        {"tokens", "word"},
        {"parts", "report"},
        {"pairing", "refusals", "source", "tables"},
        {"changes"},
        {"edits", "since", "typed_citations"},
    ),
    "translating": (
        {"marks"},
        {"units"},
        {"standing"},
        {"files"},
        {"exporting", "returning"},
    ),
}
"""The floors inside the large rooms, and inside large rooms in these, by the same rule.

A room's own module knows all of them."""

KEPT_TO_ROOMS = {
    "PIL": {"importing", "load", "preflight", "press"},
    "brotli": {"house_style", "press"},
    "cssselect2": {"load", "press"},
    "fontTools": {"press"},
    "jinja2": {"press"},
    "markupsafe": {"press"},
    "pikepdf": {"preflight", "press"},
    "pydyf": {"press"},
    "pypandoc": {"pandoc"},
    "resvg_py": {"press"},
    "rjieba": {"press"},
    "tinycss2": {"house_style", "importing", "load", "press"},
    "tinyhtml5": {"press"},
    "uharfbuzz": {"press"},
    "watchfiles": {"watch"},
    "weasyprint": {"press"},
    "ziamath": {"press"},
}
"""Libraries that only these rooms know: `load` measures pictures, `house_style` parses CSS and
unpacks fonts, `preflight` reads finished files back."""

SCRATCH = {"pipeline.scratch"}
"""Modules that make temporary folders, which are no output, and take them away."""

UNPACKS = {"pipeline.importing.opening.archives", "pipeline.importing.writing.metafiles"}
"""Modules that write into a temporary folder of their own, which is no output."""

CHILD_PROCESS = {"pipeline.press.engine.fork_server", "pipeline.press.photos.drawing_pictures"}
"""Modules that run in a process of their own and clear away the folder they were given."""

CATCHES_EVERYTHING = "pipeline.faults"
"""The one module that catches whatever is raised: what nobody foresaw becomes a sentence there, for
every command, thread and process."""

PUBLISH = "pipeline.production.publish."
"""Where modules that write stand."""

CHILDREN = {"blocks", "body", "inlines", "items"}
"""Where a block or inline of a note holds others."""

OWN_WAYS_DOWN = {
    "pipeline.comparing.elements": "a paragraph is told by what it stands in",
    "pipeline.deposit.jats": "writes JATS",
    "pipeline.load": "makes the tree",
    "pipeline.note.walk": "is the one way down",
    "pipeline.press.markdown": "writes Markdown",
    "pipeline.press.markup": "writes HTML and XHTML",
    "pipeline.press.word": "writes a Word file",
    "pipeline.reviewing.source.note_parts": "a paragraph is told by what it stands in",
}
"""Rooms and modules that go down the tree of a note by themselves, and why they do."""

LISTS_SUFFIXES = "pipeline.workspace"
"""The one module that says what the source files of a note end in."""

SOURCE_SUFFIXES = {".md", ".yaml", ".csv"}

BANNED_NAMES = {"base", "common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}
WRITING_METHODS = {
    *("chmod", "hardlink_to", "mkdir", "rename", "rmdir", "symlink_to", "touch", "unlink"),
    *("write_bytes", "write_text"),
}
WRITING_FUNCTION = re.compile(
    r"os\.(chmod|link|make\w+|mk\w+|remove\w*|rename\w*|rmdir|symlink|truncate|unlink)"
    r"|shutil\.(copy\w*|make_archive|move|rmtree|unpack_archive)"
)
CLOCKS_AND_DICE = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
    *("time.ctime", "time.gmtime", "time.localtime", "time.strftime", "time.time", "time.time_ns"),
    *("os.urandom", "uuid.uuid1", "uuid.uuid4", "uuid4", "platform.node", "socket.gethostname"),
}
KNOWS_WHAT_IS_RECENT = "pipeline.production.digests"
"""Hashes a file again that was changed just now, with the same result as any other."""
NAMED_LANGUAGE = re.compile(
    r"(ar|de|en|es|fr|ja|ko|pt|ru|zh)(-[A-Za-z0-9]+)*"
    r"|(.*_)?(?i:english|french|german|portuguese|russian|spanish)(_.*)?"
)
"""What names a language: a tag as a string, or a word in the name of a constant or function."""
LONGEST_MODULE = 320
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package and its source."""

    name: str
    source: str

    @property
    def room(self) -> str:
        """The room it stands in, or the package itself."""
        return f"{self.name}.".split(".")[1]

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its syntax tree, lazy imports inside functions too."""
        return nodes_of(self.source)

    @property
    def imports(self) -> tuple[tuple[int, str], ...]:
        """Line and dotted name of every import; the name from `from x import y` is x.y."""
        return imports_of(self.source)

    @property
    def calls(self) -> tuple[ast.Call, ...]:
        """Every call."""
        return calls_of(self.source)


@cache
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(source)))


@cache
def imports_of(source: str) -> tuple[tuple[int, str], ...]:
    return tuple(_imports(nodes_of(source)))


def _imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


@cache
def calls_of(source: str) -> tuple[ast.Call, ...]:
    return tuple(node for node in nodes_of(source) if isinstance(node, ast.Call))


Rule = Callable[[Module], Iterator[str]]


@cache
def package() -> list[Module]:
    return [
        Module(
            ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"),
            path.read_text(encoding="utf-8"),
        )
        for path in sorted((ROOT / "pipeline").rglob("*.py"))
    ]


@cache
def called(call: ast.Call) -> str:
    """Give what is called without its arguments, as `path.open` or `print`."""
    names, node = [], call.func
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    # Most are plain names, for which writing the tree out as source takes far longer.
    first = node.id if isinstance(node, ast.Name) else ast.unparse(node)
    return ".".join([first, *reversed(names)])


def imports_only_downwards(module: Module) -> Iterator[str]:
    height = _heights(FLOORS)
    if module.room and module.room not in height:
        yield f"{module.name}: the room {module.room} stands on no floor"
        return
    for line, name in module.imports:
        top, _, rest = name.partition(".")
        room = rest.partition(".")[0]
        elsewhere = top == "pipeline" and room in height and room != module.room
        if elsewhere and module.room and height[room] >= height[module.room]:
            yield f"{module.name}:{line}: imports {room}, which is not below {module.room}"


def imports_only_downwards_inside_a_room(module: Module) -> Iterator[str]:
    for room, floors in INNER_FLOORS.items():
        inner, height = inner_room(module.name, room), _heights(floors)
        if not inner:
            continue
        if inner not in height:
            yield f"{module.name}: {inner} stands on no floor of {room}"
            continue
        for line, name in module.imports:
            other = inner_room(name, room)
            if other != inner and height.get(other, -1) >= height[inner]:
                yield f"{module.name}:{line}: imports {other}, which is not below {inner}"


def inner_room(name: str, room: str) -> str:
    """Give the room, or the module, inside a room that a dotted name leads to, if any."""
    way, inside = name.split("."), ["pipeline", *room.split(".")]
    return "".join(way[len(inside) : len(inside) + 1]) if way[: len(inside)] == inside else ""


def _heights(floors: Iterable[set[str]]) -> dict[str, int]:
    return {room: floor for floor, rooms in enumerate(floors) for room in rooms}


def imports_from_submodules(module: Module) -> Iterator[str]:
    rooms = set().union(*FLOORS)
    for line, name in module.imports:
        top, _, rest = name.partition(".")
        if name.startswith("."):
            yield f"{module.name}:{line}: relative import"
        elif top == "pipeline" and module.room and rest.partition(".")[0] not in rooms:
            yield f"{module.name}:{line}: imports from the package root"


def keeps_engines_to_their_rooms(module: Module) -> Iterator[str]:
    for line, name in module.imports:
        library = name.partition(".")[0]
        if module.room not in KEPT_TO_ROOMS.get(library, {module.room}):
            yield f"{module.name}:{line}: {library} is not for {module.room}"


def prints_only_in_cli(module: Module) -> Iterator[str]:
    if module.room == "cli":
        return
    for call in module.calls:
        if re.fullmatch(r"print|sys\.(stdout|stderr)\.\w+", called(call)):
            yield f"{module.name}:{call.lineno}: {called(call)}"


def writes_only_in_publish(module: Module) -> Iterator[str]:
    if module.name.startswith(PUBLISH) or module.name in CHILD_PROCESS | UNPACKS:
        return
    for call in module.calls:
        name = called(call).rpartition(".")[2]
        opens_to_write = name in {"open", "fdopen"} and writes(call)
        # str.replace takes two strings, datetime.replace and dataclasses.replace take keywords.
        replaces = name == "replace" and len(call.args) == 1 and not call.keywords
        writes_by_name = name in WRITING_METHODS and "." in called(call)
        by_function = WRITING_FUNCTION.match(called(call))
        takes_away = called(call) == "shutil.rmtree" or name == "rmdir"
        if takes_away and module.name in SCRATCH:
            continue
        if opens_to_write or replaces or writes_by_name or by_function:
            yield f"{module.name}:{call.lineno}: {ast.unparse(call)}"
    for line, name in module.imports:
        if name.partition(".")[0] == "tempfile" and module.name not in SCRATCH:
            yield f"{module.name}:{line}: tempfile"


def writes(call: ast.Call) -> bool:
    """Whether an opening call has a mode that writes."""
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    texts = [value.value for value in values if isinstance(value, ast.Constant)]
    return any(re.fullmatch(r"[rbt]*[wax+][wax+rbt]*", str(text)) for text in texts)


def has_no_clock_and_no_dice(module: Module) -> Iterator[str]:
    if module.room == "cli" or module.name == KNOWS_WHAT_IS_RECENT:
        return
    for call in module.calls:
        if ".".join(called(call).split(".")[-2:]) in CLOCKS_AND_DICE:
            yield f"{module.name}:{call.lineno}: {called(call)}"
    for line, name in module.imports:
        if name.partition(".")[0] in {"random", "secrets"}:
            yield f"{module.name}:{line}: {name}"


def catches_only_what_it_knows(module: Module) -> Iterator[str]:
    if module.name == CATCHES_EVERYTHING:
        return
    everything = {"BaseException", "Exception"}
    for node in module.nodes:
        if isinstance(node, ast.ExceptHandler):
            kinds = ast.unparse(node.type) if node.type else "Exception"
            if everything & set(re.findall(r"\w+", kinds)):
                yield f"{module.name}:{node.lineno}: catches everything"
    for call in module.calls:
        if not called(call).endswith("suppress"):
            continue
        if everything & {ast.unparse(part) for part in call.args}:
            yield f"{module.name}:{call.lineno}: suppresses everything"


def goes_down_a_note_in_one_place(module: Module) -> Iterator[str]:
    knows_text = any(f"{name}.".startswith("pipeline.note.text.") for _, name in module.imports)
    if not knows_text or f"{module.name}.".startswith(tuple(f"{one}." for one in OWN_WAYS_DOWN)):
        return
    functions = [node for node in module.nodes if isinstance(node, ast.FunctionDef)]
    calls = {
        one.name: {called(call).rpartition(".")[2] for call in calls_in(one)} for one in functions
    }
    for function in functions:
        if function.name in _reached(function.name, calls):
            methods = {id(call.func) for call in calls_in(function)}
            for part in ast.walk(function):
                is_child = isinstance(part, ast.Attribute) and part.attr in CHILDREN
                if is_child and id(part) not in methods:
                    yield f"{module.name}:{function.lineno}: go down with pipeline.note.walk"


def calls_in(function: ast.FunctionDef) -> Iterator[ast.Call]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


def _reached(name: str, calls: dict[str, set[str]]) -> set[str]:
    """Return the functions of a module that one of them calls, or has others call."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        new = calls.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def is_named_for_one_idea(module: Module) -> Iterator[str]:
    for word in re.split(r"[._]", module.name):
        if word in BANNED_NAMES:
            yield f"{module.name}: no module is called {word}"


def is_short(module: Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines > LONGEST_MODULE:
        yield f"{module.name}: {lines} lines"


def names_no_language(module: Module) -> Iterator[str]:
    # Among the attributes of a drawing, fr is a radius.
    if module.room == "languages" or module.name.startswith("pipeline.load.pictures."):
        return
    for node in module.nodes:
        match node:
            case ast.Constant(value=str(named)):
                pass
            case ast.Name(id=named) | ast.Attribute(attr=named) | ast.FunctionDef(name=named):
                pass
            case _:
                continue
        if NAMED_LANGUAGE.fullmatch(named):
            yield f"{module.name}:{node.lineno}: {named}"


def lists_source_suffixes_in_one_place(module: Module) -> Iterator[str]:
    if module.name == LISTS_SUFFIXES:
        return
    for node in module.nodes:
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            texts = {one.value for one in node.elts if isinstance(one, ast.Constant)}
            if len(texts & SOURCE_SUFFIXES) > 1:
                yield f"{module.name}:{node.lineno}: import what source files end in"


def has_docstrings(module: Module) -> Iterator[str]:
    waiting: list[ast.AST] = [module.nodes[0]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Module | ast.ClassDef):
            waiting += [child for child in node.body if is_public(child)]
        if isinstance(node, DOCUMENTED) and not ast.get_docstring(node):
            name = getattr(node, "name", "the module")
            yield f"{module.name}:{getattr(node, 'lineno', 1)}: {name} has no docstring"


def is_public(node: ast.AST) -> bool:
    return not getattr(node, "name", "").startswith("_")


def makes_strict_templates(module: Module) -> Iterator[str]:
    for call in module.calls:
        name = called(call).rpartition(".")[2].lower()
        if name in {"environment", "sandboxedenvironment", "template"}:
            keywords = {word.arg: ast.unparse(word.value) for word in call.keywords}
            if keywords.get("undefined") != "StrictUndefined":
                yield f"{module.name}:{call.lineno}: undefined names pass"
            if keywords.get("autoescape") != "True":
                yield f"{module.name}:{call.lineno}: text is not escaped"
