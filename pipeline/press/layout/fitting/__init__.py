"""One-pagers: texts that are fitted on one page each."""
