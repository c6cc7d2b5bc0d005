"""The commands, one module each; `run(arguments, console)` returns the exit code."""
