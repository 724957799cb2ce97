"""Codecs: what is packed comes back, with the dictionary it was packed with."""

from __future__ import annotations

import hashlib
import random

import pytest

from archive.codecs import MOST_READY, Dictionary, compressed, decompressed, trained

chance = random.Random(5)
COMMON = bytes(chance.choices(b"abcdefgh ", k=3000))
BODIES = [COMMON + bytes(chance.choices(b"xyz", k=200)) for _ in range(60)]


def dictionary(content: bytes, loads: list[str]) -> Dictionary:
    sha256 = hashlib.sha256(content).hexdigest()

    def load() -> bytes:
        loads.append(sha256)
        return content

    return Dictionary(sha256, load)


def test_a_dictionary_is_loaded_once_and_saves_room() -> None:
    content = trained(BODIES, 8000)
    assert content is not None and len(content) <= 8000
    loads: list[str] = []
    for body in BODIES:
        codec, packed = compressed(body, dictionary(content, loads))
        assert codec == "zstd" and len(packed) < len(compressed(body)[1]) / 3
        assert decompressed(codec, packed, len(body), dictionary(content, loads)) == body
    assert len(loads) == 2, "once to pack, once to unpack"


def test_bodies_of_nothing_in_common_give_no_dictionary() -> None:
    assert trained([b"", b"a"], 8000) is None


def test_more_dictionaries_than_are_kept_ready() -> None:
    loads: list[str] = []
    contents = [b"dictionary %d " % number * 50 for number in range(MOST_READY + 5)]
    packed = [compressed(one * 3, dictionary(one, loads)) for one in contents]
    for one, (codec, content) in zip(contents, packed, strict=True):
        assert decompressed(codec, content, len(one) * 3, dictionary(one, loads)) == one * 3


def test_damage_and_unknown_codecs() -> None:
    codec, packed = compressed(b"a body" * 100)
    with pytest.raises(ValueError, match=r"."):
        decompressed(codec, packed[:-5], 600, None)
    with pytest.raises(ValueError, match=r"."):
        decompressed("zlib", b"not zlib", 600, None)
    with pytest.raises(LookupError):
        decompressed("lzma", packed, 600, None)
