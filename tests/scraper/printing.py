"""Printed pages written by the tests: articles in both forms, with banners stamped into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from archive.records import Article, CapturedPage, Form, Vocabulary
from scraper.capture import capture
from scraper.extract.printed import read_printed
from scraper.extract.reading import Reading
from scraper.site import Site

SITE = Site(
    name="eccp",
    title="European Cluster Collaboration Platform",
    base_url="https://www.clustercollaboration.eu",
    hosts=("www.clustercollaboration.eu", "clustercollaboration.eu"),
)
URL = "https://www.clustercollaboration.eu/news/harbour-lights-guide-small-boats"

#: Per language: who, did, what, how. Sentences are put together from them.
WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("The harbour office", "A ring of nine boatyards", "Our host from Porto", "Dr. Ana Vidal"),
        ("tested", "described", "repaired", "reported on"),
        (
            "a shared crane for wooden hulls",
            "the old lights of the outer pier",
            "cookies for breakfast and other ways to begin a meeting",
            "three winters of work on low-cost sensors",
        ),
        ("before the storm of 3 May 2017", "with 2.4 million euros", "in front of 140 sailors"),
    ),
    "de": (
        ("Das Hafenamt", "Ein Verbund von neun Werften", "Unsere Gastgeberin aus Porto"),
        ("prüfte", "beschrieb", "reparierte", "eröffnete"),
        (
            "einen gemeinsamen Kran für hölzerne Rümpfe",
            "die alten Lichter der äußeren Mole",
            "ein Verzeichnis der Werkstätten am Nordufer",
        ),
        ("vor dem Sturm im Mai", "mit 2,4 Millionen Euro", "vor 140 Seeleuten aus zehn Ländern"),
    ),
    "fr": (
        ("Le bureau du port", "Un réseau de neuf chantiers", "Notre hôte de Porto"),
        ("a essayé", "a décrit", "a réparé", "a ouvert"),
        (
            "une grue partagée pour les coques en bois",
            "les anciens feux de la jetée extérieure",
            "un inventaire des ateliers de la rive nord",
        ),
        ("avant la tempête de mai", "avec 2,4 millions d'euros", "devant 140 marins"),
    ),
    "pl": (
        ("Urząd portowy", "Sieć dziewięciu stoczni", "Nasza gospodyni z Porto"),
        ("sprawdził", "opisał", "naprawił", "otworzył"),
        (
            "wspólny dźwig do drewnianych kadłubów",
            "stare światła zewnętrznego falochronu",
            "spis warsztatów na północnym brzegu",
        ),
        ("przed majową burzą", "z budżetem 2,4 miliona euro", "przed 140 żeglarzami"),
    ),
}
HEADINGS = {
    "en": ("Background", "What comes next"),
    "de": ("Hintergrund", "Wie es weitergeht"),
    "fr": ("Contexte", "La suite"),
    "pl": ("Tło", "Co dalej"),
}
LABELS = ("Special", "EU", "Expert", "Open call", "Community")
TAGS = (
    "Health & care",
    "value chains",
    "Smart Specialisation",
    "C2C matchmaking",
    "Öko-Innovation",
)

#: Banners: two sentences, two buttons.
BANNERS: dict[str, tuple[str, str, str, str]] = {
    "en 2017": (
        "We use cookies on this site to enhance your user experience",
        "By clicking any link on this page you are giving your consent for us to set cookies.",
        "OK, I agree",
        "No, give me more info",
    ),
    "en 2018": (
        "We use cookies on this site to enhance your user experience",
        "By clicking the Accept button, you agree to us doing so.",
        "Accept",
        "No, thanks",
    ),
    "de": (
        "Wir verwenden Cookies auf dieser Website, um Ihr Nutzererlebnis zu verbessern",
        "Durch Klicken auf einen Link auf dieser Seite stimmen Sie der Verwendung von Cookies zu.",
        "OK, ich stimme zu",
        "Mehr Informationen",
    ),
    "fr": (
        "Nous utilisons des cookies sur ce site pour améliorer votre expérience d'utilisateur.",
        "En cliquant sur un lien de cette page, vous nous donnez votre consentement de définir des"
        " cookies.",
        "Oui, je suis d'accord",
        "Plus d'infos",
    ),
    "es": (
        "Utilizamos cookies en este sitio para mejorar su experiencia de usuario",
        "Al hacer clic en cualquier enlace de esta página usted nos está dando su consentimiento"
        " para que establezcamos cookies.",
        "OK, estoy de acuerdo",
        "No, deme más información",
    ),
}
#: Words of the banners that no text of the tests has.
TELLING = (
    "Cookies auf",
    "user experience",
    "consent",
    "consentement",
    "consentimiento",
    "stimmen Sie",
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a print was made of: the truth that must come out."""

    title: str
    labels: tuple[str, ...]
    subtitle: str | None
    blocks: tuple[tuple[str, str], ...]  #: kind (``p``, ``h``, ``li``) and text
    tags: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.blocks]


