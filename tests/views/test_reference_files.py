"""References as files, read back by pandoc and by our own readers."""

from __future__ import annotations

import json
from typing import Any

from pipeline.load.bibliography.entries import bibtex_of, items_of
from pipeline.load.bibliography.reading import read_bibliography
from pipeline.load.reading.folder import Files
from pipeline.load.report import Report
from pipeline.pandoc import run_pandoc
from pipeline.views.reference_files.files import reference_files

ITEMS: list[dict[str, Any]] = [
    {
        "id": "liu2020",
        "type": "article-journal",
        "title": "Wells & <i>rivers</i>: 50% of US$5",
        "author": [
            {"family": "Liu", "given": "Wei"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "World Bank and Partners"},
        ],
        "container-title": "Water_Policy",
        "volume": "12",
        "issue": "3",
        "page": "3–19",
        "issued": {"date-parts": [[2020, 5, 3]]},
        "DOI": "10.5555/wells_1",
        "language": "en",
    },
    {
        "id": "soares2021",
        "type": "chapter",
        "title": "Bombas e poços",
        "author": [{"family": "Soares", "given": "Rui", "suffix": "Jr."}],
        "editor": [{"family": "Ferreira", "given": "Ana"}],
        "container-title": "O rio",
        "collection-title": "Notes",
        "publisher": "River Press",
        "publisher-place": "Lisboa",
        "issued": {"date-parts": [[2021, 11]]},
    },
    {
        "id": "un2019",
        "type": "webpage",
        "title": "Meters",
        "author": [{"literal": "United Nations"}],
        "issued": {"raw": "2019-03"},
        "accessed": {"date-parts": [[2020, 1, 2]]},
        "URL": "https://example.org/meters?a=1&b=2",
        "keyword": "water, meters",
    },
    {"id": "bare", "type": "report"},
]
KEPT = ("type", "title", "author", "editor", "issued", "DOI", "URL", "volume", "issue", "accessed")


def content(form: str) -> str:
    return next(one.content for one in reference_files("x", ITEMS) if one.format == form)


def plain(item: dict[str, Any]) -> dict[str, Any]:
    found = {name: item[name] for name in KEPT if name in item}
    if "title" in found:
        found["title"] = found["title"].replace("<i>", "").replace("</i>", "")
    if found.get("issued", {}).get("raw"):
        found["issued"] = {"date-parts": [[2019, 3]]}
    return found


def test_bibtex_is_read_back_by_pandoc() -> None:
    read = json.loads(run_pandoc(["-f", "biblatex", "-t", "csljson"], content("BibTeX").encode()))
    first, second, third, bare = read
    assert [item["id"] for item in read] == [item["id"] for item in ITEMS]
    assert (first["title"], first["DOI"], first["page"]) == (
        "Wells & rivers: 50% of US$5",
        "10.5555/wells_1",
        "3-19",
    )
    assert first["author"][2] == {"literal": "World Bank and Partners"}
    assert first["issued"] == {"date-parts": [[2020, 5, 3]]}
    assert second["author"] == [{"family": "Soares", "given": "Rui", "suffix": "Jr."}]
    assert second["container-title"] == "O rio"
    assert third["URL"] == "https://example.org/meters?a=1&b=2"
    assert third["accessed"] == {"date-parts": [[2020, 1, 2]]}
    assert bare["type"] == "report"


def test_no_sign_of_a_doi_or_an_address_ends_its_field() -> None:
    odd = {"id": "odd", "type": "report", "title": "Wells"}
    odd |= {"DOI": "10.5555/a{b_c%", "URL": "https://example.org/a}b\\c_d"}
    written = reference_files("x", [odd])[0].content
    (read,) = json.loads(run_pandoc(["-f", "biblatex", "-t", "csljson"], written.encode()))
    assert (read["DOI"], read["URL"]) == ("10.5555/a%7Bb_c%", "https://example.org/a%7Db%5Cc_d")


def test_our_own_readers_find_nothing_wrong_with_the_syntax() -> None:
    report = Report()
    files = Files("note", {"references.bib": content("BibTeX").encode()})
    found = read_bibliography(files, report)
    assert report.findings == ()
    assert bibtex_of(found.entries).count("@") == len(ITEMS)


def test_ris_is_read_back() -> None:
    report = Report()
    files = Files("note", {"references.ris": content("RIS").encode()})
    found = read_bibliography(files, report)
    assert report.findings == ()
    read = [plain(dict(item)) for item in items_of(found.entries)]
    expected = [plain(item) for item in ITEMS]
    expected[0]["author"][1] = {"family": "van der Berg", "given": "Jan"}
    assert read == expected


def test_endnote_has_a_line_for_each_value() -> None:
    records = content("EndNote").split("\n\n")
    assert records[0].splitlines() == [
        "%0 Journal Article",
        "%A Liu, Wei",
        "%A van der Berg, Jan",
        "%A World Bank and Partners,",
        "%T Wells & rivers: 50% of US$5",
        "%J Water_Policy",
        "%V 12",
        "%N 3",
        "%P 3–19",
        "%D 2020",
        "%8 2020-05-03",
        "%R 10.5555/wells_1",
        "%G en",
    ]
    assert records[3] == "%0 Report\n"


def test_csl_json_is_as_it_was() -> None:
    assert json.loads(content("CSL-JSON")) == ITEMS
    run_pandoc(["-f", "csljson", "-t", "json"], content("CSL-JSON").encode())
