"""Faults of the way to a page: redirects to nowhere, and servers that send one away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from scraper.example.faults_kinds import EVERYWHERE, Expected, Fault, Hit, Reply, redirect
from scraper.example.routes import Answer

#: Where the second page of a pair lies.
_BACK = "/content/there-and-back"
#: After so many requests a server has had enough.
_PATIENCE = 12
_METADATA = "http://169.254.169.254/latest/meta-data/"


def _to(location: str, status: int = 302) -> Callable[[Hit], Reply]:
    return lambda hit: redirect(location, status)


def _to_itself(hit: Hit) -> Reply:
    return redirect(hit.target)


def _to_and_fro(hit: Hit) -> Reply:
    """The way back leads to the article whose way led here."""
    if hit.path == _BACK:
        return redirect(hit.query.get("from", _BACK))
    return redirect(f"{_BACK}?from={hit.path}")


def _on_and_on(hit: Hit) -> Reply:
    step = int(hit.query.get("step", "0"))
    return redirect(f"{hit.path}?step={step + 1}", 307)


def _to_the_secret(status: int) -> Callable[[Hit], Reply]:
    return lambda hit: redirect(f"{hit.secret}{hit.path}", status)


def _status(status: int) -> Callable[[Hit], Reply]:
    return lambda hit: Answer(b"<html><body><p>No.</p></body></html>", status)


def _busy(status: int, retry_after: Callable[[], str]) -> Callable[[Hit], Reply]:
    """Sent away once, with the time to come again; served from then on."""

    def act(hit: Hit) -> Reply:
        if hit.nth > 1:
            return None
        return Answer(b"", status, fields=(("Retry-After", retry_after()),))

    return act


def _in_a_second() -> str:
    # An HTTP date has no fractions: two seconds on leaves at least one.
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)


def _for_a_day(hit: Hit) -> Reply:
    return Answer(b"", 429, fields=(("Retry-After", "86400"),))


def _gone_once(hit: Hit) -> Reply:
    return _status(404)(hit) if hit.nth == 1 else None


def _banned_by_page(hit: Hit) -> Reply:
    text = b"<html><head><title>Access denied</title></head><body><h1>Access denied</h1></body>"
    return Answer(text + b"</html>") if hit.total > _PATIENCE else None


def _banned_by_status(hit: Hit) -> Reply:
    return _status(403)(hit) if hit.total > _PATIENCE else None


def _fault(name: str, does: str, act: Callable[[Hit], Reply], expect: Expected) -> Fault:
    return Fault(name=name, does=does, act=act, expect=expect)


_OFF_SITE = Expected(states=("refused",), reason="off-site")
_LOOP = Expected(states=("redirected",), problems=("redirect_loop",))
_READ = Expected(states=("fetched",))
_GONE = Expected(states=("gone",), later=("missing",))

WAYS = (
    _fault("redirect-self", "redirects to itself", _to_itself, _LOOP),
    Fault(
        name="redirect-pair",
        does="redirects to a page that redirects back",
        act=_to_and_fro,
        also=(_BACK,),
        expect=Expected(states=("redirected",), reason="status 302"),
    ),
    _fault(
        *("redirect-on-and-on", "redirects to itself with a query that counts", _on_and_on),
        Expected(states=("redirected",), reason="status 307"),
    ),
    *(
        _fault(
            *(f"redirect-secret-{status}", f"redirects to the secret place ({status})"),
            *(_to_the_secret(status), _OFF_SITE),
        )
        for status in (301, 302, 303, 307, 308)
    ),
    _fault("redirect-private", "redirects into a private net", _to("http://10.0.0.1/"), _OFF_SITE),
    _fault("redirect-metadata", "redirects to a cloud's metadata", _to(_METADATA), _OFF_SITE),
    _fault(
        *("redirect-file", "redirects to a file", _to("file:///etc/passwd")),
        Expected(states=("refused",), reason="scheme file"),
    ),
    _fault(
        *("redirect-nowhere", "redirects and does not say where", _status(302)),
        Expected(states=("failed",), reason="nowhere to go", exit_code=1),
    ),
    _fault(
        *("redirect-login", "redirects to the login form", _to("/user/login?destination=x")),
        Expected(states=("wall",), reason="login"),
    ),
    _fault("busy-seconds", "says 429 once, come in 1", _busy(429, lambda: "1"), _READ),
    _fault("busy-date", "says 503 once, and when to come", _busy(503, _in_a_second), _READ),
    _fault(
        *("busy-for-a-day", "says 429, come again tomorrow", _for_a_day),
        Expected(states=("failed",), reason="status 429", exit_code=1),
    ),
    _fault("gone-once", "says 404 once and is there again", _gone_once, _GONE),
    _fault("gone-for-good", "says 410", _status(410), _GONE),
    _fault("unlawful", "says 451", _status(451), _GONE),
    _fault("forbidden", "says 403", _status(403), Expected(states=("denied",), reason="403")),
    _fault(
        *("server-error", "says 500", _status(500)),
        Expected(states=("failed",), reason="status 500", exit_code=1),
    ),
    Fault(
        name="ban-page",
        does=f"answers every request after {_PATIENCE} with the page of a ban, status 200",
        act=_banned_by_page,
        at=EVERYWHERE,
        expect=Expected(
            states=("wall",), reason="access check", problems=("kept_out",), exit_code=1
        ),
    ),
    Fault(
        name="ban-status",
        does=f"answers every request after {_PATIENCE} with 403",
        act=_banned_by_status,
        at=EVERYWHERE,
        expect=Expected(states=("denied",), reason="403", exit_code=1),
    ),
)
