"""A second id of an element is found wherever one may stand; pandoc loses it without a word."""

from __future__ import annotations

import string

import pytest

from .shown import HEAD, outcomes

FIGURE = "![The river.](figures/river.svg)"
TABLE = "| Village |\n|---------|\n| Upper   |"
GIVEN_TWICE = {
    "### The gates {#gates #doors}\n\nThey are closed.": "1:23",
    "### The gates {#gates}{#doors}\n\nThey are closed.": "1:24",
    "{#gates}\n### The gates {#doors}\n\nThey are closed.": "2:16",
    "{#gates}\n\n### The *old* [三里]{lang=zh} gates {#doors}\n\nThey are closed.": "3:36",
    "{#gates #doors}\nThey are closed.": "1:9",
    "{#gates\n#doors}\nThey are closed.": "2:1",
    "{#gates}\n{.keep-together}\n{#doors}\nThey are closed.": "3:2",
    "{#gates}\n\n{#doors}\n\nThey are closed.": "3:2",
    "{#gates .keep-together id=doors}\nThey are closed.": "1:24",
    "> {#gates}\n> {#doors}\n> They are closed.": "2:4",
    "- {#gates}\n  {#doors}\n  They are closed.": "2:4",
    FIGURE + "{#gates #doors}": "1:41",
    FIGURE + "{#gates}{#doors}": "1:42",
    "{#gates}\n" + FIGURE + "{#doors}": "2:34",
    "{#gates #doors}\n" + FIGURE: "1:9",
    "{#gates #doors}\n" + TABLE: "1:9",
    '{#gates caption="a #c"}\n{#doors}\n' + TABLE: "2:2",
    '::: {.box #gates #doors title="Gates"}\nThey are closed.\n:::': "1:18",
    '{#gates}\n::: {.box #doors title="Gates"}\nThey are closed.\n:::': "2:11",
    "::: {.recommendation #gates #doors}\nClose them.\n:::": "1:29",
    "[They are closed.]{.key #gates #doors}": "1:32",
    "$$x_i$$ {#gates #doors}": "1:17",
    "{#gates}\n$$x_i$$ {#doors}": "2:10",
}
RIGHT = (
    "{#gates .keep-together}\nThey are closed.",
    "{#gates #gates}\nThey are closed.",
    '::: {.box #gates title="Gates"}\n{#doors}\nThey are closed.\n:::',
    "### The gates {#gates}\n\n{#doors}\nThey are closed.",
    "{#gates}\n- {#doors}\n  They are closed.",
    "[They are closed.]{.key #gates} [Who says so?]{.key #doors}",
    "They are closed.\n\n{#gates}\nThey are open.\n\n{#doors}\n" + TABLE,
    '{#gates caption="Gate #doors"}\n' + TABLE,
    "They write `{#gates #doors}` and \\{#gates #doors}.",
)


def test_a_second_id_is_found_at_its_place() -> None:
    above = HEAD.count("\n")
    # All are of one note: each gets ids of its own.
    letters = string.ascii_lowercase[: len(GIVEN_TWICE)]
    passages = [
        typed.replace("gates", f"gate{own}").replace("doors", f"door{own}")
        for own, typed in zip(letters, GIVEN_TWICE, strict=True)
    ]
    for typed, found in zip(GIVEN_TWICE, outcomes(passages), strict=True):
        assert not isinstance(found, str), typed
        places = [f"{one.code} {one.place.line - above}:{one.place.column}" for one in found]
        assert places == [f"N102 {GIVEN_TWICE[typed]}"], typed
        assert found[0].message == "a second id is given"


@pytest.mark.parametrize("typed", RIGHT)
def test_one_for_each_element_is_right(typed: str) -> None:
    (found,) = outcomes([typed])
    # A list has no id, which is another finding.
    assert isinstance(found, str) or "second" not in "".join(one.message for one in found)
