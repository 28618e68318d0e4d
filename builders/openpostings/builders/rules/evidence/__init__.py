"""Rules: evidence."""
