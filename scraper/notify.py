"""Telling somebody how a run goes: a ping of an address, a message through a service.

The addresses hold secrets: they are never printed, logged or kept, and neither is what a
library says of them. Whatever fails here is a line on standard error and no more.
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

from archive.errors import ArchiveBusy, ConfigError
from scraper import extras

#: Key of the ``[notify]`` table -> (type, meaning).
NOTIFY_KEYS: dict[str, tuple[type, str]] = {
    "urls": (list, "addresses of services in the spelling of apprise; mail is mailto://"),
    "when": (str, "failed, worth a look (any exit code but 0) or always"),
}
#: Seconds that a ping, or all messages together, may take.
PING_SECONDS, MESSAGE_SECONDS = 10.0, 30.0


class When(StrEnum):
    """Of which runs a message is sent."""

    FAILED = "failed"  #: exit code 2 and above
    WORTH_A_LOOK = "worth a look"  #: any exit code but 0
    ALWAYS = "always"

    def fits(self, exit_code: int) -> bool:
        """True if a run that ended so is told of."""
        return exit_code >= {When.FAILED: 2, When.WORTH_A_LOOK: 1, When.ALWAYS: 0}[self]


@dataclass(frozen=True, slots=True)
class Notices:
    """Who is told of runs."""

    ping: str | None = field(default=None, repr=False)
    urls: tuple[str, ...] = field(default=(), repr=False)
    when: When = When.WORTH_A_LOOK

    def require(self) -> None:
        """Raises MissingExtra where messages are asked for and cannot be sent, and ConfigError
        for an address that means nothing."""
        if not self.urls:
            return
        apprise = extras.load("apprise", extra="notify", needed_by="[notify] urls in the config")

        with _silence():
            for number, url in enumerate(self.urls, 1):
                if apprise.Apprise.instantiate(url) is None:
                    raise ConfigError(
                        f"notify: address {number} of {len(self.urls)} is none that apprise knows",
                        hint="https://appriseit.com lists them; mailto://user:password@host",
                    )

    def started(self) -> str | None:
        """Tells that a run has begun; what went wrong with it, in one line."""
        return _ping(self.ping, "/start", "") if self.ping else None

    def ended(self, exit_code: int, said: str) -> list[str]:
        """Tells how a run ended, in one line; what went wrong with telling it.

        Success is exit code 0. Of a run that found the archive held nothing is told: the
        run that holds it tells its own end.
        """
        if exit_code == ArchiveBusy.exit_code:
            return []
        wrong = None
        if self.ping:
            body = f"exit code {exit_code}\n{said}\n"
            wrong = _ping(self.ping, "/fail" if exit_code else "", body)
        unsent = None
        if self.urls and self.when.fits(exit_code):
            unsent = _send(self.urls, f"clusternews: exit code {exit_code}", said)
        return [one for one in (wrong, unsent) if one]


NOBODY = Notices()


def notices_from(ping: object, table: object, where: str) -> Notices:
    """What the config file says under ``ping`` and ``[notify]``.

    Raises ConfigError, which names the key and keeps the value to itself.
    """
    notices = Notices()
    if ping is not None:
        notices = Notices(ping=_address(ping, f"{where}: ping"))
    if table is None:
        return notices
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: notify must be a table [notify]")
    for key in table:
        if key not in NOTIFY_KEYS:
            known = ", ".join(NOTIFY_KEYS)
            raise ConfigError(f"{where}: [notify]: unknown key {key!r}", hint=f"known: {known}")
    urls = table.get("urls", [])
    if not isinstance(urls, list) or not all(isinstance(url, str) and url for url in urls):
        raise ConfigError(f"{where}: [notify]: urls must be a list of texts")
    when = table.get("when", When.WORTH_A_LOOK)
    if when not in list(When):
        one_of = ", ".join(When)
        raise ConfigError(f"{where}: [notify]: when is {when!r}", hint=f"one of: {one_of}")
    return Notices(notices.ping, tuple(urls), When(when))


def with_environment(notices: Notices, environment: Mapping[str, str] = os.environ) -> Notices:
    """``CLUSTERNEWS_PING`` and ``CLUSTERNEWS_NOTIFY`` (addresses with spaces between) win."""
    ping = environment.get("CLUSTERNEWS_PING")
    urls = tuple(environment.get("CLUSTERNEWS_NOTIFY", "").split())
    return Notices(
        _address(ping, "CLUSTERNEWS_PING") if ping else notices.ping,
        urls or notices.urls,
        notices.when,
    )


def _address(value: object, where: str) -> str:
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
        if parts.scheme in ("http", "https") and parts.hostname and str(value).isprintable():
            return str(value)
    except ValueError:
        pass
    raise ConfigError(f"{where} must be an http or https address")


def _ping(url: str, ending: str, body: str) -> str | None:
    """Asks for the address with an ending to its path; what went wrong, None if nothing did."""
    parts = urlsplit(url)
    at = urlunsplit(parts._replace(path=parts.path.rstrip("/") + ending, fragment=""))
    wrong = _within(PING_SECONDS, lambda: _post(at, body))
    return f"the ping{' ' + ending if ending else ''} failed: {wrong}" if wrong else None


def _post(url: str, body: str) -> str | None:
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    headers = {"Content-Type": "text/plain; charset=utf-8", "User-Agent": "clusternews"}
    request = Request(url, data=body.encode(errors="replace"), headers=headers)
    try:
        with urlopen(request, timeout=PING_SECONDS) as answer:
            answer.read(1000)
    except HTTPError as error:
        error.close()
        return f"status {error.code}"
    return None


def _send(urls: Sequence[str], title: str, body: str) -> str | None:
    wrong = _within(MESSAGE_SECONDS, lambda: _message(urls, title, body))
    return f"the message was not sent to all: {wrong}" if wrong else None


def _message(urls: Sequence[str], title: str, body: str) -> str | None:
    from apprise import Apprise

    sent = []
    for url in urls:
        messenger = Apprise()
        messenger.add(url)
        sent.append(bool(messenger.notify(title=title, body=body)))
    missed = [str(number) for number, fine in enumerate(sent, 1) if not fine]
    return f"address {', '.join(missed)} of {len(urls)}" if missed else None


def _within(seconds: float, job: Callable[[], str | None]) -> str | None:
    """What the job says went wrong; it is not waited for longer than this.

    A timeout of a socket counts for each of its reads, and a slow server has many.
    """
    said: list[str | None] = []

    def work() -> None:
        try:
            said.append(job())
        except Exception as error:
            # What libraries say quotes the address.
            reason = getattr(error, "reason", error)
            cause = reason.strerror if isinstance(reason, OSError) else None
            said.append(cause or type(error).__name__)

    with _silence():
        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        worker.join(seconds)
        return said[0] if said else f"no answer within {seconds:.0f} s"


@contextmanager
def _silence() -> Iterator[None]:
    """Libraries log the addresses they are given, and warn of their own affairs."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
