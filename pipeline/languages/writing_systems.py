"""The table of scripts: what each of them needs of a press.

A row has the code of a script (ISO 15924), the letters that belong to it alone, and how it is set.
Punctuation and digits that scripts share (Script=Common, Unicode Standard Annex 24) are in no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class WritingSystem:
    """A script, and what its text needs.

    ``name`` is its English name, and ``letters`` are the blocks that it has for itself. ``family``
    is the family of faces that come for it, empty if it is set in the Latin ones or in none
    (``has_faces``), and ``design`` the name of what they are cut from. ``primary`` are the
    languages written in it whose tags name no script, as primary subtags or as whole tags, such as
    ``zh-TW``.

    ``block`` is the number by which fonts say that they are made for it (OpenType, OS/2,
    ``ulUnicodeRange``); it is needed where there are faces for it. ``least`` is how many
    letters next to each other are a word of it, and no sign of mathematics.

    ``size`` is how much larger its faces are made than they are drawn, to stand beside Source
    Serif, ``quoted`` how large a passage of it is in a note in another script, whose lines are
    lower than it needs, ``line`` how much higher lines of a note in it are, and ``label_line``
    those of labels, which are closer in Latin. Of a script that is ``plain`` no letters are spaced
    or slanted: emphasis is by weight. ``marks`` are the shared
    signs that its own faces draw in its texts, and ``features`` the OpenType features of its
    shaping (OpenType, "Developing fonts" for its script).
    """

    code: str
    name: str
    letters: Ranges
    has_faces: bool = True
    family: str = ""
    design: str = ""
    primary: tuple[str, ...] = ()
    block: int = -1
    least: int = 1
    size: float = 1.0
    quoted: float = 1.0
    line: float = 1.0
    label_line: float = 1.0
    plain: bool = False
    marks: str = ""
    features: tuple[str, ...] = ()


_HAN: Final = (
    (0x2E80, 0x303F),
    (0x3100, 0x312F),
    (0x31A0, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)
_KANA: Final = ((0x3040, 0x30FF), (0x3130, 0x319F))
_HANGUL: Final = ((0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_EAST_ASIAN: Final = ("ccmp", "halt", "palt")
# Digits, and the signs within numbers and addresses, are those of Latin, so that "1.9", "38 %" and
# "CC BY 4.0" are set in one face.
_MARKS: Final = " !()[]«»“”‘’—…‹›"
_ARABIC: Final = (
    *("isol", "init", "medi", "fina", "rlig", "calt", "rclt", "curs"),
    *("rtlm", "rtla", "clig", "ccmp", "locl", "liga", "kern", "mark", "mkmk"),
)
_HEBREW: Final = ("ccmp", "locl", "liga", "kern", "mark", "mkmk", "rtlm", "rtla")
_INDIC: Final = (
    *("nukt", "akhn", "rphf", "rkrf", "blwf", "half", "pstf", "vatu", "cjct", "init"),
    *("pres", "abvs", "blws", "psts", "haln", "calt", "clig", "rclt", "ccmp", "locl", "liga"),
    *("kern", "dist", "abvm", "blwm", "mark", "mkmk"),
)

WRITING_SYSTEMS: Final = (
    WritingSystem(
        "Latn",
        "Latin",
        (
            *((0x41, 0x5A), (0x61, 0x7A), (0xAA, 0xAA), (0xBA, 0xBA), (0xC0, 0xD6), (0xD8, 0xF6)),
            *((0xF8, 0x2B8), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F)),
            *((0xA720, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06)),
        ),
    ),
    WritingSystem(
        "Cyrl",
        "Cyrillic",
        ((0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
        primary=("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt", "ba", "cv"),
        least=2,
    ),
    WritingSystem(
        "Grek", "Greek", ((0x370, 0x3FF), (0x1F00, 0x1FFF)), primary=("el", "grc"), least=3
    ),
    WritingSystem(
        "Hans",
        "Chinese",
        _HAN,
        family="Note Han",
        primary=("zh", "yue", "wuu", "nan", "hak", "lzh", "cmn"),
        features=_EAST_ASIAN,
    ),
    WritingSystem(
        "Hant",
        "traditional Chinese",
        (),
        family="Note Han TC",
        primary=("zh-TW", "zh-HK", "zh-MO"),
        features=_EAST_ASIAN,
    ),
    WritingSystem(
        "Jpan",
        "Japanese",
        _KANA,
        family="Note Japanese",
        primary=("ja",),
        features=_EAST_ASIAN,
    ),
    WritingSystem(
        "Kore",
        "Korean",
        _HANGUL,
        family="Note Korean",
        primary=("ko",),
        features=(*_EAST_ASIAN, "ljmo", "vjmo", "tjmo"),
    ),
    WritingSystem(
        "Arab",
        "Arabic",
        ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)),
        family="Note Arabic",
        design="Amiri",
        primary=("ar", "fa", "ur", "ps", "ckb", "sd", "ug", "lrc", "mzn", "arz", "ary"),
        block=13,
        size=1.2,
        quoted=0.92,
        line=15.5 / 14,
        label_line=1.2,
        plain=True,
        marks=_MARKS,
        features=_ARABIC,
    ),
    WritingSystem(
        "Hebr",
        "Hebrew",
        ((0x590, 0x5FF), (0xFB1D, 0xFB4F)),
        family="Note Hebrew",
        design="Frank Ruhl Libre",
        primary=("he", "yi", "lad"),
        block=11,
        size=1.1,
        plain=True,
        marks=_MARKS,
        features=_HEBREW,
    ),
    WritingSystem(
        "Deva",
        "Devanagari",
        ((0x900, 0x97F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF)),
        family="Note Devanagari",
        design="Noto Serif Devanagari",
        primary=("hi", "mr", "ne", "sa", "bho", "mai", "kok", "awa"),
        block=15,
        line=15 / 14,
        label_line=1.1,
        plain=True,
        marks=_MARKS,
        features=_INDIC,
    ),
    WritingSystem("Armn", "Armenian", ((0x530, 0x58F),), has_faces=False, primary=("hy",)),
    WritingSystem("Syrc", "Syriac", ((0x700, 0x74F),), has_faces=False, primary=("syr", "arc")),
    WritingSystem("Thaa", "Thaana", ((0x780, 0x7BF),), has_faces=False, primary=("dv",)),
    WritingSystem("Nkoo", "N’Ko", ((0x7C0, 0x7FF),), has_faces=False, primary=("nqo",)),
    WritingSystem("Beng", "Bengali", ((0x980, 0x9FF),), has_faces=False, primary=("bn", "as")),
    WritingSystem("Guru", "Gurmukhi", ((0xA00, 0xA7F),), has_faces=False, primary=("pa",)),
    WritingSystem("Gujr", "Gujarati", ((0xA80, 0xAFF),), has_faces=False, primary=("gu",)),
    WritingSystem("Orya", "Odia", ((0xB00, 0xB7F),), has_faces=False, primary=("or",)),
    WritingSystem("Taml", "Tamil", ((0xB80, 0xBFF),), has_faces=False, primary=("ta",)),
    WritingSystem("Telu", "Telugu", ((0xC00, 0xC7F),), has_faces=False, primary=("te",)),
    WritingSystem("Knda", "Kannada", ((0xC80, 0xCFF),), has_faces=False, primary=("kn",)),
    WritingSystem("Mlym", "Malayalam", ((0xD00, 0xD7F),), has_faces=False, primary=("ml",)),
    WritingSystem("Sinh", "Sinhala", ((0xD80, 0xDFF),), has_faces=False, primary=("si",)),
    WritingSystem("Thai", "Thai", ((0xE00, 0xE7F),), has_faces=False, primary=("th",)),
    WritingSystem("Laoo", "Lao", ((0xE80, 0xEFF),), has_faces=False, primary=("lo",)),
    WritingSystem("Tibt", "Tibetan", ((0xF00, 0xFFF),), has_faces=False, primary=("bo", "dz")),
    WritingSystem("Mymr", "Burmese", ((0x1000, 0x109F),), has_faces=False, primary=("my",)),
    WritingSystem(
        "Geor",
        "Georgian",
        ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
        has_faces=False,
        primary=("ka",),
    ),
    WritingSystem(
        "Ethi", "Ethiopic", ((0x1200, 0x139F), (0x2D80, 0x2DDF)), has_faces=False, primary=("am",)
    ),
    WritingSystem("Khmr", "Khmer", ((0x1780, 0x17FF),), has_faces=False, primary=("km",)),
)
