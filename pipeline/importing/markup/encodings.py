"""Bytes of a manuscript -> text, in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(
    rb"<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w.:-]{2,40})"
    rb"|<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD: Final = 4096
# Longer texts tell nothing more.
_SAMPLE: Final = 200_000
_WESTERN: Final = "windows-1252"
_LEAST: Final = 0.12
_LEAST_FOREIGN: Final = 0.3
_WESTERN_CONFIDENCE: Final = 0.4
# For one byte that is no UTF-8 this many characters that are.
_MOSTLY: Final = 5


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and how sure that is, from 0 to 1.

    ``mended`` counts the bytes that were read as Windows-1252 among UTF-8.
    """

    text: str
    encoding: str
    confidence: float = 1.0
    mended: int = 0


def decode(content: bytes) -> Decoded:
    """Decode a file by its byte-order mark, as UTF-8, by what it declares, else by its letters."""
    found = _certain(content) or _mended(content) or _guessed(content)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Decoded(text, found.encoding, found.confidence, found.mended)


def text_of(content: bytes) -> str:
    """The text of a file alone."""
    return decode(content).text


def _certain(content: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _read(content, name, 1.0)
    if b"\x1b$" in content and (found := _strict(content, "iso2022_jp", 0.95)):
        return found
    # A text of UTF-16 without a mark has zeros for every letter of English; UTF-8 has none.
    if b"\0" not in content[:_SAMPLE]:
        try:
            return Decoded(content.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    declared = _DECLARED.search(content[:_HEAD])
    name = (declared[1] or declared[2]).decode() if declared else ""
    return _strict(content, name, 0.95) if name.lower() not in {"", "utf-8", "utf8"} else None


def _strict(content: bytes, name: str, confidence: float) -> Decoded | None:
    try:
        return Decoded(content.decode(name), name.lower(), confidence)
    except (LookupError, UnicodeError):
        return None


def _read(content: bytes, name: str, confidence: float) -> Decoded:
    return Decoded(content.decode(name, "replace"), name.removesuffix("-sig"), confidence)


def _mended(content: bytes) -> Decoded | None:
    """A text that is UTF-8 but for a few bytes of an older encoding."""
    text = content.decode("utf-8", "surrogateescape")
    wrong = len(re.findall("[\udc80-\udcff]", text))
    right = len(re.findall("[^\x00-\x7f\ud800-\udfff]", text))
    if "\0" in text or right < _MOSTLY * wrong:
        return None
    mended = re.sub("[\udc80-\udcff]", _as_western, text)
    return Decoded(mended, "utf-8", 0.8, wrong)


def _as_western(match: re.Match[str]) -> str:
    return bytes([ord(match.group()) - 0xDC00]).decode(_WESTERN, "replace")


def _guessed(content: bytes) -> Decoded:
    """A text whose encoding is guessed from its letters."""
    import chardet

    sample = content[:_SAMPLE]
    guess = chardet.detect(sample)
    name, confidence = str(guess["encoding"] or ""), float(guess["confidence"] or 0.0)
    if not name:
        name, confidence = _wide(sample), 0.6
    if not name or (confidence < _LEAST and _is_mostly_latin(sample)):
        name, confidence = _WESTERN, _WESTERN_CONFIDENCE
    found = _strict(content, name, round(confidence, 2))
    if found and confidence < _LEAST_FOREIGN and _is_mostly_latin(sample) and _is_foreign(found):
        found = _strict(content, _WESTERN, _WESTERN_CONFIDENCE) or found
    if found is None and len(content) > len(sample):
        found = _strict(content, _WESTERN, _WESTERN_CONFIDENCE)
    return found or _read(content, name or _WESTERN, round(confidence / 2, 2))


def _is_mostly_latin(sample: bytes) -> bool:
    return sum(byte < 0x80 for byte in sample) > len(sample) * 0.6


def _is_foreign(found: Decoded) -> bool:
    """Whether letters of another script stand among those of ASCII."""
    others = {one for one in found.text if one > "\x7f" and one.isalpha()}
    return bool(others) and not any(unicodedata.name(one, "").startswith("LATIN") for one in others)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark, if reading it so gives nearly only letters; empty if not."""
    sample = sample[: len(sample) & ~1]
    shares = {}
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, "replace")
        known = sum(one.isalnum() or one.isspace() or one in "、。，,.「」（）" for one in text)
        common = len({ord(one) >> 8 for one in text})
        shares[name] = known / max(1, len(text)) - common / 256
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.5 else ""
