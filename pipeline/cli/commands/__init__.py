"""The commands, a module each: `run(arguments, console)` returns the exit code."""
