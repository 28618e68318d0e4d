"""Rules: work authorization."""
