"""Which files of a folder are read, and in what order: as a table of contents says, or by name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from pipeline.importing.opening.text_document import MARKDOWN

# Tables of contents, and the folder in which what they name may be.
_TABLES: Final = (
    ("_quarto.yml", ""),
    ("_quarto.yaml", ""),
    ("_bookdown.yml", ""),
    ("mkdocs.yml", "docs"),
    ("mkdocs.yaml", "docs"),
    ("myst.yml", ""),
    ("_toc.yml", ""),
    ("SUMMARY.md", ""),
    ("src/SUMMARY.md", "src"),
)
_INDEX: Final = ("index", "_index", "readme", "home")
_LINK: Final = re.compile(r"\[[^\[\]\n]*\]\(<?([^()<>\s]+?)>?(?:\s[^()]*)?\)")
_LONGEST: Final = 1_000_000
_NOT_TEXT: Final = frozenset(
    {"license", "licence", "changelog", "contributing", "code_of_conduct", "summary", "security"}
)
_TITLES: Final = ("title", "site_name")


@dataclass(frozen=True, slots=True)
class Order:
    """The files of a collection by their paths in its folder, in order, and why in this one.

    ``passed_over`` are those that are not read, and why. ``title`` and ``language`` are those of
    the whole, empty where no file says them.
    """

    chapters: tuple[str, ...]
    passed_over: tuple[tuple[str, str], ...]
    confidence: float
    why: str
    title: str = ""
    language: str = ""


def order_of(folder: Path) -> Order:
    """The Markdown files of a folder, in the order of its table of contents or of their names."""
    found = tuple(sorted(_markdown_files(folder), key=_natural))
    root = folder.resolve()
    for name, inside in _TABLES:
        path = folder / name
        if not _is_inside(path, root) or path.stat().st_size > _LONGEST:
            continue
        text = path.read_text("utf-8", "replace")
        data = None if name.endswith(".md") else _load(text)
        named = _LINK.findall(text) if data is None else list(_texts(data))
        chapters = tuple(dict.fromkeys(_resolved(named, found, inside, posixpath.dirname(name))))
        title, language = _facts(data)
        if chapters:
            chapters = (*_first(found, chapters, inside), *chapters)
            why = f"{name} does not name it"
            rest = [(one, why) for one in found if one not in chapters and one != name]
            why = f"in the order of {name}"
            return Order(chapters, tuple(rest), 1.0, why, title, language)
        if title or language:
            return _by_name(found, title, language)
    return _by_name(found)


def _by_name(found: tuple[str, ...], title: str = "", language: str = "") -> Order:
    kept = [one for one in found if Path(one).stem.lower() not in _NOT_TEXT]
    others = tuple((one, "file about the project") for one in found if one not in kept)
    indexes = [one for one in kept if "/" not in one and Path(one).stem.lower() in _INDEX]
    indexes.sort(key=lambda one: _INDEX.index(Path(one).stem.lower()))
    chapters = (*indexes[:1], *(one for one in kept if one not in indexes[:1]))
    return Order(chapters, others, 0.8, "in the order of names", title, language)


def _first(found: tuple[str, ...], chapters: tuple[str, ...], inside: str) -> tuple[str, ...]:
    """The page before all others, which some tables leave out."""
    index = posixpath.join(inside, "index")
    pages = [one for one in found if posixpath.splitext(one)[0] == index and one not in chapters]
    return tuple(pages[:1])


def _markdown_files(folder: Path) -> Iterator[str]:
    root = folder.resolve()
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") or part == "node_modules" for part in relative.parts)
        if (
            hidden
            or path.suffix.lower() not in MARKDOWN
            or path.stem.startswith("_") != (path.stem.lower() == "_index")
        ):
            continue
        if _is_inside(path, root):
            yield relative.as_posix()


def _is_inside(path: Path, root: Path) -> bool:
    """Whether a path is that of a file in a folder, and no link to one elsewhere."""
    return path.is_file() and path.resolve().is_relative_to(root)


def _natural(name: str) -> list[tuple[int, str]]:
    """The key by which 2-b.md comes before 10-a.md."""
    return [
        (int(part), "") if part.isdigit() else (-1, part.casefold())
        for part in re.split(r"(\d{1,9})", name)
    ]


def _load(text: str) -> Any:
    try:
        # With aliases a few lines can stand for millions of names.
        if any(isinstance(one, yaml.AliasEvent) for one in yaml.parse(text, yaml.BaseLoader)):
            return None
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts, lists and groups alone
    except (yaml.YAMLError, RecursionError):
        return None


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for one in data:
            yield from _texts(one)
    elif isinstance(data, dict):
        for one in data.values():
            yield from _texts(one)


def _resolved(named: list[str], found: tuple[str, ...], inside: str, folder: str) -> Iterator[str]:
    """Yield the files that a table names, with or without the ending of their names."""
    stems = {posixpath.splitext(one)[0]: one for one in found}
    for name in named:
        for start in dict.fromkeys((inside, folder, "")):
            path = posixpath.normpath(posixpath.join(start, name.partition("#")[0]))
            if one := next((one for one in (path, stems.get(path)) if one in found), None):
                yield one
                break


def _facts(data: Any) -> tuple[str, str]:
    """The title and the language of the whole."""
    if not isinstance(data, dict):
        return "", ""
    groups = [data, *(data[one] for one in ("book", "website", "project") if one in data)]
    tables = [one for one in groups if isinstance(one, dict)]
    titles = (one.get(key) for one in tables for key in _TITLES)
    title = next((one for one in titles if isinstance(one, str) and one), "")
    languages = (one.get("lang") for one in tables)
    return title, next((one for one in languages if isinstance(one, str)), "")
