"""References in the words of the note's language: "Figure 2", "Questions 1 and 3 of theme II"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.languages.cases import in_case
from pipeline.note.text import Link, Reference, Text
from pipeline.phrases import capitalised, counted, filled, tied

if TYPE_CHECKING:
    from pipeline.languages.language import Case
    from pipeline.note.text import Inline
    from pipeline.numbering.targets import Target

_HERE = "\0"


@dataclass(frozen=True, slots=True)
class ReferenceWriter:
    """Writes references to the targets of one note; ``themes`` is how many themes it has.

    ``cases`` are those of the language of the words.
    """

    targets: Mapping[str, Target]
    words: Mapping[str, str]
    themes: int
    cases: Sequence[Case] = ()

    def write(self, reference: Reference) -> Reference:
        """The reference with what it says, each number linked to its thing."""
        groups = [
            (key, [name for name, _ in group])
            for key, group in groupby(self._targets_in_context(reference), key=lambda one: one[1])
        ]
        inlines: list[Inline] = []
        for place, ((word, theme), ids) in enumerate(groups):
            inlines += self._join(place, len(groups))
            inlines += self._group(word, theme, ids, reference.after)
        if reference.begins_sentence:
            inlines[0] = _opening(inlines[0])
        updates = {"inlines": tuple(inlines), "on_page": self._on_page(reference)}
        return reference.model_copy(update=updates)

    def _targets_in_context(self, reference: Reference) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield each id with the word of its target, and the theme or annex to be named."""
        for name in reference.ids:
            target = self.targets[name]
            role = target.part.partition(" ")[0]
            here = target.part in {"", reference.part} or (role == "theme" and self.themes == 1)
            yield name, (target.word, "") if here else (f"{target.word}_of_{role}", target.theme)

    def _group(self, word: str, theme: str, ids: Sequence[str], after: str) -> Iterator[Inline]:
        numbers = [self.targets[name].number for name in ids]
        if len(ids) == 1 or not all(numbers):
            for place, (name, number) in enumerate(zip(ids, numbers, strict=True)):
                yield from self._join(place, len(ids))
                yield _link(name, self._alone(word, theme, name, number, after))
            return
        pattern = counted(self.words, f"{word}_references", len(ids))
        pattern = filled(pattern, numbers=_HERE, theme=theme)
        pattern = in_case(pattern, after, self.cases)
        before, rest = pattern.split(_HERE)
        for place, (name, number) in enumerate(zip(ids, numbers, strict=True)):
            yield from self._join(place, len(ids))
            yield _link(name, before + number if place == 0 else number)
        if rest:
            yield Text(text=rest)

    def _alone(self, word: str, theme: str, name: str, number: str, after: str) -> str:
        if not number and (title := self.targets[name].title):
            return title
        pattern = self.words[f"{word}_reference" if number else f"{word}_alone"]
        return in_case(filled(pattern, number=number, theme=theme), after, self.cases)

    def _join(self, place: int, count: int) -> tuple[Text, ...]:
        """What stands before one of several."""
        if place == 0:
            return ()
        return (Text(text=self.words["reference_and" if place == count - 1 else "comma"]),)

    def _on_page(self, reference: Reference) -> str:
        if not reference.page:
            return ""
        name = "reference_on_page" if len(reference.ids) == 1 else "reference_on_pages"
        return tied(self.words[name])


def _link(name: str, words: str) -> Link:
    return Link(target=f"#{name}", inlines=(Text(text=words),))


def _opening(inline: Inline) -> Inline:
    match inline:
        case Link(inlines=(Text(text=words), *_)):
            return inline.model_copy(update={"inlines": (Text(text=capitalised(words)),)})
        case _:
            return inline
