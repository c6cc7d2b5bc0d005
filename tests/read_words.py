"""Words taken out of a PDF, compared with those of its source.

`PYTHONPATH=tests python -m read_words TEXT.md PDF...` gives the figures of `docs/reading.md`.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from validators.pdf_texts import READERS, text_of

# Marks of direction (UAX 9) and word joiners, which readers and the press add, and soft hyphens.
CONTROLS = dict.fromkeys(
    (0x61C, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xAD)
)
# A range that is broken behind its dash at the end of a line.
_BROKEN = re.compile(r"(?<=\d–)\s*\n\s*")
_MARKUP = re.compile(r"^#.*$|\{[^}]*\}|\[\^\w+\]|[\[\]*]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many words of a source are in a text, and how many pairs of neighbours."""

    words: int
    found: int
    pairs: int
    kept: int
    missing: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words of a text, composed (NFC): the order of two marks on a letter says nothing."""
    whole = _BROKEN.sub("", text.translate(CONTROLS))
    return unicodedata.normalize("NFC", whole).split()


def source_words(markdown: str) -> list[str]:
    """The words of the running text of a file of a note."""
    return words_of(_MARKUP.sub("", markdown.split("---", 2)[2]))


def compare(source: list[str], text: str) -> Agreement:
    """Compare words of a source with a text, in which they may stand among others."""
    read = words_of(text)
    wanted, there = Counter(source), Counter(read)
    pairs = Counter(pairwise(source))
    return Agreement(
        words=len(source),
        found=(wanted & there).total(),
        pairs=len(source) - 1,
        kept=(pairs & Counter(pairwise(read))).total(),
        missing=tuple((wanted - there).elements()),
    )


if __name__ == "__main__":
    source = source_words(Path(sys.argv[1]).read_text("utf-8"))
    for name in sys.argv[2:]:
        for reader in READERS:
            seen = compare(source, text_of(Path(name), reader))
            sys.stdout.write(
                f"{Path(name).name:24} {reader:8} words {seen.found} of {seen.words}, "
                f"neighbours {seen.kept} of {seen.pairs}  {' '.join(seen.missing)}\n"
            )
