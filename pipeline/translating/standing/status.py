"""How far a translation is: for people, for programs, and as findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.comparing.word_changes import compare_words
from pipeline.findings import Finding, Place
from pipeline.translating.standing.pairing import counts_of, pair_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.translating.standing.folders import Side
    from pipeline.translating.standing.pairing import Pair
    from pipeline.translating.units.unit import Unit

_SHOWN: Final = 100
_OWN: Final = frozenset({"long form", "chart label"})
"""Kinds of which a language can have others."""
_CONFIRM: Final = "translate the change, then say so: notepress translate confirm"


@dataclass(frozen=True)
class Standing:
    """A translation beside its original, unit by unit."""

    original: Side
    translation: Side
    pairs: tuple[Pair, ...]

    @property
    def told(self) -> tuple[Pair, ...]:
        """The pairs that say how far it is: abbreviations and labels are each language's own."""
        return tuple(pair for pair in self.pairs if not _is_own(pair))


def _is_own(pair: Pair) -> bool:
    unit = pair.original or pair.translation
    is_own = unit is not None and (unit.kind in _OWN or unit.form == "data")
    return pair.status in {"missing", "surplus"} and is_own


def compare_sides(original: Side, translation: Side) -> Standing:
    """How a translation stands to its original."""
    records, _ = translation.state
    return Standing(original, translation, pair_units(original.units, translation.units, records))


def findings_of(standing: Standing) -> tuple[Finding, ...]:
    """Warnings about a translation, their paths relative to its folder."""
    _, damaged = standing.translation.state
    if damaged:
        return damaged
    found = list(_each(standing))
    unconfirmed = [pair for pair in standing.told if pair.status == "unconfirmed"]
    if unconfirmed:
        message = f"of {_count(len(unconfirmed), 'text')} nothing says what they were made from"
        hint = f"if they are right: notepress translate confirm {_words(standing)} --all"
        found.append(Finding("N418", message, Place("note.yaml"), hint, "warning"))
    return tuple(sorted(found, key=lambda one: one.order))


def _each(standing: Standing) -> Iterator[Finding]:
    owners: set[str] = set()
    for pair in standing.told:
        original, translation = pair.original, pair.translation
        match pair.status:
            case "missing" if original is not None:
                if _is_first(original, owners, standing):
                    yield _missing(original, standing)
            case "surplus" if translation is not None:
                what = _named(translation)
                message = f"the original has no such {what}"
                hint = "remove it, or put it into the original as well"
                yield _finding("N417", message, translation, hint)
            case "changed" if original is not None and translation is not None:
                message = f"the original has changed since: {change_in(pair)}"
                hint = f"{_CONFIRM} {_words(standing)} {translation.path}:{translation.line}"
                yield _finding("N416", message, translation, hint)
            case "untranslated" if translation is not None:
                message = f"this {translation.kind} has the words of the original"
                hint = "translate it; if it is right as it is: notepress translate confirm "
                hint += f"{_words(standing)} {translation.path}:{translation.line}"
                yield _finding("N409", message, translation, hint)
            case _:
                continue


def _is_first(unit: Unit, owners: set[str], standing: Standing) -> bool:
    """Whether a missing unit is to be told: of a table that is missing, only its first."""
    if not unit.owner:
        return True
    name = f"{unit.part} {unit.owner}"
    own = (
        pair
        for pair in standing.pairs
        if pair.original is not None
        and pair.original.owner == unit.owner
        and pair.original.part == unit.part
    )
    if any(pair.translation is not None for pair in own):
        return True
    is_first = name not in owners
    owners.add(name)
    return is_first


def _missing(unit: Unit, standing: Standing) -> Finding:
    file = next(
        (
            one.translation.path
            for one in standing.pairs
            if one.translation is not None and one.translation.part == unit.part
        ),
        unit.path,
    )
    place = f"{standing.original.name}: {unit.path}:{unit.line}"
    message = f"this translation has no {_named(unit)} for {place}: {_short(unit.content.shown)}"
    hint = "translate it and put it in, or let notepress do so: notepress translate export"
    return Finding("N400", message, Place(file), hint, "warning")


