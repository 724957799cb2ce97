"""What reaches the terminal: results on stdout, talk on stderr, nothing that a page
could use to take the terminal over."""

from __future__ import annotations

import json
import re
from typing import Any

import click

#: C0 and C1 controls except TAB and LF, the marks that turn text around or hide it (Unicode 15
#: bidi controls, zero-width space, word joiner and invisible operators, byte order mark,
#: interlinear annotation), and lone surrogates, which no stream takes.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)


def shown(text: object) -> str:
    """Text from a page as it may be printed: control characters become ``\\x1b``."""
    return _UNSAFE.sub(_escaped, str(text).replace("\r\n", "\n"))


def line(text: object) -> str:
    """Like :func:`shown`, on one line."""
    return shown(" ".join(str(text).split()))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def say(message: str) -> None:
    """One line of talk on stderr."""
    click.echo(shown(message), err=True)


def say_error(message: str, hint: str = "") -> None:
    """An error on stderr: what is wrong and where, then what to do."""
    click.echo(f"clusternews: {shown(message)}", err=True)
    if hint:
        click.echo(f"  try: {shown(hint)}", err=True)


def print_json(value: Any) -> None:
    """One JSON document on stdout, UTF-8, control characters escaped by JSON itself.

    C1 controls, which JSON leaves alone, are escaped too: some terminals obey them.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    click.echo(_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text))
