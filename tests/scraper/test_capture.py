"""What is known of bytes before they are read: encoding, media type, digest."""

from __future__ import annotations

import hashlib

import pytest

from archive.records import Form
from scraper.capture import capture
from scraper.encoding import decide
from scraper.site import Site
from tests.scraper.saved import SITE, WHEN, captured

FRENCH = "Le réseau a évalué l’essai – à Malmö, « naïvement »."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl šéf."
POLISH = "Zażółć gęślą jaźń; źródło: Łódź, świętokrzyskie."
GREEK = "Το δίκτυο αξιολόγησε τη δοκιμή."
RUSSIAN = "Сеть оценила испытание в Мальмё."
TURKISH = "İstanbul'da kümelenme ağı değerlendirildi, çığır açtı."


def page(text: str, *, lang: str = "", meta: str = "") -> str:
    declared = f'<meta charset="{meta}">' if meta else ""
    return f"<html{f' lang={lang}' if lang else ''}><head>{declared}</head><p>{text}</p></html>"


@pytest.mark.parametrize(
    ("text", "codec", "lang", "header", "meta", "source"),
    [
        (FRENCH, "utf-8", "fr", None, "", "detected"),
        (FRENCH, "utf-8", "fr", "utf-8", "", "header"),
        (FRENCH, "utf-8", "fr", None, "utf-8", "meta"),
        (FRENCH, "utf-8", "fr", "iso-8859-1", "", "detected"),
        (FRENCH, "utf-8", "fr", None, "windows-1252", "detected"),
        (FRENCH, "utf-8-sig", "fr", "iso-8859-1", "", "bom"),
        (FRENCH, "utf-16", "fr", "utf-8", "utf-8", "bom"),
        (FRENCH, "utf-16-le", "fr", None, "", "detected"),
        (FRENCH, "utf-16-be", "fr", "utf-8", "", "detected"),
        (FRENCH, "cp1252", "fr", None, "", "detected"),
        (FRENCH, "cp1252", "fr", "utf-8", "utf-8", "detected"),
        (FRENCH, "cp1252", "fr", "iso-8859-1", "", "header"),
        (FRENCH, "cp1252", "", None, "iso-8859-1", "meta"),
        (CZECH, "cp1250", "cs", None, "", "detected"),
        (CZECH, "iso8859-2", "cs", None, "", "detected"),
        (CZECH, "iso8859-2", "cs", "iso-8859-1", "iso-8859-2", "meta"),
        (CZECH, "cp1250", "cs", "utf-8", "", "detected"),
        (POLISH, "iso8859-2", "pl", None, "", "detected"),
        (POLISH, "cp1250", "pl", None, "", "detected"),
        (GREEK, "cp1253", "el", None, "", "detected"),
        (RUSSIAN, "cp1251", "ru", None, "", "detected"),
        (RUSSIAN, "koi8-r", "ru", None, "", "detected"),
        (RUSSIAN, "koi8-r", "ru", None, "koi8-r", "meta"),
        (TURKISH, "cp1254", "tr", None, "", "detected"),
        ("日本語のテキストです。", "shift_jis", "ja", None, "", "detected"),
        ("日本語のテキストです。", "iso2022_jp", "ja", None, "iso-2022-jp", "meta"),
        ("plain words", "ascii", "en", None, "", "default"),
        ("plain words", "ascii", "en", "iso-8859-1", "", "header"),
    ],
)
def test_encodings(
    text: str, codec: str, lang: str, header: str | None, meta: str, source: str
) -> None:
    body = page(text, lang=lang, meta=meta).encode(codec)
    headers = (("Content-Type", f"text/html; charset={header}"),) if header else ()
    found = captured(body, headers=headers)
    assert found.encoding is not None
    assert text in body.decode(found.encoding)
    assert found.encoding_source == source


def test_a_country_domain_stands_in_for_a_language() -> None:
    body = page(CZECH).encode("cp1250")
    assert (
        decide(body, content_type=None, stated=None, url="https://www.nca.cz/x").codec == "cp1250"
    )


def test_what_a_site_file_states_comes_before_what_servers_claim() -> None:
    site = Site(name="x", title="x", base_url="https://x.cz", hosts=("x.cz",), encoding="cp1250")
    headers = (("Content-Type", "text/html; charset=iso-8859-1"),)
    body = "<p>Müller a Söhne</p>".encode("cp1250")
    assert captured(body, headers=headers, site=site).encoding_source == "site"
    assert captured(FRENCH, headers=headers, site=site).encoding == "utf-8"


def test_nearly_utf_8_is_utf_8() -> None:
    body = page(FRENCH * 3).encode() + b"<p>caf\xe9</p>"
    assert captured(body).encoding == "utf-8"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"<!DOCTYPE html><html><p>x", "text/html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML"><html>', "text/html"),
        (b"<p>fragment", "text/html"),
        (b"\xef\xbb\xbf<html>", "text/html"),
        ("<html><p>x".encode("utf-16"), "text/html"),
        (b'<?xml version="1.0"?><rss version="2.0">', "application/rss+xml"),
        (b"<!-- THEME DEBUG -->\n\n<?xml version='1.0'?>\n<rss>", "application/rss+xml"),
        (b"\n\n field--rss\n<?xml version='1.0'?><rss>", "application/rss+xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "application/atom+xml"),
        (b'<?xml version="1.0"?><urlset>', "application/xml"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><sitemapindex>", "application/xml"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\n\n%PDF-1.4 trailing", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"PK\x03\x04rest", "application/zip"),
        (b"\x1f\x8b\x08rest", "application/gzip"),
        (b'{"a": [1, 2]}', "application/json"),
        (b"[not json", "text/plain"),
        (b"Only words, <mailto:a@b.example> and a < b.", "text/plain"),
        (bytes(range(256)) * 20, "application/octet-stream"),
        (b"", None),
        (b" \n\t", None),
        (b"\0\0\0\0", None),
    ],
)
def test_media_types(body: bytes, media_type: str | None) -> None:
    headers = (("Content-Type", "text/html"),)
    assert captured(body, headers=headers).media_type == media_type


def test_headers_without_secrets() -> None:
    headers = (
        ("Content-Type", "text/html"),
        ("Set-Cookie", "session=1"),
        ("X-Auth-Token", "abc"),
        ("ETag", '"7"'),
        ("WWW-Authenticate", "Basic"),
        ("X-CSRF-Token", "x"),
    )
    assert captured(b"<p>", headers=headers).headers == (
        ("Content-Type", "text/html"),
        ("ETag", '"7"'),
    )


def test_the_bytes_are_kept_as_they_are() -> None:
    body = b"<p>\xff\0x"
    found = capture(
        "https://x.example/",
        body,
        form=Form.RENDERED,
        captured_at=WHEN,
        complete=False,
        witness=True,
        site=SITE,
    )
    assert (found.body, found.digest) == (body, hashlib.sha256(body).hexdigest())
    assert (found.form, found.captured_at, found.status) == (Form.RENDERED, WHEN, None)
    assert (found.complete, found.witness) == (False, True)


def test_an_odd_address_breaks_nothing() -> None:
    assert captured(b"<p>\xe9", url="http://[::1").encoding == "cp1252"