def _finding(code: str, message: str, unit: Unit, hint: str) -> Finding:
    text = unit.typed.partition("\n")[0]
    place = Place(unit.path, unit.line, unit.column, " " * (unit.column - 1) + text, len(text))
    return Finding(code, message, place, hint, "warning")


def _named(unit: Unit) -> str:
    """What a unit is called: by what it belongs to, or the sentence that it marks."""
    lifted = {code.kind for code in unit.content.codes} & {"key message", "pull quote"}
    if unit.owner and unit.container in {"recommendation", "box"}:
        return f"{unit.kind} of {unit.container} {unit.owner}"
    if unit.owner:
        return f"{unit.kind} of {unit.owner}"
    if unit.kind == "heading":
        return f"heading {unit.section}"
    return f"{unit.kind} with a {' and a '.join(sorted(lifted))}" if lifted else unit.kind


def change_in(pair: Pair) -> str:
    """The change of an original since it was translated, as ``[-old-]{+new+}``."""
    if pair.original is None:
        return ""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    parts = compare_words(pair.previous, pair.original.source)
    shown = [
        _middle(part.text) if part.status == "same" else marks[part.status].format(part.text)
        for part in parts
    ]
    return _short("".join(shown).strip(), 2 * _SHOWN)


def _middle(text: str) -> str:
    """A stretch that stayed, without its middle if it is long."""
    return text if len(text) <= _SHOWN else f"{text[:30]} … {text[-30:]}"


def _short(text: str, most: int = _SHOWN) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _words(standing: Standing) -> str:
    """The note and the language as commands take them."""
    note, _, language = standing.translation.name.rpartition("/")
    return f"{note} {language}"


def as_data(standing: Standing) -> dict[str, Any]:
    """The state of a translation for programs: counts by part, and every unit that lags."""
    parts: dict[str, list[Pair]] = {}
    for pair in standing.told:
        unit = pair.original or pair.translation
        parts.setdefault(unit.part if unit else "", []).append(pair)
    return {
        "original": standing.original.name,
        "translation": standing.translation.name,
        "counts": counts_of(standing.told),
        "parts": {part: counts_of(pairs) for part, pairs in parts.items()},
        "units": [_unit_data(pair) for pair in standing.told if pair.status != "current"],
    }


def _unit_data(pair: Pair) -> dict[str, Any]:
    unit = pair.original or pair.translation
    return {
        "key": unit.key if unit else "",
        "kind": unit.kind if unit else "",
        "status": pair.status,
        "original": _place(pair.original),
        "translation": _place(pair.translation),
        "previous": pair.previous or None,
        "source": pair.original.source if pair.original else None,
    }


def _place(unit: Unit | None) -> str | None:
    return f"{unit.path}:{unit.line}" if unit is not None else None


def describe(standing: Standing) -> str:
    """The state of a translation in a few lines: a line for each part."""
    counts = counts_of(standing.told)
    total = sum(counts[one] for one in counts if one != "surplus")
    done = counts["current"] + counts["unconfirmed"]
    share = done * 100 // total if total else 100
    lines = [f"{standing.translation.name}: {share} % of {standing.original.name} is translated"]
    parts: dict[str, Counter[str]] = {}
    for pair in standing.told:
        unit = pair.original or pair.translation
        parts.setdefault(unit.part if unit else "", Counter())[pair.status] += 1
    for part, own in parts.items():
        told = ", ".join(f"{own[status]} {status}" for status in counts if own[status])
        lines.append(f"  {part}: {told}")
    return "\n".join(lines)


def select(standing: Standing, names: Iterable[str]) -> tuple[tuple[Pair, ...], tuple[str, ...]]:
    """The pairs that are named, by key or by file and line, and the names that name none."""
    found: list[Pair] = []
    unknown: list[str] = []
    for name in names:
        own = [
            pair
            for pair in standing.pairs
            if pair.original is not None and pair.translation is not None and _is_named(pair, name)
        ]
        found += own
        if not own:
            unknown.append(name)
    return tuple(found), tuple(unknown)


def _is_named(pair: Pair, name: str) -> bool:
    unit = pair.translation
    if unit is None or pair.original is None:
        return False
    places = {f"{unit.path}:{unit.line}", pair.original.key, unit.key}
    return name in places or name.endswith(f"/{unit.path}:{unit.line}")
