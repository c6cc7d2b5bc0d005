"""Building many notes: side by side in processes of this machine, or with an executor."""
