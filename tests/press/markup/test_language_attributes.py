"""Elements say their language, and their direction where it turns."""

from __future__ import annotations

import pytest

from pipeline.note import text as t
from pipeline.press.markup.dialect import DialectName
from pipeline.press.markup.writer import Dialect, Writer


def _words(text: str, language: str, *inside: t.Inline) -> t.Foreign:
    return t.Foreign(language=language, inlines=(t.Text(text=text), *inside))


@pytest.mark.parametrize(
    ("language", "root"), [("en", ' lang="en"'), ("zh-Hans", ' lang="zh-Hans"')]
)
def test_a_document_from_left_to_right_needs_no_direction(language: str, root: str) -> None:
    assert Writer(Dialect("web", language)).root_language(language) == root


@pytest.mark.parametrize("language", ["ar", "he-IL", "fa", "az-Arab"])
def test_a_document_from_right_to_left_has_its_direction(language: str) -> None:
    root = Writer(Dialect("web", language)).root_language(language)
    assert root == f' lang="{language}" dir="rtl"'
    root = Writer(Dialect("epub", language)).root_language(language)
    assert root == f' lang="{language}" xml:lang="{language}" dir="rtl"'


@pytest.mark.parametrize("dialect", ["paged", "web"])
def test_a_passage_has_a_direction_where_it_turns(dialect: DialectName) -> None:
    french = _words("Nil", "fr")
    arabic = _words("نهر ", "ar", french)
    written = str(Writer(Dialect(dialect, "en")).inlines((arabic, french)))
    assert written == (
        '<span lang="ar" dir="rtl">نهر <span lang="fr" dir="ltr">Nil</span></span>'
        '<span lang="fr">Nil</span>'
    )
    assert 'lang="ar">' in str(Writer(Dialect(dialect, "he")).inlines((arabic,)))
