"""Each validator passes a sound file and fails a broken copy, so its silence means something."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PIL import Image

from validators.ace import check_accessibility
from validators.browser import PageAudit, audit_page, run_script, take_screenshots
from validators.epubcheck import check_epub
from validators.ghostscript import ink_coverage
from validators.lighthouse import measure_page
from validators.nu import check_html
from validators.reading_engines import Engine, open_epub
from validators.site_server import serve
from validators.specimens import write_epub, write_page, write_pdf
from validators.tools import ToolError
from validators.verapdf import check_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from validators.tools import Message


def codes(messages: list[Message] | tuple[Message, ...]) -> set[str]:
    return {message.code for message in messages}


@pytest.mark.validator
def test_epubcheck(tmp_path: Path) -> None:
    assert check_epub(write_epub(tmp_path)) == []

    twice, again, gone = check_epub(write_epub(tmp_path, broken=True))
    assert str(twice).startswith("ERROR RSC-005 at EPUB/text.xhtml:8:14: ")
    assert twice.text == again.text == 'Error while parsing file: Duplicate ID "one"'
    assert (gone.severity, gone.code) == ("ERROR", "RSC-007")


@pytest.mark.validator
def test_ace(tmp_path: Path) -> None:
    assert check_accessibility(write_epub(tmp_path)) == []

    found = check_accessibility(write_epub(tmp_path, broken=True))
    assert codes(found) == {"image-alt", "metadata-accessibilityhazard", "missing"}
    assert {message.place for message in found} == {"text.xhtml", "EPUB/package.opf", "metadata"}


@pytest.mark.validator
def test_nu(tmp_path: Path) -> None:
    assert check_html(write_page(tmp_path)) == []

    found = [str(message) for message in check_html(write_page(tmp_path, broken=True))]
    assert any(line.startswith("error") and "“alt” attribute" in line for line in found)
    assert any(line.startswith("error") and "CSS: “colour”" in line for line in found)
    assert any(line.startswith("warning") and "“lang” attribute" in line for line in found)

    with pytest.raises(FileNotFoundError):
        check_html(tmp_path / "gone.html")


@pytest.mark.validator
def test_verapdf(tmp_path: Path) -> None:
    accessible, plain = write_pdf(tmp_path, "pdf/ua-1"), write_pdf(tmp_path, None)
    assert check_pdf(accessible, "ua1") == []
    assert "7.1-11" in codes(check_pdf(plain, "ua1"))

    not_archival = check_pdf(accessible, "3a")
    assert "6.6.4-1" in codes(not_archival)

    (tmp_path / "not.pdf").write_text("no PDF at all", encoding="utf-8")
    with pytest.raises(ToolError, match="veraPDF gave no report"):
        check_pdf(tmp_path / "not.pdf", "ua1")
    # It ended then, and another one answers.
    assert check_pdf(accessible, "ua1") == []


@pytest.mark.validator
def test_ghostscript(tmp_path: Path) -> None:
    (inks,) = ink_coverage(write_pdf(tmp_path, "pdf/x-4"))
    assert inks[:3] == (0, 0, 0)
    assert inks.black > 0

    (tmp_path / "not.pdf").write_text("no PDF at all", encoding="utf-8")
    with pytest.raises(ToolError, match="Ghostscript gave no report"):
        ink_coverage(tmp_path / "not.pdf")


@pytest.mark.browser
def test_audit_of_a_sound_page(tmp_path: Path) -> None:
    page = write_page(tmp_path)
    looks = [*audit_page(page), *audit_page(page, [320], ["light"], javascript=False)]
    with serve(tmp_path) as root:
        served = audit_page(root, [1280], ["dark"])

    assert [(look.width, look.scheme) for look in looks[:6]] == [
        (width, scheme) for scheme in ("light", "dark") for width in (320, 375, 1280)
    ]
    assert [problems(look) for look in (*looks, *served)] == [{}] * 8
    assert [look.transferred for look in looks] == [0] * 7
    assert 200 < served[0].transferred < page.stat().st_size + 200


@pytest.mark.browser
def test_audit_of_a_broken_page(tmp_path: Path) -> None:
    page = write_page(tmp_path, broken=True)
    (look,) = audit_page(page, [375], ["dark"])
    (unscripted,) = audit_page(page, [375], ["dark"], javascript=False)

    assert {"image-alt", "html-has-lang", "landmark-one-main"} <= codes(look.violations)
    assert {"A warning", "Error: An exception"} <= set(look.console)
    assert look.overflow > 1600
    assert look.elsewhere == ("https://elsewhere.invalid/picture.png",)
    assert look.failures == ((tmp_path / "gone.png").as_uri(),)

    assert codes(unscripted.violations) == codes(look.violations)
    assert not {"A warning", "Error: An exception"} & set(unscripted.console)


def problems(look: PageAudit) -> dict[str, object]:
    """Give the fields of an audit that say something is wrong."""
    names = ("violations", "console", "overflow", "elsewhere", "failures")
    return {name: getattr(look, name) for name in names if getattr(look, name)}


@pytest.mark.browser
def test_script_of_a_test(tmp_path: Path) -> None:
    script = tmp_path / "count.mjs"
    script.write_text(
        """
        export default async (browser, url, selector) => {
          const page = await browser.newPage();
          await page.goto(url);
          return { count: await page.locator(selector).count() };
        };
        """,
        encoding="utf-8",
    )
    page = write_page(tmp_path).as_uri()
    assert run_script(script, page, "p") == {"count": 1}
    with pytest.raises(ToolError, match=r"count\.mjs gave no report"):
        run_script(script, page, "]")


@pytest.mark.browser
def test_screenshots(tmp_path: Path) -> None:
    (picture,) = take_screenshots(write_page(tmp_path), tmp_path, [320], ["light"])
    assert picture.name == "light-320.png"
    with Image.open(picture) as image:
        assert image.size == (320, 900)
        assert image.convert("L").getextrema() == (0, 255)


@pytest.mark.browser
@pytest.mark.validator
def test_lighthouse(tmp_path: Path) -> None:
    write_page(tmp_path)
    with serve(tmp_path) as root:
        sound = measure_page(root, "mobile")
        write_page(tmp_path, broken=True)
        broken = measure_page(root, "desktop")
        with pytest.raises(ToolError, match="404"):
            measure_page(f"{root}gone.html", "desktop")

    assert sound.scores == {"accessibility": 100, "best-practices": 100, "seo": 100}
    assert broken.scores["accessibility"] < 100
    assert any("image-alt" in line for line in broken.shortcomings)


@pytest.mark.browser
@pytest.mark.parametrize("engine", ["foliate", "epubjs"])
def test_reading_engine(tmp_path: Path, engine: Engine) -> None:
    book = write_epub(tmp_path)
    reading = open_epub(book, engine, tmp_path, screens=1, scheme="dark", start="EPUB/text.xhtml")
    assert reading.contents == ("One", "Two")
    assert reading.pages == ("1", "2")
    assert reading.errors == ()
    (picture,) = reading.screenshots
    with Image.open(picture) as image:
        darkest, lightest = cast("tuple[int, int]", image.convert("L").getextrema())
        assert darkest < 40
        assert lightest > 200

    book.write_text("no EPUB at all", encoding="utf-8")
    with pytest.raises(ToolError):
        open_epub(book, engine, tmp_path, screens=1)


CHECKS: dict[str, Callable[[Path], object]] = {
    "EPUBCheck not run: no java": lambda folder: check_epub(write_epub(folder)),
    "Ace not run: no chromium": lambda folder: check_accessibility(write_epub(folder)),
    "the Nu Html Checker not run: no java": lambda folder: check_html(write_page(folder)),
    "veraPDF not run: no java": lambda folder: check_pdf(write_page(folder), "ua1"),
    "Ghostscript not run: no gs": ink_coverage,
    "Chromium not run: no node": lambda folder: audit_page(write_page(folder)),
    "Lighthouse not run: no node": lambda _: measure_page("http://127.0.0.1/", "mobile"),
}


@pytest.mark.validator
@pytest.mark.parametrize(("reason", "check"), CHECKS.items())
def test_missing_tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str, check: Callable[[Path], object]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    monkeypatch.delenv("NOTEPRESS_REQUIRE_VALIDATORS", raising=False)
    with pytest.raises(pytest.skip.Exception, match=f"^{reason}$"):
        check(tmp_path)

    monkeypatch.setenv("NOTEPRESS_REQUIRE_VALIDATORS", "1")
    with pytest.raises(pytest.fail.Exception, match=f"^{reason}$"):
        check(tmp_path)


def test_validators_that_are_not_fetched_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NODE_MODULES", "JARS"):
        monkeypatch.setattr(f"validators.tools.{name}", tmp_path)
    monkeypatch.setattr("validators.verapdf.JARS", tmp_path)
    monkeypatch.delenv("NOTEPRESS_REQUIRE_VALIDATORS", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"vnu\.jar is not in tests/validators"):
        check_html(write_page(tmp_path))
    with pytest.raises(pytest.skip.Exception, match="its jars are not in tests/validators/lib"):
        check_pdf(tmp_path / "a.pdf", "ua1")

    monkeypatch.setenv("NOTEPRESS_REQUIRE_VALIDATORS", "1")
    (tmp_path / "unavailable").write_text("no repository has it", encoding="utf-8")
    with pytest.raises(pytest.skip.Exception, match="veraPDF not run: no repository has it"):
        check_pdf(tmp_path / "a.pdf", "ua1")
