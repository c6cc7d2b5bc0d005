"""What the web edition may load and run: its own, and nothing that a source could put into it."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from web_site import Site, build_site

if TYPE_CHECKING:
    from lxml import html

    from pipeline.note import Note

pytestmark = pytest.mark.slow

HOSTILE = "</script></style><script>alert(1)</script><!-- \" onclick='alert(2)' {{ 7 * 7 }}"


@pytest.fixture(scope="module", params=["rich_note", "real_note"])
def site(request: pytest.FixtureRequest) -> Site:
    return build_site(request.getfixturevalue(request.param))


@pytest.fixture(params=["page", "alone"])
def page(request: pytest.FixtureRequest, site: Site) -> html.HtmlElement:
    found: html.HtmlElement = getattr(site, request.param)
    return found


def rules(page: html.HtmlElement) -> dict[str, list[str]]:
    (content,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return {name: values for name, *values in (rule.split() for rule in content.split(";"))}


def hashes(blocks: list[html.HtmlElement]) -> list[str]:
    digests = (hashlib.sha256(block.text.encode()).digest() for block in blocks)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def test_only_the_blocks_of_the_page_itself_may_style_and_run(page: html.HtmlElement) -> None:
    policy = rules(page)
    assert policy["default-src"] == ["'none'"]
    assert policy["style-src"] == hashes(page.xpath("//style"))
    assert sorted(policy["script-src"]) == sorted(hashes(page.xpath("//script")))
    assert policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert not [one for values in policy.values() for one in values if "unsafe" in one]


def test_the_policy_stands_before_all_it_governs(page: html.HtmlElement) -> None:
    head = [child.get("http-equiv") or child.tag for child in page.find("head")]
    policy = head.index("Content-Security-Policy")
    assert not [one for one in head[:policy] if one in {"style", "script", "link"}]


def test_fonts_and_pictures_come_from_beside_or_from_inside(site: Site) -> None:
    assert rules(site.page)["font-src"] == ["'self'"]
    assert rules(site.page)["img-src"] == ["'self'", "data:"]
    assert rules(site.alone)["font-src"] == rules(site.alone)["img-src"] == ["data:"]


def test_no_element_has_a_style_or_a_handler(page: html.HtmlElement) -> None:
    names = {name for element in page.iter() for name in element.attrib}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_nothing_is_asked_of_another_host(site: Site, page: html.HtmlElement) -> None:
    loaded = page.xpath(
        "//@src | //link[@rel!='canonical' and @rel!='alternate']/@href | //@srcset | //@poster"
    )
    loaded += re.findall(r"url\(\"?([^\")]+)", page.findtext(".//style"))
    assert loaded
    assert not [one for one in loaded if one.startswith(("http:", "https:", "//"))]
    if page is site.alone:
        assert not [one for one in loaded if not one.startswith("data:")]


def test_hostile_words_stay_words(rich_note: Note) -> None:
    data = rich_note.metadata
    metadata = data.model_copy(
        update={
            "title": HOSTILE,
            "subtitle": HOSTILE,
            "description": HOSTILE,
            "subjects": (HOSTILE,),
        }
    )
    note = rich_note.model_copy(update={"metadata": metadata})
    ordinary, hostile = build_site(rich_note).page, build_site(note).page
    for tag in ("script", "style"):
        assert len(hostile.xpath(f"//{tag}")) == len(ordinary.xpath(f"//{tag}"))
    assert not hostile.xpath("//@onclick")
    assert sorted(hashes(hostile.xpath("//script"))) == sorted(rules(hostile)["script-src"])
    assert hostile.xpath("string(//h1)") == HOSTILE
