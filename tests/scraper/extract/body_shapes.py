"""Small news pages of our own text in the shapes that real ones have, with their bodies.

Each shape is the markup of a page and the blocks that are its article's text; every other
word on the page is something else.
"""

from __future__ import annotations

from dataclasses import dataclass

LEAD = (
    "The harbour town wants to share its idle machines: from spring on, small firms may book the "
    "test beds of their neighbours for a day."
)
P1 = (
    "The idea came up at a meeting of the maritime cluster in autumn, when a boat builder asked "
    "for a wave tank and learned that one stood unused three streets away. The council has now "
    "set aside money for a register, and two people to keep it."
)
P2 = (
    "“We counted forty machines in one afternoon, and nobody had known of more than ten,” says the "
    "head of the cluster office. Most of them run for less than a week a month, and their owners "
    "would be glad of the income."
)
P3 = (
    "Bookings will be made through a plain form. Whoever lends a machine sets the price, and the "
    "office insures the visit; damage so far has been limited to a broken window and a wet carpet."
)
P4 = (
    "A first trial with six firms ended in March. Five of them have asked to stay on, and the "
    "sixth has moved abroad. The register opens to all members once the harbour board has agreed, "
    "which it is expected to do before the summer."
)
P5 = (
    "Neighbouring regions are watching. The inland cluster has sent a delegation, and the islands "
    "have offered a ferry workshop with two cranes in exchange for time in the wave tank."
)
TITLE = "Harbour town opens its test beds to small firms"


@dataclass(frozen=True, slots=True)
class Shape:
    """One page: what stands in its ``body`` element, and the article's blocks."""

    name: str
    markup: str
    blocks: tuple[str, ...]

    @property
    def page(self) -> str:
        """The whole document."""
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{TITLE} | Quayside Daily</title>'
            f'<meta name="description" content="{LEAD}"></head><body>{HEAD}{self.markup}{FOOT}'
            "</body></html>"
        )


def _p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


HEAD = (
    '<header class="site-header"><a href="/">Quayside Daily</a><nav><ul><li>'
    '<a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/culture">Culture'
    "</a></li></ul></nav></header>"
)
FOOT = (
    '<footer class="site-footer"><p>© 2026 Quayside Daily. All rights reserved.</p><ul><li>'
    '<a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy policy</a>'
    "</li></ul></footer>"
)
_H1 = f"<h1>{TITLE}</h1>"
_TEASERS = "".join(
    f'<div class="teaser"><a href="/n/{n}"><h3>{title}</h3></a><p>{text}</p></div>'
    for n, (title, text) in enumerate(
        (
            ("Ferry fares rise again", "From May on, a crossing will cost a fifth more …"),
            ("Lighthouse gets a new lamp", "The old one is going to the museum …"),
            ("School wins rowing cup", "The team from the north shore was faster by a length …"),
        )
    )
)
_COMMENTS = "".join(
    f'<li class="comment"><b>{who}</b> <span>{when}</span><p>{text}</p></li>'
    for who, when, text in (
        (
            "Gull",
            "2 days ago",
            "I have been saying this for years and nobody at the town hall ever listened to me, "
            "not once, although I wrote to them four times and even called.",
        ),
        (
            "Old salt",
            "3 days ago",
            "My father had a wave tank in his cellar and lent it to everybody on the street. There "
            "was no form to fill in then, and nothing ever broke, apart from the cellar.",
        ),
        ("Dora", "3 days ago", "Who pays for the window? Not the boat builders, that is for sure."),
    )
)

