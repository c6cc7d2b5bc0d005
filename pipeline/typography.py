"""The small rules of setting text that every edition keeps: spaces that must not break."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = (
    "per cent|percentage points?|million|billion|trillion|years?|students|experts|countries"
    "|mm|pt|px|kg|km"
)
_JOINED_IN_ENGLISH = (
    re.compile(rf"(?<=\d) (?={_UNITS}\b)"),
    re.compile(rf"(?<=\d) (?={_MONTHS}\b)"),
    re.compile(r"(?<=\b(?:No|pp|vs|Dr|Mr|Ms)\.) (?=\S)"),
    re.compile(r"(?<=\bp\.) (?=\d)"),
    re.compile(r"(?<=\d) (?=(?:of|to) \d)"),
    re.compile(r" (?=–\s)"),
    re.compile(r"(?<=\bper) (?=cent\b)"),
)
_FRENCH_BEFORE = re.compile(r"[ \u00a0\u202f]?(?=[;!?»])|(?<=«)[ \u00a0\u202f]?")
_FRENCH_COLON = re.compile(r"[ \u00a0](?=:)")


def set_text(text: str, language: str) -> str:
    """Return a run of text with the spaces of its language that must not break.

    English: between a number and what it counts, a day and its month, an abbreviation and what
    follows, and before a spaced dash. French: before high punctuation and inside guillemets.
    """
    primary = language.partition("-")[0]
    if primary == "en":
        for pattern in _JOINED_IN_ENGLISH:
            text = pattern.sub(NO_BREAK, text)
    elif primary == "fr":
        text = _FRENCH_BEFORE.sub(NARROW_NO_BREAK, text)
        text = _FRENCH_COLON.sub(NO_BREAK, text)
    return text


def keep_last_words(text: str, shortest: int = 4) -> str:
    """Return a heading or sentence whose last word, if shorter, is tied to the one before it."""
    head, space, last = text.rpartition(" ")
    if space and len(last.rstrip(".?!,;:")) < shortest:
        return f"{head}{NO_BREAK}{last}"
    return text
