"""Interface words: the words that notepress itself puts on a page, by language."""

from __future__ import annotations

import difflib
import re
import tomllib
from string import Formatter
from typing import TYPE_CHECKING, Any

from pipeline.findings import Finding
from pipeline.invisible import CODE, HINT, find_invisible
from pipeline.languages import DEFAULT, find_language, language_of
from pipeline.languages.counted import CATEGORIES, COUNTS, flat_words, word_of
from pipeline.languages.digits import WORD as DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.findings import Place
    from pipeline.house_style.files import StyleFiles

_FORMS = f"words with {' or '.join(sorted(COUNTS))} in them have: {', '.join(CATEGORIES)}"
_PLACE_IN_MESSAGE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
# Python's reader takes the square of the number of parts of a dotted name.
_LONG_NAME = re.compile(r"(?:[\w\"'-]{1,40}[ \t]{0,9}\.[ \t]{0,9}){20}")


def read_words(files: StyleFiles) -> Mapping[str, Mapping[str, str]]:
    """The words of a style folder by language; a file that cannot be read has none."""
    found = {}
    for path in _paths(files):
        try:
            words = flat_words(_parsed(files.texts[path]))
        except tomllib.TOMLDecodeError:
            continue  # check_words reports it.
        found[_tag(path)] = {name: word for name, word in words.items() if isinstance(word, str)}
    return found


def check_words(files: StyleFiles) -> Iterator[Finding]:
    """Yield findings about the words of a folder.

    The words of a language that is built in need not be whole; those of another must be.
    """
    # The digits are said by a token.
    model = {name: word for name, word in language_of(DEFAULT).words.items() if name != DIGITS}
    for path in _paths(files):
        try:
            words = flat_words(_parsed(files.texts[path]))
        except tomllib.TOMLDecodeError as error:
            yield _broken(str(error), path, files)
            continue
        for name, word in words.items():
            place = _place(word_of(name), path, files)
            if word_of(name) == name:
                yield from _check_word(name, word, model, place)
            else:
                yield from _check_form(name, word, model, place)
                if word_of(name) not in words:
                    yield Finding("N507", f"word {word_of(name)} has no form other", place, _FORMS)
        missing = [name for name in model if name not in words and "." not in name]
        if missing and find_language(_tag(path)) is None:
            shown = ", ".join(missing[:5]) + (", ..." if len(missing) > 5 else "")
            message = f"{len(missing)} words of the language {_tag(path)} are missing: {shown}"
            hint = f"notepress style new --language {_tag(path)} writes a file with all of them"
            yield Finding("N509", message, files.place_at(path, 1, 1), hint)


def _parsed(text: str) -> dict[str, Any]:
    """The content of a file of words. Raises TOMLDecodeError if it is not TOML."""
    if found := _LONG_NAME.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"A name of more than 20 parts (at line {line}, column {column})"
        raise tomllib.TOMLDecodeError(message)
    return tomllib.loads(text)


def _check_word(name: str, word: Any, model: Mapping[str, str], place: Place) -> Iterator[Finding]:
    for _, message in find_invisible(word if isinstance(word, str) else ""):
        yield Finding(CODE, message, place, HINT)
    if name not in model:
        close = difflib.get_close_matches(name, model, 1, 0.6)
        hint = (
            f"did you mean {close[0]}?"
            if close
            else "to list every word: notepress style new --language, with a language not built in"
        )
        yield Finding("N508", f"unknown word {name}", place, hint)
    elif not isinstance(word, str) or not word.strip():
        yield Finding("N507", f"word {name} is not text", place, f'{name} = "{model[name]}"')
    elif (own := _placeholders(word)) != (wanted := _placeholders(model[name])):
        said = "is not filled in" if own is None else f"is filled in with {_listed(own)}"
        hint = f"it must contain {_listed(wanted)}, as in: {model[name]}"
        yield Finding("N510", f"word {name} {said}", place, hint)


def _check_form(name: str, word: Any, model: Mapping[str, str], place: Place) -> Iterator[Finding]:
    """Yield findings about one form of a word with a count in it."""
    whole, _, form = name.partition(".")
    wanted = _placeholders(model.get(whole, "")) or frozenset()
    if form in CATEGORIES and wanted & COUNTS:
        own = _placeholders(word) if isinstance(word, str) else None
        # The form for one thing may say so in letters.
        kept = {whole: model[whole]} if own is None or not own <= wanted else {whole: word}
        yield from _check_word(whole, word, {**model, **kept}, place)
    elif whole not in model:
        yield from _check_word(whole, word, model, place)
    else:
        yield Finding("N507", f"word {whole} has no form {form}", place, _FORMS)


def _placeholders(word: str) -> frozenset[str] | None:
    """The names in braces; None where braces do not match."""
    try:
        parts = tuple(Formatter().parse(word))
    except ValueError:
        return None
    return frozenset(name for _, name, _, _ in parts if name is not None)


def _listed(names: frozenset[str] | None) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names or ())) or "nothing"


def _broken(message: str, path: str, files: StyleFiles) -> Finding:
    line, column = files.texts[path].count("\n") + 1, 1
    if (found := _PLACE_IN_MESSAGE.search(message)) is not None and found.group(1):
        line, column = int(found.group(1)), int(found.group(2))
    plain = _PLACE_IN_MESSAGE.sub("", message)
    hint = 'write each word on a line of its own: name = "text"'
    return Finding(
        "N507", f"the words cannot be read: {plain}", files.place_at(path, line, column), hint
    )


def _place(name: str, path: str, files: StyleFiles) -> Place:
    match = re.search(rf"^[ \t]*[\"']?{re.escape(name)}\b", files.texts[path], re.MULTILINE)
    return files.place(path, match.start() if match else 0, len(name))


def _paths(files: StyleFiles) -> Iterator[str]:
    return (path for path in files.texts if path.startswith("words/") and path.endswith(".toml"))


def _tag(path: str) -> str:
    return path.removeprefix("words/").removesuffix(".toml")
