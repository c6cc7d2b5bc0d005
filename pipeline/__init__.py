"""notepress: every edition of a policy note from one validated source."""
