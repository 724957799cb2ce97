"""No password, token or session id in what is written for people to read."""

from __future__ import annotations

import re

_USERINFO = re.compile(r"(?<=://)[^\s/?#@'\"]+@")
_SECRET_NAME = (
    r"[\w-]*(?:token|secret|passw(?:or)?d|passwd|pwd|api_?-?key|apikey|auth|signature|sig"
    r"|session_?-?id|jsessionid|phpsessid|credential|access_?key|_pass)[\w-]*"
)
_SECRET_PARAMETER = re.compile(rf"(?<=[?&;])({_SECRET_NAME})=[^&;?#\s'\"<>]+", re.I)
_SECRET_SETTING = re.compile(rf"(['\"]?\b{_SECRET_NAME}['\"]?\s*[:=]\s*)(['\"])[^'\"]+\2", re.I)
_SECRET_HEADER = re.compile(
    r"(\b(?:proxy-)?authorization|set-cookie|cookie)(['\"]?\s*[:=]\s*)(.+)", re.I
)


def redacted(text: str) -> str:
    """``text`` with passwords, tokens and session ids replaced by ``***``."""
    text = _USERINFO.sub("***@", text)
    text = _SECRET_PARAMETER.sub(r"\1=***", text)
    text = _SECRET_SETTING.sub(r"\1\2***\2", text)
    return _SECRET_HEADER.sub(r"\1\2***", text)
