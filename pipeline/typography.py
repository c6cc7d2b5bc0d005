"""The small rules of setting text, by language: which spaces must not break, and which are narrow.

Only spaces are ever changed or added, so text keeps its other characters, their order and their
number, and text that has been set is not changed by setting it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

NO_BREAK: Final = "\u00a0"
NARROW_NO_BREAK: Final = "\u202f"
SHORTEST_OF_PARAGRAPH: Final = 4
"""Letters of a word that may stand alone on the last line of a paragraph."""
SHORTEST_OF_A_FEW_LINES: Final = 13
"""Letters of a word that may stand alone on the last line of a text of a few lines."""

_SPACES: Final = f" {NO_BREAK}{NARROW_NO_BREAK}"
# A space that an author has typed may be any of these already; as a part of a pattern.
_SPACE: Final = f"[{_SPACES}]"


@dataclass(frozen=True, slots=True)
class _Rule:
    """Every space in what ``pattern`` finds becomes ``space``; spaceless finds become the space.

    ``guard`` finds a character without which the pattern cannot match: most runs of text hold
    none, and a search for one character is cheap.
    """

    guard: re.Pattern[str]
    pattern: re.Pattern[str]
    space: str = NO_BREAK

    def apply(self, text: str) -> str:
        return self.pattern.sub(self._respace, text) if self.guard.search(text) else text

    def _respace(self, match: re.Match[str]) -> str:
        found = match.group()
        return _ANY_SPACES.sub(self.space, found) if found else self.space


_ANY_SPACES: Final = re.compile(f"{_SPACE}+")
_DIGIT: Final = re.compile("[0-9]")
_STOP: Final = re.compile(r"[.°º] ")
_DASH: Final = re.compile(" –")

# A number and the word it counts stay together, up to three digits, alone or as the end of a
# longer number: a year is not tied to what follows it, nor is the number in COVID-19.
_NUMBER: Final = r"(?<![0-9])(?<![^\W0-9]-)[0-9]{1,3}"
# A longer word would make a piece that no narrow column can hold.
_COUNTED: Final = r"(?![\w’'-]{13})"
_UNITS: Final = r"(?:%|‰|°C|[ckmµn]?m[²³]?|k?g|kWh?|[MGT]Wh?|ha|[kMGT]B|pt|px|t|l)(?![\w’'])"
# The initial of a name, before the next one or the surname.
_INITIAL: Final = r"(?<![\w’'])[A-ZÀ-ÖØ-Þ]\. (?=[A-ZÀ-ÖØ-Þ])"
_LICENCE: Final = r"\bCC (?=BY\b)|\bBY(?:-(?:NC|ND|SA))* (?=[0-9])"
_SPACED_DASH: Final = _Rule(_DASH, re.compile(r" (?=–(?:\s|$))"))


def _months(names: str) -> str:
    return "(?:" + "|".join(names.split()) + ")"


_ENGLISH_MONTHS: Final = _months(
    "January February March April May June July August September October November December"
)
# Words that follow a number without being counted by it.
_NOT_COUNTED_IN_ENGLISH: Final = (
    "(?!(?:a|after|an|and|are|as|at|be|before|but|by|can|could|did|do|does|for|from|had|has|have|he"
    "|if|in|into|is|it|its|may|might|nor|of|on|or|our|over|shall|she|should|since|so|than|that|the"
    "|their|then|there|these|they|this|those|through|to|until|was|we|were|when|where|which|while"
    "|who|will|with|would|yet|you)(?![a-z]))"
)
_ENGLISH: Final = (
    _Rule(
        _DIGIT,
        re.compile(
            rf"{_NUMBER} (?={_NOT_COUNTED_IN_ENGLISH}{_COUNTED}[a-z])"
            rf"|[0-9] (?={_UNITS})"
            r"|[0-9](?: (?:of|to)) (?=[0-9])"
            r"|[0-9] (?=(?:per cent|million|billion|trillion)\b)"
            rf"|\b[0-9]{{1,2}} (?={_ENGLISH_MONTHS}\b)"
            rf"|\b{_ENGLISH_MONTHS} (?=[0-9]{{1,2}}\b)"
            r"|\b(?:[Aa]rticle|[Cc]hapter|[Ff]igure|[Gg]oal|[Pp]ages?|[Pp]art|[Qq]uestion|SDG|[Ss]ection"
            r"|[Ss]tep|[Tt]able|[Tt]heme) (?=[0-9])"
            r"|\b(?:CHF|CNY|EUR|GBP|RMB|USD) (?=[0-9])"
            rf"|{_LICENCE}"
        ),
    ),
    _Rule(
        _STOP,
        re.compile(
            r"\b(?:Nos?|[Pp]p?|[Ff]igs?|[Vv]ol|[Aa]rt|[Cc]h)\. (?=[0-9])"
            r"|\b(?:Drs?|Mrs?|Ms|Prof|St)\. (?=[A-Z])"
            r"|\b(?:cf|e\.g|i\.e|vs)\. (?=\S)"
            rf"|{_INITIAL}"
        ),
    ),
    _Rule(re.compile("[rsft] "), re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St) (?=[A-Z])")),
    _Rule(re.compile("per "), re.compile(r"\bper (?=cent\b)")),
    _SPACED_DASH,
)

_FRENCH_MONTHS: Final = _months(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
_NOT_COUNTED_IN_FRENCH: Final = (
    "(?!(?:a|après|au|aux|avant|avec|car|ce|ces|cette|comme|d|dans|de|depuis|des|donc|du|elle|elles"
    "|en|est|et|il|ils|jusqu|l|la|le|les|mais|n|ne|on|ont|ou|où|par|pas|pour|près|puis|qu|que|qui|s"
    "|sans|se|selon|ses|si|son|sont|sur|un|une|vers|à)(?!\\w))"
)
# High punctuation ends a word: what follows tells it from a sign in a web address.
_ENDS_WORD: Final = r"(?=[;!?:]*(?:[\s»”’)\]…]|$))"
_BEFORE: Final = rf"(?:(?<=[^\s([«“‘¿¡;!?:/]){_SPACE}*|^{_SPACE}+)"
_FRENCH: Final = (
    _Rule(re.compile("[;!?]"), re.compile(rf"{_BEFORE}(?=[;!?]{_ENDS_WORD})"), NARROW_NO_BREAK),
    _Rule(re.compile(":"), re.compile(rf"{_BEFORE}(?=:{_ENDS_WORD})")),
    _Rule(re.compile("«"), re.compile(rf"(?<=«){_SPACE}*(?=[^\s»])"), NARROW_NO_BREAK),
    _Rule(
        re.compile("»"),
        re.compile(rf"(?:(?<=[^\s«]){_SPACE}*|^{_SPACE}+)(?=»)"),
        NARROW_NO_BREAK,
    ),
    _Rule(
        _DIGIT,
        re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])"),
        NARROW_NO_BREAK,
    ),
    _Rule(re.compile("%"), re.compile(rf"(?<=[0-9]){_SPACE}*(?=%(?!\w))")),
    _Rule(
        _DIGIT,
        re.compile(
            rf"{_NUMBER} (?={_NOT_COUNTED_IN_FRENCH}{_COUNTED}[a-zà-öø-ÿœ])"
            rf"|[0-9] (?={_UNITS}|[€$£])"
            r"|[0-9](?: (?:sur|à)) (?=[0-9])"
            r"|[0-9] (?=(?:millions?|milliards?)\b)"
            rf"|\b(?:1er|[0-9]{{1,2}}) (?={_FRENCH_MONTHS}\b)"
            r"|\b(?:[Aa]rticle|[Cc]hapitre|[Ff]igure|[Pp]ages?|[Pp]artie|[Qq]uestion|[Tt]ableau|[Tt]hème"
            r"|ODD) (?=[0-9])"
            rf"|{_LICENCE}"
        ),
    ),
    _Rule(
        _STOP,
        re.compile(
            r"\b(?:[Pp]p?|[Aa]rt|[Cc]hap|[Ff]ig|[Vv]ol)\. (?=[0-9])"
            r"|\b[Nn][°º] (?=[0-9])"
            r"|\b(?:MM?|Pr|cf)\. (?=\S)"
            rf"|{_INITIAL}"
        ),
    ),
    _Rule(
        re.compile("[elrst] "),
        re.compile(r"\b(?:Mmes?|Mlles?|Drs?|Pr|Mes?|Ste?) (?=[A-ZÀ-ÖØ-Þ])"),
    ),
    _Rule(re.compile("[osᵒ] "), re.compile(r"\b[Nn](?:os?|ᵒ) (?=[0-9])")),
    _SPACED_DASH,
)

_SPANISH_MONTHS: Final = _months(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre"
    " diciembre"
)
_NOT_COUNTED_IN_SPANISH: Final = (
    "(?!(?:a|al|ante|antes|como|con|cuando|de|del|desde|donde|e|el|ella|ellas|ellos|en|entre|era|es"
    "|esta|este|fue|ha|han|hasta|hay|la|las|le|les|lo|los|más|mas|ni|no|o|para|pero|por|porque|que"
    "|se|según|ser|si|sin|sobre|son|su|sus|tras|u|un|una|y|ya)(?!\\w))"
)
_SPANISH: Final = (
    _Rule(
        _DIGIT,
        re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])"),
        NARROW_NO_BREAK,
    ),
    _Rule(
        _DIGIT,
        re.compile(
            rf"{_NUMBER} (?={_NOT_COUNTED_IN_SPANISH}{_COUNTED}[a-záéíóúüñ])"
            rf"|[0-9] (?={_UNITS}|[€$£])"
            r"|[0-9](?: (?:de|a)) (?=[0-9])"
            r"|[0-9] (?=(?:por ciento|millón|millones|billones)\b)"
            rf"|\b[0-9]{{1,2}} de (?={_SPANISH_MONTHS}\b)"
            r"|\b(?:[Aa]rtículo|[Cc]apítulo|[Cc]uadro|[Ff]igura|[Pp]áginas?|[Pp]arte|[Pp]regunta|[Tt]abla"
            r"|[Tt]ema|ODS) (?=[0-9])"
            rf"|{_LICENCE}"
        ),
    ),
    _Rule(
        _STOP,
        re.compile(
            r"\b(?:[Pp]p?|[Pp]ágs?|[Aa]rts?|[Cc]ap|[Ff]ig|[Nn]úms?|[Vv]ol)\. (?=[0-9])"
            r"|\b[Nn]\.?[°º] (?=[0-9])"
            r"|\b(?:Sr|Sra|Sres|Sras|Srta|Dr|Dra|Prof|Profa|D|Dña|cf)\. (?=[A-ZÁÉÍÓÚÑ])"
            r"|\bEE\. (?=UU\.)"
            rf"|{_INITIAL}"
        ),
    ),
    _Rule(re.compile("por "), re.compile(r"\bpor (?=ciento\b)")),
    _SPACED_DASH,
)

# Nothing stands between Chinese characters, and the space beside Latin letters is left to the
# typesetter; where an author has typed one beside a number, the line does not break there.
_CHINESE: Final = (
    _Rule(
        _DIGIT,
        re.compile(
            r"[0-9%] (?=[年月日号位个名人条章节页项种次届期类家国岁倍万亿元吨米])"
            r"|[第图表] (?=[0-9])"
        ),
    ),
)

_RULES: Final = {"en": _ENGLISH, "fr": _FRENCH, "es": _SPANISH, "zh": _CHINESE}


# Every edition sets the same runs of text, one edition after the other.
@lru_cache(maxsize=16_384)
def set_text(text: str, language: str) -> str:
    """Return a run of text with the spaces of its language, a tag of BCP 47.

    English, French and Spanish tie a number to its unit or what it counts, a day to its month, an
    abbreviation or initial to what follows and a spaced dash to what precedes. French also sets
    the space before high punctuation, inside guillemets and in thousands (Lexique des règles
    typographiques en usage à l'Imprimerie nationale); Spanish that in thousands (Ortografía de la
    lengua española, 2010). Text in a language without rules is returned as it is.
    """
    for rule in _RULES.get(language.partition("-")[0], ()):
        text = rule.apply(text)
    return text


def keep_last_words(text: str, shortest: int = 4) -> str:
    """Return a heading or sentence whose last word, if shorter, is tied to the one before it."""
    head, space, last = text.rpartition(" ")
    if space and len(last.rstrip(".?!,;:")) < shortest:
        return f"{head}{NO_BREAK}{last}"
    return text
