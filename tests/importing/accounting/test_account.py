"""An account in which anything lost, doubled, moved or made up is told, with its place."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

import pytest

from pipeline.importing.accounting.account import Account, take_account
from pipeline.importing.accounting.claims import Claims, read_claims
from pipeline.importing.accounting.manuscript_words import read_markdown
from pipeline.importing.accounting.tokens import words_in
from pipeline.importing.ledger import Ledger

WORDS = [
    *("gauge", "ferry", "bridge", "birch", "amber", "river", "weir", "the", "of", "and", "to"),
    *("in", "a", "flow", "lock", "quay", "water", "level", "harbour", "tide", "pilot", "crane"),
]


def text_of(seed: int) -> str:
    """A text with headings, paragraphs, lists, tables, notes, links, formulas and figures."""
    dice = random.Random(seed)

    def sentence() -> str:
        return " ".join(dice.choices(WORDS, k=dice.randrange(4, 25))).capitalize() + "."

    parts, notes = [], []
    for number in range(1, 7):
        parts.append(f"## Part {number}: {sentence()}")
        parts += [" ".join(sentence() for _ in range(4)) for _ in range(4)]
        parts.append("\n".join(f"{at}. {sentence()}" for at in range(1, 4)))
        rows = [[*dice.choices(WORDS, k=2), f"{dice.randrange(10_000)}"] for _ in range(4)]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        parts.append("\n".join([lines[0], "|---|---|---|", *lines[1:]]))
        parts.append(f"{sentence()[:-1]}[^{number}] and [{sentence()}](https://x.org/{number}).")
        parts.append(f"By $x_{number} = {number}$ it is {sentence()}")
        parts.append(f'![{sentence()}](figures/{number}.png "{sentence()}")')
        notes.append(f"[^{number}]: {sentence()}")
    return "\n\n".join([*parts, *notes]) + "\n"


def files_of(text: str) -> dict[str, bytes]:
    return {"text/1-a.md": text.encode(), "note.yaml": b"kind: To be completed\n"}


def nothing() -> Ledger:
    """A ledger that only says what `files_of` made up."""
    ledger = Ledger()
    ledger.complete("note.yaml: kind", "To be completed", "what it is")
    return ledger


NOTHING = read_claims(nothing(), ())


def taken(manuscript: str, files: Mapping[str, bytes], claims: Claims = NOTHING) -> Account:
    return take_account(read_markdown(manuscript), files, claims)


def is_clean(account: Account) -> bool:
    return not (account.missing or account.misplaced or account.inserted)


SEEDS = range(6)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_all_there_is_told_so(seed: int) -> None:
    text = text_of(seed)
    account = taken(text, files_of(text))
    assert is_clean(account)
    assert account.manuscript == account.in_source > 800
    counts = {one.kind: (one.manuscript, one.in_source) for one in account.things}
    wanted = {"table": 6, "figure": 6, "footnote": 6, "formula": 6, "link": 6}
    assert counts == {kind: (number, number) for kind, number in wanted.items()}


def places_of_words(text: str) -> list[re.Match[str]]:
    """The words of running text, but no marks of Markdown."""
    return list(re.finditer(r"(?<![\w/.:^])[a-z]{1,9}(?![\w/.:\]])", text))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_word_that_is_deleted_is_missing(seed: int) -> None:
    text = text_of(seed)
    dice = random.Random(seed)
    for match in dice.sample(places_of_words(text), 25):
        account = taken(text, files_of(text[: match.start()] + text[match.end() :]))
        gone = [one for one in account.missing if one.what == "words"]
        assert [one.text for one in gone] == [match.group()]
        # The same word twice in a row: either of them is the one.
        assert abs(int(gone[0].place.split()[1]) - 1 - text[: match.start()].count("\n")) <= 1
        assert not account.misplaced
        assert not account.inserted


@pytest.mark.parametrize("seed", SEEDS)
def test_every_word_that_comes_twice_is_told(seed: int) -> None:
    text = text_of(seed)
    dice = random.Random(seed)
    for match in dice.sample(places_of_words(text), 25):
        other = dice.choice(places_of_words(text)).start()
        account = taken(text, files_of(f"{text[:other]}{match.group()} {text[other:]}"))
        assert [one.text for one in account.inserted] == [match.group()]
        assert account.inserted[0].place.startswith("text/1-a.md:")
        assert account.missing == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_word_that_is_moved_is_told_with_both_places(seed: int) -> None:
    text = text_of(seed)
    dice = random.Random(seed)
    for match in dice.sample(places_of_words(text), 25):
        rest = text[: match.start()] + text[match.end() :]
        other = max(places_of_words(rest), key=lambda one: abs(one.start() - match.start())).start()
        account = taken(text, files_of(f"{rest[:other]}{match.group()} {rest[other:]}"))
        told = [*account.misplaced, *account.inserted]
        assert match.group() in " ".join(one.text for one in told).split()
        assert account.missing == ()


def blocks_of(text: str, start: str) -> list[str]:
    return [one for one in text.split("\n\n") if one.startswith(start)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("start", "kind"), [("|", "table"), ("![", "figure"), ("[^", "footnote"), ("By $", "formula")]
)
def test_every_thing_that_is_deleted_is_missing(seed: int, start: str, kind: str) -> None:
    text = text_of(seed)
    block = random.Random(seed).choice(blocks_of(text, start))
    account = taken(text, files_of(text.replace(f"{block}\n\n", "").replace(block, "")))
    assert kind in {one.what for one in account.missing}
    lost = {word for one in account.missing for word in one.text.split()}
    bare = re.sub(r"\([^)\"]*|\[\^\d+\]:|\$[^$]+\$|^\d", " ", block)
    assert {one for one in words_in(bare) if one.isalpha()} <= lost


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("start", "kind"), [("|", "table"), ("![", "figure"), ("## ", "words")])
def test_every_block_that_is_moved_is_told_with_both_places(
    seed: int, start: str, kind: str
) -> None:
    text = text_of(seed)
    block = blocks_of(text, start)[0]
    moved = text.replace(f"{block}\n\n", "", 1) + f"\n{block}\n"
    account = taken(text, files_of(moved))
    assert account.missing == ()
    assert {one.now for one in account.misplaced if one.now.startswith("text/1-a.md:")}
    told = " ".join(one.text for one in account.misplaced)
    assert len(words_in(told)) >= len(words_in(block)) / 2


def test_a_table_that_became_text_is_missing_unless_that_is_said() -> None:
    manuscript = "Before.\n\n| a | b |\n|---|---|\n| c | d |\n\nAfter.\n"
    files = files_of("Before.\n\na b\n\nc d\n\nAfter.\n")
    (lost,) = taken(manuscript, files).missing
    assert (lost.what, lost.text, lost.place) == ("table", "a b c d", "line 3")
    ledger = nothing()
    ledger.change(2, "a b c d", "a table of one column became text")
    assert is_clean(taken(manuscript, files, read_claims(ledger, ())))


def test_a_link_without_its_address_is_missing() -> None:
    manuscript = "See [the plan](https://plans.example/a%20b/#top)."
    (lost,) = taken(manuscript, files_of("See the plan.")).missing
    assert (lost.what, lost.text) == ("link", "https://plans.example/a%20b/#top")
    assert is_clean(taken(manuscript, files_of("See [the plan](<https://plans.example/a b>).")))


def test_what_is_said_to_be_left_out_moved_changed_or_made_is_not_told() -> None:
    manuscript = "1. Draft\n\nThe weir. See Table 2. A quote of the weir.\n\nEnd of the text here."
    files = files_of("End of the text here.\n\nThe weir. One picture to describe.\n")
    ledger = nothing()
    ledger.leave_out(1, "Draft", "running head")
    ledger.leave_out(2, "A quote of the weir", "repeats a sentence")
    ledger.change(2, "See Table 2", "reference became a reference of the note")
    ledger.move(3, "End of the text here.", "the first paragraph")
    ledger.complete("text/1-a.md", "One picture to describe", "what the picture shows")
    assert is_clean(taken(manuscript, files, read_claims(ledger, ())))
    account = taken(manuscript, files)
    assert [one.text for one in account.missing] == ["draft", "see table 2 a quote of the weir"]
    assert [one.text for one in account.misplaced] == ["the weir"]
    assert [one.text for one in account.inserted] == ["one picture to describe"]


@pytest.mark.parametrize(
    ("manuscript", "written"),
    [
        ("D rop caps are joined.", "Drop caps are joined."),
        ("infor-\nmation and co-operation", "information and cooperation"),
        ("H<sub>2</sub>O and m<sup>2</sup>", "H~2~O and m^2^"),
        ("“Rock ’n’ roll” isn't", "\"Rock 'n' roll\" isn’t"),
        ("Na\u0306ng e\u0301t\u00e9", "N\u0103ng \u00e9t\u00e9"),
        ("o\ufb03ce \ufb01sh", "office fish"),
        ("so\u00adft and می\u200cروم", "soft and میروم"),
        ("1\u00a0000 &amp; more&nbsp;yet", "1 000 & more yet"),
        ("Straße STRASSE", "Straße STRASSE"),
        ("un*frigging*believable", "un*frigging*believable"),
        ("树大招风 in Beijing", "[树大招风]{lang=zh-Hans} in Beijing"),
        ("- [x] done\n- [ ] open", "- done\n- open"),
        ("Title\n=====\n\nText", "# Title {#title}\n\nText"),
        ("a | b\n--|--\nc | d", "| a | b |\n| --- | --- |\n| c | d |"),
        ("`code here` and a\\*b", "`code here` and a\\*b"),
        ("<!-- not seen -->Seen", "Seen"),
    ],
)
def test_what_is_the_same_is_the_same(manuscript: str, written: str) -> None:
    account = taken(manuscript, files_of(f"{written}\n"))
    assert is_clean(account), (account.missing, account.misplaced, account.inserted)
