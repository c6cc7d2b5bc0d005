"""A new style folder: the colours, a part and a few words to be changed."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError
from pipeline.languages import DEFAULT, find_language, language_of
from pipeline.languages.counted import word_of
from pipeline.languages.digits import WORD as DIGITS
from pipeline.load.languages import is_language, language_hint
from pipeline.starting.forms import fill, read_form

if TYPE_CHECKING:
    from pipeline.house_style import Style

_TOKENS: Final = ("ink", "blue", "cinnabar", "teal", "ochre", "paper", "rule", "grey", "sand")
_WORDS: Final = ("key_message", "key_messages", "contents")


def style_files(built_in: Style, part: str, language: str) -> dict[str, str]:
    """A style folder that overrides the colours, one part and some words, by path.

    Everything in it says what the built-in style says, so that it changes nothing as it is. For
    a language that is not built in it contains every word, in English, to be translated. Raises
    CannotRunError for a part that the built-in style does not have, and for no language.
    """
    path = f"parts/{part}.css"
    if path not in built_in.files:
        raise CannotRunError(f"unknown part {part!r}", hint=_parts(part, built_in))
    if not is_language(language):
        raise CannotRunError(f"{language!r} is not a language tag", hint=language_hint(language))
    known = find_language(language)
    words = (known or language_of(DEFAULT)).words
    form = "style/words.toml" if known else "style/all_words.toml"
    names = (
        _WORDS if known else tuple(dict.fromkeys(word_of(name) for name in words if name != DIGITS))
    )
    pairs = (name for colour in _TOKENS for name in (colour, f"{colour}-cmyk"))
    tokens = "\n".join(f"  --{name}: {built_in.tokens[name]};" for name in pairs)
    lines = [f"{name} = {json.dumps(words[name], ensure_ascii=False)}" for name in names]
    return {
        "README.md": read_form("style/README.md"),
        "tokens.css": fill("style/tokens.css", {"tokens": tokens}),
        path: built_in.files[path],
        f"words/{language.partition('-')[0]}.toml": fill(form, {"words": "\n".join(lines)}),
    }


def _parts(part: str, built_in: Style) -> str:
    paths = sorted(path for path in built_in.files if path.startswith("parts/"))
    known = [path.removeprefix("parts/").removesuffix(".css") for path in paths]
    close = difflib.get_close_matches(part, known, 1, 0.6)
    return f"did you mean {close[0]}?" if close else f"available: {', '.join(known)}"
