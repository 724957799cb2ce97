"""Three platforms, told as plain facts, and the archive that a reader of them would have.

What analysts ask of that archive has answers that can be read off :data:`STORIES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.records import Article, Evidence, Label, PageState, Person, Problem, Tag, Visit
from archive.store import Archive
from tests.archive.making import LATER, LATEST, TIME, article, bare, visit

#: Name -> title and address. Each stands in a country and a language of its own.
PLATFORMS = {
    "atlantic": ("Atlantic Cluster Office, Ireland", "https://atlantic.example.eu"),
    "rhone": ("Pôles du Rhône, France", "https://rhone.example.eu"),
    "oresund": ("Øresund Klynger, Denmark", "https://oresund.example.eu"),
}
_LANGUAGES = {"atlantic": "en", "rhone": "fr", "oresund": "da"}
#: Why a page without a date has none: looked for and not there, or not shown by that form.
ABSENT, NOT_IN_FORM = "absent", "not_in_form"


@dataclass(frozen=True, slots=True)
class Told:
    """One article, as its platform tells it."""

    site: str
    slug: str
    published: str | None
    title: str
    text: str
    tags: tuple[str, ...] = ()
    author: str | None = None
    label: str | None = None
    days: tuple[str, ...] = ()
    undated: str = ABSENT

    @property
    def url(self) -> str:
        """Its address."""
        return f"{PLATFORMS[self.site][1]}/news/{self.slug}"

    @property
    def year(self) -> str | None:
        """The year it was published in."""
        return self.published and self.published[:4]


CALL = Told(
    *("oresund", "pilot-lines", "2026-02-20", "Call for pilot lines"),
    "The harbours of Malmö and Helsingør look for boats that run on hydrogen.\n\n"
    "Firms can hand in their ideas until 15 June 2026.\n\nA jury of five will choose.",
    *(("Maritime", "Hydrogen"), "Signe Holm", "Open call", ("2026-06-15",)),
)
#: The same page a day later: the time limit has moved.
CALL_EDITED = Told(
    *("oresund", "pilot-lines", "2026-02-20", "Call for pilot lines"),
    CALL.text.replace("15 June 2026", "31 July 2026"),
    *(("Maritime", "Hydrogen"), "Signe Holm", "Open call", ("2026-07-31",)),
)
WITHDRAWN = Told(
    *("rhone", "salon", "2024-03-05", "Le salon est annulé", "Le salon du textile est annulé."),
    ("Textile",),
)
#: What is found first of a term need not be what came in first, or stands first here.
FIRST = Told(
    *("atlantic", "electrolysers", "2018-03-12", "Electrolysers for the islands"),
    "Nine partners of HyTide will store the power of the tides as hydrogen.",
    *(("Hydrogen", "Maritime"), "Aoife Brennan"),
)

STORIES: tuple[Told, ...] = (
    Told("atlantic", "a1", "2017-02-10", "Suppliers meet in Cork", "Ships.", ("Maritime",)),
    Told("atlantic", "a2", "2017-05-03", "Courses begin", "Learning.", ("Skills",), "Team"),
    Told("atlantic", "a3", "2017-09-21", "A study", "Ports.", ("Maritime", "Skills")),
    Told("atlantic", "a4", "2017-11-30", "Night school", "Learning.", ("Skills", "Maritime")),
    Told(
        *("atlantic", "a5", "2018-10-01", "HyTide opens its plant", "Hydrogen from the sea."),
        *(("Hydrogen",), "Aoife Brennan"),
    ),
    FIRST,
    Told("atlantic", "a7", "2018-06-02", "Boats", "Hydrogen boats.", ("Hydrogen", "Maritime")),
    Told("atlantic", "a8", "2018-07-19", "Courses", "Learning.", ("Skills",), "Team"),
    Told(
        *("atlantic", "a9", None, "Notes of a meeting", "What HyTide has learnt.", ("Skills",)),
        undated=ABSENT,
    ),
    Told("rhone", "r1", "2017-04-01", "Le tissu", "Le textile.", ("Textile",), "Luc Blanc"),
    Told("rhone", "r2", "2017-08-01", "Le bois", "Une forêt.", ("Bois",), "Luc Blanc"),
    Told(
        *("rhone", "r3", "2018-04-02", "La mer et HyTide", "La filière hydrogène."),
        *(("Hydrogène", "Textile"), "Camille Roux"),
    ),
    Told("rhone", "r4", "2018-09-09", "Le vent", "Une forêt.", ("Bois",), "Luc Blanc"),
    Told(
        *("rhone", "r5", "2026-02-25", "Appel à projets", "Une aide jusqu’au 20 mai 2026."),
        *(("Bois",), "Luc Blanc", "Open call", ("2026-05-20",)),
    ),
    WITHDRAWN,
    CALL,
    Told("oresund", "o2", "2025-01-07", "Broen", "En bro.", ("Maritime",)),
    Told("oresund", "o3", "2025-03-07", "Havnen", "En havn.", ("Maritime",)),
    Told("oresund", "o4", None, "Udskrift", "En udskrift.", ("Maritime",), undated=NOT_IN_FORM),
)
#: Pages that could not be had, by the run of the third day.
FAILED = (
    *(f"{PLATFORMS['rhone'][1]}/news/{name}" for name in ("x1", "x2")),
    f"{PLATFORMS['oresund'][1]}/news/x3",
)
TIMED_OUT, NO_NAME = "timed out after 30 s", "the name is not known"


def build(path: Path) -> None:
    """Make that archive: a crawl, a refresh of an edited page, and a run that failed."""
    with Archive.open(path) as archive:
        for name, (title, address) in PLATFORMS.items():
            archive.add_site(name, title, address)
        _run(archive, "crawl", [_visit(story) for story in STORIES])
        _run(archive, "refresh", [_visit(CALL_EDITED, LATER), _gone(WITHDRAWN, LATER)])
        reasons = (TIMED_OUT, TIMED_OUT, NO_NAME)
        failed = [_failed(*both) for both in zip(FAILED, reasons, strict=True)]
        _run(archive, "refresh", [_gone(WITHDRAWN, LATEST), *failed], "failed", 3)


def _run(archive: Archive, verb: str, visits: list[Visit], *ended: str | int) -> None:
    run_id = archive.begin_run(verb, list(PLATFORMS), {})
    archive.save(visits, run_id)
    archive.end_run(run_id, *ended)  # type: ignore[arg-type]


def _gone(story: Told, at: str) -> Visit:
    """Not found: in two runs, and it counts as gone."""
    return bare(story.url, PageState.GONE, at=at, site=story.site, reason="status 410")


def _failed(url: str, reason: str) -> Visit:
    site = url.split("//")[1].split(".")[0]
    problem = Problem("request_failed", reason)
    return bare(url, PageState.FAILED, at=LATEST, site=site, reason=reason, problems=(problem,))


def _visit(story: Told, at: str = TIME) -> Visit:
    page = f"<html><h1>{story.title}</h1>{story.text}</html>".encode()
    return visit(
        *(story.url,),
        at=at,
        site=story.site,
        body=page,
        article=_article(story),
        links=(),
        problems=(),
        removed=(),
    )


def _article(story: Told) -> Article:
    how = "byline" if story.published else story.undated
    return article(
        story.url,
        site=story.site,
        title=story.title,
        subtitle=None,
        summary=None,
        body_text=story.text,
        body_html="".join(f"<p>{part}</p>" for part in story.text.split("\n\n")),
        authors=(Person(story.author),) if story.author else (),
        published_at=story.published,
        event_dates=story.days,
        language=_LANGUAGES[story.site],
        labels=(Label(story.label),) if story.label else (),
        tags=tuple(Tag(label, label.lower(), f"/tags/{label.lower()}") for label in story.tags),
        breadcrumbs=(),
        images=(),
        links=(),
        attachments=(),
        contacts=(),
        related=(),
        source_id=None,
        evidence=(
            Evidence("title", "text", "h1", story.title, 0.9),
            Evidence("published_at", how, "div.submitted", story.published, 0.9)
            if story.published
            else Evidence("published_at", how, "div.submitted"),
        ),
    )
