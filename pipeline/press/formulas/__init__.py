"""Formulas drawn and in words, from their MathML."""
