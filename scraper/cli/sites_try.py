"""``clusternews sites try``: what the rules make of one page, and what they took out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.manual import Verb
from scraper.cli.output import print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table
from scraper.cli.typeset import put

if TYPE_CHECKING:
    from archive.records import Evidence, RemovedBlock, Visit
    from scraper.config import Config
    from scraper.site import Site

#: Fields shown, whether or not they have a value.
FIELDS = (
    "title",
    "subtitle",
    "summary",
    "authors",
    "published_at",
    "modified_at",
    "event_dates",
    "language",
    "section",
    "labels",
    "tags",
    "breadcrumbs",
    "images",
    "links",
    "attachments",
    "contacts",
    "related",
    "canonical_url",
    "body_text",
)
#: Characters of a value that are shown, and links of a page that leads to others.
SHOWN = 240
LINKS = 20


@dataclass(frozen=True, slots=True)
class Tried:
    """A page that was read, by whose rules, and what spoke for and against an article."""

    visit: Visit
    site: Site
    why: list[tuple[str, int]] = field(default_factory=list)


@click.command("try", cls=Verb)
@click.argument("target", metavar="URL|FILE")
@click.option("--site", metavar="NAME", help="Read it by the rules of this platform.")
@click.option("--url", metavar="URL", help="Address of the page, where FILE is given.")
@click.option("--contact", help="E-mail or page named in the User-Agent.")
@click.option("--allow-loopback", is_flag=True, help="A server on this machine may be asked.")
@shared_options
@click.pass_context
def try_page(
    ctx: click.Context,
    target: str,
    site: str | None,
    url: str | None,
    contact: str | None,
    allow_loopback: bool,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Read one page, live or saved, and show what each field came from. Keeps nothing.

    \b
    Examples:
      clusternews sites try https://www.clustercollaboration.eu/news/some-title
      clusternews sites try saved.html --site eccp
    """
    loaded = load(ctx, archive, config)
    if Path(target).is_file():
        tried = _from_file(Path(target), site, url, loaded)
    else:
        tried = _from_web(target, site, loaded, contact, allow_loopback)
    if as_json:
        print_json(as_data(tried))
    else:
        print_tried(tried)
    return 0 if tried.visit.article else 1


def _from_file(path: Path, site: str | None, url: str | None, config: Config) -> Tried:
    from archive.records import Vocabulary
    from scraper.ingested import Given
    from scraper.saved_pages import file_bytes, read_file, site_of_file

    given = Given(site=site, url=url)
    body = file_bytes(path)
    why: list[tuple[str, int]] = []
    chosen = site_of_file(body, given, config)
    return Tried(read_file(path, body, chosen, given, Vocabulary(), why=why), chosen, why)


def _from_web(
    url: str, site_name: str | None, config: Config, contact: str | None, allow_loopback: bool
) -> Tried:
    from scraper.read import read
    from scraper.run import fetch

    site = config.site(site_name) if site_name else config.site_of(url)
    captured = fetch(
        url,
        site,
        allow_loopback=allow_loopback or config.allow_loopback,
        contact=contact or config.contact,
    )
    why: list[tuple[str, int]] = []
    visit = read(captured, site, url=url, why=why, start=site.finds_its_lists)
    return Tried(visit, site, why)


def as_data(tried: Tried) -> dict[str, Any]:
    """All that was found, as plain data, the bytes of the page apart."""
    facts = asdict(tried.visit)
    if facts["capture"]:
        facts["capture"].pop("body")
    facts["why"] = [{"reason": reason, "weight": weight} for reason, weight in tried.why]
    facts["removed_by_rule"] = [
        {"rule": rule, "blocks": blocks, "characters": characters}
        for rule, blocks, characters, _ in _by_rule(tried.visit.removed)
    ]
    return facts


def print_tried(tried: Tried) -> None:
    """What was found, in one look."""
    visit = tried.visit
    for text in _head(tried):
        put(text)
    if visit.article is not None:
        click.echo()
        rows = [row for name in FIELDS for row in _field_rows(visit, name)]
        print_table(("field", "value", "known by", "sure"), rows, wrapped=("value", "known by"))
    _print_links(visit)
    _print_problems(visit)
    _print_removed(visit)


