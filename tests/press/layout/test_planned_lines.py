"""Lines on pages end where they are planned, in text of every kind."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from line_edges import line_edges
from part_jobs import part_job

from pipeline.press.parts.parts import LOOSENESS

pytestmark = pytest.mark.slow

CSS = "p, td { width: 80mm; text-align: start; hyphens: auto }"
SENTENCE = (
    "Participants from Australia said that cooperation had been valued for its experts, and that "
    "the institutions of each country were responsible for the standards they apply. "
)
LATIN = "Of the boards that met in Geneva, three were asked what they had measured in it since."


def lines(*paragraphs: str, css: str = CSS) -> list[str]:
    """The words of the lines of paragraphs."""
    return [words for words, *_ in line_edges(*paragraphs, css=css)]


def test_the_faults_of_lines_set_one_by_one_are_gone() -> None:
    for tenths in range(0, 200, 20):
        css = CSS.replace("80mm", f"{60 + tenths / 10}mm")
        found = line_edges(f"<p>{SENTENCE * 2}</p>", css=css)
        words = [one[0] for one in found]
        hyphens = [line.endswith("\u2010") for line in words]
        assert (True, True) not in set(pairwise(hyphens))
        assert not any(re.search("[A-Z]\\w*\u2010$", line) for line in words)
        measure = (60 + tenths / 10) * 96 / 25.4
        assert found[-1][2] - found[-1][1] >= measure / 4 - 0.1
        assert all(right - left <= measure + 0.1 for _, left, right in found)


def test_nothing_is_lost_and_nothing_said_twice() -> None:
    rich = (
        "<p>Some <code style='padding: 0 3px'>code</code> and <em>stress on <strong>two"
        "</strong></em>, a<sub>2</sub> formula <b style='display: inline-block; width: 20px'></b>, "
        f'an address https://<wbr>example<wbr>.org/<wbr>measured, <a href="#a">{SENTENCE}</a> '
        f"one<br>line <bdi dir=rtl>مرحبا بكم</bdi> and <span>{SENTENCE}</span> more than "
        "25&nbsp;m, super&shy;cali&shy;fragi&shy;listic.</p>"
    )
    plain = re.sub(r"<br>", " ", rich)
    wanted = re.sub(r"<[^>]*>", "", plain).replace("&nbsp;", "\u00a0").replace("&shy;", "")
    found = " ".join(lines(rich)).replace("\u200b", "").replace("\u00ad", "")
    letters = re.sub(r"\u2010 |\s", "", found)
    assert letters == re.sub(r"\s", "", wanted)


def test_a_first_line_is_as_much_shorter_as_it_is_indented() -> None:
    css = CSS + "p { text-indent: 9mm }"
    measure = 80 * 96 / 25.4
    found = line_edges(f"<p>{SENTENCE}</p>", css=css)
    assert found[0][1] > found[1][1] + 30
    assert all(right <= found[1][1] + measure + 0.1 for _, _, right in found)


def test_a_number_is_not_parted_from_its_unit_in_another_element() -> None:
    # Whatever the measure: the text has been set piece by piece, so that its space would break.
    for tenths in range(0, 300, 30):
        css = CSS.replace("80mm", f"{40 + tenths / 10}mm")
        found = lines(
            "<p>Of the river they saw that <em>25</em> kg of trout were too few.</p>", css=css
        )
        assert not any(line.endswith("25") for line in found)


def test_justified_lines_end_at_both_edges() -> None:
    css = CSS.replace("start", "justify")
    found = line_edges(f"<p>{SENTENCE * 2}</p>", css=css)
    measure = 80 * 96 / 25.4
    for _, left, right in found[:-1]:
        assert right - left == pytest.approx(measure, abs=0.2)


def test_a_paragraph_is_a_line_longer_where_it_is_asked_to_be() -> None:
    usual = lines(f"<p>{SENTENCE * 4}</p>")
    longer = lines(f"<p {LOOSENESS}=1>{SENTENCE * 4}</p>")
    assert len(longer) == len(usual) + 1
    assert len(lines(f"<p {LOOSENESS}=1>{LATIN}</p>")) == len(lines(f"<p>{LATIN}</p>"))


def test_lines_in_a_column_of_another_width_are_planned_for_it() -> None:
    found = line_edges(f"<table><tr><td style='width: 40mm'>{LATIN}</td></tr></table>", css="")
    assert len(found) > 2
    assert all(right - left <= 40 * 96 / 25.4 + 0.1 for _, left, right in found)


def test_chinese_is_justified_between_its_signs_and_latin_words_are_not() -> None:
    text = (
        "活字是毕昇在宋代庆历年间发明的，沈括在EPUB里记下了它的做法，近一千年来，字的材料换了几次。"
        * 2
    )
    css = "p { width: 77mm; text-align: justify }"
    found = line_edges(f"<p lang=zh-Hans>{text}</p>", css=css)
    measure = 77 * 96 / 25.4
    for words, left, right in found[:-1]:
        assert right - left == pytest.approx(measure, abs=0.3), words
    assert "".join(words for words, *_ in found) == text
    assert not any(words[0] in "，。" for words, *_ in found)


def test_texts_that_are_left_to_the_engine_are_counted() -> None:
    program = (
        "import pickle, sys\n"
        "from pipeline.press.engine.fontconfig import use_private_fontconfig\n"
        "use_private_fontconfig()\n"
        "from pipeline.press.layout.weasyprint import lay_out_part\n"
        "job = pickle.load(sys.stdin.buffer)\n"
        "print(lay_out_part(job, lambda _: job.numbering).lines)\n"
    )
    image = '<span style="float: left">A float</span>'
    job = part_job(f"<p>{SENTENCE}</p><p>Some {image}{SENTENCE}</p>", CSS)
    done = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(job), capture_output=True, check=False
    )
    assert done.stdout.decode().strip() == "LineCount(planned=1, left=('a float',))", done.stderr
