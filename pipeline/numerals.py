"""The numerals of a series, as a token of the style names them."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final, Self

from pipeline.languages import find_language

if TYPE_CHECKING:
    from pipeline.part_kinds import PartKind

_ROMAN: Final = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip
_LAST_ROMAN_OF_UN: Final = 20


@dataclass(frozen=True, slots=True)
class Numerals:
    """How the items of a series are numbered.

    ``form`` is ``arabic``, ``roman``, ``letters``, ``by-theme``, ``un`` or ``none``.
    ``unless_alone`` gives no number to the only one of its series; ``on_use`` numbers a series
    only in a note that refers to one of its things by number, or describes one as a thing with a
    number is described.
    """

    form: str
    unless_alone: bool = False
    on_use: bool = False

    @classmethod
    def read(cls, token: str) -> Self:
        """The numerals that a checked token names, such as ``arabic unless-alone``."""
        form, *others = token.split()
        return cls(form, "unless-alone" in others, "on-use" in others)

    @property
    def by_theme(self) -> bool:
        """Whether each theme begins anew."""
        return self.form == "by-theme"

    def write(self, number: int, count: int, prefix: str = "") -> str:
        """The numeral of one of ``count`` things; empty if it is to have none.

        ``prefix`` is the number of the theme, for numbers by theme. The United Nations number no
        figure that is alone, up to twenty with Roman numerals, and more with Arabic ones.
        """
        if self.form == "none" or (count == 1 and (self.unless_alone or self.form == "un")):
            return ""
        match self.form:
            case "roman":
                return roman(number)
            case "un":
                return roman(number) if count <= _LAST_ROMAN_OF_UN else str(number)
            case "letters":
                return letters(number)
            case "by-theme" if prefix:
                return f"{prefix}.{number}"
            case _:
                return str(number)


def roman(number: int) -> str:
    """A number from 1 to 399 as a Roman numeral in capitals."""
    numeral = ""
    for value, signs in _ROMAN:
        count, number = divmod(number, value)
        numeral += signs * count
    return numeral


def letters(number: int, alphabet: str = ascii_uppercase) -> str:
    """A number as letters of an alphabet: A to Z, then AA, AB and so on."""
    written = ""
    while number:
        number, place = divmod(number - 1, len(alphabet))
        written = alphabet[place] + written
    return written


def numeral_of_part(
    kind: PartKind, number: int, language: str = "", *, before_another: bool = False
) -> str:
    """The numeral of a part among those of its kind; empty where it has none.

    A ``language`` has numerals of its own for what readers see; without one they are those of
    English, as in names of files. ``before_another`` is for the first half of a number such as 2.1,
    which is Arabic where the parts have Roman numerals.
    """
    known = find_language(language)
    own = known.theme_numerals if known is not None else "roman"
    match own if kind.numerals == "roman" else kind.numerals:
        case "roman":
            return str(number) if before_another else roman(number)
        case "arabic":
            return str(number)
        case "letters":
            return letters(number, (known.letters if known else "") or ascii_uppercase)
        case "":
            return ""
