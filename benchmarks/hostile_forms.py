"""More hostile pages: very many of one thing, odd structured data, odd forms of a page."""

from __future__ import annotations

import json
import random

from benchmarks.hostile_pages import MEGA, add, filled, ld, news, numbered, page

add(
    "many",
    {
        "20,000 links": lambda: page(filled('<a href="/x/{n}">link {n}</a> ', 600_000)),
        "10,000 h1": lambda: page(numbered("<h1>Heading {n}</h1>", 10_000)),
        "10,000 h1 before": lambda: page("", before=numbered("<h1>Heading {n}</h1>", 10_000)),
        "10,000 h2 of cookies": lambda: page(numbered("<h2>Cookies {n}</h2>", 10_000)),
        "10,000 times": lambda: page(
            "", before=numbered('<time datetime="2024-03-0{n}">x</time>', 10_000)
        ),
        "10,000 tag links": lambda: page(numbered('<a rel=tag href="/t/{n}">t {n}</a>', 10_000)),
        "10,000 author links": lambda: page(
            "", before=numbered('<a rel=author href="/a/{n}">Ada {n}</a>', 10_000)
        ),
        "10,000 bylines": lambda: page(
            "", before=numbered("<p class=byline>By Ada {n}</p>", 10_000)
        ),
        "100,000 class names": lambda: page(numbered('<i class="c{n}">t</i>', 58_000)),
        "100,000 names in one class": lambda: page(f'<p class="{numbered("c{n}", 100_000)}">t'),
        "5,000 json-ld": lambda: page("", head=news(headline="A", author="B") * 5_000),
        "5,000 broken json-ld": lambda: page("", head=ld('{"@type": "NewsArticle", ') * 5_000),
        "10,000 metas of one name": lambda: page(
            "", head='<meta property="article:tag" content="x">' * 10_000
        ),
        "10,000 authors": lambda: page("", head='<meta name="author" content="Ada B">' * 10_000),
        "related headings": lambda: page(
            "<div><h3>Related news</h3><a href=/x>x</a></div>" * 10_000
        ),
        "headings of one box": lambda: page(
            "<div>" + "<h3>Related news</h3>" * 10_000 + "<a href=/x>x</a></div>"
        ),
        "nested boxes": lambda: page("<div><h3>Related news</h3>" * 900 + "<a href=/x>x</a>"),
        "breadcrumbs": lambda: page(
            f"<nav class=breadcrumb>{'<a href=/x>x</a> &gt; ' * 20_000}</nav>"
        ),
        "spamspans": lambda: page(
            '<span class="spamspan"><span class="u">a</span><span class="d">b.c</span></span>'
            * 9_000
        ),
        "settings": lambda: page(
            f'<script>{{"eu_cookie_compliance":{{"popup_html_info":"{"<p>" * 100_000}</script>'
        ),
        "nested fields": lambda: page(
            '<div class="node"><div class="field field-name-body">' * 900
        ),
        "banners": lambda: page("<div>We use cookies. <button>Accept</button></div>" * 15_000),
        "nested banners": lambda: page("<div class=cookie>We use cookies." * 900),
        "cloudflare mails": lambda: page(
            '<a class="__cf_email__" data-cfemail="7a1b3a1854191517">x</a>' * 10_000
        ),
        "theme debug": lambda: page(
            "<!-- THEME DEBUG --><!-- FILE NAME SUGGESTIONS: field--node--body--x.html.twig -->"
            "<!-- BEGIN OUTPUT from 'x' --><p>text</p>" * 5_000
        ),
        "theme debug without an end": lambda: page(
            "<!-- THEME DEBUG --><!-- field--node--body--x --><!-- BEGIN OUTPUT -->x" * 20_000
        ),
        "columns": lambda: page(f"<table><tr>{'<td>x</td>' * 50_000}</tr></table>"),
        "options": lambda: page(f"<select>{numbered('<option>x{n}</option>', 50_000)}</select>"),
        "mail links": lambda: page('<a href="mailto:a@b.example?cc=x@y.example">x</a>' * 15_000),
        "data pictures": lambda: page('<img src="data:image/png;base64,AAAA">' * 20_000),
        "siblings with text": lambda: page("", before="x<i></i>" * 50_000),
    },
)
add(
    "json-ld",
    {
        "4 MB": lambda: page("", head=news(headline="A", articleBody="word " * 800_000)),
        "4 MB list": lambda: page(
            "", head=ld(json.dumps([{"@type": "Thing", "name": "x"}] * 130_000))
        ),
        "4 MB graph": lambda: page(
            "",
            head=ld(
                json.dumps(
                    {"@graph": [{"@id": f"#{n}", "author": {"@id": "#1"}} for n in range(90_000)]}
                )
            ),
        ),
        "nested lists": lambda: page("", head=ld("[" * 100_000)),
        "nested lists, closed": lambda: page("", head=ld("[" * 100_000 + "]" * 100_000)),
        "nested objects": lambda: page("", head=ld('{"a":' * 100_000)),
        "nested to 900": lambda: page("", head=ld('{"@graph":[' * 450 + "]}" * 450)),
        "huge number": lambda: page(
            "", head=ld('{"@type":"NewsArticle","dateModified":' + "9" * 500_000 + "}")
        ),
        "huge exponent": lambda: page(
            "", head=ld('{"@type":"NewsArticle","datePublished":1e999999999}')
        ),
        "100,000 authors": lambda: page(
            "", head=news(author=[{"name": f"Ada B{n}"} for n in range(100_000)])
        ),
        "100,000 keywords": lambda: page("", head=news(keywords=[f"k{n}" for n in range(100_000)])),
        "100,000 images": lambda: page("", head=news(image=[f"/i{n}.png" for n in range(100_000)])),
        "100,000 types": lambda: page(
            "", head=ld(json.dumps({"@type": ["NewsArticle"] * 100_000}))
        ),
        "ids in a ring": lambda: page(
            "", head=ld('{"@graph":[{"@id":"#a","author":{"@id":"#a"}}]}')
        ),
        "wrong types": lambda: page(
            "",
            head=news(headline=[{}], author=1, keywords={"a": 1}, image=None, datePublished=[[]]),
        ),
        "broken strings": lambda: page("", head=ld('{"a":"\n\\' * 60_000)),
        "commas": lambda: page("", head=ld("{" + "," * 500_000)),
        "comments": lambda: page("", head=ld("/*" * 250_000)),
        "html inside": lambda: page("", head=news(headline="<b>" * 80_000, author="<i>" * 80_000)),
        "entities inside": lambda: page("", head=news(headline="&amp;" * 80_000)),
    },
)

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)).replace("&a0;", "&a;")
    + '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:9/y"> %y;]>'
)
_noise = random.Random(7)
add(
    "form",
    {
        "empty": lambda: b"",
        "white space": lambda: b" \n" * 500_000,
        "one sign": lambda: b"<",
        "all NUL": lambda: b"\0" * MEGA,
        "NUL between letters": lambda: page("").replace(b"e", b"e\0"),
        "random bytes": lambda: _noise.randbytes(MEGA),
        "random text": lambda: "".join(
            chr(_noise.randrange(32, 0x3000)) for _ in range(300_000)
        ).encode(),
        "markup and noise": lambda: page("<p>" + _noise.randbytes(MEGA).decode("latin-1")),
        "high bytes": lambda: b"<p>" + b"\xff" * MEGA,
        "half of UTF-8": lambda: b"<p>" + b"\xc3 " * 500_000,
        "random UTF-16": lambda: b"\xff\xfe" + _noise.randbytes(MEGA),
        "UTF-32": lambda: page("x" * 100_000).decode().encode("utf-32"),
        "UTF-7 declared": lambda: page("").replace(b"utf-8", b"utf-7"),
        "unknown codec declared": lambda: page("").replace(b"utf-8", b"base64"),
        "XML declared as HTML": lambda: b'<?xml version="1.0"?><note><to>x</to></note>' * 10_000,
        "HTML declared as XML": lambda: b'<?xml version="1.0" encoding="utf-8"?>' + page(""),
        "laughs": lambda: LAUGHS.encode() + page("&a11;&x;"),
        "frameset": lambda: b"<html><frameset cols='1,2'>" + b"<frame src=/x>" * 50_000,
        "base elsewhere": lambda: page(
            "<a href='x'>x</a>", head="<base href='http://evil.example/'>"
        ),
        "10,000 bases": lambda: page("", head="<base href='//b.example/'>" * 10_000),
        "odd base": lambda: page(
            "<a href=x>x</a><img src=y>" * 100, head="<base href='http://[::1'>"
        ),
        "plaintext": lambda: page("<plaintext>" + "<p>x</p>" * 120_000),
        "xmp": lambda: page("<xmp>" + "<p>x</p>" * 120_000),
        "open script": lambda: page("<script>" + "<p>x</p>" * 120_000),
        "open textarea": lambda: page("<textarea>" + "<p>x</p>" * 120_000),
        "open title": lambda: page("", head="<title>" + "<p>x</p>" * 120_000),
        "open style": lambda: page("", head="<style>" + "<p>x</p>" * 120_000),
        "open svg": lambda: page("<svg>" + "<g><path d=M0/></g>" * 60_000),
        "script in script": lambda: page("<script><!--<script>" * 50_000),
        "lone surrogates": lambda: page("&#xD800;&#xDFFF;" * 60_000),
        "wide references": lambda: page("&#99999999999;" * 70_000),
        "long reference": lambda: page("&#" + "9" * MEGA + ";"),
        "long entity": lambda: page("&" + "a" * MEGA + ";"),
        "JSON": lambda: b'{"a": "' + b"<p>x</p>" * 100_000 + b'"}',
        "JSON, deep": lambda: b"[" * MEGA,
        "prologue": lambda: b"<!-- x -->" * 100_000 + page(""),
        "prologue, open": lambda: b"<!DOCTYPE html [" + b"<!-- x" * 100_000,
        "doctypes": lambda: b"<!DOCTYPE html>" * 60_000 + page(""),
        "print": lambda: b"Home\nNews\n" * 100_000,
        "print of lines": lambda: b"".join(
            b"Line %d of a print, and more.\n" % n for n in range(60_000)
        ),
        "PDF": lambda: b"%PDF-1.7" + _noise.randbytes(MEGA),
        "lang of 1 MB": lambda: b"<html lang=" + b"x" * MEGA + b">" + page(""),
    },
)
