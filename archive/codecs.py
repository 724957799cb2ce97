"""The ways in which bytes are compressed: zstd, with a dictionary or without, or zlib.

zlib stands in where zstandard cannot be imported; what it wrote can be read everywhere.
"""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from archive.errors import MissingExtra


def _imported() -> Any:
    try:
        return importlib.import_module("zstandard")
    except ImportError:  # a Python for which there is no build of it
        return None


_zstd: Any = _imported()

#: Level 3 is eight times cheaper than zlib-6 and smaller; no level above 9 pays. Without a
#: dictionary level 2 takes 1 % more room and a third less time; one may come later.
LEVEL, PLAIN_LEVEL = 3, 2
#: Bytes of the pieces that a dictionary is put together from, and of the matches they are
#: chosen by: trying out others, as zstd does by itself, takes four times as long for 1 %.
_PIECE, _MATCH = 2000, 8
#: Dictionaries kept ready for use: each takes about 1 MB, and making one ready costs as
#: much as compressing several pages.
MOST_READY = 32


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A compression dictionary, whose content is fetched when it is first needed."""

    sha256: str  #: of the content, hex
    load: Callable[[], bytes]  #: the content


def has_zstd() -> bool:
    """True if zstandard is installed; False: zlib is used, and no dictionaries are made."""
    return _zstd is not None


def compressed(body: bytes, dictionary: Dictionary | None = None) -> tuple[str, bytes]:
    """The codec and the compressed bytes."""
    if _zstd is None:
        return "zlib", zlib.compress(body)
    if dictionary is None:
        return "zstd", _ready(_compressors, "", lambda: _compressor(None)).compress(body)
    make = _compressor
    packer = _ready(_compressors, dictionary.sha256, lambda: make(_parsed(dictionary)))
    return "zstd", packer.compress(body)


def decompressed(codec: str, content: bytes, size: int, dictionary: Dictionary | None) -> bytes:
    """The bytes that were compressed, which are ``size`` long.

    Raises ValueError if they are damaged, LookupError for an unknown codec, and
    MissingExtra where zstandard is needed and not installed.
    """
    if codec == "zlib" and dictionary is None:
        try:
            return zlib.decompressobj().decompress(content, size + 1)
        except (zlib.error, MemoryError) as error:
            raise ValueError(str(error)) from error
    if codec != "zstd":
        raise LookupError(codec)
    if _zstd is None:
        raise MissingExtra(
            "bodies are compressed with zstd, and the package zstandard is not installed",
            hint="pip install zstandard",
        )
    loaded = None
    if dictionary is not None:
        loaded = _ready(_dictionaries, dictionary.sha256, lambda: _parsed(dictionary))
    try:
        reader = _zstd.ZstdDecompressor(dict_data=loaded)
        body: bytes = reader.decompress(content, max_output_size=size)
        return body
    except (_zstd.ZstdError, MemoryError) as error:
        raise ValueError(str(error)) from error


def trained(samples: Iterable[bytes], size: int) -> bytes | None:
    """A dictionary of at most ``size`` bytes for bodies like these; None if they have nothing
    in common that could be one."""
    try:
        train = _zstd.train_dictionary
        made = train(size, list(samples), level=LEVEL, k=_PIECE, d=_MATCH)
        content: bytes = made.as_bytes()
        return content
    except _zstd.ZstdError:
        return None


_compressors: dict[str, Any] = {}
_dictionaries: dict[str, Any] = {}


def _ready(kept: dict[str, Any], name: str, make: Callable[[], Any]) -> Any:
    """What is kept under a name, made if it is not there; the oldest makes room."""
    if name not in kept:
        made = make()
        while len(kept) >= MOST_READY:
            kept.pop(next(iter(kept)), None)
        kept[name] = made
    return kept[name]


def _parsed(dictionary: Dictionary) -> Any:
    return _zstd.ZstdCompressionDict(dictionary.load())


def _compressor(dictionary: Any) -> Any:
    if dictionary is None:
        return _zstd.ZstdCompressor(level=PLAIN_LEVEL)
    # Digested once, not once for each body.
    dictionary.precompute_compress(level=LEVEL)
    return _zstd.ZstdCompressor(level=LEVEL, dict_data=dictionary)
