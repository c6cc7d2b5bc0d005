"""The words of a paragraph one by one, each with its marks: the units that edits are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pipeline.importing.reading.runs import LINE_BREAK, Bookmark, Lift, Mark, Note, Runs
from pipeline.languages.marks import MARKS
from pipeline.load.characters import HAN
from pipeline.note.word_marks import STYLES

CALL: Final = "\ufffc"
"""The character that stands for a reference to a footnote in a text."""

# A word, one Chinese character, white space, or one sign.
_LETTER: Final = f"(?![{HAN}])[\\w{MARKS}]"
_TOKEN: Final = re.compile(
    f"{LINE_BREAK}|[{HAN}]|(?:{_LETTER})+(?:[’'-](?:{_LETTER})+)*|[^\\S{LINE_BREAK}]+|.", re.DOTALL
)
_ROLES: Final = {STYLES["key"]: "key", STYLES["pull"]: "pull"}
# Characters that programs change on their own, such as spaces and quotation marks.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("\u2010\u2011", "-"),
        "…": "...",
    }
)
# Joiners (U+200C, U+200D) are spelling.
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_NO_MARKS: Final[frozenset[Mark]] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign or space; ``text`` is `CALL` where the footnote ``note`` is called.

    ``lift`` says which lifted sentence it is in.
    """

    text: str
    marks: frozenset[Mark] = _NO_MARKS
    target: str = ""
    lift: Lift | None = None
    language: str = ""
    note: Note | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it is white space, on which marks are invisible."""
        return not self.text.strip()

    @property
    def key(self) -> tuple[str, frozenset[Mark], str]:
        """A key that is equal for tokens with the same text and formatting, lifted or not."""
        if self.text == LINE_BREAK:
            return (self.text, _NO_MARKS, "")
        if self.is_blank:
            return (" ", _NO_MARKS, "")
        return (normalised(self.text), self.marks, self.target)

    @property
    def lifted_key(self) -> tuple[str, frozenset[Mark], str, str]:
        """A key that is equal for equal tokens that are also lifted in the same way.

        In Word a code or a link cannot have the style of a lifted sentence besides its own.
        """
        shown = self.lift and not (self.is_blank or self.target or "code" in self.marks)
        return (*self.key, self.lift.role if self.lift and shown else "")


def normalised(text: str) -> str:
    """Normalise differences in text that programs make on their own."""
    return text.translate(_ALIKE)


def plain_of(tokens: Iterable[Token]) -> str:
    """The characters of tokens; a footnote counts as nothing."""
    return "".join(token.text for token in tokens if token.note is None)


def tokenise(runs: Runs) -> tuple[Token, ...]:
    """The tokens of runs, without white space at the ends.

    A sentence in the style of lifted ones is one until another style or bookmark begins.
    """
    return strip_blanks(_tokens(runs))


def strip_blanks(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Collapse every stretch of white space in tokens to one space, and strip the ends."""
    found: list[Token] = []
    for token in tokens:
        if token.is_blank and token.text != LINE_BREAK:
            if found and not found[-1].is_blank:
                found.append(replace(token, text=" "))
        else:
            found.append(token)
    while found and found[-1].is_blank:
        found.pop()
    while found and found[0].is_blank:
        found.pop(0)
    return tuple(found)


def _tokens(runs: Runs) -> Iterator[Token]:
    for model, text in _stretches(runs):
        if model.note is not None:
            yield model
            continue
        words = [text] if "reference" in model.marks else words_of(text)
        yield from (replace(model, text=word) for word in words)


def _stretches(runs: Runs) -> Iterator[tuple[Token, str]]:
    """Yield stretches with the same formatting, however many runs and languages they are in."""
    open_model, text = Token(""), ""
    serial, role = 0, ""
    for run in runs:
        if isinstance(run.extra, Bookmark):
            serial += 1
        elif isinstance(run.extra, Note):
            yield open_model, text
            yield Token(CALL, note=run.extra), ""
            open_model, text = Token(""), ""
        elif run.extra is None:
            own = _ROLES.get(run.style, "")
            serial += own != role
            role = own
            lift = Lift("key" if own == "key" else "pull", "", serial) if own else None
            model = Token("", run.marks, run.target, lift, run.language)
            if replace(model, language=open_model.language) != open_model:
                yield open_model, text
                open_model, text = model, ""
            text += run.text
    yield open_model, text


def words_of(text: str) -> list[str]:
    """Split plain text into words, signs and spaces."""
    return _TOKEN.findall(_UNSEEN.sub("", text))
