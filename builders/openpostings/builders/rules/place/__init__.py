"""Rules: place."""
