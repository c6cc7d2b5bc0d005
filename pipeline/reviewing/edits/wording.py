"""Edits that turn a paragraph of the source into the reviewer's version, word by word."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.comparing.alignment import opcodes
from pipeline.importing.reading.runs import Mark, Run
from pipeline.load.characters import curl
from pipeline.reviewing.edits.languages import Vocabulary, languages_of
from pipeline.reviewing.edits.lifts import Hunk, aligned, settle_lifts
from pipeline.reviewing.source.source_tokens import SourceWords
from pipeline.reviewing.tokens import Token

_CODE: Final[frozenset[Mark]] = frozenset({"code"})

Write = Callable[[Sequence[Run], bool], str]
"""Writes runs as Markdown; the second argument says whether they open a paragraph."""


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """How to write a file: the language of the note, its words in others, and the Markdown."""

    language: str
    vocabulary: Vocabulary
    write: Write


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a file to be replaced by others."""

    start: int
    end: int
    text: str


def settle(words: SourceWords, new: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of an edited paragraph as they will be read back from the source."""
    before = [one.token.key for one in words.tokens]
    return with_marks_between(
        settle_lifts(words.tokens, new, _hunks(before, [token.key for token in new]))
    )


def edit_words(words: SourceWords, new: Sequence[Token], tongue: LanguageRules) -> tuple[Edit, ...]:
    """The edits that make of a paragraph of the source the tokens given, settled before.

    What stayed keeps the characters it is typed with. Each edit is wholly inside or wholly
    outside of emphasis, links, languages and lifted sentences.
    """
    editor = _Editor(words, tuple(new), tongue)
    return tuple(editor.edit(hunk) for hunk in editor.whole())


def rewrite(words: SourceWords, new: Sequence[Token], tongue: LanguageRules) -> tuple[Edit, ...]:
    """An edit that rewrites a paragraph, keeping the languages of unchanged words."""
    editor = _Editor(words, tuple(new), tongue)
    whole = (0, len(words.tokens), 0, len(new))
    return (editor.edit(whole),)


def with_marks_between(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Give white space the marks that the words on both its sides share."""
    found: list[Token] = []
    for place, token in enumerate(tokens):
        if token.is_blank:
            before = tokens[place - 1] if place else token
            following = tokens[place + 1] if place + 1 < len(tokens) else token
            token = replace(  # noqa: PLW2901
                token,
                marks=(before.marks & following.marks) - _CODE | token.marks & _CODE,
                target=before.target if before.target == following.target else "",
            )
        found.append(token)
    return tuple(found)


def _hunks(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Hunk]:
    return [
        (first, last, new_first, new_last)
        for what, first, last, new_first, new_last in opcodes(before, after)
        if what != "equal"
    ]


def _whole_key(token: Token) -> tuple[object, ...]:
    """A key that is equal for equal tokens, including the marks on white space."""
    role = token.lift.role if token.lift else ""
    return (token.key[0], token.marks, token.target, role)


class _Editor:
    """Finds the edits of one paragraph."""

    def __init__(self, words: SourceWords, new: tuple[Token, ...], tongue: LanguageRules) -> None:
        self.words = words
        self.new = new
        self.tongue = tongue
        self.languages = languages_of(new, tongue.vocabulary)
        old = with_marks_between([one.token for one in words.tokens])
        self.hunks = _hunks(list(map(_whole_key, old)), list(map(_whole_key, new)))
        self.stayed = {at: one for one, at in aligned(len(old), len(new), self.hunks).items()}

    def whole(self) -> list[Hunk]:
        """The changed stretches, widened until they cut no element; no two overlap."""
        found = self.hunks
        while True:
            merged: list[Hunk] = []
            for hunk in sorted(map(self._widen, found)):
                if merged and hunk[0] < merged[-1][1]:
                    first, last = merged[-1][0], max(merged[-1][1], hunk[1])
                    merged[-1] = _around(first, last, self.hunks)
                else:
                    merged.append(hunk)
            if merged == found:
                return merged
            found = merged

    def edit(self, hunk: Hunk) -> Edit:
        """The edit of a hunk that cuts nothing."""
        first, last, new_first, new_last = hunk
        inside = self._inside(hunk)
        if first < last:
            start, end = self._start(first, len(inside)), self._end(last - 1, len(inside))
        else:
            start = end = self._gap(first, inside)
        if self.words.marks(inside) & _CODE:
            return Edit(start, end, "".join(one.text for one in self.new[new_first:new_last]))
        fresh = tuple(self._run(at, inside) for at in range(new_first, new_last))
        before = "".join(token.text for token in self.new[max(0, new_first - 1) : new_first])
        return Edit(start, end, self.tongue.write(self._curled(fresh, before), first == 0))

    def _curled(self, runs: tuple[Run, ...], before: str) -> tuple[Run, ...]:
        """Replace the quotation marks of runs by the curly ones of the language."""
        curled, said, language = [], before, self.tongue.language
        for run in runs:
            text = run.text
            if run.extra is None and "code" not in run.marks:
                text = curl(said + text, language)[len(curl(said, language)) :]
            said = (said + run.text)[-1:]
            curled.append(replace(run, text=text))
        return tuple(curled)

    def _run(self, at: int, inside: tuple[int, ...]) -> Run:
        """A new token as a run without the elements already around its place."""
        token = self.new[at]
        given = [self.words.containers[number] for number in inside]
        linked = any(one.target for one in given)
        lifted = any(one.lift for one in given)
        spoken = any(one.language for one in given)
        return Run(
            text="" if token.note else token.text,
            marks=token.marks - self.words.marks(inside),
            target="" if linked else token.target,
            lift=None if lifted else token.lift,
            language="" if spoken else self._language(at),
            extra=token.note,
        )

    def _language(self, at: int) -> str:
        """The language of a new token, that of the source if it has the token already."""
        place = self.stayed.get(at)
        if place is not None:
            return self.words.tokens[place].token.language
        return self.languages[at]

    def _widen(self, hunk: Hunk) -> Hunk:
        first, last, _, _ = hunk
        depth = len(self._inside(hunk))
        while first < last and first > 0 and self._share(first - 1, first, depth):
            first -= 1
        while first < last < len(self.words.tokens) and self._share(last - 1, last, depth):
            last += 1
        return hunk if (first, last) == hunk[:2] else _around(first, last, self.hunks)

    def _share(self, left: int, right: int, depth: int) -> bool:
        """Whether two neighbours are in the same element below a depth."""
        one, other = self.words.tokens[left].around, self.words.tokens[right].around
        return len(one) > depth and one[: depth + 1] == other[: depth + 1]

    def _inside(self, hunk: Hunk) -> tuple[int, ...]:
        """The elements around a hunk that remain, outermost first."""
        first, last, new_first, new_last = hunk
        fresh = self.new[new_first:new_last]
        if first == last:
            return self._inside_gap(first, fresh)
        arounds = [one.around for one in self.words.tokens[first:last]]
        inside = _common(arounds)
        while inside and not (self._fits(inside, fresh) and self._keeps_words(inside, hunk)):
            inside = inside[:-1]
        return inside

    def _inside_gap(self, place: int, fresh: Sequence[Token]) -> tuple[int, ...]:
        left, right = self._neighbours(place)
        inside = _common([left, right])
        for one in sorted({left, right}, key=len):
            if len(one) > len(inside) and self._fits(one, fresh) and self._is_wanted(one, fresh):
                return one
        while inside and not self._fits(inside, fresh):
            inside = inside[:-1]
        return inside

    def _is_wanted(self, around: tuple[int, ...], fresh: Sequence[Token]) -> bool:
        """Whether new words evidently belong into an element they are next to."""
        innermost = self.words.containers[around[-1]]
        return innermost.kind in {"mark", "link", "lift"} and any(
            not token.is_blank for token in fresh
        )

    def _fits(self, around: tuple[int, ...], fresh: Sequence[Token]) -> bool:
        """Whether new tokens have all the formatting that these elements give."""
        marks = self.words.marks(around)
        given = [self.words.containers[number] for number in around]
        targets = {one.target for one in given if one.target}
        lifts = {one.lift for one in given if one.lift}
        return all(
            token.is_blank
            or (
                marks <= token.marks
                and targets <= {token.target}
                and lifts <= ({token.lift} if token.lift else set())
            )
            for token in fresh
        )

    def _keeps_words(self, inside: tuple[int, ...], hunk: Hunk) -> bool:
        """Whether the innermost element still has words after the hunk is applied."""
        first, last, new_first, new_last = hunk
        if any(not token.is_blank for token in self.new[new_first:new_last]):
            return True
        others = (*self.words.tokens[:first], *self.words.tokens[last:])
        return any(inside[-1] in one.around and not one.token.is_blank for one in others)

    def _neighbours(self, place: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        tokens = self.words.tokens
        left = tokens[place - 1].around if place > 0 else ()
        right = tokens[place].around if place < len(tokens) else ()
        return left, right

    def _start(self, place: int, depth: int) -> int:
        one = self.words.tokens[place]
        return (
            self.words.containers[one.around[depth]].start if len(one.around) > depth else one.start
        )

    def _end(self, place: int, depth: int) -> int:
        one = self.words.tokens[place]
        return self.words.containers[one.around[depth]].end if len(one.around) > depth else one.end

    def _gap(self, place: int, inside: tuple[int, ...]) -> int:
        """The character where new words go in before a token."""
        tokens = self.words.tokens
        if place > 0 and tokens[place - 1].around[: len(inside)] == inside:
            return self._end(place - 1, len(inside))
        if place < len(tokens):
            return self._start(place, len(inside))
        return self._end(place - 1, len(inside)) if tokens else 0


def _around(first: int, last: int, hunks: Sequence[Hunk]) -> Hunk:
    """The stretch of old tokens with all hunks that reach into it, new tokens and all."""
    inside: list[Hunk] = []
    for hunk in hunks:
        if hunk[0] < last and hunk[1] > first:
            first, last = min(first, hunk[0]), max(last, hunk[1])
            inside.append(hunk)
    return (
        first,
        last,
        inside[0][2] - (inside[0][0] - first),
        inside[-1][3] + (last - inside[-1][1]),
    )


def _common(arounds: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The elements around all of some tokens."""
    found = arounds[0]
    for around in arounds[1:]:
        length = 0
        while length < min(len(found), len(around)) and found[length] == around[length]:
            length += 1
        found = found[:length]
    return found
