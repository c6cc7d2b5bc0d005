"""How far the lines of a layout have come in the text of an element, character by character."""

from __future__ import annotations

# What a line may end with that is not in the text: the hyphens of hyphenation.
_HYPHENS = "-\u2010\u2011"


class TextProgress:
    """A text that is being read in pieces, as lines show it; white space does not count.

    ``read`` is how many characters have gone by. ``hyphenated`` tells whether the last one shown
    was a hyphen that is not in the text.
    """

    def __init__(self, text: str) -> None:
        words = text.split()
        self._text = "".join(words)
        self._word_starts: list[int] = []
        for word in words:
            self._word_starts.extend([len(self._word_starts)] * len(word))
        self.read = 0
        self.hyphenated = False

    @property
    def is_done(self) -> bool:
        """Whether the whole text has gone by."""
        return self.read >= len(self._text)

    @property
    def word_start(self) -> int:
        """Where the word begins that comes next, or that the last line broke in two."""
        return self._word_starts[self.read]

    @property
    def is_between_words(self) -> bool:
        """Whether white space comes next."""
        return not self.is_done and self.word_start == self.read > 0

    def advance(self, shown: str) -> None:
        """Read on by what a line shows."""
        characters = "".join(shown.split())
        if characters and self._text.startswith(characters, self.read):
            self.read += len(characters)
            self.hyphenated = False
            return
        for character in characters:
            if self.is_done:
                continue
            expected = self._text[self.read]
            self.hyphenated = character in _HYPHENS and expected not in _HYPHENS
            self.read += not self.hyphenated
