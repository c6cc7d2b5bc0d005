"""The rules behind the codes of findings, as TOML: one file for each kind of finding."""
