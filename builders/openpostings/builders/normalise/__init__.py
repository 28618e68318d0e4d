"""From words to values: one pure module for each kind of value, each with its tables in data files."""
