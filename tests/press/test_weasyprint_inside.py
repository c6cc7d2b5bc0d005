"""The private API of WeasyPrint that we use exists in the pinned version.

If this fails after an update, read painting.py, sign_painting.py, part_stream.py and
whole_font.py in pipeline/press/pdf/writing, shaped_lines.py in pipeline/press/pdf/letters,
line_ends.py, continued_boxes.py and forkable_fonts.py against the new version before changing
anything here.
"""

from __future__ import annotations

import inspect
import re
from importlib.metadata import requires, version

import weasyprint
from weasyprint import pdf
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.pdf import fonts, stream
from weasyprint.text import fonts as text_fonts
from weasyprint.text.ffi import ffi

from pipeline.press.layout.forkable_fonts import ForkableFonts
from pipeline.press.pdf.writing.part_stream import PartStream


def test_the_version_is_pinned() -> None:
    (pin,) = (one for one in requires("notepress") or () if one.startswith("weasyprint"))
    assert re.fullmatch(r"weasyprint==[\d.]+", pin)
    assert pin == f"weasyprint=={version('weasyprint')}"


def test_the_names_we_stand_in_for_are_used() -> None:
    source = inspect.getsource(pdf.generate_pdf)
    assert "stream = Stream(" in source
    assert "add_tags(pdf, document, options['pdf_version'], page_streams)" in source
    assert "return Stream(**kwargs)" in inspect.getsource(stream.Stream.clone)
    assert pdf.Stream is stream.Stream
    assert set(weasyprint.DEFAULT_OPTIONS) >= {"pdf_tags", "pdf_version"}


def test_lines_are_split_by_the_name_we_stand_in_for() -> None:
    source = inspect.getsource(inline.split_text_box)
    assert "layout, length, resume_index, width, height, baseline = split_first_line(" in source
    assert list(inspect.signature(inline.split_first_line).parameters)[:4] == [
        *("text", "style", "context", "max_width"),
    ]


def test_boxes_are_laid_out_by_the_name_we_stand_in_for() -> None:
    assert "= block_container_layout(" in inspect.getsource(block.block_box_layout)
    assert list(inspect.signature(block.block_container_layout).parameters)[:8] == [
        *("context", "box", "bottom_space", "skip_stack", "page_is_empty"),
        *("absolute_boxes", "fixed_boxes", "adjoining_margins"),
    ]
    # The borders of a part of a box are removed before its content is placed.
    source = inspect.getsource(block.block_container_layout)
    assert source.index("box.remove_decoration(") < source.index("box.content_box_y()")


def test_what_we_override_is_there() -> None:
    ours = [
        name
        for name, member in vars(PartStream).items()
        if inspect.isfunction(member)
        and name not in ("_soften_hyphen", "_add_space", "_fill_gap", "forget_line_end", "ink")
        and name not in ("meaning", "_with_meaning")
    ]
    assert len(ours) >= 8
    assert [name for name in ours if not hasattr(stream.Stream, name)] == []
    assert list(inspect.signature(fonts.Font.clean).parameters) == ["self", "to_unicode", "hinting"]


def test_boxes_are_what_we_take_them_for() -> None:
    for name in ("LineBox", "TextBox", "ReplacedBox", "MarginBox", "TableRowGroupBox"):
        assert issubclass(getattr(boxes, name), boxes.Box)
    assert "placeholders" in inspect.signature(boxes.Box.descendants).parameters


def test_fonts_are_configured_as_we_take_them_to_be() -> None:
    source = inspect.getsource(text_fonts.FontConfiguration.__init__)
    assert "self._config = fontconfig.FcInitLoadConfigAndFonts()" in source
    assert "self.font_map = ffi.gc(" in source
    assert "fontconfig.FcConfigDestroy(self._config)" in source
    ours = ForkableFonts()
    first = ours.font_map
    assert ours.font_map is first
    ours.release()
    assert ours.font_map is not first
    assert ffi.typeof(ours.font_map) is ffi.typeof(first)


def test_a_font_is_used_by_the_name_we_give_it() -> None:
    assert "pdf_fonts[font.hash] = " in inspect.getsource(fonts.build_fonts_dictionary)
    assert "stream.set_font_size(font.hash, " in inspect.getsource(draw_text.draw_first_line)
    assert list(inspect.signature(fonts.Font).parameters) == [
        *("pango_font", "description", "font_size"),
    ]


def test_text_is_drawn_by_the_name_we_stand_in_for() -> None:
    source = inspect.getsource(draw_text.draw_text)
    assert "emojis = draw_first_line(" in source
    assert "Matrix(d=-1, e=x, f=y))" in source
    assert list(inspect.signature(draw_text.draw_first_line).parameters) == [
        *("stream", "textbox", "text_overflow", "block_ellipsis", "matrix"),
    ]


def test_shaped_text_has_what_we_read_of_it() -> None:
    source = inspect.getsource(draw_text.draw_first_line)
    for used in (
        "pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)",
        "first_line, index = textbox.pango_layout.get_first_line()",
        "run = first_line.runs[0]",
        "clusters = glyph_string.log_clusters",
        "glyph_item.item.analysis.level % 2",
        "glyph_id == pango.PANGO_GLYPH_EMPTY",
        "glyph_id & pango.PANGO_GLYPH_UNKNOWN_FLAG",
        "rise = glyph_info.geometry.y_offset",
        "offset = glyph_item.item.offset",
    ):
        assert used in source


def test_a_font_says_what_we_ask_of_it() -> None:
    source = inspect.getsource(fonts)
    assert "'CIDToGIDMap': '/Identity'" in source
    assert "'BaseFont': font.name" in source
    assert "next_unused_glyph_id = self.glyph_count + len(self.missing)" in source
