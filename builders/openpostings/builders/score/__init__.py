"""Scores: how much of what a gold set says was read, and how much of what was read is right."""
