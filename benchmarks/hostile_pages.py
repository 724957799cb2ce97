"""Pages made to be slow, deep, broken or endless: one builder per case.

Each holds a short article too, so that every step of the reading is reached.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial

MEGA = 1_000_000

ARTICLE = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The regional agency has opened a register of test beds, and asks every cluster to enter "
        "what it owns before the end of the month.",
        "Entries are free; only the crane on the east quay may not be listed, because nobody "
        "knows whose it is.",
        "Whoever has entered a machine may borrow another one for a week, at the cost of power.",
    )
)

Builder = Callable[[], bytes]
CASES: dict[str, Builder] = {}


def page(filler: str, *, head: str = "", attributes: str = "", before: str = "") -> bytes:
    """An article with ``filler`` behind its text, ``head`` in its head, ``before`` before it."""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A register of test beds'
        f"</title>{head}</head><body{attributes}>{before}<main><article><h1>A register of test "
        f"beds</h1>{ARTICLE}{filler}</article></main></body></html>"
    ).encode("utf-8", "surrogatepass")


def filled(piece: str, size: int) -> str:
    """``piece`` repeated to about ``size`` characters; ``{n}`` in it counts."""
    if "{n}" not in piece:
        return piece * (size // len(piece))
    times = size // (len(piece) + 2)
    return "".join(piece.replace("{n}", str(number)) for number in range(times))


def numbered(piece: str, times: int, joint: str = " ") -> str:
    return joint.join(piece.format(n=number) for number in range(times))


def script(kind: str, text: str) -> str:
    return f'<script type="{kind}">{text}</script>'


def ld(text: str) -> str:
    return script("application/ld+json", text)


def news(**fields: object) -> str:
    return ld(json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields}))


def add(group: str, cases: dict[str, Builder]) -> None:
    CASES.update({f"{group}: {name}": build for name, build in cases.items()})


def _each(group: str, pieces: Mapping[str, str], make: Callable[[str], bytes]) -> None:
    """A case for each piece: the page that ``make`` builds of it."""
    CASES.update({f"{group}: {name}": partial(make, piece) for name, piece in pieces.items()})


#: Repeated to five megabytes.
PIECES = {
    "paragraphs": "<p>Line {n} of a very long report, with commas, and a stop at its end.</p>",
    "one text": "word {n} and so on. ",
    "links": '<a href="/a/b/{n}">A link of some words</a> ',
    "inline tags": "<b>x{n}</b><i>y</i> ",
    "tables": "<table><tr><td>a{n}</td><td>b</td></tr></table>",
    "list items": "<li>item {n}</li>",
    "entities": "&amp;&eacute;&#8217;&nbsp;",
    "comments": "<!-- comment {n} -->",
    "open comments": "<!-- comment <p ",
    "divs": '<div class="c{n}"><span>t</span></div>',
    "class names": '<p class="a{n} b{n} cookie{n}" id="i{n}">text</p>',
    "headings": "<h2>Heading number {n}</h2><p>Text.</p>",
    "images": '<img src="/a/{n}.png" alt="picture {n}">',
    "breaks": "line {n}<br>",
    "stray end tags": "</p></div></b>",
    "unknown elements": "<x-{n}>t</x-{n}>",
    "sections": "<section><h3>T{n}</h3><p>Some text, here.</p></section>",
    "inputs": '<form><input name="q{n}"><button>Go</button></form>',
    "banners": "<div>We use cookies on this site. <button>Accept</button></div>",
    "scripts": "<script>var a{n}=1;</script>",
    "styles": "<style>.a{n}{color:red}</style>",
    "processing instructions": "<?php echo {n} ?>",
    "cdata": "<![CDATA[ text {n} ]]>",
    "times": '<time datetime="2024-03-05">5 March 2024</time> ',
    "hidden": '<p style="display:none">x{n}</p>',
    "roles": '<div role="navigation">x{n}</div>',
    "itemprops": '<span itemprop="author">Ada {n}</span>',
    "figures": "<figure><img src=/a{n}.png><figcaption>Caption {n}</figcaption></figure>",
    "quotes": "<blockquote><p>Said number {n}.</p></blockquote>",
    "definition lists": "<dl><dt>t{n}</dt><dd>d</dd></dl>",
    "tags": '<a rel="tag" href="/tag/t{n}">tag {n}</a> ',
    "frames": '<iframe src="/f{n}"></iframe>',
    "templates": "<template><p>t{n}</p></template>",
    "mixed-up tables": "<table><p>x{n}<tr><b>",
    "body tags": "<body a{n}=1>",
    "html tags": "<html a{n}=1>",
}
_each("5 MB", PIECES, lambda piece: page(filled(piece, 5 * MEGA)))
add(
    "5 MB",
    {
        "one script": lambda: page(script("text/javascript", filled("var a{n}=b<c;", 5 * MEGA))),
        "one style": lambda: page(f"<style>{filled('.a{n}{{}}', 5 * MEGA)}</style>"),
        "json-ld": lambda: page("", head=ld(json.dumps(["x" * 50] * 90_000))),
        "metas": lambda: page("", head=filled('<meta name="n{n}" content="v">', 5 * MEGA)),
        "links in head": lambda: page("", head=filled('<link rel="x{n}" href="/v">', 5 * MEGA)),
        "beyond the limit": lambda: page(filled("<p>One more line.</p>", 12 * MEGA)),
    },
)

ELEMENTS = (
    *("div", "b", "span", "a", "font", "li", "blockquote", "p", "article", "section", "ul><li"),
    *("table", "table><tr><td", "dl><dd", "form", "template", "svg", "h1", "main", "select"),
    *("x-y", "noscript", "object", "button", "b><i><a", "details", "figure", "fieldset"),
)
_each(
    "100,000 open",
    dict(zip(ELEMENTS, ELEMENTS, strict=True)),
    lambda name: page(f"<{name}>" * 100_000),
)
NESTED = {name: name for name in ("div", "span", "blockquote", "li")}
_each(
    "100,000 nested",
    NESTED,
    lambda name: page(f"<{name}>" * 100_000 + "x" + f"</{name}>" * 100_000),
)
add(
    "deep",
    {
        "then stray end tags": lambda: page("<div>" * 1900 + "</b>" * 500_000),
        "then paragraphs": lambda: page("<div>" * 1900 + "<p>word" * 200_000),
        "then spans": lambda: page("<b>" * 1900 + "<span>w</span>" * 100_000),
        "then breaks": lambda: page("<i>" * 1900 + "word<br>" * 100_000),
        "text at each level": lambda: page("<div>some words here" * 2000),
        "500 levels of divs with text": lambda: page("<div><p>Some words.</p>" * 500),
        "links at each level": lambda: page("<div><a href=/x>some words</a>" * 1900),
        "then list items": lambda: page("<ul><li>" * 900 + "<li>x" * 100_000),
        "classes at each level": lambda: page('<div class="node body">x' * 1900),
        "article first": lambda: page("", before="<div>" * 3000),
        "article at 1,000": lambda: page("", before="<div>" * 1000),
    },
)


def attributes(
    form: str, times: int, *, joint: str = " ", start: str = "<p ", end: str = ">"
) -> Builder:
    return lambda: page(start + numbered(form, times, joint) + end + "x</p>")


add(
    "attributes",
    {
        "50,000": attributes('a{n}="1"', 50_000),
        "100,000": attributes('a{n}="1"', 100_000),
        "200,000": attributes('a{n}="1"', 200_000),
        "unquoted": attributes("a{n}=1", 100_000),
        "no value": attributes("a{n}", 200_000),
        "newlines": attributes("a{n}", 200_000, joint="\n"),
        "form feeds": attributes("a{n}", 200_000, joint="\f"),
        "slashes": attributes("a{n}", 200_000, joint="/"),
        "no space": attributes('a{n}=""', 100_000, joint=""),
        "single quotes": attributes("a{n}='>'", 100_000),
        "quoted ends": attributes('a{n}=">"', 100_000),
        "quoted tags": attributes('<a{n}="<b>"', 100_000),
        "spaces around": attributes("a{n} = '>'", 100_000),
        "odd quote before": attributes("a{n}", 100_000, start='<p "><p '),
        "quoted away": attributes("a{n}", 100_000, start='<i "></i><p ', end='>"'),
        "in a quote that never ends": attributes("a{n}", 200_000, start='<p x="', end=""),
        "unclosed tag": attributes("a{n}", 200_000, end=""),
        "after an open script": lambda: page(
            "<script>if (a<b) {</script><p " + numbered("a{n}", 100_000) + ">"
        ),
        "after a comment": lambda: page("<!-- <p --><p " + numbered("a{n}", 100_000) + ">"),
        "after a title": lambda: page(
            "", head="<title><!--</title><p " + numbered("a{n}", 100_000)
        ),
        "textarea": lambda: page("<textarea><script></textarea><p " + numbered("a{n}", 100_000)),
        "duplicates": lambda: page("<p " + "a=1 " * 200_000 + ">"),
        "end tag": attributes("a{n}", 200_000, start="</p "),
        "on html": lambda: page("", before="<html " + numbered("a{n}=1", 100_000) + ">"),
        "on body": lambda: page("", attributes=" " + numbered("a{n}=1", 100_000)),
        "1,400 on each tag": lambda: page(f"<p {numbered('a{n}', 1400)}>x</p>" * 550),
        "200 on each tag": lambda: page(f"<p {numbered('a{n}', 200)}>x</p>" * 4500),
        "in a meta": lambda: page("", head="<meta " + numbered("a{n}", 100_000) + ">"),
        "in UTF-16": lambda: (
            page("<p " + numbered("a{n}", 100_000) + ">").decode().encode("utf-16")
        ),
        "one value of 4 MB": lambda: page(f'<p title="{"x " * 2 * MEGA}">x</p>'),
        "one name of 4 MB": lambda: page(f"<p {'x' * 4 * MEGA}>x</p>"),
        "one tag name of 1 MB": lambda: page(f"<{'x' * MEGA}>x"),
        "doctype": lambda: b"<!DOCTYPE html " + b"x " * 500_000 + b">" + page(""),
    },
)

TEXTS = {
    "with spaces": "word " * 200_000,
    "without spaces": "x" * MEGA,
    "no punctuation": "some words here " * 62_500,
    "dots": "." * MEGA,
    "digits": "7" * MEGA,
    "newlines": "\n" * MEGA,
    "newlines and letters": "a\n" * 500_000,
    "less-than signs": "<" * MEGA,
    "greater-than signs": ">" * MEGA,
    "ampersands": "&amp;" * 200_000,
    "bare ampersands": "&" * MEGA,
    "hashes": "&#" * 500_000,
    "dates": "12 March 2020 " * 72_000,
    "numeric dates": "12.03.2020 " * 90_000,
    "half dates": "12. 3. " * 140_000,
    "days and months": "Monday 12 March " * 62_000,
    "addresses": "a@b.example " * 83_000,
    "at signs": "a@" * 500_000,
    "names and at signs": "a.a" * 330_000 + "@",
    "dots in addresses": "a@" + "a." * 500_000,
    "at in words": "a (at) b (dot) c " * 60_000,
    "telephone numbers": "+32 2 123 45 67 " * 62_000,
    "slashes": "/" * MEGA,
    "quotes": '"' * MEGA,
    "brackets": "([{" * 330_000,
    "combining marks": "e\u0301" * 330_000,
    "only combining marks": "\u0301" * 500_000,
    "emoji": "\U0001f600" * 250_000,
    "right to left": "\u202eabc" * 160_000,
    "zero-width": "\u200b" * 330_000,
    "private use": "\ue000" * 330_000,
    "no-break spaces": "\u00a0" * 500_000,
    "capitals": "Ada Beispiel and Bo Example, " * 34_000,
    "Chinese": "集群网络发布了新的测试平台" * 25_000,
    "double encoded": "Ã©tÃ© â€™ " * 60_000,
    "cookies": "We use cookies. Accept all. " * 35_000,
    "colons": "a: " * 330_000,
    "dashes": " - " * 330_000,
    "pipes": "a | b " * 160_000,
    "urls": "https://example.org/a/b?c=d " * 36_000,
    "backslashes": "\\u00e9" * 160_000,
}
METAS = (
    *("description", "author", "keywords", "date", "og:title"),
    *("article:published_time", "og:url", "og:image", "article:tag"),
)
STATED = (
    *("headline", "author", "keywords", "datePublished", "description"),
    *("articleBody", "url", "image", "articleSection", "dateModified"),
)


def _in_metas(text: str) -> bytes:
    value = text[:250_000].replace('"', "'")
    return page(
        "", head="".join(f'<meta name="{m}" property="{m}" content="{value}">' for m in METAS)
    )


def _in_attributes(text: str) -> bytes:
    value = text[:100_000].replace('"', "'")
    return page(
        f'<a rel="tag author" href="{value}" title="{value}">x</a>'
        f'<img src="{value}" srcset="{value}" alt="{value}">'
        f'<time datetime="{value}" content="{value}">x</time>'
        f'<p class="{value}" id="{value}" style="{value}">x</p>'
    )


_each("1 MB text", TEXTS, lambda text: page(f"<p>{text}</p>"))
_each("1 MB title", TEXTS, lambda text: page("", head=f"<title>{text}</title>"))
_each("1 MB heading", TEXTS, lambda text: page("", before=f"<h1>{text}</h1>"))
_each("1 MB byline", TEXTS, lambda text: page("", before=f'<p class="byline author">By {text}</p>'))
_each(
    "1 MB time", TEXTS, lambda text: page("", before=f'<time class="date published">{text}</time>')
)
_each("1 MB meta", TEXTS, _in_metas)
_each(
    "1 MB json-ld", TEXTS, lambda text: page("", head=news(**dict.fromkeys(STATED, text[:250_000])))
)
_each("1 MB attributes", TEXTS, _in_attributes)
