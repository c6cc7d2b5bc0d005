"""Charts: figures that are drawn from data."""
