"""The files that translators get and give back."""
