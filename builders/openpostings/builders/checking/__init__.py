"""The check of files as a user asks for it: rules selected, findings that are accepted, days."""