SHAPES = (
    Shape(
        "body split over two containers",
        f'<main><article>{_H1}<div class="text part-1">{_p(P1, P2)}</div><div class="ad-slot">'
        f'<p>Advertisement</p></div><div class="text part-2">{_p(P3, P4)}</div></article></main>',
        (P1, P2, P3, P4),
    ),
    Shape(
        "interview with questions as headings",
        f'<article class="article">{_H1}<div class="article-text">{_p(P1)}'
        f"<h3>Who had the idea?</h3>{_p(P2)}<h3>And what does it cost?</h3>"
        f"{_p(P3)}<h3>When does it begin?</h3>{_p(P4)}</div>"
        "</article>",
        (P1, "Who had the idea?", P2, "And what does it cost?", P3, "When does it begin?", P4),
    ),
    Shape(
        "article with a list",
        f'<article>{_H1}<div class="content">{_p(P1)}<p>Four machines can be booked at once:</p>'
        "<ul><li>the wave tank at the east quay</li><li>a climate chamber for small engines</li>"
        "<li>the old ropewalk, for tests of strength</li></ul>"
        f"{_p(P2, P3)}</div></article>",
        (
            P1,
            "Four machines can be booked at once:",
            "the wave tank at the east quay",
            "a climate chamber for small engines",
            "the old ropewalk, for tests of strength",
            P2,
            P3,
        ),
    ),
    Shape(
        "live ticker",
        f'<main>{_H1}<div class="ticker">'
        + "".join(
            f'<div class="entry"><h3>{head}</h3><p>{text}</p></div>'
            for head, text in (
                ("Board agrees", P4),
                ("First bookings are in", P3),
                ("The meeting begins", P2),
            )
        )
        + "</div></main>",
        ("Board agrees", P4, "First bookings are in", P3, "The meeting begins", P2),
    ),
    Shape(
        "short note with long comments",
        f'<main><article>{_H1}<div class="entry">{_p(P1, P3)}</div></article><section id="talk" '
        f'class="comment-list"><h2>3 comments</h2><ol>{_COMMENTS}</ol></section></main>',
        (P1, P3),
    ),
    Shape(
        "table layout",
        f'<table width="900"><tr><td width="200"><a href="/a">Home</a><br><a href="/b">Archive</a>'
        f'<br><a href="/c">Links</a></td><td><h1>{TITLE}</h1><p>{P1}</p><p>{P2}</p><p>{P3}</p></td>'
        '<td><b>Weather</b><br>Wind from the west<br><a href="/w">more</a></td></tr></table>',
        (P1, P2, P3),
    ),
    Shape(
        "text parted by line breaks",
        f'<div id="wrap">{_H1}<div class="story">{P1}<br><br>{P2}<br><br>{P3}<br><br>{P4}'
        "</div></div>",
        (P1, P2, P3, P4),
    ),
    Shape(
        "standfirst outside of the container",
        f'<main><header class="article-header">{_H1}<p class="standfirst">{LEAD}</p></header>'
        f'<div class="article-body">{_p(P1, P2, P3)}</div></main>',
        (LEAD, P1, P2, P3),
    ),
    Shape(
        "related headlines between paragraphs",
        f'<article>{_H1}<div class="body">{_p(P1)}<p><strong>Read also: <a href="/n/9">Ferry fares '
        f'rise again</a></strong></p>{_p(P2)}<div class="inline-related"><span>More on this</span>'
        '<a href="/n/8">Lighthouse gets a new lamp</a></div>'
        f"{_p(P3, P4)}</div></article>",
        (P1, P2, P3, P4),
    ),
    Shape(
        "captions and credits",
        f'<article>{_H1}<div class="body"><div class="image"><img src="/q.jpg"><p class="caption">'
        "The wave tank at the east quay. Photo: Quayside Daily</p></div>"
        f"{_p(P1, P2)}<figure><img src='/r.jpg'><figcaption>The ropewalk</figcaption></figure>"
        f"{_p(P3, P4)}</div></article>",
        (P1, P2, P3, P4),
    ),
    Shape(
        "author box",
        f'<article>{_H1}<div class="post-text">{_p(P1, P2, P3)}</div><div class="author-box"><img '
        'src="/a.jpg"><h4>About the author</h4><p>Anna Quist is a reporter for the Quayside Daily '
        "and writes about harbours and ships. She lives on a boat.</p></div></article>",
        (P1, P2, P3),
    ),
    Shape(
        "newsletter prompt",
        f'<article>{_H1}<div class="copy">{_p(P1, P2)}<div class="newsletter-box"><h3>Never miss a '
        "tide</h3><p>Subscribe to our newsletter and get the news of the harbour in your inbox "
        "every Friday.</p></div>"
        f"{_p(P3, P4)}</div></article>",
        (P1, P2, P3, P4),
    ),
    Shape(
        "teasers of others below",
        f'<main><article>{_H1}<div class="text">{_p(P1, P2, P3, P5)}</div></article><section '
        f'class="more"><h2>More stories</h2>{_TEASERS}</section></main>',
        (P1, P2, P3, P5),
    ),
    Shape(
        "quotation and definitions",
        f"<article>{_H1}<div class='text'>{_p(P1)}<blockquote><p>{P5}</p></blockquote>{_p(P2)}<dl>"
        "<dt>Wave tank</dt><dd>A basin in which waves are made to try out the hulls of small boats."
        f"</dd></dl>{_p(P3)}</div></article>",
        (
            P1,
            P5,
            P2,
            "Wave tank",
            "A basin in which waves are made to try out the hulls of small boats.",
            P3,
        ),
    ),
    Shape(
        "utility classes that style captions",
        f'<main><article class="text-left [&_figcaption]:italic">{_H1}{_p(P1, P2)}'
        f"<figure><img src='/t.jpg'><figcaption>The tank</figcaption></figure>{_p(P3, P4)}"
        "</article></main>",
        (P1, P2, P3, P4),
    ),
    Shape(
        "a table of figures between paragraphs",
        f"<main><article>{_H1}<div class='text'>{_p(P1, P2)}<table><tr><th>Machine</th><th>Price"
        "</th></tr><tr><td>Wave tank</td><td>€40</td></tr><tr><td>Ropewalk</td><td>€15</td></tr>"
        f"</table>{_p(P3, P4)}</div></article></main>",
        (P1, P2, "Machine", "Price", "Wave tank", "€40", "Ropewalk", "€15", P3, P4),
    ),
    Shape(
        "a menu button that nobody closed",
        f'<div class="bar"><button class="menu">Menu<main><article>{_H1}{_p(P1, P2, P3)}'
        "</article></main></div>",
        (P1, P2, P3),
    ),
)
