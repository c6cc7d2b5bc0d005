"""Preflight: reads finished files back, whatever made them, and reports faults as findings.

A check is a function from the bytes of an output, and the expectations for it, to findings. Each
has a place in the file; `examination` adds the path of the file.
"""
