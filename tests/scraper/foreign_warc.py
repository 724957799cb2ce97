"""WARC files as other crawlers write them, made by warcio."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = (("Content-Type", "text/html; charset=utf-8"),)


class Foreign:
    """One WARC file in the making; use it as a context."""

    def __init__(self, path: Path, *, version: str = "1.0", compress: bool = True) -> None:
        self.path = path
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=compress, warc_version=version)
        self._write(self._writer.create_warcinfo_record(path.name, {"software": "x"}))

    def __enter__(self) -> Foreign:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(
        self,
        uri: str,
        body: bytes,
        *,
        at: str = "2019-05-01T10:00:00Z",
        kind: str = "response",
        status: str = "200 OK",
        headers: Sequence[tuple[str, str]] = HTML,
        content_type: str = "",
        more: dict[str, str] | None = None,
    ) -> Any:
        """Adds a record, and returns it."""
        http = None
        if kind in ("response", "request", "revisit"):
            line = "GET / HTTP/1.1" if kind == "request" else status
            protocol = "" if kind == "request" else "HTTP/1.1"
            http = StatusAndHeaders(line, list(headers), protocol=protocol)
        record = self._writer.create_warc_record(
            uri,
            kind,
            payload=BytesIO(body),
            warc_content_type=content_type,
            warc_headers_dict={"WARC-Date": at, **(more or {})},
            http_headers=http,
        )
        self._write(record)
        return record

    def revisit(self, uri: str, digest: str, of: str, of_at: str, *, at: str) -> None:
        """Adds a record that says that the body is that of an earlier one."""
        http = StatusAndHeaders("200 OK", list(HTML), protocol="HTTP/1.1")
        record = self._writer.create_revisit_record(
            uri, digest, of, of_at, http_headers=http, warc_headers_dict={"WARC-Date": at}
        )
        self._write(record)

    def _write(self, record: Any) -> None:
        self._writer.write_record(record)
        record.raw_stream.close()  # warcio leaves a temporary file open
