"""Check stylesheets: their syntax, and that what they import exists."""

from __future__ import annotations

import difflib
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from pipeline.findings import Finding
from pipeline.house_style.imports import IMPORT, imported_path, imported_paths
from pipeline.house_style.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.house_style.files import StyleFiles
    from pipeline.house_style.style import Style

# What follows a sheet that is parsed to its end is returned as a separate rule.
_END: Final = "\n--end--of--sheet{}"
_RULES_INSIDE: Final = frozenset({"container", "layer", "media", "supports"})


def _css() -> Any:
    # Untyped, and only needed if a style has files of its own.
    return import_module("tinycss2")


def check_sheets(files: StyleFiles, below: Style) -> Iterator[Finding]:
    """Yield findings about the stylesheets of a folder that overrides those ``below``."""
    known = {**below.files, **files.texts}
    for path, text in files.texts.items():
        if not path.endswith(".css"):
            continue
        try:
            yield from _check_syntax(path, text, files)
            yield from _check_imports(path, text, files, known)
            yield from _check_addresses(path, text, files)
        except RecursionError:
            yield Finding("N506", "the stylesheet is nested too deeply", files.place(path), _HINT)
        except ValueError:
            # Python does not parse whole numbers of more than 4300 digits.
            message = "a number in the stylesheet is too long"
            yield Finding("N506", message, files.place(path), "shorten it")


def _check_syntax(path: str, text: str, files: StyleFiles) -> Iterator[Finding]:
    rules = _css().parse_stylesheet(text + _END, skip_comments=True, skip_whitespace=True)
    for error in _errors_in_rules(rules):
        place = files.place_at(path, error.source_line, error.source_column)
        yield Finding("N506", f"the stylesheet is broken: {_parser_message(error)}", place, _HINT)
    if not rules or not _is_end(rules[-1]):
        yield _never_closed(path, text, rules, files)
    if path == TOKENS:
        for rule in rules[:-1]:
            if not _is_face(rule) and (rule.type != "qualified-rule" or _prelude(rule) != ":root"):
                place = files.place_at(path, rule.source_line, rule.source_column)
                message = "tokens.css may contain only :root { ... } and @font-face { ... }"
                yield Finding("N506", message, place, "rules belong in parts/ and editions/")


def _parser_message(error: Any) -> str:
    if "{} block" in error.message:
        return "this is neither a rule nor a declaration"
    said = str(error.message).rstrip(".")
    return said[:1].lower() + said[1:]


_HINT: Final = "write rules as selector { property: value; }"


def _never_closed(path: str, text: str, rules: Sequence[Any], files: StyleFiles) -> Finding:
    if (comment := text.rfind("/*")) > text.rfind("*/") or not rules:
        # An unclosed comment can be the whole file.
        place = files.place(path, max(comment, 0), 2)
    else:
        place = files.place_at(path, rules[-1].source_line, rules[-1].source_column)
    message = "the stylesheet is broken: this is never closed"
    return Finding("N506", message, place, "look for a missing } or */ or quotation mark")


def _is_face(rule: Any) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "font-face")


def _is_end(rule: Any) -> bool:
    return rule.type == "qualified-rule" and _prelude(rule) == "--end--of--sheet"


def _prelude(rule: Any) -> str:
    return str(_css().serialize(rule.prelude)).strip()


def _errors_in_rules(rules: Sequence[Any]) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "error":
            yield rule
            continue
        yield from _errors_in_values(getattr(rule, "prelude", ()))
        if rule.type == "declaration":
            yield from _errors_in_values(rule.value)
        elif getattr(rule, "content", None) is not None:
            holds_rules = rule.type == "at-rule" and rule.lower_at_keyword in _RULES_INSIDE
            parse = _css().parse_rule_list if holds_rules else _css().parse_blocks_contents
            inside = parse(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _errors_in_rules(inside)


def _errors_in_values(values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        if value.type == "error":
            yield value
        for inside in ("content", "arguments"):
            yield from _errors_in_values(getattr(value, inside, None) or ())


def _check_imports(
    path: str, text: str, files: StyleFiles, known: Mapping[str, str]
) -> Iterator[Finding]:
    plain = {match.start(): match.group(1) for match in IMPORT.finditer(text)}
    for offset, target in plain.items():
        if (wanted := imported_path(path, target)) not in known:
            close = difflib.get_close_matches(wanted, known, 1, 0.6)
            hint = f"did you mean {close[0]}?" if close else "write the path from this file"
            place = files.place(path, offset, len("@import"))
            yield Finding("N512", f"imported stylesheet {wanted} does not exist", place, hint)
        elif _imports(path, wanted, known):
            place = files.place(path, offset, len("@import"))
            yield Finding("N512", f"{path} imports itself", place, "remove the line")
    understood = {files.place(path, offset).line for offset in plain}
    for rule in _css().parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            place = files.place_at(path, rule.source_line, rule.source_column, len("@import"))
            if place.line not in understood:
                hint = 'write @import "../parts/name.css"; on a line of its own'
                yield Finding("N512", "this import is malformed", place, hint)


def _check_addresses(path: str, text: str, files: StyleFiles) -> Iterator[Finding]:
    """Yield a finding for each file or address that a sheet loads: styles cannot load any."""
    rules = _css().parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    if path == TOKENS:
        rules = [rule for rule in rules if not _is_face(rule)]
    for value in _fetching(_values_of(rules)):
        address = _address(value)
        if address.startswith("#"):
            continue
        shown = address if len(address) <= 60 else f"{address[:59]}…"
        place = files.place_at(path, value.source_line, value.source_column)
        hint = "a style loads fonts alone, by @font-face in tokens.css; draw shapes in stylesheets"
        yield Finding("N393", f"the layout is not allowed to read {shown}", place, hint)


def _address(value: Any) -> str:
    """The address in an url() or another function that fetches."""
    if value.type == "url":
        return str(value.value)
    texts = (one.value for one in value.arguments if one.type in {"string", "url"})
    return str(next(texts, f"{value.name}()"))


def _values_of(rules: Sequence[Any]) -> Iterator[Any]:
    """Yield the values of the declarations of rules and of nested rules."""
    for rule in rules:
        if rule.type == "declaration":
            yield from rule.value
        elif rule.type in {"at-rule", "qualified-rule"} and rule.content is not None:
            holds_rules = rule.type == "at-rule" and rule.lower_at_keyword in _RULES_INSIDE
            parse = _css().parse_rule_list if holds_rules else _css().parse_blocks_contents
            yield from _values_of(parse(rule.content, skip_comments=True, skip_whitespace=True))


def _fetching(values: Iterable[Any]) -> Iterator[Any]:
    """Yield the addresses in values, and the functions that fetch."""
    for value in values:
        if value.type == "url" or (value.type == "function" and value.lower_name in _FETCHING):
            yield value
            continue
        for inside in ("content", "arguments"):
            yield from _fetching(getattr(value, inside, None) or ())


_FETCHING: Final = frozenset({"cross-fade", "image", "image-set", "src", "url"})


def _imports(path: str, start: str, known: Mapping[str, str]) -> bool:
    """Whether the imports of the sheet at ``start`` lead, directly or not, to ``path``."""
    waiting, seen = [start], set()
    while waiting:
        sheet = waiting.pop()
        if sheet == path:
            return True
        if sheet not in seen:
            seen.add(sheet)
            waiting.extend(imported_paths(sheet, known.get(sheet, "")))
    return False
