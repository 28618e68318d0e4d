"""Rules: pay."""
