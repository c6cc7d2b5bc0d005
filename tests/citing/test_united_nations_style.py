"""The style of the United Nations Editorial Manual, by works such as the manual has them."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from kept_in_memory import Memory

from pipeline.citing.answer import Answer, read_answer
from pipeline.citing.request import Request, answer_to
from pipeline.citing.styles import read_built_in
from pipeline.note.citations import Cited
from pipeline.note.text import Footnote
from pipeline.note.walk import plain, words_of


def people(*names: str) -> list[dict[str, str]]:
    return [dict(zip(("given", "family"), name.rsplit(" ", 1), strict=True)) for name in names]


WORKS: Final[dict[str, dict[str, Any]]] = {
    "book": {
        "type": "book",
        "author": people("Ada Brook"),
        "title": "The Last Gate: A Story of a River",
        "title-short": "The Last Gate",
        "publisher-place": "Watertown",
        "publisher": "River Press",
        "issued": {"date-parts": [[1998]]},
    },
    "article": {
        "type": "article-journal",
        "author": people("Tom Ford", "Yue Lin"),
        "title": "Water among neighbours: 1820–1992",
        "container-title": "Journal of Small Rivers",
        "volume": "92",
        "issue": "4",
        "page": "727-744",
        "issued": {"date-parts": [[2002, 9]]},
        "DOI": "10.1000/rivers.4",
    },
    "chapter": {
        "type": "chapter",
        "author": people("Ada Brook", "Tom Ford", "Yue Lin", "Eva Cole"),
        "title": "On gates",
        "container-title": "The Book of Rivers",
        "editor": people("Max Berg"),
        "page": "12-34",
        "publisher": "River Press",
        "issued": {"date-parts": [[1999]]},
    },
    "resolution": {
        "type": "report",
        "author": [{"literal": "General Assembly"}],
        "title": "Water for all",
        "number": "A/RES/70/1",
        "issued": {"date-parts": [[2015, 10, 21]]},
    },
    "survey": {
        "type": "report",
        "title": "Survey of Rivers 2008",
        "genre": "United Nations publication",
        "number": "Sales No. E.08.II.C.2",
        "issued": {"date-parts": [[2008]]},
    },
    "paper": {
        "type": "report",
        "author": people("Eva Cole"),
        "title": "Tolls on the ground",
        "collection-title": "River Office Working Paper",
        "number": "237",
        "publisher-place": "Geneva",
        "publisher": "River Office",
        "issued": {"date-parts": [[2004, 12]]},
    },
    "page": {
        "type": "webpage",
        "author": [{"literal": "Water Board"}],
        "title": "Drinking-water",
        "URL": "https://water.example/",
        "issued": {"date-parts": [[2022, 3, 21]]},
        "accessed": {"date-parts": [[2024, 5, 17]]},
    },
}

FOOTNOTES: Final = {
    "[@book, p. 12]": (
        "Ada Brook, The Last Gate: A Story of a River (Watertown, River Press, 1998), p. 12."
    ),
    "[@book, pp. 13-14]": "Ibid., pp. 13–14.",
    "[@book]": "Brook, The Last Gate.",
    "[@article]": (
        "Tom Ford and Yue Lin, “Water among neighbours: 1820–1992”, Journal of Small Rivers, "
        "vol. 92, No. 4 (September 2002), pp. 727–744. "
        "Available at https://doi.org/10.1000/rivers.4."
    ),
    "[@resolution, para. 5]": "General Assembly, “Water for all” (A/RES/70/1), para. 5.",
    "[see @book, chap. 3; @resolution, paras. 6-7]": (
        "See Brook, The Last Gate, chap. 3; A/RES/70/1, paras. 6–7."
    ),
    "[@chapter]": (
        "Ada Brook and others, “On gates”, in The Book of Rivers, Max Berg, ed. "
        "(River Press, 1999), pp. 12–34."
    ),
    "[@survey]": ("Survey of Rivers 2008 (United Nations publication, Sales No. E.08.II.C.2)."),
    "[@{survey}]": "Ibid.",
    "[@paper]": (
        "Eva Cole, “Tolls on the ground”, River Office Working Paper, No. 237 "
        "(Geneva, River Office, 2004)."
    ),
    "[@page]": (
        "Water Board, “Drinking-water”, 21 March 2022. "
        "Available at https://water.example/ (accessed on 17 May 2024)."
    ),
    "[@article, p. 730]": "Ford and Lin, “Water among neighbours: 1820–1992”, p. 730.",
}

SOURCES: Final = (
    "Brook, Ada. The Last Gate: A Story of a River. Watertown: River Press, 1998.",
    (
        "Brook, Ada, and others. On gates. In The Book of Rivers, Max Berg, ed., pp. 12–34. "
        "River Press, 1999."
    ),
    (
        "Cole, Eva. Tolls on the ground. River Office Working Paper, No. 237. "
        "Geneva: River Office, 2004."
    ),
    (
        "Ford, Tom, and Yue Lin. Water among neighbours: 1820–1992. Journal of Small Rivers, "
        "vol. 92, No. 4 (September 2002), pp. 727–744. "
        "Available at https://doi.org/10.1000/rivers.4."
    ),
    "General Assembly. Water for all (A/RES/70/1).",
    "Survey of Rivers 2008. United Nations publication, Sales No. E.08.II.C.2.",
    (
        "Water Board. Drinking-water. 21 March 2022. "
        "Available at https://water.example/ (accessed on 17 May 2024)."
    ),
)


@pytest.fixture(scope="module")
def answer() -> Answer:
    entries = json.dumps([{"id": key, **work} for key, work in WORKS.items()])
    request = Request(
        cited=[Cited(source=typed, keys=tuple(WORKS)) for typed in FOOTNOTES],
        files={"works.json": entries},
        style=read_built_in("un"),
        language="en-GB",
    )
    return read_answer(answer_to(request, Memory()))


def test_footnotes_are_those_of_the_manual(answer: Answer) -> None:
    said = [
        words_of(one.blocks)
        for inlines in answer.citations
        for one in inlines
        if isinstance(one, Footnote)
    ]
    assert said == list(FOOTNOTES.values())


def test_sources_are_listed_as_in_the_manual(answer: Answer) -> None:
    assert tuple(plain(work.inlines) for work in answer.works) == SOURCES
