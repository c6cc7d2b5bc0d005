"""Words of drawings, set by the page over their shapes."""
