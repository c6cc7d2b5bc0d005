"""The layout check: it finds faults in laid-out pages that a typesetter would not let pass."""
