"""Faults of pages: they arrive whole, and are not what they say or what was asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from scraper.example.faults_kinds import Expected, Fault, Hit, Reply, framed, html
from scraper.example.routes import Answer
from scraper.example.story import Paragraph, Story

#: Words whose letters every wrong encoding breaks.
_TITLE = "Prüfstand für Käse-Öle: „Größe“ zählt, Łódź und Plzeň ziehen nach"
_LATIN_TITLE = "Prüfstand für Käse und Öle: Größe zählt in Österreich"
_TEXT = (
    "Die Mitglieder des Clusters prüften im Frühjahr die neuen Anlagen, über die während der "
    "Tagung ausführlich gesprochen wurde. Für die Größe der Geräte gälten künftig schärfere "
    "Maße, erklärte die Geschäftsführerin; die übrigen Vorschläge würden später erörtert."
)
_PDF = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_HTML_TYPE = "Content-Type: text/html"


def _of(hit: Hit) -> Story:
    assert hit.story is not None, f"{hit.path} is no article"
    return replace(hit.story, theme="drupal10", banner="settings", debug=False)


def _german(hit: Hit, title: str) -> str:
    """The page of a story whose every word needs its encoding."""
    body = tuple(Paragraph((f"{_TEXT} ({number})",)) for number in range(1, 5))
    story = replace(_of(hit), title=title, subtitle=None, language="de", body=body, attached=())
    return hit.render(story).body.decode()


def _charset(
    title: str, encoding: str, header: str | None, meta: str | None
) -> Callable[[Hit], Reply]:
    """Bytes in one encoding, under a header and a meta element that say what they like."""

    def act(hit: Hit) -> Reply:
        page = _german(hit, title)
        said = f'<meta charset="{meta}" />' if meta else ""
        page = page.replace('<meta charset="utf-8" />', said)
        kind = f"text/html; charset={header}" if header else "text/html"
        return framed(page.encode(encoding, "replace"), kind=kind)

    return act


def _typed(body: bytes | None, kind: str) -> Callable[[Hit], Reply]:
    """Some bytes (None: the page's own) under a type that is not theirs."""
    return lambda hit: framed(hit.healthy().body if body is None else body, kind=kind)


def _titled(title: str) -> Callable[[Hit], Reply]:
    """The story under another title, escaped as a platform does it."""
    return lambda hit: hit.render(replace(_of(hit), title=title))


def _system(title: str, text: str, head: str = "") -> Callable[[Hit], Reply]:
    """A short page of its own, with status 200."""
    page = (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><main><h1>{title}</h1>{text}</main></body></html>"
    )
    return lambda hit: Answer(page.encode())


def _body(change: Callable[[str], str]) -> Callable[[Hit], Reply]:
    """The healthy page in the newest look, with its markup changed."""
    return lambda hit: html(hit.render(_of(hit)), change)


def _nested(page: str) -> str:
    depth = 100_000
    inner = "<div>" * depth + "deep" + "</div>" * depth
    return page.replace("</article>", f"</article>{inner}", 1)


def _attributes(page: str) -> str:
    many = " ".join(f"a{number}={number}" for number in range(100_000))
    return page.replace("</article>", f"</article><div {many}></div>", 1)


def _one_id(page: str) -> str:
    page = page.replace("<div ", '<div id="content" ').replace("<p>", '<p id="content">')
    return page.replace("<span ", '<span id="content" ')


def _surrogates(page: str) -> str:
    stated = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle"})
    broken = stated.replace("}", ', "keywords": "\\ud83d, \\u0000, half"}')
    script = f'<script type="application/ld+json">{broken}</script></head>'
    return page.replace("</head>", script, 1)


def _refresh(hit: Hit) -> Reply:
    element = f'<meta http-equiv="refresh" content="0; url={hit.secret}/"></head>'
    return html(hit.healthy(), lambda page: page.replace("</head>", element, 1))


_READ = Expected(states=("fetched",))
_UNREADABLE = Expected(states=("unreadable",), reason="not a page")
_WALL = Expected(states=("wall",))
_LOGIN = (
    "<form method='post'><label>Password <input type='password' name='pass'></label>"
    "<input type='submit' value='Log in'></form>"
)
_COOKIES = (
    "<p>We and our 812 partners store and access information on your device, such as cookies. "
    "Please accept or manage your choices before you continue to the site.</p>"
    "<button>Accept all</button><button>Reject all</button>"
)
_WAIT = "<p>Checking if the site connection is secure. This takes a moment.</p>"
_PAY = "<p>This article is for subscribers only. Subscribe to continue reading.</p>"


def _fault(name: str, does: str, act: Callable[[Hit], Reply], expect: Expected) -> Fault:
    return Fault(name=name, does=does, act=act, expect=expect)


def _german_fault(
    name: str, does: str, encoding: str, header: str | None, meta: str | None
) -> Fault:
    title = _TITLE if encoding == "utf-8" else _LATIN_TITLE
    expect = Expected(states=("fetched",), title=title, text="gälten künftig schärfere Maße")
    return _fault(name, does, _charset(title, encoding, header, meta), expect)


def _title_fault(name: str, does: str, title: str, archived: str, *problems: str) -> Fault:
    expect = Expected(states=("fetched",), title=archived, problems=problems)
    return _fault(f"title-{name}", f"puts {does} into the title", _titled(title), expect)


_SQL = "Robert'); DROP TABLE articles; -- \" OR 1=1 /* * */"
_MARKUP = "<script>alert('cluster')</script><img src=x onerror=alert(1)> & co."
_ESCAPES = "Clusters \x1b[2J\x1b[31mred\x07 \x1b]0;owned\x07 \x9b1m grow"
_BIDI = "Cluster \u202efdp.exe\u202c \u2066grows\u2069 \u200bsoon"
_LONG = "Clusters grow. " * 70_000

PAGES = (
    _german_fault("charset-header-lies", "sends UTF-8 as Latin-1", "utf-8", "iso-8859-1", "utf-8"),
    _german_fault("charset-meta-lies", "sends UTF-8 marked as Latin-1", "utf-8", None, "latin-1"),
    _german_fault("charset-both-lie", "sends Latin-1 as UTF-8", "cp1252", "utf-8", "utf-8"),
    _german_fault("charset-none", "sends Latin-1 and does not say so", "cp1252", None, None),
    _fault("pdf-as-html", "sends a PDF as HTML", _typed(_PDF, "text/html"), _UNREADABLE),
    _fault(
        *("json-as-html", "sends JSON as HTML", _typed(b'{"news": [1, 2]}', "text/html")),
        Expected(states=("unreadable",)),
    ),
    _fault(
        *("image-as-html", "sends a picture", _typed(b"\x89PNG\r\n\x1a\n" * 99, "text/html")),
        _UNREADABLE,
    ),
    _fault(
        *("html-as-octet-stream", "sends HTML as bytes of any kind"),
        *(_typed(None, "application/octet-stream"), _READ),
    ),
    _fault("html-as-pdf", "sends HTML as a PDF", _typed(None, "application/pdf"), _READ),
    _fault(
        *("empty-200", "sends status 200 and nothing", lambda hit: framed(b"", _HTML_TYPE)),
        Expected(states=("unreadable",), reason="empty"),
    ),
    _fault(
        *("soft-404", "says with status 200 that there is no such page"),
        _system("Page not found", "<p>The requested page could not be found.</p>"),
        Expected(states=("soft_404",), reason="no such page"),
    ),
    _fault("login-wall", "sends a login form", _system("Log in", _LOGIN), _WALL),
    _fault(
        *("consent-wall", "sends nothing but a consent form"),
        *(_system("Before you continue", _COOKIES), _WALL),
    ),
    _fault("pay-wall", "asks for a subscription", _system("Members", _PAY), _WALL),
    _fault(
        *("challenge", "checks the browser", _system("Just a moment...", _WAIT)),
        Expected(states=("wall",), reason="access check", problems=("kept_out",), exit_code=1),
    ),
    _fault("nested", "nests 100,000 elements behind the article", _body(_nested), _READ),
    _fault("attributes", "gives an element 100,000 attributes", _body(_attributes), _READ),
    _fault("duplicate-ids", "gives every element the same id", _body(_one_id), _READ),
    _fault("json-surrogates", "states half characters and NUL", _body(_surrogates), _READ),
    _fault("meta-refresh-secret", "refreshes to the secret place", _refresh, _READ),
    _title_fault("sql", "SQL", _SQL, _SQL),
    _title_fault("markup", "a script, escaped", _MARKUP, _MARKUP),
    _title_fault("escapes", "terminal escapes", _ESCAPES, "Clusters [2J[31mred ]0;owned 1m grow"),
    _title_fault("bidi", "marks that turn the direction", _BIDI, "Cluster fdp.exe grows soon"),
    _title_fault("nul", "NUL", "Clusters \x00 grow", "Clusters grow"),
    _title_fault("long", "a megabyte", _LONG, _LONG.strip(), "title_long"),
)
