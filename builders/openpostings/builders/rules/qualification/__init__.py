"""Rules: qualification."""
