"""Spaces of signs, and raised endings, across the elements of a line."""

from __future__ import annotations

import pytest

from pipeline.note import text as t
from pipeline.press.markup.lines.signs import raised, raised_in, spaced

# An emphasis is written as in Markdown; ~ is a no-break space, _ a narrow one.
LINES = {
    "*2021*; Kumar": "*2021*_; Kumar",
    "*2021* ; Kumar": "*2021*_; Kumar",
    "mot *?* oui": "mot_*?* oui",
    "mot*?!* oui": "mot*_?!* oui",
    "« *mot* » dit": "«_*mot*_» dit",
    "«*mot*» dit": "«_*mot*_» dit",
    "«*mot»* dit": "«_*mot_»* dit",
    "*mot*: *oui*": "*mot*~: *oui*",
    "(*!*)": "(*!*)",
    "*http*://x": "*http*://x",
    "*mot*, oui": "*mot*, oui",
}
ORDINALS = {
    "le 1er mars": "le 1<sup>er</sup> mars",
    "XIXe siècle, 2e et 3es": "XIX<sup>e</sup> siècle, 2<sup>e</sup> et 3<sup>es</sup>",
    "François Ier, la Ve République": "François I<sup>er</sup>, la V<sup>e</sup> République",
    "Vers Vienne, Ire, 3f2e, x.fr/1er, a@1er.fr": "Vers Vienne, Ire, 3f2e, x.fr/1er, a@1er.fr",
}


def line_of(source: str) -> t.Inlines:
    texts = [(place % 2, t.Text(text=text)) for place, text in enumerate(source.split("*")) if text]
    return tuple(t.Emphasis(inlines=(text,)) if is_inside else text for is_inside, text in texts)


def written(line: t.Inlines) -> str:
    return "".join(
        one.text if isinstance(one, t.Text) else f"*{written(one.inlines)}*"  # type: ignore[union-attr]
        for one in line
    )


@pytest.mark.parametrize("source", LINES)
def test_a_sign_has_its_space_beside_an_element(source: str) -> None:
    line = spaced(line_of(source), "fr")
    assert written(line).replace("\u00a0", "~").replace("\u202f", "_") == LINES[source]
    assert spaced(line, "fr") == line
    assert spaced(line_of(source), "en") == line_of(source)


@pytest.mark.parametrize("source", ORDINALS)
def test_endings_of_ordinal_numbers_are_raised(source: str) -> None:
    assert raised_in(source, "fr") == ORDINALS[source]
    assert raised_in(source, "en") == source
    pieces = raised((t.Text(text=source),), "fr")
    markup = "".join(
        one.text if isinstance(one, t.Text) else f"<sup>{one.inlines[0].text}</sup>"  # type: ignore[union-attr]
        for one in pieces
    )
    assert markup.replace("\u00a0", " ") == ORDINALS[source]
