"""Key messages that open their question or theme are said once."""

from __future__ import annotations

from pipeline.note import text as t
from pipeline.note.repeating import opening_of

KEY = t.Lifted(role="key", id="key-dry", inlines=(t.Text(text="A dry year is shared."),))
REST = t.Text(text=" Each village opens its gate.")


def paragraph(*inlines: t.Inline) -> t.Paragraph:
    return t.Paragraph(id="dry-years-a-dry-year", inlines=inlines)


def test_text_goes_on_below_a_message_that_begins_it() -> None:
    second = paragraph(t.Text(text="More."))
    opening = opening_of((KEY,), (paragraph(KEY, REST), second))
    assert opening.messages == (KEY,)
    below = paragraph(t.Text(text="Each village opens its gate."))
    assert opening.blocks == (below, second)
    assert opening.anchor == KEY.id


def test_a_message_that_is_all_the_text_stands_in_its_panel_alone() -> None:
    opening = opening_of((KEY,), (paragraph(KEY),))
    assert (opening.messages, opening.blocks) == ((KEY,), ())
    assert opening.anchor == "dry-years-a-dry-year"


def test_text_goes_on_below_the_heading_of_a_topic() -> None:
    below = paragraph(t.Text(text="Each village opens its gate."))
    opening = opening_of((KEY,), (), (paragraph(KEY, REST), below))
    assert (opening.messages, opening.blocks) == ((KEY,), ())
    assert (opening.topic, opening.anchor) == ((below, below), KEY.id)
    opening = opening_of((KEY,), (), (paragraph(KEY), below))
    assert (opening.topic, opening.anchor) == ((below,), "dry-years-a-dry-year")


def test_a_topic_keeps_a_message_that_is_all_its_text() -> None:
    opening = opening_of((KEY,), (), (paragraph(KEY),))
    assert (opening.topic, opening.anchor) == ((paragraph(KEY),), "")


def test_only_the_first_text_below_a_message_goes_on() -> None:
    own, topic = (paragraph(t.Text(text="First.")),), (paragraph(KEY, REST),)
    opening = opening_of((KEY,), own, topic)
    assert (opening.blocks, opening.topic, opening.anchor) == (own, topic, "")


def test_the_notes_of_a_message_are_in_its_panel() -> None:
    note = t.Footnote(id="fn-1", number=1, blocks=())
    noted = KEY.model_copy(update={"inlines": (*KEY.inlines, note)})
    below = paragraph(t.Text(text="Each village opens its gate."))
    for text in (paragraph(noted, REST), paragraph(KEY, note, REST)):
        opening = opening_of((KEY,), (text,))
        assert (opening.messages, opening.blocks) == ((noted,), (below,))
    for text in (paragraph(noted), paragraph(KEY, note)):
        opening = opening_of((KEY,), (text,))
        assert (opening.messages, opening.blocks) == ((noted,), ())


def test_a_citation_behind_a_message_is_in_its_panel_with_the_mark_that_ends_it() -> None:
    key = KEY.model_copy(update={"inlines": (t.Text(text="A dry year is shared"),)})
    cited = (t.Text(text=" "), t.Citation(source="[@reed]", keys=("reed",), place=0))
    end = t.Text(text=".")
    below = paragraph(t.Text(text="Each village opens its gate."))
    for rest, told, text in (
        ((*cited, end), (*cited, end), ()),
        (cited, cited, ()),
        ((*cited, t.Text(text=f".{REST.text}")), (*cited, end), (below,)),
    ):
        opening = opening_of((key,), (paragraph(key, *rest),))
        assert opening.blocks == text
        assert opening.messages[0].inlines == (*key.inlines, *told)


def test_a_citation_that_begins_the_next_sentence_stays_with_it() -> None:
    reed = t.Citation(source="@reed", keys=("reed",), place=0)
    text = paragraph(KEY, t.Text(text=" "), reed, t.Text(text=" says so."))
    opening = opening_of((KEY,), (text,))
    assert opening.messages == (KEY,)
    assert opening.blocks == (paragraph(reed, t.Text(text=" says so.")),)


def test_a_message_that_is_told_elsewhere_is_repeated() -> None:
    other = KEY.model_copy(update={"id": "key-other"})
    for messages, blocks in (
        ((KEY,), (paragraph(t.Text(text="First. "), KEY, REST),)),
        ((KEY, other), (paragraph(KEY, REST),)),
        ((KEY,), (paragraph(KEY, t.Text(text=", and shared.")),)),
        ((), ()),
    ):
        opening = opening_of(messages, blocks)
        assert (opening.messages, opening.blocks) == (messages, blocks)
        assert opening.anchor == ""
