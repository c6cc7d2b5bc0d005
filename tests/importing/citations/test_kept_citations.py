"""What programs keep of citations becomes keys and typed citations, whatever is in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.importing.citations.fields import read_csl, read_field
from pipeline.importing.citations.items import fit_item
from pipeline.importing.citations.library import Library
from pipeline.importing.citations.marks import MARK, mark_of, read_mark, shown_in
from pipeline.importing.citations.references import written_items
from pipeline.importing.citations.typing import Cited, typed, with_labels
from pipeline.load.bibliography.json_entries import read_json
from pipeline.load.citations import find_citations
from pipeline.load.constructs.covering import cover
from pipeline.load.report import Report, SourceText

BROOK = {"type": "book", "title": "Oak", "issued": {"date-parts": [[1951]]}}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
ITEMS = st.dictionaries(
    st.sampled_from(
        ["type", "title", "author", "editor", "issued", "accessed", "DOI", "URL", "page", "volume",
         "publisher", "language", "id", "shortTitle"]
    ),
    ANYTHING,
)  # fmt: skip


@given(ITEMS, ANYTHING, ANYTHING, ANYTHING)
@settings(max_examples=100, deadline=None)
def test_whatever_a_field_holds_gives_a_bibliography_and_a_citation(
    item: dict[str, Any], locator: Any, prefix: Any, uris: Any
) -> None:
    library = Library()
    work = {"itemData": item, "locator": locator, "prefix": prefix, "suffix": prefix, "uris": uris}
    cited = read_csl({"citationItems": [work, work]}, library)
    assert len(library.items) == (1 if cited else 0)
    source = SourceText("references.json", written_items(library.items).decode())
    report = Report()
    entries = read_json(source, report)
    assert [one for one in report.findings if one.severity == "error"] == []
    text = f"So {with_labels(typed(cited), 'en')} it is." if cited else ""
    found = find_citations(text, cover(text))
    assert [one.keys for one in found] == ([(entries[0].key,) * 2] if cited else [])
    assert not any(one.problem for one in found)


@given(st.text(), st.text())
def test_marks_are_read_back(citation: str, shown: str) -> None:
    hidden = {*map(chr, range(0xF0000, 0xF0104))}
    if hidden & {*citation, *shown}:
        return
    text = f"a {mark_of(citation, shown)} b"
    (match,) = MARK.finditer(text)
    assert read_mark(match) == (citation, shown)
    assert shown_in(text) == f"a {shown} b"


@pytest.mark.parametrize(
    ("items", "keys"),
    [
        (
            [{"author": [{"family": "Brook"}]}, {"author": [{"family": "Brook"}], "title": "Two"}],
            ["brook1951", "brook1951b"],
        ),
        ([{"author": [{"family": "Müller-Łoś"}]}], ["mullerłos1951"]),
        ([{"author": [{"literal": "The Water Board of the North"}]}], ["waterboardnorth1951"]),
        ([{"author": [{"family": "王", "given": "小明"}]}], ["王1951"]),
        ([{"editor": [{"family": "Lin"}], "issued": {"raw": "circa 1920"}}], ["lin1920"]),
        ([{"issued": {}}], ["oaknd"]),
        ([{"DOI": "10.5555/x"}, {"DOI": "https://doi.org/10.5555/X", "title": "OAK"}], ["oak1951"]),
    ],
)  # fmt: skip
def test_keys_are_made_from_author_and_year(items: list[dict[str, Any]], keys: list[str]) -> None:
    library = Library()
    found = [library.add({**BROOK, **item}) for item in items]
    assert list(dict.fromkeys(found)) == keys


def test_citations_are_typed_in_the_form_of_the_source() -> None:
    page = Cited("a", "3-5", prefix="see ", suffix="and on")
    assert with_labels(typed([page]), "en") == "[see @a, pp. 3-5 and on]"
    assert with_labels(typed([page]), "de") == "[see @a, s. 3-5 and on]"
    assert with_labels(typed([Cited("a", "7")]), "fr") == "[@a, p. 7]"
    assert with_labels(typed([Cited("a", "7")]), "pl") == "[@a, 7]"
    assert typed([Cited("a", "2", "chapter"), Cited("b", is_without_author=True)]) == (
        "[@a, chap. 2; -@b]"
    )
    assert with_labels(typed([Cited("a", "9", is_in_text=True)]), "en") == "@a [p. 9]"
    assert typed([Cited("a", prefix="x; [y] @z *w*", suffix=", <i>n</i>")]) == (
        "[x, (y) z \\*w\\* @a, n]"
    )


def test_items_lose_what_no_bibliography_holds() -> None:
    item = {"type": "nonsense", "title": "A {T}itle \\& more", "DOI": "no doi", "abstract": "x",
            "URL": "https://doi.org/10.5555/12", "author": "Brook", "issued": 1951}  # fmt: skip
    assert fit_item(item) == {
        "type": "document", "title": "A Title & more", "DOI": "10.5555/12",
        "issued": {"raw": "1951"},
    }  # fmt: skip


def test_broken_fields_name_no_works() -> None:
    library = Library()
    for text in (
        'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [{"id": 1}]}',
        "ADDIN ZOTERO_ITEM CSL_CITATION {broken",
        "ADDIN EN.CITE <EndNote><Cite><Author>R",
        "ADDIN CitaviPlaceholder{bm90IGpzb24=}",
        "ADDIN EN.CITE",
    ):
        assert read_field(text, "!!!", library) == ()
    assert library.items == ()
