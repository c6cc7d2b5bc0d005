"""What came back from a translator -> the translations that are new, or what is wrong with them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.translating.files.exchange import may_go, numbered_as
from pipeline.translating.files.tags import Tag
from pipeline.translating.marks.content import Code, Content, difference, is_nested, join
from pipeline.translating.marks.sentences import join_sentences, split_sentences
from pipeline.translating.marks.writing import write_typed
from pipeline.translating.returning.flat_texts import ends_wide, flat, flat_of
from pipeline.translating.standing.state import digest_of
from pipeline.translating.units.unit import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.translating.files.marked_file import Returned, ReturnedFile
    from pipeline.translating.files.tags import Marked
    from pipeline.translating.marks.content import Piece, Role
    from pipeline.translating.standing.pairing import Pair
    from pipeline.translating.units.unit import Unit

_LONGEST: Final = 120
_LINE_ENDS: Final = str.maketrans("\n\r\t", "   ")
_AGAIN: Final = "run notepress translate export again, and translate what is new in that file"


@dataclass(frozen=True, slots=True)
class Translated:
    """A new translation of a unit: what is to be typed, and what it was made from.

    ``line`` is where it stands in the file of the translator.
    """

    original: Unit
    translation: Unit | None
    content: Content
    source: str
    line: int


@dataclass(slots=True)
class Merge:
    """The new translations, and those that were found to be right as they are."""

    translated: list[Translated] = field(default_factory=list)
    confirmed: list[tuple[Unit, Unit]] = field(default_factory=list)


def merge_returned(file: ReturnedFile, pairs: Sequence[Pair], *, is_new: bool) -> Merge:
    """The new translations that a file has for a note; what is wrong with it is reported there.

    In one that ``is_new`` everything is still as in the original.
    """
    merger = _Merger(file, pairs, is_new=is_new)
    groups: dict[str, list[Returned]] = defaultdict(list)
    for segment in file.segments:
        groups[segment.key].append(segment)
    for key, segments in groups.items():
        merger.take(key, segments)
    return merger.merge


class _Merger:
    def __init__(self, file: ReturnedFile, pairs: Sequence[Pair], *, is_new: bool) -> None:
        self.file = file
        self.is_new = is_new
        self.merge = Merge()
        self.by_key = {pair.original.key: pair for pair in pairs if pair.original is not None}
        self.by_source: dict[str, list[Pair]] = defaultdict(list)
        for pair in self.by_key.values():
            if pair.original is not None:
                self.by_source[flat(pair.original.content)].append(pair)
        self.done: set[str] = set()

    def take(self, key: str, segments: Sequence[Returned]) -> None:
        """Take what came back for one unit."""
        segments = self._once(segments)
        if all(one.target is None for one in segments):
            return
        first = segments[0]
        source = flat_of(segments)
        pair = self._pair_of(key, source)
        if pair is None or pair.original is None:
            message = f"the original has no paragraph {key or 'without a name'} any more"
            self.file.report("N448", message, first.line, _AGAIN, is_warning=True)
            return
        if pair.original.key in self.done:
            self.file.report("N446", f"{key} is translated twice", first.line, "keep one of them")
            return
        self.done.add(pair.original.key)
        self._take(pair, pair.original, segments, is_stale=source != flat(pair.original.content))

    def _once(self, segments: Sequence[Returned]) -> list[Returned]:
        """The sentences of a unit in their order; one that is there twice is reported."""
        found: dict[int, Returned] = {}
        for one in segments:
            if one.part in found:
                self.file.report(
                    "N446", f"{one.key} is in the file twice", one.line, "keep one of them"
                )
            found.setdefault(one.part, one)
        return [found[part] for part in sorted(found)]

    def _pair_of(self, key: str, source: str) -> Pair | None:
        pair = self.by_key.get(key)
        if pair is not None and pair.original is not None and flat(pair.original.content) == source:
            return pair
        # The paragraph has moved since the export, and others may have taken its name.
        moved = self.by_source.get(source, [])
        return moved[0] if len(moved) == 1 else pair

    def _take(
        self, pair: Pair, original: Unit, segments: Sequence[Returned], *, is_stale: bool
    ) -> None:
        current = None
        if pair.translation is not None:
            current = numbered_as(original.content, pair.translation.content)
        content = self._content(original, current, segments)
        if content is None:
            return
        line = next(one.line for one in segments if one.target is not None)
        is_same = current is not None and content == current
        if not all(one.is_ready for one in segments):
            is_edited = not is_same and all(one.target is not None for one in segments)
            if is_edited and _is_new(segments):
                message = "this translation is still marked as unfinished, and was not taken"
                hint = "mark it as translated (in a PO file, remove fuzzy), and import again"
                self.file.report("N448", message, line, hint, is_warning=True)
            return
        if is_same and pair.translation is not None:
            is_said = self.is_new or pair.status == "changed"
            if (is_said or all(one.is_reviewed for one in segments)) and not is_stale:
                self.merge.confirmed.append((original, pair.translation))
            return
        if self._is_conflict(pair, content, segments, line):
            return
        source = original.source
        if is_stale:
            message = "the original has changed since this was exported"
            hint = (
                "it is taken as a translation of what it said then; see: notepress translate status"
            )
            self.file.report("N448", message, line, hint, is_warning=True)
            source = _older_source(original, segments)
        self.merge.translated.append(Translated(original, pair.translation, content, source, line))

    def _is_conflict(
        self, pair: Pair, content: Content, segments: Sequence[Returned], line: int
    ) -> bool:
        """Report a translation that somebody has edited since the export."""
        mark = segments[0].mark
        if self.is_new or pair.translation is None or pair.status == "untranslated":
            return False
        if mark == digest_of(pair.translation.source):
            return False
        place = f"{pair.translation.path}:{pair.translation.line}"
        theirs, ours = _short(content.shown), _short(pair.translation.content.shown)
        message = f"{place} has been edited since the export, and was left as it is: “{ours}”"
        hint = f"the file has “{theirs}”: put in by hand what is right of it"
        self.file.report("N447", message, line, hint, is_warning=True)
        return True

    def _content(
        self, original: Unit, current: Content | None, segments: Sequence[Returned]
    ) -> Content | None:
        """The translation of a unit with its codes; None after a finding."""
        sentences: list[tuple[Content, str]] = []
        given = [one for one in segments if one.target is not None]
        if len(given) < len(segments):
            message = f"only {len(given)} of {len(segments)} sentences of this are translated"
            hint = "translate all of them; until then the paragraph is left as it is"
            self.file.report("N448", message, given[0].line, hint, is_warning=True)
            return None
        codes = _codes_of(original.content, current)
        spaces = [space for _, space in split_sentences(original.content)]
        is_faulty = False
        for place, one in enumerate(given):
            pieces = list(_pieces(one.target or (), codes, keeps_lines=original.form == "drawn"))
            if unknown := [piece for piece in pieces if isinstance(piece, Tag)]:
                self._report_unknown(unknown, one.line)
                is_faulty = True
                continue
            own = Content(join([piece for piece in pieces if not isinstance(piece, Tag)]))
            space = spaces[place] if place < len(given) - 1 and place < len(spaces) else ""
            if place < len(given) - 1 and not space and not ends_wide(own):
                space = " "
            sentences.append((own, "" if ends_wide(own) else space))
        if is_faulty:
            return None
        content = _stripped(join_sentences(sentences))
        return content if self._is_whole(original, current, content, given[0].line) else None

    def _report_unknown(self, unknown: Sequence[Tag], line: int) -> None:
        shown = ", ".join(
            "a mark without a number" if one.number < 0 else f"<{one.number}>"
            for one in unknown[:4]
        )
        message = f"this paragraph has no mark {shown}"
        self.file.report("N446", message, line, "use the marks of the source, and no others")

    def _is_whole(
        self, original: Unit, current: Content | None, content: Content, line: int
    ) -> bool:
        """Report codes that are missing, too many or crossed."""
        if content == current:
            return True
        missing, surplus = difference(original.content, content)
        if current is not None:
            own, _ = difference(original.content, current)
            _, extra = difference(original.content, current)
            missing = [code for code in missing if code not in own]
            surplus = [code for code in surplus if code.key not in {one.key for one in extra}]
        missing = [code for code in missing if not may_go(code) and code.role != "close"]
        for code in missing[:4]:
            message = f"the translation lacks the {code.kind} {_short(code.shown)}"
            hint = f"put in its mark, {_tag(code)}, where it belongs"
            self.file.report("N446", message, line, hint)
        for code in surplus[:4]:
            message = f"the {code.kind} {_short(code.shown)} is in the translation too often"
            self.file.report("N446", message, line, "keep each mark of the source once")
        is_nested_right = is_nested(content)
        if not is_nested_right:
            message = "marks of this translation begin or end in the wrong order"
            hint = "each passage ends inside what was open when it began"
            self.file.report("N446", message, line, hint)
        if not content.has_words and original.content.has_words and not content.codes:
            self.file.report("N446", "the translation is empty", line, "translate it")
            return False
        return not missing and not surplus and is_nested_right


def _is_new(segments: Sequence[Returned]) -> bool:
    """Whether what is not ready was written by the translator."""
    return any(one.target != one.source for one in segments)


def _codes_of(original: Content, current: Content | None) -> dict[tuple[Role, int], Code]:
    """The codes by end and number: as the translation has them, else as the original does."""
    found: dict[tuple[Role, int], Code] = {
        (code.role, code.number): code for code in original.codes
    }
    for code in current.codes if current else ():
        found[code.role, code.number] = code
    return found


def _pieces(
    target: Marked, codes: dict[tuple[Role, int], Code], *, keeps_lines: bool
) -> Iterator[str | Code | Tag]:
    """Yield text and codes; only drawn tables have lines of their own."""
    for piece in target:
        if not isinstance(piece, str):
            yield codes.get((piece.role, piece.number), piece)
        elif keeps_lines:
            yield piece
        else:
            yield piece.translate(_LINE_ENDS)


def _older_source(original: Unit, segments: Sequence[Returned]) -> str:
    """What the original said when it was exported, as far as its codes are still known."""
    codes = _codes_of(original.content, None)
    pieces: list[Piece] = []
    for one in segments:
        found = _pieces(one.source, codes, keeps_lines=False)
        pieces += [piece for piece in found if not isinstance(piece, Tag)]
        pieces.append(one.space or " ")
    return source_of(_stripped(Content(join(pieces))), original.form)


def _stripped(content: Content) -> Content:
    """A content without spaces at its ends."""
    pieces = list(content.pieces)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return Content(join(pieces))


def _tag(code: Code) -> str:
    return f"<{code.number}/>" if code.role == "alone" else f"<{code.number}>…</{code.number}>"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def typed_for(one: Translated) -> str:
    """What is typed for a new translation, in the form of its original."""
    return write_typed(one.content, one.original.form)


__all__ = ["Merge", "Translated", "merge_returned", "typed_for"]
