"""How Drupal sites hide e-mail addresses from robots, and still show them to visitors."""

from __future__ import annotations

from collections.abc import Callable

_KEY = 0x5B


def _plain(email: str) -> str:
    return email


def _mailto(email: str) -> str:
    return f'<a href="mailto:{email}">{email}</a>'


def _spamspan(email: str) -> str:
    """Dots stay as they are; one more span carries the headers of the message."""
    return _span(email, ".", '<span class="h"> (subject: Question%20from%20the%20platform) </span>')


def _spamspan_t(email: str) -> str:
    """The module's older spelling of a dot."""
    return _span(email, '<span class="t"> [dot] </span>')


def _spamspan_o(email: str) -> str:
    """The newer spelling, since ``t`` came to mean the text of the link."""
    return _span(email, '<span class="o"> [dot] </span>')


def _span(email: str, dot: str, more: str = "") -> str:
    user, domain = (part.replace(".", dot) for part in email.split("@"))
    return (
        f'<span class="spamspan"><span class="u">{user}</span> [at] '
        f'<span class="d">{domain}</span>{more}</span>'
    )


def _cloudflare(email: str) -> str:
    return (
        '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" '
        f'data-cfemail="{_cipher(email)}">[email&#160;protected]</a>'
    )


def _cloudflare_href(email: str) -> str:
    return (
        f'<a href="/cdn-cgi/l/email-protection#{_cipher(email)}">'
        f'<span class="__cf_email__" data-cfemail="{_cipher(email)}">[email&#160;protected]</span>'
        "</a>"
    )


def _cipher(email: str) -> str:
    return bytes([_KEY, *(byte ^ _KEY for byte in email.encode())]).hex()


#: Markup of an address, by the name of its hiding.
HIDINGS: dict[str, Callable[[str], str]] = {
    "mailto": _mailto,
    "spamspan": _spamspan,
    "cloudflare": _cloudflare,
    "plain": _plain,
    "spamspan_t": _spamspan_t,
    "spamspan_o": _spamspan_o,
    "cloudflare_href": _cloudflare_href,
}
