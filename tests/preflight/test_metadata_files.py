"""The check of files of metadata finds those that are damaged, or of another note."""

from __future__ import annotations

import pytest

from pipeline.preflight.metadata_files import check_metadata

TITLE = "What the River Remembers: A conversation"
XML = "application/xml"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<a><t>What the River Remembers: A conversation</t></a>", XML),
        (b"<a><t>What the River Remembers</t><s>A conversation</s></a>", XML),
        (b"<a><t>What the River Remembers :</t><s>A conversation /</s></a>", XML),
        (b'{"a": [{"title": "What the River Remembers: A conversation"}]}', "application/json"),
        (b'{"a": [{"title": "What the River Remembers"}, 3, true]}', "application/json"),
    ],
)
def test_a_sound_file_passes(content: bytes, media_type: str) -> None:
    assert list(check_metadata(content, media_type, TITLE)) == []


@pytest.mark.parametrize("question", ["Who keeps the water?", "من يحفظ الماء؟"])
def test_a_title_that_is_a_question_is_found_before_its_subtitle(question: str) -> None:
    content = f"<a><t>{question}</t><s>A talk</s></a>".encode()
    assert list(check_metadata(content, XML, f"{question} A talk")) == []


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b"<a><t>What the River", XML, "N420"),
        (b'{"a": [', "application/json", "N420"),
        (b"<a><t>What the River</t></a>", XML, "N486"),
        (b"<a><t>What</t><t/><t>A conversation</t></a>", XML, "N486"),
        (b'{"title": "Another note", "number": 3}', "application/json", "N486"),
    ],
)
def test_a_fault_is_found(content: bytes, media_type: str, code: str) -> None:
    assert [one.code for one in check_metadata(content, media_type, TITLE)] == [code]
