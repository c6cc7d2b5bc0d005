"""Texts that make work: one thing many times over, ``n`` characters in all."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Final

Shape = Callable[[int], str]


def again(text: str) -> Shape:
    """A text over and over."""
    return lambda n: text * (n // len(text))


def numbered(text: str) -> Shape:
    """A text over and over with a number in the place of {}."""

    def make(n: int) -> str:
        parts: list[str] = []
        size = 0
        for number in count():
            parts.append(text.replace("{}", str(number)))
            size += len(parts[-1])
            if size >= n:
                break
        return "".join(parts)

    return make


SHAPES: Final[dict[str, Shape]] = {
    "full stops": again("A. "),
    "initials": again("A."),
    "dots": again("."),
    "spaces": again(" "),
    "spaces between": lambda n: f"a{' ' * n}b",
    "hard spaces": again("\u00a0"),
    "narrow spaces": lambda n: f"a{chr(0x202F) * n}",
    "digits": again("1"),
    "thousands": again("123 "),
    "numbers and units": again("5 km "),
    "dates": again("5 May "),
    "hyphens": again("-"),
    "dashes": again(" –"),
    "high punctuation": again("!;:? "),
    "exclamations": again("!"),
    "licences": lambda n: "CC BY" + "-NC" * (n // 3),
    "combining marks": again("e\u0301"),
    "marks alone": again("\u0301"),
    "directions": again("\u202e"),
    "emoji": again("👩‍👩‍👧"),
    "braces": again("{"),
    "attributes": again("{.a}"),
    "quoted attributes": again('{a="'),
    "backslashes": lambda n: '{"' + "\\" * n,
    "brackets": again("["),
    "closing brackets": again("]"),
    "links": again("[a](b)"),
    "open links": again("[a]("),
    "stars": again("*"),
    "starred words": again("*a "),
    "straight marks": again('"'),
    "apostrophes": again("' "),
    "guillemets": again("« "),
    "quotations": again("“a” "),
    "addresses": again("https://example.org/a/b "),
    "long address": lambda n: "https://example.org/" + "a/" * (n // 2),
    "letter at": again("a@"),
    "calls": again("[^a]"),
    "definitions": numbered("[^{}]: b\n\n"),
    "called definitions": numbered("x[^{}]\n\n[^{}]: b\n\n"),
    "links defined": numbered("[a{}]: b\n\n"),
    "key marks": again("[A b.]{.key} "),
    "cells": again("| a "),
    "rows": again("| a | b |\n"),
    "rules": again("|---"),
    "lines": again("\n"),
    "blank lines": again(" \n"),
    "indented lines": again("  a\n"),
    "head lines": again("---\n"),
    "headings": again("# a\n\n"),
    "items": again("- a\n"),
    "nested items": lambda n: "".join(f"{'  ' * at}- a\n" for at in range(int(n**0.5))),
    "quotes": again("> a\n"),
    "words": again("word "),
    "other words": numbered("word{} "),
    "one word": again("w"),
    "capitals": again("A "),
    "dollars": again("$a "),
    "backticks": again("`"),
    "runs of backticks": lambda n: "".join("`" * at + " " for at in range(int((2 * n) ** 0.5))),
    "fences": again("```\n"),
    "tildes": again("~a "),
    "carets": again("^a "),
    "equals signs": again("==a "),
    "at signs": again("@a "),
    "tabs": again("a\t"),
    "lines with tabs": again("a\tb\n"),
    "bullets": again("• a\n\n"),
    "lines with bars": again("| a\n"),
    "lettered lines": again("a. a\n"),
    "dashes at lines": again("– a\n"),
    "colons at lines": again("a\n: a\n"),
    "commands": again("\\begin{a}"),
    "divisions": again("::: a\n"),
    "Chinese": again("美 "),
    "Chinese sentences": again("美人。"),
    "tags": again("<a>"),
    "open tags": again("<"),
    "comments": again("<!--"),
    "entities": again("&amp;"),
    "semicolons": again(" ;"),
    "keys": numbered("a{}: b\n"),
    "list items": again("- a: b\n"),
    "declarations": numbered("--a{}: 1px;\n"),
    "imports": again("@import 'a.css';\n"),
    "open comment": again("/* "),
    "open calls": again("url("),
}
"""Texts by name; a new one is tried with every function of text."""
