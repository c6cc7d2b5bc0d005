"""The progress of laid-out lines through the text of an element, character by character."""

from __future__ import annotations

from pipeline.invisible import without_soft_hyphens

# Characters that hyphenation may add at the end of a line.
_HYPHENS = "-\u2010\u2011"
_FEWEST = 4
_MOST_SKIPPED = 12
"""How many characters may be passed over, as those of a numeral are that stands elsewhere, before
text of so many characters at least."""


class TextProgress:
    """A text that is read piece by piece, as shown in lines.

    White space and soft hyphens do not count.

    ``read`` is the number of characters read. ``hyphenated`` is true if the last character shown
    was a hyphen that is not in the text.
    """

    def __init__(self, text: str) -> None:
        words = without_soft_hyphens(text).split()
        self._text = "".join(words)
        self._word_starts: list[int] = []
        for word in words:
            self._word_starts.extend([len(self._word_starts)] * len(word))
        self.read = 0
        self.hyphenated = False

    @property
    def is_done(self) -> bool:
        """Whether the whole text has been read."""
        return self.read >= len(self._text)

    @property
    def word_start(self) -> int:
        """The offset of the next word, or of the word divided at the end of the last line."""
        return self._word_starts[self.read]

    @property
    def is_between_words(self) -> bool:
        """Whether white space comes next."""
        return not self.is_done and self.word_start == self.read > 0

    def advance(self, shown: str) -> None:
        """Read the text shown in a line."""
        characters = "".join(without_soft_hyphens(shown).split())
        place = self._place_of(characters)
        if place >= 0:
            self.read = place + len(characters)
            self.hyphenated = False
            return
        for character in characters:
            if self.is_done:
                continue
            expected = self._text[self.read]
            self.hyphenated = character in _HYPHENS and expected not in _HYPHENS
            self.read += not self.hyphenated

    def _place_of(self, characters: str) -> int:
        """Where the next characters stand in the text; -1 if they do not, or not nearby."""
        if not characters:
            return -1
        skipped = _MOST_SKIPPED if len(characters) >= _FEWEST else 0
        return self._text.find(characters, self.read, self.read + skipped + len(characters))
