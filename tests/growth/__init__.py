"""How much work functions do for inputs of a size and of four times that size."""