def _head(tried: Tried) -> Iterable[str]:
    visit, site = tried.visit, tried.site
    yield visit.url
    reason = f" ({visit.reason})" if visit.reason else ""
    yield f"{visit.kind.value}, {visit.state.value}{reason}"
    if tried.why:
        total = sum(weight for _, weight in tried.why)
        said = ", ".join(f"{reason} {weight:+}" for reason, weight in tried.why)
        yield f"why: {said}; together {total:+}, an article from +1 on"
    rules = "general rules" if site.finds_its_lists and not site.templates else "its site file"
    parts = [f"site {site.name}, {rules}"]
    if visit.article is not None:
        parts.append(f"template {visit.article.template}")
    if visit.capture is not None:
        known = visit.capture.encoding_source or "unknown"
        parts.append(f"{len(visit.capture.body):,} bytes, {visit.capture.encoding} by {known}")
    yield "; ".join(parts)


def _field_rows(visit: Visit, name: str) -> Iterable[tuple[str, ...]]:
    """The value of a field with what it is known by, then those that were not taken."""
    assert visit.article is not None
    evidence = [row for row in visit.article.evidence if row.field == name]
    chosen = [row for row in evidence if row.chosen]
    value = _value(getattr(visit.article, name))
    first = chosen[0] if chosen else None
    yield name, value, _known_by(first), _sure(first)
    for row in chosen[1:]:
        yield "", f"also: {_cut(row.raw or '')}", _known_by(row), _sure(row)
    for row in evidence:
        if not row.chosen:
            yield "", f"not taken: {_cut(row.raw or '')}", _known_by(row), _sure(row)


def _known_by(row: Evidence | None) -> str:
    return "-" if row is None else f"{row.method} {row.place}"


def _sure(row: Evidence | None) -> str:
    return "-" if row is None or row.confidence is None else f"{row.confidence:.2f}"


def _value(value: object) -> str:
    if value is None or value == ():
        return "-"
    if isinstance(value, tuple):
        return _cut(f"{len(value)}: " + ", ".join(_short(item) for item in value))
    return _cut(str(value))


def _short(item: object) -> str:
    if isinstance(item, str):
        return item
    for name in ("label", "name", "title", "email", "url"):
        if text := getattr(item, name, None):
            return str(text)
    return str(item)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 40]} ... ({len(text):,} characters)"


def _print_links(visit: Visit) -> None:
    """Where a listing, a feed or a sitemap leads."""
    if not visit.links:
        return
    kinds = Counter(
        "refused" if link.state == "refused" else link.kind.value for link in visit.links
    )
    click.echo(f"\nlinks: {', '.join(f'{count} {kind}' for kind, count in kinds.items())}")
    shown = [link for link in visit.links if link.state != "refused"][:LINKS]
    print_table(
        ("kind", "day", "title", "address"),
        [
            (
                link.kind.value,
                ((link.announced and link.announced.published_at) or link.lastmod or "-")[:10],
                _cut(link.title or "-"),
                link.url,
            )
            for link in shown
        ],
        wrapped=("title", "address"),
    )


def _print_problems(visit: Visit) -> None:
    if visit.problems:
        click.echo("\nproblems:")
    for problem in visit.problems:
        put(f"{problem.severity.value}  {problem.code}: {problem.message}", indent=2)


def _by_rule(removed: Iterable[RemovedBlock]) -> list[tuple[str, int, int, str]]:
    """Rule, blocks, characters and an example, the rule that took most first."""
    blocks: dict[str, list[str]] = {}
    for block in removed:
        blocks.setdefault(block.rule, []).append(block.text)
    rows = [
        (rule, len(texts), sum(map(len, texts)), max(texts, key=len)[:80])
        for rule, texts in blocks.items()
    ]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def _print_removed(visit: Visit) -> None:
    if not visit.removed:
        return
    click.echo(f"\nremoved: {len(visit.removed)} blocks")
    rows = _by_rule(visit.removed)
    print_table(("rule", "blocks", "characters", "begins"), rows, wrapped=("rule", "begins"))
