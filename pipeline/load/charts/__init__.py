"""Reading charts: a YAML file that says how they are drawn, and a CSV file with their data."""
