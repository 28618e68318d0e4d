"""What keeps a request from being answered."""

from __future__ import annotations


class Failed(Exception):  # noqa: N818 - it ends one request and is reported, not raised to the user
    """A request has no usable answer.

    Parameters
    ----------
    code
        Code in the table ``failures`` of ``data/boards.yaml``.
    message
        What happened, in one sentence.
    again
        Whether the same request may do better a moment later.
    wait
        Seconds that the server asked to wait; None where it said nothing.
    status
        Status of the answer, where there was one.
    """

    def __init__(
        self, code: str, message: str, *, again: bool = False, wait: float | None = None, status: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.again = again
        self.wait = wait
        self.status = status
