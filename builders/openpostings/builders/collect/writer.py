"""Writing the archive: what boards answered, byte for byte, in WARC 1.1; one file a run.

A group of records stands for each answer: the response (or a revisit, where the same bytes are kept already), the
request, and metadata with what the run wrote down of it. Bodies are kept without their content encoding, as Common
Crawl keeps them, so that equal content has equal digests and nobody needs to unpack what a stranger packed; the headers
that spoke of the encoding are kept under ``X-Crawler-`` names.
"""

from __future__ import annotations

import base64
import os
import re
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

from fastwarc.warc import WarcRecordType
from pydantic import ValidationError

from openpostings.builders.collect.entry import Entry, Stored
from openpostings.builders.collect.fetch import NOT_MODIFIED, Got, Headers
from openpostings.builders.collect.listing import digest
from openpostings.builders.collect.records import Fields, Torn, members, moment, pack, record_id, unpack
from openpostings.schema.errors import OpenPostingsError

_PROFILES: Final = {
    True: "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
    False: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
}
_RENAMED: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_HTTP: Final = "application/http; msgtype="


def run_file(run: int) -> str:
    """Name the file of a run."""
    return f"run-{run:05}.warc.gz"


def payload_digest(sha256: str) -> str:
    """Write a SHA-256 as WARC does: the algorithm, and base 32."""
    return f"sha256:{base64.b32encode(bytes.fromhex(sha256)).decode()}"


class Archive:
    """The file of one run, open for writing.

    Parameters
    ----------
    folder
        Where it stands.
    run
        Number of the run.
    software
        Who writes it.
    end
        Where the last whole group ends that is known; what follows and is whole is taken over, what is not is cut off.

    Raises
    ------
    OpenPostingsError
        Where it cannot be written.
    """

    def __init__(self, folder: Path, run: int, *, software: str, end: int = 0) -> None:
        self.name = run_file(run)
        self.recovered: list[tuple[Entry, int]] = []
        self._path = folder / self.name
        self._software = software
        try:
            self._stream: BinaryIO = self._path.open("a+b")
            with ExitStack() as opened:
                opened.callback(self._stream.close)
                if self._path.stat().st_size < end:
                    hint = "remove the journal beside it, and the run begins anew"
                    raise OpenPostingsError("is shorter than its journal says", where=str(self._path), hint=hint)
                self.end = self._recover(end)
                self._stream.truncate(self.end)
                opened.pop_all()
        except OSError as error:
            raise OpenPostingsError(f"cannot be written: {error.strerror}", where=str(self._path)) from error

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def add(self, entry: Entry, got: Got, before: Stored | None) -> tuple[Entry, int]:
        """Write an answer, and have it on disk.

        Parameters
        ----------
        entry
            What is written down of it.
        got
            The answer.
        before
            Where its bytes are kept already; None where they are new.

        Returns
        -------
        tuple
            The entry with the place of its bytes, and where the group ends.
        """
        prefix = b"" if self.end else self._info(got)
        head, main = self._main(got, before)
        stored = before or Stored(
            file=self.name,
            offset=self.end + len(prefix),
            record_id=head,
            date=got.retrieved_at,
            url=got.url,
            digest=digest(got.body),
            size=len(got.body),
        )
        entry = entry.model_copy(update={"stored": stored})
        group = prefix + main + self._request(got, head) + self._metadata(entry, got, head)
        try:
            self._stream.write(group)
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise OpenPostingsError(f"cannot be written: {error.strerror}", where=str(self._path)) from error
        self.end += len(group)
        return entry, self.end

    def _recover(self, start: int) -> int:
        """Take over the whole groups that no journal knows of; give where the last of them ends."""
        end = start
        try:
            for _, after, raw in members(self._stream, start):
                record = unpack(raw)
                if record is None:
                    break
                if record.kind == "metadata":
                    try:
                        entry = Entry.model_validate_json(record.block)
                    except ValidationError:
                        break
                    self.recovered.append((entry, after))
                    end = after
        except Torn:
            pass
        return end

    def _info(self, got: Got) -> bytes:
        text = f"software: {self._software}\r\nformat: WARC File Format 1.1\r\n".encode()
        fields = [("WARC-Date", moment(got.retrieved_at)), ("WARC-Filename", self.name)]
        fields.append(("Content-Type", "application/warc-fields"))
        return pack(WarcRecordType.warcinfo, record_id("warcinfo", self.name, moment(got.retrieved_at)), fields, text)

    def _main(self, got: Got, before: Stored | None) -> tuple[str, bytes]:
        """Make the response, or the revisit that refers to it; give its identifier too."""
        fields = [("WARC-Date", moment(got.retrieved_at)), ("WARC-Target-URI", got.url)]
        if got.address:
            fields.append(("WARC-IP-Address", got.address))
        fields.append(("Content-Type", f"{_HTTP}response"))
        sha = before.digest if before else digest(got.body)
        fields.append(("WARC-Payload-Digest", payload_digest(sha)))
        head = f"HTTP/1.1 {got.status} {re.sub('[^ -~]', '', got.reason)}\r\n"
        if before is None:
            identifier = record_id("response", moment(got.retrieved_at), got.url, sha)
            block = head.encode() + _written(_without_encoding(got)) + b"\r\n" + got.body
            return identifier, pack(WarcRecordType.response, identifier, fields, block)
        fields += [
            ("WARC-Profile", _PROFILES[got.status == NOT_MODIFIED]),
            ("WARC-Refers-To", f"<urn:{before.record_id}>"),
            ("WARC-Refers-To-Target-URI", before.url),
            ("WARC-Refers-To-Date", moment(before.date)),
            ("WARC-Refers-To-Filename", before.file),
            ("WARC-Refers-To-File-Offset", str(before.offset)),
        ]
        identifier = record_id("revisit", moment(got.retrieved_at), got.url, sha)
        block = head.encode() + _written(got.headers) + b"\r\n"
        return identifier, pack(WarcRecordType.revisit, identifier, fields, block)

    def _request(self, got: Got, head: str) -> bytes:
        target = got.url[len(_origin(got.url)) :] or "/"
        fields = self._beside(got, head, f"{_HTTP}request")
        block = f"GET {target} HTTP/1.1\r\n".encode() + _written(got.sent) + b"\r\n"
        return pack(WarcRecordType.request, record_id("request", head), fields, block)

    def _metadata(self, entry: Entry, got: Got, head: str) -> bytes:
        fields = self._beside(got, head, "application/json")
        return pack(WarcRecordType.metadata, record_id("metadata", head), fields, entry.json_line())

    @staticmethod
    def _beside(got: Got, head: str, media_type: str) -> Fields:
        return [
            ("WARC-Date", moment(got.retrieved_at)),
            ("WARC-Target-URI", got.url),
            ("WARC-Concurrent-To", f"<urn:{head}>"),
            ("Content-Type", media_type),
        ]


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])


def _without_encoding(got: Got) -> Headers:
    """Give the headers of an answer as they are true of the body that is kept."""
    kept = [(f"X-Crawler-{key}" if key.lower() in _RENAMED else key, value) for key, value in got.headers]
    return (*kept, ("Content-Length", str(len(got.body))))


def _written(headers: Headers) -> bytes:
    return "".join(f"{key}: {value}\r\n" for key, value in headers).encode("latin-1", "replace")
