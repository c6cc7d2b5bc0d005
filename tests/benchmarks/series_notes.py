"""A series of generated notes: valid, all different, and the same for the same seed.

``python tests/benchmarks/series_notes.py FOLDER --notes 1000 --kind mixed`` writes a project.
"""

from __future__ import annotations

import argparse
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

_HERE = Path(__file__).parent
_SMALL = _HERE.parent / "notes/minimal"
_SURNAMES = ("Brook", "Ford", "Mill", "Weir", "Reed", "Banks", "Poole", "Wells")
_CHINESE = "林江河沈汤池洪涂汪泉波涛洋海湖溪流清浩润泽渊淼沐"
_WEIGHTS: Mapping[str, int] = {"en": 6, "fr": 3, "es": 3, "ar": 2, "zh": 2}
"""How often languages come up; all others once."""
_FEWEST, _MOST = 1, 11
"""Themes of a note. The most make about 30 pages."""

Files = dict[str, str]
"""The files of a note by their path in its folder."""


def write_series(root: Path, count: int, kind: str = "mixed", seed: int = 1) -> list[Path]:
    """Write a project with ``count`` notes, and return their folders.

    ``kind`` is ``small`` for notes of 11 pages with two one-pagers in one language, ``mixed`` for
    notes of 2 to 30 pages in all languages. The files of a note depend on its number, the kind and
    the seed alone. They are shown to readers at an address of their own.
    """
    notes = root / "source/notes"
    notes.mkdir(parents=True, exist_ok=True)
    shutil.copy(_SMALL / "imprint.yaml", root / "source/imprint.yaml")
    width = max(4, len(str(count)))
    folders = [notes / f"note-{number:0{width}}" for number in range(1, count + 1)]
    for number, folder in enumerate(folders, start=1):
        for path, content in KINDS[kind](number, Random(f"{seed} {kind} {number}")).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
    return folders


def edit_note(folder: Path, text: str) -> None:
    """Add a sentence to the introduction of a note that was written here."""
    file = folder / "text/introduction.md"
    file.write_text(f"{file.read_text('utf-8').rstrip()} {text}\n", "utf-8")


def small_note(number: int, random: Random) -> Files:
    """A variation of the smallest note of the tests: another title, names, words, drawing, ids."""
    words = _words()["en"]
    place, other = random.sample(_words()["places"], 2)
    names = {
        "Three Villages": f"the {random.randrange(3, 99)} Villages of {place}",
        "three-villages": f"note-{number}",
        "Ada Brook": _name(random),
        "Tom Ford": _name(random),
        "林月": "".join(random.sample(_CHINESE, 2)),
        "1950": str(random.randrange(1900, 1999)),
        "2024-05-17": _day(random),
        "5b0cf6a2-6f0e-5d62-9df5-0b1f6d3c9a11": str(uuid5(NAMESPACE_URL, f"small/{number}")),
        "{#shares}": f"{{#shares-{number}}}",
        "12 2 25 18": f"12 {random.randrange(1, 9)} 25 {random.randrange(11, 19)}",
        "That is about to change.": _paragraph(words, other, random, 2),
    }
    files = {}
    for path in sorted(_SMALL.rglob("*.*")):
        text = path.read_text("utf-8")
        for old, new in names.items():
            text = text.replace(old, new)
        files[path.relative_to(_SMALL).as_posix()] = text
    return files


def mixed_note(number: int, random: Random) -> Files:
    """A note in one of all languages, with tables, footnotes, drawings and charts in some."""
    languages = [key for key in _words() if key != "places"]
    language = random.choices(languages, [_WEIGHTS.get(one, 1) for one in languages])[0]
    words = _words()[language]
    places = random.sample(_words()["places"], len(_words()["places"]))
    themes = random.randint(_FEWEST, _MOST)
    introduction = f"# {words['section']} {{#introduction}}"
    files = {
        "note.yaml": _metadata(number, words, places[0], random),
        "text/introduction.md": f"{introduction}\n\n{_paragraph(words, places[0], random, 4)}\n",
    }
    for theme in range(1, themes + 1):
        text, figures = _theme(theme, words, places[theme], random)
        files |= {f"text/{theme}-theme.md": text, **figures}
    return files | (_people(words, random) if themes > 1 else {})


KINDS: Mapping[str, Callable[[int, Random], Files]] = {"small": small_note, "mixed": mixed_note}


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((_HERE / "series_words.toml").read_text("utf-8"))


def _name(random: Random) -> str:
    first = random.choice(("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal", "Ivy", "Jo"))
    return f"{first} {random.choice(_SURNAMES)}"


def _day(random: Random) -> str:
    return (date(2006, 1, 1) + timedelta(days=random.randrange(7300))).isoformat()


def _heading(words: Mapping[str, Any], key: str, place: str = "") -> str:
    text: str = words[key]
    return text.format(place=place)


