"""The one base of every error that this package raises on purpose."""

from __future__ import annotations


class OpenPostingsError(Exception):
    """Something a user can mend.

    Parameters
    ----------
    message
        What is wrong, in one sentence.
    hint
        How it is mended.
    where
        The file, address or field that it is about.
    """

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        """Give one line: where, what, and how to mend it."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message}" + (f" ({self.hint})" if self.hint else "")
