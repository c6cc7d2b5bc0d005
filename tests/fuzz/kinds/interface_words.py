"""Interface words of a style folder, in TOML."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from fuzz.mutation import TextMutator
from fuzz.trial import Files, Kind
from pipeline.findings import Finding
from pipeline.house_style.files import StyleFiles
from pipeline.house_style.words import check_words, read_words
from pipeline.invisible import plain_ends
from pipeline.languages import languages

_TOKENS = (
    *("=", " = ", '"', '"""', "'", "'''", "[", "]", "[[a]]", "[a.b]", "{", "}", "{number}", "{0}"),
    *("{", "{{", "}}", "{a.b}", "{a[0]}", "{a!r:>{w}}", "#", "\n", "\\", "\\u0000", "\\UFFFFFFFF"),
    *(
        "true",
        "inf",
        "1979-05-27T07:32:00Z",
        "25:00:00",
        "0x",
        "a.b.c = 1\n",
        "contents = 1\n",
        ",",
    ),
    *("contents = ''\n", "contents.x = 'a'\n", '"" = 1\n', "= 1\n", "[contents]\n", "1_0", "+nan"),
)


@cache
def _mutator() -> TextMutator:
    texts = tuple(
        "".join(
            f"{name} = {json.dumps(word)}\n"
            for name, word in language.words.items()
            if name != "digits"
        )
        for language in languages()
    )
    return TextMutator((*texts, 'contents = "Contents"\n'), _TOKENS, longest=1500)


def make(dice: Random) -> Files:
    """The words of a language, known or new, altered."""
    language = dice.choice(("en", "fr", "pl", "sr-Latn"))
    return {f"styles/words/{language}.toml": _mutator().content(dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Check them as a part of a style folder."""
    read = StyleFiles()
    for path, content in files.items():
        text = content.decode("utf-8", "replace")
        read.texts[path.removeprefix("styles/")] = plain_ends(text)
    read_words(read)
    return list(check_words(read))


KIND = Kind("words", make, run, short=300)
