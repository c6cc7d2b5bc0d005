r"""Signs that belong to the letter before them, for the class of characters of a word.

To Python a vowel mark of Arabic, a vowel sign of Devanagari or a half space of Persian is no part
of a word (``\w``), which would end in the middle of its letters.
"""

from __future__ import annotations

from typing import Final

# The blocks of Indian scripts have their signs in the same places (Unicode, chapter 12).
_INDIC: Final = "".join(
    f"{chr(block)}-{chr(block + 3)}{chr(block + 0x3A)}-{chr(block + 0x5F)}"
    f"{chr(block + 0x62)}{chr(block + 0x63)}{chr(block + 0x70)}{chr(block + 0x71)}"
    for block in range(0x900, 0xE00, 0x80)
)

MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0898-\u08e1\u08e3-\u08ff"
    f"{_INDIC}\u0afa-\u0aff\u0df2\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc"
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d"
    "\u135d-\u135f\u17b4-\u17d3\u17dd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
    "\u200c\u200d"
)
"""The inside of a class of a regular expression."""
