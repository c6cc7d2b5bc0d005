"""Subsets shape text as the whole fonts do: nothing of the features of a script is cut away."""

from __future__ import annotations

import re
from typing import Any

import pytest
import uharfbuzz

from pipeline.languages.writing import script_of_letter
from pipeline.press.fonts.faces import face_named
from pipeline.press.fonts.subset import open_design, page_features, subset_face, web_features

TEXTS = {
    "note-arab-400": (
        "لا يكفي أن تُحسب الحصص مرّةً واحدة؛ فالمياه الجوفية تُستنزف ببطء، ومن يقيسها شهرًا بعد شهر "
        "يعرف كم بقي. «وقال الخبير: إنّ اللهَ مع الصابرين»، ثمّ سأل: أليس هذا حقًّا؟ "
        "پیش‌نویس گزارش می‌گوید که آب کم است."
    ),
    "note-arab-700": "كيف تُدار المياه الجوفية المشتركة بعدل؟ قياس المياه في أربعة أحواض",
    "note-hebr-400": "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ. מים משותפים, וצדק לכולם: כ־38 אחוזים.",
    "note-hebr-700": "מדידת מי תהום בארבעה אגנים",
    "note-deva-400": (
        "भारत में जल प्रबंधन का प्रश्न महत्त्वपूर्ण है। किसानों ने कहा कि भूजल का उपयोग न्यायपूर्ण ढंग से होना चाहिए। "
        "स्वास्थ्य, शिक्षा, कृषि, राष्ट्रीय, विश्वविद्यालय, अर्थव्यवस्था, प्रौद्योगिकी, क्षेत्र, ज्ञान, श्रमिक, ढ़, "
        "फ़ैसला, उद्देश्य, विद्यार्थी, पृथ्वी, ह्रास, दृष्टि, रुपये, शृंखला, लक्ष्मी, ट्रैक्टर, द्ध्र"
    ),
    "note-deva-700": "साझा भूजल का न्यायपूर्ण प्रबंधन कैसे हो?",
}


def shaped(font: Any, run: str) -> list[tuple[int, int, int, int]]:
    """The glyphs of a run: their clusters, widths and offsets in units of the design."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    assert all(info.codepoint for info in buffer.glyph_infos), run
    return [
        (info.cluster, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@pytest.mark.parametrize("features_of", [page_features, web_features])
@pytest.mark.parametrize("name", TEXTS)
def test_a_subset_shapes_every_word_as_the_whole_font_does(name: str, features_of: Any) -> None:
    face = face_named(name)
    script = face.design.script
    whole = uharfbuzz.Font(open_design(face.design))
    whole.set_variations(dict(face.axes))
    content = subset_face(face, set(TEXTS[name]), features_of(script))
    cut = uharfbuzz.Font(uharfbuzz.Face(content))
    runs = [
        run
        for word in re.split(r"\s", TEXTS[name])
        for run in re.findall(r"\w[\w\u0300-\u06ff\u0900-\u094f\u200c]*", word)
        if script_of_letter(run[0]) == script
    ]
    assert len(runs) >= 4
    for run in runs:
        one, other = shaped(cut, run), shaped(whole, run)
        assert [glyph[0] for glyph in one] == [glyph[0] for glyph in other], run
        # Anchors at a position of an axis are rounded once more.
        assert one == [pytest.approx(glyph, abs=1) for glyph in other], run
