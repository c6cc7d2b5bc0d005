"""Numerals as each language writes them."""

from __future__ import annotations

import pytest

from pipeline.house_style import load_style
from pipeline.views.numerals import file_size, page_range
from pipeline.workspace import built_in_styles


@pytest.mark.parametrize(
    ("language", "sizes"),
    [
        ("en-GB", ["912 B", "1 KB", "87 KB", "1.0 MB", "1.2 MB"]),
        ("fr", ["912_o", "1_ko", "87_ko", "1,0_Mo", "1,2_Mo"]),
        ("zh-Hans", ["912 B", "1 KB", "87 KB", "1.0 MB", "1.2 MB"]),
        ("fa", ["۹۱۲ بایت", "۱ کیلوبایت", "۸۷ کیلوبایت", "۱٫۰ مگابایت", "۱٫۲ مگابایت"]),
    ],
)
def test_file_sizes(language: str, sizes: list[str]) -> None:
    words = load_style(built_in_styles()).words(language)
    shown = [file_size(size, language, words) for size in (912, 1000, 87_400, 999_500, 1_240_000)]
    assert [size.replace("\u00a0", "_") for size in shown] == sizes


def test_page_ranges() -> None:
    style = load_style(built_in_styles())
    assert page_range(style.words("en"), 5, 5) == "5"
    assert page_range(style.words("en"), 5, 13) == "5–13"
    assert page_range(style.words("fa"), 5, 13) == "۵–۱۳"
