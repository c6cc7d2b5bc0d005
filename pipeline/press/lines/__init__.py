"""Where lines end: total fit over plain data, which knows neither fonts nor an engine."""
