"""Photos and other bitmaps: upright, in the colours of an edition, no larger than it shows them."""
