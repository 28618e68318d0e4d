"""Undoing a content encoding without ever holding more than is allowed: bombs are refused while they unpack."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, Protocol, cast

from openpostings.builders.collect.failure import Failed

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED: Final = "gzip, deflate, br, zstd"
"""What a request says that it can read."""

_STEP: Final = 65_536
_GZIP: Final = zlib.MAX_WBITS | 16
_MAGIC: Final = b"\x1f\x8b"
_ENCODINGS: Final = 3
"""Encodings on top of one another. One is usual, two are a mistake, more are an attack."""

_FREE: Final = 1_048_576
"""Bytes that may unpack from anything; the ratio counts beyond them."""

_ZSTD_WINDOW: Final = 23
"""RFC 9659: a window of more than 8 MB need not be read by anybody."""


# The types of brotli are not told.
_BROTLI: Final[Any] = import_module("brotli")


class _Decompressor(Protocol):
    def process(self, data: bytes, *, output_buffer_limit: int) -> bytes: ...
    def can_accept_more_data(self) -> bool: ...
    def is_finished(self) -> bool: ...


class _Unpacker(Protocol):
    def feed(self, data: bytes) -> bytes:
        """Take bytes and give at most a step of what they unpack to; called with none as long as there is more."""
        ...

    def pending(self) -> bool:
        """Tell whether there is more to be had without further bytes."""
        ...

    def done(self) -> bool:
        """Tell whether the end was there."""
        ...


class _Zlib:
    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._inner = zlib.decompressobj(bits)
        self._held = b""
        self._first = True

    def feed(self, data: bytes) -> bytes:
        self._held += data
        if self._first and self._held:
            self._first = False
            if self._bits == zlib.MAX_WBITS and self._held[0] & 0x0F != zlib.DEFLATED:
                # "deflate" means the zlib format, and some servers send the bare one.
                self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        if self._inner.eof:
            if not self._begins_again():
                # Padding after the end is none of the answer.
                self._held = self._held[: len(_MAGIC)]
                return b""
            self._inner = zlib.decompressobj(self._bits)
        out = self._inner.decompress(self._held, _STEP)
        self._held = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return out

    def pending(self) -> bool:
        return self._begins_again() if self._inner.eof else bool(self._held)

    def done(self) -> bool:
        return self._inner.eof and not self._begins_again()

    def _begins_again(self) -> bool:
        """Tell whether another member follows: a gzip file may have several."""
        return self._bits == _GZIP and self._held.startswith(_MAGIC)


class _Brotli:
    def __init__(self) -> None:
        self._inner = cast("_Decompressor", _BROTLI.Decompressor())
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        self._held += data
        if not self._inner.can_accept_more_data():
            return self._inner.process(b"", output_buffer_limit=_STEP)
        taken, self._held = self._held, b""
        return self._inner.process(taken, output_buffer_limit=_STEP)

    def pending(self) -> bool:
        return not self._inner.is_finished() and (not self._inner.can_accept_more_data() or bool(self._held))

    def done(self) -> bool:
        return self._inner.is_finished()


class _Zstd:
    def __init__(self) -> None:
        options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW}
        self._inner = zstd.ZstdDecompressor(options=options)

    def feed(self, data: bytes) -> bytes:
        return b"" if self._inner.eof else self._inner.decompress(data, max_length=_STEP)

    def pending(self) -> bool:
        return not self._inner.needs_input and not self._inner.eof

    def done(self) -> bool:
        return self._inner.eof


_UNPACKERS: Final[dict[str, Callable[[], _Unpacker]]] = {
    "gzip": lambda: _Zlib(_GZIP),
    "x-gzip": lambda: _Zlib(_GZIP),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "br": _Brotli,
    "zstd": _Zstd,
}

_ERRORS: Final = (zlib.error, cast("type[Exception]", _BROTLI.error), zstd.ZstdError)


class Body:
    """The body of an answer, as it comes in.

    Parameters
    ----------
    encoding
        The header ``Content-Encoding``; empty where there is none.
    max_bytes
        Bytes that it may have, both as sent and unpacked.
    max_ratio
        Times its weight that it may unpack to, once it is more than a megabyte.

    Raises
    ------
    Failed
        Where the encoding is not known.
    """

    def __init__(self, encoding: str, *, max_bytes: int, max_ratio: int = 100) -> None:
        names = [name.strip().lower() for name in encoding.split(",")]
        names = [name for name in names if name not in {"", "identity"}]
        if len(names) > _ENCODINGS or not all(name in _UNPACKERS for name in names):
            raise Failed("bad-encoding", f"the answer is encoded as {encoding[:60]!r}, which was not asked for")
        self._chain: list[_Unpacker] = [_UNPACKERS[name]() for name in reversed(names)]
        self._max_bytes = max_bytes
        self._max_ratio = max_ratio
        self._parts: list[bytes] = []
        self.sent = 0
        self.size = 0

    def add(self, data: bytes) -> None:
        """Take the next bytes from the network.

        Raises
        ------
        Failed
            Where they are too many, unpack to too many, or do not unpack.
        """
        self.sent += len(data)
        if self.sent > self._max_bytes:
            raise Failed("too-large", f"the answer has more than {self._max_bytes:,} bytes")
        try:
            self._unpack(data, 0)
        except _ERRORS:
            raise Failed("bad-encoding", "the answer does not unpack", again=True) from None

    def end(self) -> bytes:
        """Give the whole body.

        Raises
        ------
        Failed
            Where its encoding has not come to its end.
        """
        if self.sent and not all(step.done() for step in self._chain):
            raise Failed("incomplete", "the answer breaks off within its encoding", again=True)
        return b"".join(self._parts)

    def _unpack(self, data: bytes, depth: int) -> None:
        if depth == len(self._chain):
            self._keep(data)
            return
        step = self._chain[depth]
        out = step.feed(data)
        while out or step.pending():
            self._unpack(out, depth + 1)
            out = step.feed(b"")

    def _keep(self, data: bytes) -> None:
        self.size += len(data)
        if self.size > self._max_bytes:
            code = "bomb" if self._chain else "too-large"
            raise Failed(code, f"the answer unpacks to more than {self._max_bytes:,} bytes")
        if self.size > _FREE and self.size > self.sent * self._max_ratio:
            raise Failed("bomb", f"the answer unpacks to more than {self._max_ratio} times its {self.sent:,} bytes")
        self._parts.append(data)