def _metadata(number: int, words: Mapping[str, Any], place: str, random: Random) -> str:
    title = random.choice(words["titles"]).format(place=place)
    # Sentences in Chinese have few characters.
    description = _paragraph(words, place, random, 5 if words["tag"] == "zh-Hans" else 2)
    return "\n".join(
        (
            f'title: "{title} ({number})"',
            f'kind: "{words["kind"]}"',
            f'description: "{description}"',
            f"language: {words['tag']}",
            f"published: {_day(random)}",
            "subjects:",
            *(f'  - "{one}"' for one in random.sample(words["subjects"], random.randint(1, 2))),
            "identifiers:",
            f"  urn: {uuid5(NAMESPACE_URL, f'mixed/{number}').urn}",
            f"web_address: https://series.example/note-{number}/web/",
            "",
        )
    )


def _theme(
    number: int, words: Mapping[str, Any], place: str, random: Random
) -> tuple[str, dict[str, str]]:
    """The text of a theme and the figures that it shows."""
    lead = _sentence(words, place, random)
    title = f"# {_heading(words, 'theme', place)} {{#theme-{number}}}"
    lines = [f'---\nlead: "{lead}"\n---', title]
    for question in range(1, random.randint(1, 3) + 1):
        name = f"{number}-{question}"
        lines += [f"## {_heading(words, 'question', place)} {{#question-{name}}}"]
        lines += [f"[{_sentence(words, place, random)}]{{.key}}[^note-{name}]"]
        lines += [_paragraph(words, place, random, random.randint(3, 7)) for _ in range(3)]
        lines += [f"[^note-{name}]: {_sentence(words, place, random)}"]
    figures: dict[str, str] = {}
    match random.randrange(4):
        case 0:
            lines += ["\n".join(_table(words, random))]
        case 1:
            path = f"figures/drawing-{number}.svg"
            alt = _heading(words, "figure", place)
            lines += [f'![{alt}]({path} "{alt}")']
            figures[path] = _drawing(random)
        case 2:
            path = f"figures/chart-{number}.yaml"
            lines += [f'![]({path} "{_heading(words, "figure", place)}")']
            figures |= dict(_chart(number, words, place, random))
        case _:
            lines += [_paragraph(words, place, random, 6)]
    return "\n\n".join(lines) + "\n", figures


def _sentence(words: Mapping[str, Any], place: str, random: Random) -> str:
    text: str = random.choice(words["sentences"])
    return text.format(place=place, n=random.randrange(3, 60))


def _paragraph(words: Mapping[str, Any], place: str, random: Random, count: int) -> str:
    between = "" if words["tag"].startswith("zh") else " "
    return between.join(_sentence(words, place, random) for _ in range(count))


def _table(words: Mapping[str, Any], random: Random) -> Iterator[str]:
    yield f"| {words['table'][0]} | {words['table'][1]} |"
    yield "|:---|---:|"
    for place in random.sample(_words()["places"], random.randint(3, 6)):
        yield f"| {place} | {random.randrange(1, 99)} |"


def _drawing(random: Random) -> str:
    bars = "".join(f"M{x} 20V{random.randrange(2, 18)}" for x in range(4, 60, 6))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60" height="20">\n'
        f'  <path d="{bars}" fill="none" stroke="#1f6f6b" stroke-width="3"/>\n</svg>\n'
    )


def _chart(
    number: int, words: Mapping[str, Any], place: str, random: Random
) -> Iterator[tuple[str, str]]:
    """Yield the two files of a chart."""
    tag, hours = words["tag"], words["table"][1]
    alt = _heading(words, "figure", place)
    rows = "".join(f"{year},{random.randrange(10, 90)}\n" for year in range(2012, 2024))
    yield f"figures/chart-{number}.csv", f"year,hours\n{rows}"
    lines = [
        "kind: line",
        f"data: chart-{number}.csv",
        "x: year",
        "y: [hours]",
        f'unit: {{{tag}: "{hours}"}}',
        f'labels: {{hours: {{{tag}: "{hours}"}}}}',
        f'source: {{{tag}: "{place}"}}',
        f'alt: {{{tag}: "{alt}"}}',
    ]
    yield f"figures/chart-{number}.yaml", "\n".join(lines) + "\n"


def _people(words: Mapping[str, Any], random: Random) -> Files:
    lines = ["participants:"]
    for number in range(random.randint(2, 5)):
        lines += [f"  - id: person-{number}", f"    name: {{{words['tag']}: {_name(random)}}}"]
        lines += [f'    role: {{{words["tag"]}: "{words["people"]}"}}']
    return {"people.yaml": "\n".join(lines) + "\n"}


def main() -> None:
    """Write a project with generated notes."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, default=100)
    parser.add_argument("--kind", choices=sorted(KINDS), default="mixed")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_series(arguments.folder, arguments.notes, arguments.kind, arguments.seed)


if __name__ == "__main__":
    main()