def captured(text: str | bytes) -> CapturedPage:
    body = text if isinstance(text, bytes) else text.encode()
    when = "2026-01-02T03:04:05+00:00"
    return capture("file:///print.txt", body, form=Form.PRINT, captured_at=when, site=SITE)


def reading(text: str | bytes, vocabulary: Vocabulary | None = None, *, url: str = URL) -> Reading:
    return read_printed(captured(text), SITE, vocabulary or Vocabulary(), url=url)


def article(text: str, vocabulary: Vocabulary | None = None, *, url: str = URL) -> Article:
    found = reading(text, vocabulary, url=url)
    assert found.article is not None, found.problems
    return found.article


def blocks(found: Article) -> list[str]:
    return found.body_text.split("\n\n")


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """An article in one of the languages."""
    language = draw(st.sampled_from(sorted(WORDS)))

    def sentence() -> str:
        return " ".join(draw(st.sampled_from(words)) for words in WORDS[language]) + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(draw(st.integers(2, 4))))

    found: list[tuple[str, str]] = [("p", paragraph())]
    for kind in draw(st.lists(st.sampled_from(("p", "p", "h", "li")), max_size=5)):
        if kind == "p":
            found.append(("p", paragraph()))
        elif kind == "h":
            found.append(("h", draw(st.sampled_from(HEADINGS[language]))))
        else:
            found += [("li", sentence()) for _ in range(draw(st.integers(2, 3)))]
    found.append(("p", paragraph()))
    return Page(
        title=sentence()[:-1],
        labels=tuple(draw(st.lists(st.sampled_from(LABELS), max_size=3, unique=True))),
        subtitle=draw(st.sampled_from((None, "An evening on the pier with “Old Lights and New”"))),
        blocks=tuple(found),
        tags=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=4, unique=True))),
        related=tuple(
            draw(st.lists(st.sampled_from(("Boats for hire", "A new crane")), unique=True))
        ),
    )


def slug(label: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in label.lower())


def link(label: str, path: str) -> str:
    """A link as the Markdown-like form writes it."""
    return f"[{label} \\({path}\\)]({path})"


def markdown_lines(page: Page) -> list[str]:
    """The page in the Markdown-like form: a paragraph is a line."""
    crumbs = f"[Home \\(/\\)](#) > {link('News', '/news')} > {page.title}"
    lines = [
        "",
        f"> {link('Login', '/user/login')}",
        "",
        "Search...",
        "",
        crumbs,
        "",
        page.title,
        "",
    ]
    lines += [*page.labels, ""]
    lines += [page.subtitle or "", ""]
    for kind, text in page.blocks:
        lines += [f"- {text}" if kind == "li" else text, ""]
    tags = [link(tag, f"/tags/{slug(tag)}") for tag in page.tags]
    lines += [f"Tags: {tags[0]}", *tags[1:]] if tags else []
    lines += ["", "Share:", "", "[Tweet](#)", "", "RECENT NEWS (/NEWS)", ""]
    for title in page.related:
        lines += [link(title, f"/news/{slug(title)}"), ""]
    return lines


@st.composite
def stamps(draw: st.DrawFn, banner: Sequence[str]) -> list[str]:
    """The lines of one stamp: whole, or with a sentence torn in two."""
    lines = list(banner)
    torn = draw(st.sampled_from((None, None, 0, 1)))
    if torn is not None:
        words = lines[torn].split()
        cut = draw(st.integers(2, len(words) - 1))
        lines[torn : torn + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]
    return lines
