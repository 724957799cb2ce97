"""Labels, tags and section of an article, from the fields and links that print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.records import Evidence, Label, Tag
from scraper.clean.removal import folded
from scraper.extract.address import site_path, slug_of
from scraper.extract.around import breadcrumbs_of
from scraper.extract.evidence import absent, found, other, sureness
from scraper.extract.fields import Field
from scraper.extract.people_claims import house_names
from scraper.extract.people_shapes import key_of
from scraper.extract.source import Source, value_of
from scraper.extract.structured import strings
from scraper.extract.terms_printed import Group, categories, is_sure, printed_tags
from scraper.extract.terms_stated import is_machines, is_term, stated_terms
from scraper.extract.text import clean_text, slugify

#: A term is a word or a few; what is longer is a sentence that a field happens to hold.
LONGEST_TERM = 100


def labels_of(source: Source) -> tuple[tuple[Label, ...], Evidence]:
    """The type markers printed with the article, in order."""
    for method, place, terms in _field_terms(source, "labels", "labels"):
        labels = tuple(Label(text, path) for text, path in terms)
        return labels, found("labels", method, place, _raw(terms))
    return (), absent("labels", "fields of the article")


def tags_of(source: Source, text: str = "") -> tuple[tuple[Tag, ...], list[Evidence]]:
    """The terms of the platform's vocabulary that the article carries, in order.

    ``text``: of the article; it tells its own terms from those of the whole site.
    """
    terms: dict[str, tuple[str, str | None]] = {}
    known = list(_field_terms(source, "tags", "tags"))
    for _, _, group in known:
        terms.update((text.casefold(), (text, path)) for text, path in group)
    if terms:
        places = ", ".join(place for _, place, _ in known)
        return _tags(terms.values()), [found("tags", known[0][0], places, _raw(terms.values()))]
    return _reconciled(source, list(_named_terms(source, text)))


def _reconciled(source: Source, lists: list[Named]) -> tuple[tuple[Tag, ...], list[Evidence]]:
    """The first list that names anything; the others are kept beside it."""
    if not lists:
        return (), [absent("tags", "fields, links to terms, JSON-LD, keywords")]
    chosen = _widest(lists)
    method, place, terms = chosen
    ours = {text.casefold() for text, _ in terms}
    agreeing, rest = 0, []
    for each in lists:
        theirs = {text.casefold() for text, _ in each[2]}
        if each is not chosen:
            agreeing += bool(ours & theirs)
            rest += [other("tags", each[0], each[1], _raw(each[2]))] if theirs - ours else []
    sure = sureness(method, agreeing, 0 if agreeing else len(rest))
    known = _with_paths(terms, lists)
    return _tags(known), [found("tags", method, place, _raw(terms), sure), *rest]


def _widest(lists: Sequence[Named]) -> Named:
    """The first list; or one that holds all of it and more: pages print a choice of their terms.

    The ``keywords`` of a page hold too much that is the same on all pages.
    """
    ours = {text.casefold() for text, _ in lists[0][2]}
    for each in lists[1:]:
        is_stated = each[0] in ("json-ld", "meta") and each[:2] != ("meta", "keywords")
        if is_stated and ours < {text.casefold() for text, _ in each[2]}:
            return each
    return lists[0]


def _with_paths(terms: Terms, lists: Sequence[Named]) -> Terms:
    """Terms with the paths that any of the lists knows."""
    paths = {text.casefold(): path for _, _, each in lists for text, path in each if path}
    return [(text, path or paths.get(text.casefold())) for text, path in terms]


def _named_terms(source: Source, text: str) -> Iterator[tuple[str, str, Terms]]:
    """What the page prints and states of its tags, best first; no empty list.

    Links that their rel, class or heading calls tags come first, what is stated of the
    article next, then links that only lead where tags lead, and ``keywords`` at the end:
    they are often the same on all pages of a site.
    """
    house = house_names(source)
    stated = list(_stated(source, sure=True))
    printed = printed_tags(source, text, loose=not stated)
    surest = [group for group in printed if is_sure(group)]
    named = [
        *(_printed(group, source) for group in surest[:1]),
        *stated,
        *(_printed(group, source) for group in printed if group not in surest),
        *_stated(source, sure=False),
    ]
    for method, place, terms in named:
        if kept := [term for term in terms if is_term(term[0]) and key_of(term[0]) not in house]:
            yield method, place, kept


def _printed(group: Group, source: Source) -> tuple[str, str, Terms]:
    terms = group.terms.values()
    paths = [(text, site_path(href, source.base, source.site)) for text, href in terms]
    return group.method, group.place, paths


def _stated(source: Source, *, sure: bool) -> Iterator[tuple[str, str, Terms]]:
    for method, place, names in stated_terms(source, sure=sure):
        yield method, place, [(text, None) for text in names]


def section_of(source: Source) -> tuple[str | None, Evidence]:
    """The section that the platform files the article under."""
    for method, place, terms in _field_terms(source, "section", "section"):
        return terms[0][0], found("section", method, place, _raw(terms))
    for method, place, name in _sections(source):
        if 1 < len(name) <= LONGEST_TERM and not is_machines(name):
            return name, found("section", method, place, name)
    return None, absent("section", "fields, JSON-LD, article:section, categories, breadcrumb")


def _sections(source: Source) -> Iterator[tuple[str, str, str]]:
    """What files an article of no known system, best first: (method, place, name)."""
    for name in strings(source.stated.article.get("articleSection"), "name")[:1]:
        yield "json-ld", "articleSection", name
    for meta in ("article:section", "parsely-section", "cxenseparse:section"):
        for name in source.stated.meta.get(meta, ())[:1]:
            yield "meta", meta, name
    if source.node is None:
        for element in categories(source.page.index):
            yield "tag-link", "a[rel~=category]", clean_text(folded(element))
        crumbs, trail = breadcrumbs_of(source)
        own = site_path(source.url, source.base, source.site)
        steps = [crumb for crumb in crumbs if crumb.path and crumb.path not in ("/", own)]
        for crumb in steps[-1:]:
            yield "derived", f"last step of {trail.place}", crumb.label


Terms = list[tuple[str, str | None]]
#: Terms with the method and the place that they are known by.
Named = tuple[str, str, Terms]


def _field_terms(source: Source, role: str, name: str) -> Iterator[tuple[str, str, Terms]]:
    """Groups of terms, (method, place, terms): by the site's selectors, else by fields."""
    selected = list(source.selected(name))
    if selected:
        terms = [
            (text, site_path(element.get("href"), source.base, source.site))
            for css, element in selected
            if (text := value_of(css, element))
        ]
        if terms:
            yield "site-rule", selected[0][0], terms
            return
    for field in source.role(role):
        if terms := _terms_of(field, source):
            yield "text", field.place, terms


def _terms_of(field: Field, source: Source) -> Terms:
    """The values of a field: its items, or its links where a list has no items."""
    items = field.items()
    if items == [field.element]:
        items = list(field.element.iter("a")) or items
    label = field.label
    found_terms: dict[str, tuple[str, str | None]] = {}
    for item in items:
        link = next(iter(item.iter("a")), None)
        text = clean_text(folded(item if link is None else link))
        if item is field.element and label is not None:
            text = text.removeprefix(clean_text(folded(label))).strip(" :")
        if 0 < len(text) <= LONGEST_TERM:
            href = link.get("href") if link is not None else None
            path = site_path(href, source.base, source.site)
            found_terms.setdefault(text.casefold(), (text, path))
    return list(found_terms.values())


def _tags(terms: Iterable[tuple[str, str | None]]) -> tuple[Tag, ...]:
    return tuple(Tag(text, slug_of(path) or slugify(text), path) for text, path in terms)


def _raw(terms: Iterable[tuple[str, str | None]]) -> str:
    return " | ".join(text for text, _ in terms)
