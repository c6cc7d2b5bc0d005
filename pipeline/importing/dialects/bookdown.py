r"""References and labels of bookdown: ``\@ref(fig:gates)``, ``(\#tab:widths)``, ``(ref:text)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.dialects.stretches import rewrite

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_WORDS: Final = (
    r"(?:Figures?|Fig\.?|Tables?|Tab\.?|Equations?|Eq\.?|Abbildung|Abb\.|Tabelle|Tableau|Figura|Tabla|"
    r"Tabela|Quadro|Рис\.|Рисунок|Таблица)"
)
_REFERENCE: Final = re.compile(
    rf"(?:\b(?P<word>{_WORDS})(?:~|\\ |\s))?"
    r"\\@ref\((?:(?P<kind>fig|tab|eq|thm|lem):)?(?P<name>[\w.:-]+)\)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\(\\#(?P<kind>fig|tab|eq|thm|lem):(?P<name>[\w.:-]+)\)[ \t]*")
_CAPTION: Final = re.compile(
    r"^(?P<lead>(?:Table)?:[ \t]+)\(\\#tab:(?P<name>[\w.:-]+)\)[ \t]*(?P<words>.*)$", re.MULTILINE
)
_TEXT: Final = re.compile(r"^\(ref:(?P<name>[\w-]+)\)[ \t]+(?P<words>\S.*)$\n?", re.MULTILINE)
_PART: Final = re.compile(r"^# \((?P<what>PART|APPENDIX)\)[ \t]*(?P<words>.*)$", re.MULTILINE)
_KINDS: Final = {"fig": "fig", "tab": "tbl", "eq": "eq", "thm": "thm", "lem": "lem"}


def read_bookdown(text: str, ledger: Ledger) -> str:
    """A text whose references and labels are those of Quarto and pandoc."""
    if "(" not in text:
        return text
    texts = {match["name"]: match["words"].strip() for match in _TEXT.finditer(text)}
    if texts:
        text = _TEXT.sub("", text)
        text = re.sub(r"\(ref:([\w-]+)\)", lambda one: texts.get(one[1], one.group()), text)
    text = rewrite(text, _CAPTION, _caption)
    text = rewrite(text, _REFERENCE, lambda match: _reference(match, ledger))
    text = rewrite(text, _LABEL, lambda match: _unplaced(match, ledger))
    return rewrite(text, _PART, lambda match: _part(match, ledger))


def _caption(match: re.Match[str]) -> str:
    return f"{match['lead']}{match['words']} {{#{_id('tab', match['name'])}}}"


def _reference(match: re.Match[str], ledger: Ledger) -> str:
    if match["kind"] is None:
        # It shows a number or title, which `references` writes.
        shown = f"[\\@{match['name']}](#{match['name']})"
        return f"{match['word']} {shown}" if match["word"] else shown
    if match["word"]:
        ledger.leave_out(0, match["word"], "word before a number, which the reference writes")
    return f"@{_id(match['kind'].lower(), match['name'])}"


def _id(kind: str, name: str) -> str:
    return f"{_KINDS[kind]}-{re.sub(r'[^A-Za-z0-9]+', '-', name).strip('-')}"


def _unplaced(match: re.Match[str], ledger: Ledger) -> str:
    ledger.leave_out(0, f"{match['kind']}:{match['name']}", "label for references of bookdown")
    return ""


def _part(match: re.Match[str], ledger: Ledger) -> str:
    ledger.leave_out(0, match["what"], "mark of bookdown before the heading of a part")
    return f"# {match['words']}"
