"""Rules: rights and privacy."""
