"""YAML data -> models; what a model refuses becomes a finding at its place, in plain words."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from pipeline.load.characters import collapse
from pipeline.load.constructs.plain_values import printed_value
from pipeline.load.facts.plain_text import ADDRESSES, check_plain
from pipeline.load.facts.schemas import choices_at, field_at
from pipeline.load.languages import is_language, is_unknown_language, language_hint
from pipeline.note.types import Model

if TYPE_CHECKING:
    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.positions import Spot
    from pipeline.load.report import Report

_Model = TypeVar("_Model", bound=Model)

_DATES: Final = frozenset({"date", "published"})
_GUESSES: Final = 20
_KINDS: Final = {
    str: "text",
    int: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a group of keys",
    type(None): "nothing",
}
_WANTED: Final = {
    "string": ("text", ""),
    "integer": ("a whole number", ""),
    "number": ("a number", ""),
    "array": ("a list", "write each entry on a line of its own, after a hyphen"),
    "object": ("a group of keys", "write its keys on lines of their own, indented"),
}
_FORMATS: Final = {
    "urn": ("a URN", "a URN looks like urn:uuid:5b0cf6a2-6f0e-5d62-9df5-0b1f6d3c9a11"),
    "isbn": ("an ISBN-13", "an ISBN-13 looks like 978-0-306-40615-7"),
    "issn": ("an ISSN", "an ISSN looks like 0317-8471"),
    "symbol": ("a document symbol of the United Nations", "a symbol looks like A/RES/70/1"),
    "sales_number": (
        "a sales number of the United Nations",
        "a sales number looks like E.20.II.D.12",
    ),
    "jel": ("a JEL code", "a JEL code is a letter, A to R, Y or Z, and up to two digits: F35"),
    "orcid": ("an ORCID iD", "an ORCID iD looks like 0000-0002-1825-0097"),
    "ror": ("a ROR", "a ROR looks like https://ror.org/04wxnsj81"),
    **dict.fromkeys(
        ("doi", "translation_of", "translations", "replaces", "version_of"),
        ("a DOI", "a DOI looks like 10.5555/12345678, without https://doi.org/"),
    ),
}


def build(model: type[_Model], found: YamlSource, report: Report, language: str) -> _Model | None:
    """The model of a YAML file, or None after findings.

    Text is tidied on the way: white space collapsed, quotation marks of the note's language.
    """
    check_plain(found, report)
    reporter = _ErrorReporter(model, found, report)
    reporter.check_values(found.data, ())
    try:
        return model.model_validate(tidy(found.data, language))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            reporter.add(detail)
        return None


def is_mapping(found: YamlSource, report: Report, hint: str) -> bool:
    """Whether a YAML file is a group of keys; another is reported, with a hint."""
    if isinstance(found.data, dict):
        return True
    message = f"{_name(())} must be {_WANTED['object'][0]}, not {_KINDS[type(found.data)]}"
    report.add("N207", message, found.source.place(found.spot(())), hint)
    return False


def tidy(data: Any, language: str) -> Any:
    """Collapse white space and set dashes and quotation marks in all text but addresses.

    Text under a language tag has the quotation marks of that language.
    """
    match data:
        case str():
            return printed_value(data, language)
        case list():
            return [tidy(item, language) for item in data]
        case dict():
            return {
                key: value
                if key in ADDRESSES
                else tidy(value, key if is_language(key) else language)
                for key, value in data.items()
            }
        case _:
            return data


class _ErrorReporter:
    """Turns pydantic's validation errors into findings in plain words."""

    def __init__(self, model: type[Model], found: YamlSource, report: Report) -> None:
        self._model = model
        self._found = found
        self._report = report

    def add(self, detail: Any) -> None:
        """Report one error of pydantic's list."""
        path: Path = tuple(step for step in detail["loc"] if not str(step).startswith("["))
        kind: str = detail["type"]
        limits: dict[str, Any] = detail.get("ctx", {})
        match kind:
            case "missing":
                self._missing(path)
            case "extra_forbidden":
                self._unknown(path)
            case "literal_error":
                self._choice(path)
            case "string_too_short" | "string_too_long" | "too_short":
                self._length(path, limits)
            case "greater_than_equal":
                self._report_at(
                    path, "N218", f"{_name(path)} is below {limits['ge']}", "count from 1"
                )
            case _ if kind.startswith("date"):
                self._date(path)
            case _ if kind.startswith("url") or kind in {"string_pattern_mismatch", "value_error"}:
                self._format(path, is_key="[key]" in detail["loc"])
            case _:
                self._kind(path)

    def check_values(self, data: Any, path: Path) -> None:
        """Report what a model lets pass: languages there are not, numbers in place of dates."""
        match data:
            case list():
                for place, item in enumerate(data):
                    self.check_values(item, (*path, place))
            case dict():
                for key, value in data.items():
                    if is_unknown_language(key) and self._is_by_language(path):
                        self._language(key, self._found.key_spot((*path, key)))
                    self.check_values(value, (*path, key))
            case str() if path == ("language",) and not is_language(data):
                self._language(data, self._found.spot(path))
            case int() if path and path[-1] in _DATES:
                self._date(path)

    @property
    def _schema(self) -> dict[str, Any]:
        return _schema_of(self._model)

    def _is_by_language(self, path: Path) -> bool:
        return any("patternProperties" in form for form in choices_at(self._schema, path))

    def _language(self, tag: str, spot: Spot) -> None:
        place = self._found.source.place(spot)
        self._report.add("N211", f"{tag!r} is not a language tag", place, language_hint(tag))

    def _report_at(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self._report.add(code, message, self._found.source.place(self._found.spot(path)), hint)

    def _missing(self, path: Path) -> None:
        if str(path[-1]) in self._probable_keys(path[:-1]):
            return  # The key is there, misspelt, and is reported as unknown.
        hint = f"{path[-1]}: {field_at(self._schema, path).get('description', '')}"
        if path[:-1]:
            place = self._found.source.place(self._found.key_spot(path[:-1]))
            self._report.add("N206", f"{_name(path[:-1])} has no key {path[-1]}", place, hint)
        else:
            place = self._found.source.place(None)
            self._report.add("N206", f"the key {path[-1]} is missing", place, hint)

    def _probable_keys(self, path: Path) -> set[str]:
        """The keys that unknown keys of a group were most likely meant to be."""
        known = list(field_at(self._schema, path).get("properties", {}))
        group = self._found.value(path)
        unknown = [key for key in group if key not in known] if isinstance(group, dict) else []
        unknown = unknown[:_GUESSES]
        return {meant for key in unknown for meant in difflib.get_close_matches(key, known, 1)}

    def _unknown(self, path: Path) -> None:
        forms = choices_at(self._schema, path[:-1])
        known = [key for form in forms for key in form.get("properties", {})]
        close = difflib.get_close_matches(str(path[-1]), known, 1)
        hint = f"did you mean {close[0]}?" if close else f"allowed here: {', '.join(known)}"
        place = self._found.source.place(self._found.key_spot(path))
        self._report.add("N205", f"unknown key {path[-1]}", place, hint)

    def _choice(self, path: Path) -> None:
        found = self._found.value(path)
        if found is None or isinstance(found, list | dict):
            self._kind(path)
            return
        choices = [str(choice) for choice in field_at(self._schema, path).get("enum", ())]
        value = str(found)
        close = difflib.get_close_matches(value, choices, 1)
        hint = f"did you mean {close[0]}?" if close else f"use one of: {'; '.join(choices)}"
        self._report_at(path, "N216", f"{_name(path)} cannot be {value!r}", hint)

    def _length(self, path: Path, limits: dict[str, Any]) -> None:
        value = self._found.value(path)
        size = len(collapse(value)) if isinstance(value, str) else len(value)
        field = field_at(self._schema, path)
        described = field.get("description", "")
        if size == 0:
            by_language = f"give it by language: {_name(path)}: {{en: ...}}"
            hint = by_language if "patternProperties" in field else described
            self._report_at(path, "N214", f"{_name(path)} is empty", hint)
        elif "max_length" in limits:
            most = limits["max_length"]
            message = f"{_name(path)} is too long: {size} characters, at most {most}"
            self._report_at(path, "N215", message, "shorten it")
        elif size < (least := limits["min_length"]):
            # Entries that are wrong themselves are reported separately.
            message = f"{_name(path)} is too short: {size} characters, at least {least}"
            self._report_at(path, "N215", message, described)

    def _date(self, path: Path) -> None:
        value = self._found.value(path)
        hint = "write dates as year-month-day, such as 2021-03-01"
        self._report_at(path, "N208", f"{_name(path)} is not a valid date: {_shown(value)}", hint)

    def _format(self, path: Path, *, is_key: bool) -> None:
        if is_key:
            self._language(str(path[-1]), self._found.key_spot(path))
            return
        value, field = _shown(self._found.value(path)), field_at(self._schema, path)
        name = _name(path) if path else ""
        if field.get("format") == "uri":
            hint = "write the complete address: https://example.org/page"
            self._report_at(path, "N209", f"{name} is not a web address: {value}", hint)
        elif field.get("format") == "email":
            hint = "an address looks like name@example.org"
            self._report_at(path, "N210", f"{name} is not an e-mail address: {value}", hint)
        elif (kind := _format_of(path)) is not None:
            what, hint = _FORMATS[kind]
            self._report_at(path, "N217", f"{name} is not {what}: {value}", hint)
        elif name == "focus":
            hint = "give per cent from the left and from the top, 0 to 100, such as [50, 40]"
            self._report_at(path, "N234", f"focus is not a point of the picture: {value}", hint)
        elif name == "id":
            hint = "use lower-case letters, digits and single hyphens, such as huang-meibo"
            self._report_at(path, "N212", f"{value} is not a valid id", hint)

    def _kind(self, path: Path) -> None:
        field = field_at(self._schema, path)
        value = self._found.value(path)
        wanted, hint = _WANTED.get(field.get("type", ""), ("something else", ""))
        hint = hint or field.get("description", "")
        if "patternProperties" in field:
            hint = f"give it by language: {_name(path)}: {{en: ...}}"
        elif "properties" in field:
            hint = f"{hint}: {', '.join(field['properties'])}"
        elif field.get("type") == "string" and isinstance(value, int):
            hint = f'put it in quotation marks: "{str(value).lower()}"'
        if value is None:
            self._report_at(path, "N214", f"{_name(path)} is empty", hint)
        else:
            message = f"{_name(path)} must be {wanted}, not {_KINDS[type(value)]}"
            self._report_at(path, "N207", message, hint)


@cache
def _schema_of(model: type[Model]) -> dict[str, Any]:
    # It takes longer to compute than to load a whole note.
    from pipeline.load.facts.described import described_schema

    return described_schema(model)


def _format_of(path: Path) -> str | None:
    """The identifier that a value is to be: what its key is named for, or a key above it."""
    return next((key for key in map(str, reversed(path[-2:])) if key in _FORMATS), None)


def _name(path: Path) -> str:
    """The name of the value at a path: its key, or "entry 2 of partners"."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {_name(path[:-1])}"
    return path[-1]


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
