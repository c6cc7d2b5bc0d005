"""What makes layout the same on every system: no version of Pango or Python changes a byte."""
