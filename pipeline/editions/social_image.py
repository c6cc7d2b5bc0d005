"""The picture for link previews: the note's cover art, its series and its title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.editions.covers.cover_photo import develop_places, social_place
from pipeline.editions.pdf_description import programs_for
from pipeline.editions.photos import screen_pictures
from pipeline.press.fonts.font_sets import font_face_css
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import ADDRESS, PartJob, StyleBundle
from pipeline.press.pdf.printing.settings import colours_of, press_of
from pipeline.press.pdf.rendering.part_picture import draw_first_page
from pipeline.views.cover_art import draw_cover
from pipeline.views.web_page import SOCIAL_IMAGE

if TYPE_CHECKING:
    from pipeline.editions.bench import Bench
    from pipeline.views.cover_art import CoverArt


def draw_social_image(bench: Bench) -> bytes:
    """Draw a picture of 1200 by 630 px, the recommended size for link previews.

    It is a PNG, or a JPEG with the photo of the cover.
    """
    photo = social_place(bench, SOCIAL_IMAGE)
    job = PartJob(
        name="social image",
        html=bench.templates.render(
            "web/social_image.html",
            Writer(Dialect("paged", bench.view.language)),
            view=bench.view,
            colours=colours_of(bench.style),
            photo=photo,
            art=_art(bench),
        ),
        style=StyleBundle(
            font_face_css(bench.fonts, f"{ADDRESS}{{}}".format)
            + stylesheet(bench.style, "social_image"),
            {font.file_name: font.content for font in bench.fonts.fonts},
        ),
        pictures=photo.files if photo else {},
        press=replace(press_of(bench.style), is_wanted=False),
    )
    pages = lay_out_alone(job, bench.engine, PartStore(bench.cache))
    photos = develop_places(bench, [photo], pages.photo_texts) if photo else {}
    return draw_first_page(
        pages,
        programs_for(bench, (pages,)),
        SOCIAL_IMAGE[0],
        bench.cache,
        screen_pictures(photos),
        as_photo=photo is not None,
    )


def _art(bench: Bench) -> CoverArt:
    """The cover art for the right half of the picture."""
    art = draw_cover(bench.note, 120, 100)
    width, height = SOCIAL_IMAGE
    return art.widened(round(art.height * width / height, 2))
