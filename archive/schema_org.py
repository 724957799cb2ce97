"""An article in the words of schema.org: one ``NewsArticle`` as JSON-LD."""

from __future__ import annotations

import sqlite3
from typing import Any

Thing = dict[str, Any]

_SITES = "SELECT name, title, base_url FROM sites"


class Publishers:
    """The platforms of an archive as schema.org organisations, by their short names."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._known = {
            name: _filled("Organization", name=title, url=base_url)
            for name, title, base_url in connection.execute(_SITES)
        }

    def of(self, site: str) -> Thing | None:
        """The platform called ``site``; None if the archive has no such one."""
        return self._known.get(site)


def news_article(article: dict[str, Any], publishers: Publishers) -> Thing:
    """The article, as :func:`archive.queries.list_articles` gives it, as a NewsArticle.

    What is not known is left out. Names and types are those of schema.org, version 29;
    type markers printed with an article are its ``genre``, files offered with it its
    ``associatedMedia``, and ``identifier`` has the SHA-256 of its content and the
    platform's own id.
    """
    return {"@context": "https://schema.org"} | _filled(
        "NewsArticle",
        **{"@id": article["url"]},
        url=article["url"],
        mainEntityOfPage=_page(article),
        headline=article["title"],
        alternativeHeadline=article["subtitle"],
        description=article["summary"],
        articleBody=article["body_text"],
        datePublished=article["published_at"],
        dateModified=article["modified_at"],
        author=[_author(person) for person in article["people"]],
        publisher=publishers.of(article["site"]),
        keywords=[tag["label"] for tag in article["tags"]],
        articleSection=article["section"],
        genre=article["labels"],
        inLanguage=article["language"],
        image=[_image(image) for image in article["images"]],
        associatedMedia=[_file(one) for one in article["attachments"]],
        identifier=_identifiers(article),
        version=article["version"],
    )


def _filled(kind: str, **values: Any) -> Thing:
    """A thing of this type with the properties that have a value."""
    known = {name: value for name, value in values.items() if value not in (None, "", [])}
    return {"@type": kind} | known


def _page(article: dict[str, Any]) -> Thing:
    crumbs = [
        _filled("ListItem", position=position, name=crumb["label"])
        for position, crumb in enumerate(article["breadcrumbs"], start=1)
    ]
    trail = _filled("BreadcrumbList", itemListElement=crumbs) if crumbs else None
    address = article["canonical_url"] or article["url"]
    return _filled("WebPage", **{"@id": address}, breadcrumb=trail)


def _author(person: dict[str, Any]) -> Thing:
    kind = "Organization" if person["organisation"] else "Person"
    return _filled(kind, name=person["name"])


def _image(image: dict[str, Any]) -> Thing:
    return _filled(
        "ImageObject", url=image["url"], caption=image["caption"], description=image["alt"]
    )


def _file(one: dict[str, Any]) -> Thing:
    return _filled(
        "MediaObject",
        contentUrl=one["url"],
        name=one["label"],
        encodingFormat=one["media_type"],
        contentSize=one["size"],
    )


def _identifiers(article: dict[str, Any]) -> list[Thing]:
    digest = _filled("PropertyValue", propertyID="sha256", value=article["content_sha256"])
    if article["source_id"] is None:
        return [digest]
    return [digest, _filled("PropertyValue", propertyID="source_id", value=article["source_id"])]
