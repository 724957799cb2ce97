"""Real pages, damaged at random: cut, doubled, torn, sprinkled with pieces of markup."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

PIECES = (
    *(b"<", b">", b"</div>", b"<div>", b"<article>", b"<script>", b"<!--", b"-->", b"\0"),
    *(b"&#xD800;", b"&#1;", b"&#", b'"', b"'", b"<table>", b"</html>", b"<![CDATA[", b"\xe2\x80"),
    *(b'<meta charset="utf-16">', b"class='node'", b"\x1b[2J", b"<a href='http://[::1'>", b"]]>"),
    *(b"<nav>", b"<p", b"\xff\xfe", b"\xc3\x83\xc2", b"{", b"[", b"\\u", b"<title>", b"</body>"),
    *(b"12.03.2020 ", b"<time datetime=", b"<plaintext>", b"<style>", b"<base href=//x>"),
)


def mutated(page: bytes, seed: int) -> bytes:
    """The page with a dozen damages at most, the same for one seed."""
    chance = random.Random(seed)
    body = bytearray(page)
    for _ in range(chance.randint(1, 12)):
        at, length = chance.randrange(len(body) + 1), chance.randrange(400)
        change = chance.randrange(4)
        if change == 0:
            del body[at : at + length]
        elif change == 1:
            body[at:at] = chance.choice(PIECES) * chance.randint(1, 5)
        elif change == 2:
            body[at:at] = body[at : at + length]
        else:
            body[at : at + 3] = chance.randbytes(3)
    return bytes(body[: chance.choice((len(body), chance.randrange(len(body) + 1)))])


def pages_of(folder: Path) -> list[Path]:
    """The saved pages in a folder and below, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.name.endswith((".html", ".html.gz")))


def mutations(folder: Path, number: int) -> Iterator[tuple[str, bytes]]:
    """So many mutated pages of a folder, each with a name to make it again by."""
    paths = pages_of(folder)
    for seed in range(number):
        path = paths[seed % len(paths)]
        raw = path.read_bytes()
        page = gzip.decompress(raw) if path.suffix == ".gz" else raw
        yield f"{path.relative_to(folder)} {seed}", mutated(page, seed)
