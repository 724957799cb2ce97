"""The few articles that are written by hand, because they are traps for a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scraper.example.story import Heading, Items, Paragraph, Quote, Story
from scraper.example.subjects import TERMS
from scraper.example.writing import slug

TYPO = ("particpants", "participants")  #: as first published, and as corrected later


def special(story: Story, total: int) -> Story:
    """The story itself, or the hand-written one that stands in its place."""
    for share, write in _SPECIALS:
        if story.number == int(share * total) and total >= 2 * len(_SPECIALS):
            return write(story)
    return story


def _rewritten(story: Story, theme: str, title: str, tags: tuple[str, ...], *texts: str) -> Story:
    return replace(
        story,
        theme=theme,
        section="news",
        slug=slug(title),
        language="en",
        title=title,
        subtitle=None,
        described=theme == "drupal10",
        teaser=texts[0],
        tags=tuple(TERMS[label] for label in tags),
        body=tuple(Paragraph((text,)) for text in texts),
        attached=(),
        event_dates=(),
        banner="message" if theme == "drupal10" else "sliding",
        debug=False,
    )


def _about_cookies(story: Story) -> Story:
    """Quotes a banner, and must keep every word."""
    written = _rewritten(
        story,
        "drupal10",
        "Cookies on cluster websites: what visitors are told",
        ("Digital transition", "SME support"),
        "A third of the cluster websites that our readers sent us set cookies before anybody has "
        "agreed to them. A working group has looked at the banners, one by one.",
        "Many banners still read “We use cookies on this site to enhance your user experience”. "
        "Few say which cookies are meant, and a button with the words OK, I agree is often the "
        "only one that works.",
        "“By clicking any link on this page you are giving your consent for us to set cookies.” "
        "This is not consent, the lawyers of the group say: a click on a link is a wish to read.",
        "The group will publish its findings, and a list of cookies that need no banner at all.",
    )
    first, second, third, last = written.body
    advice = Items(
        (
            "which cookies are set, and by whom",
            "how consent can be withdrawn as easily as it was given",
            "that refusing has no drawback",
        )
    )
    quote = Quote("Accept all cookies or leave: that is not a choice.")
    heading = Heading("What a cookie banner should say")
    body = (first, second, heading, advice, third, quote, last)
    return replace(written, body=body, banner="dialog", quotes_banner=True)


def _about_biscuits(story: Story) -> Story:
    return _rewritten(
        story,
        "drupal7",
        "Oat cookies from Skåne win the prize for regional food",
        ("Agri-food", "SME support"),
        "Cookies made of oats, rapeseed oil and nothing imported have won this year's prize for "
        "regional food. Three bakeries from Skåne developed them together with a mill.",
        "We use cookies to start a conversation, the bakers joked when they accepted the prize: "
        "every visitor of their stand got one and left with a leaflet about local grain.",
    )


def _short(story: Story) -> Story:
    """Shorter than the banner on its page."""
    written = _rewritten(
        story,
        "drupal10",
        "Registration closes on Friday",
        ("Cluster Cooperation",),
        "Registration for the cluster conference in Brno closes on 14 May 2021; "
        "late guests are welcome at the door.",
    )
    return replace(written, event_dates=("2021-05-14",), banner="dialog")


def _save_the_date(story: Story) -> Story:
    """Stands twice, a year apart, under the same title."""
    year = story.published.year + 1
    written = _rewritten(
        story,
        "drupal7",
        "Save the date: annual cluster conference",
        ("Cluster Cooperation", "Cluster policy"),
        f"The annual cluster conference will take place from 3 to 5 October {year}. Hosts are "
        "sought for company visits.",
        f"Sessions can be proposed until 15 March {year}. Łódź, Malmö and Timișoara have offered "
        "to host the conference, and a jury will choose between them.",
    )
    return replace(written, event_dates=(f"{year}-03-15", f"{year}-10-03", f"{year}-10-05"))


def _with_a_typo(story: Story) -> Story:
    return _rewritten(
        story,
        "drupal10",
        "Peer learning week ends with a common declaration",
        ("Smart Specialisation", "Skills"),
        f"Two hundred {TYPO[0]} from nineteen regions took part in the peer learning week.",
        "They agreed on a declaration of eleven points, of which the last says that there shall "
        "be no twelfth.",
    )


#: Where in the row of articles, from the oldest (0) to the newest (1), each one stands.
_SPECIALS: tuple[tuple[float, Callable[[Story], Story]], ...] = (
    (0.22, _about_biscuits),
    (0.30, _save_the_date),
    (0.38, _save_the_date),
    (0.59, _short),
    (0.70, _about_cookies),
    (0.80, _with_a_typo),
)
