"""What an import says of the words that are not in the source as they were in the manuscript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.importing.accounting.tokens import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.importing.ledger import Ledger, Remark

_TITLE: Final = "note.yaml: title"
"""What a text without themes has as its heading, too."""
_NAME: Final = re.compile(r"[^\s“”\"<>]+")


@dataclass(frozen=True, slots=True)
class Claims:
    """The words that an import reports, and where it says that they are.

    ``left_out`` are words that are not in the source, in the order of the manuscript; ``changed``
    are those that have another form there, and ``made`` those that the importer made up.
    ``completed`` are values that it made up, with the file and key of each. ``moved`` are stretches
    that stand at another place. ``names`` are those of pictures and the addresses of links that
    are reported; ``forms`` says what became something else, and from what.
    """

    left_out: tuple[str, ...]
    changed: tuple[tuple[str, ...], ...]
    made: tuple[str, ...]
    completed: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, ...], ...]
    names: frozenset[str]
    forms: tuple[tuple[str, frozenset[str]], ...]


def read_claims(ledger: Ledger, remarks: Sequence[Remark]) -> Claims:
    """What a ledger and the comments of reviewers claim."""
    left_out = sorted(ledger.left_out, key=lambda one: one.place)
    hows = [one.how for one in ledger.changes()]
    values = [one.value for one in ledger.to_complete if _is_in_text(one.path)]
    values += [one.value for one in ledger.to_complete if one.path == _TITLE]
    return Claims(
        left_out=_words(one.text for one in left_out),
        changed=tuple(
            tuple(words_in(text))
            for text in (*(one.text for one in ledger.changes()), *(one.text for one in remarks))
        ),
        made=_words([*values, *hows]),
        completed=tuple(
            (one.path, " ".join(words_in(one.value))) for one in ledger.to_complete
        ),
        moved=tuple(tuple(words_in(one.text)) for one in ledger.moved),
        names=frozenset(
            names_in(
                [*(f"{one.text} {one.why}" for one in left_out),
                 *(f"{one.text} {one.how}" for one in ledger.changes()),
                 *(f"{one.value} {one.why}" for one in ledger.to_complete),
                 *(one.text for one in remarks)]
            )
        ),
        forms=(
            *((one.how, frozenset(words_in(one.text))) for one in ledger.changes()),
             *((one.why, frozenset(words_in(one.text))) for one in left_out),
             *((one.what, frozenset(words_in(one.text))) for one in ledger.recognised),
        ),
    )  # fmt: skip


def _is_in_text(path: str) -> bool:
    """Whether a value to be completed is among the words of a text, and no copy of them."""
    file, _, key = path.partition(": ")
    if file.startswith("figures/") and not key:
        return True  # What a picture or chart shows, in words, is typed where it stands.
    return not file.endswith(".yaml") and key not in {"lead", "short"}


def names_in(texts: Iterable[str]) -> Iterator[str]:
    """Yield what a text may call a picture, or where it may say that a link leads."""
    for text in texts:
        for word in _NAME.findall(text):
            yield word
            yield word.rstrip(".,;:")
            yield word.rpartition("/")[2]


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for text in texts for word in words_in(text))
