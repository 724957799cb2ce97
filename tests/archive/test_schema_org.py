"""Articles as schema.org objects: the right names and types, and nothing that is not known."""

from __future__ import annotations

import io
import json
from typing import Any

from archive.exports import Export, write_jsonl
from archive.store import Archive
from tests.archive.making import BASE, visit


def exported(archive: Archive) -> dict[str, Any]:
    out = io.StringIO()
    assert write_jsonl(Export(archive.connection), out, schema="schema.org") == 1
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_a_full_article(archive: Archive) -> None:
    archive.add_site("example", "The Example Platform", BASE)
    archive.save([visit(section="Regions", modified_at="2016-08-05")])
    article = exported(archive)
    digest = article.pop("identifier")
    assert [one["propertyID"] for one in digest] == ["sha256", "source_id"]
    assert len(digest[0]["value"]) == 64
    assert article.pop("mainEntityOfPage")["@id"] == f"{BASE}/news/one"
    assert article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{BASE}/news/one",
        "url": f"{BASE}/news/one",
        "headline": "Skåne opens a cluster",
        "alternativeHeadline": "A region moves",
        "description": "What happened in the region.",
        "articleBody": "The first paragraph.\n\nThe second one names hydrogen.",
        "datePublished": "2016-08-04T15:37:00+02:00",
        "dateModified": "2016-08-05",
        "author": [
            {"@type": "Person", "name": "Ana Horvat"},
            {"@type": "Organization", "name": "Team"},
        ],
        "publisher": {"@type": "Organization", "name": "The Example Platform", "url": BASE},
        "keywords": ["Smart Specialisation", "value chains"],
        "articleSection": "Regions",
        "genre": ["Special", "EU"],
        "inLanguage": "en",
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{BASE}/a.jpg",
                "caption": "The hall",
                "description": "A hall",
            }
        ],
        "associatedMedia": [
            {
                "@type": "MediaObject",
                "contentUrl": f"{BASE}/a.pdf",
                "name": "Agenda",
                "encodingFormat": "application/pdf",
                "contentSize": "1.4 MB",
            }
        ],
        "version": 1,
    }


def test_what_is_not_known_is_left_out(archive: Archive) -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("subtitle", "summary", "published_at", "language", "canonical_url", "source_id")
    )
    for name in ("authors", "labels", "tags", "breadcrumbs", "images", "attachments"):
        nothing[name] = ()
    archive.save([visit(**nothing)])
    article = exported(archive)
    assert set(article) == {
        "@context",
        "@type",
        "@id",
        "url",
        "headline",
        "articleBody",
        "publisher",
        "mainEntityOfPage",
        "identifier",
        "version",
    }
    assert article["mainEntityOfPage"] == {"@type": "WebPage", "@id": f"{BASE}/news/one"}
    assert len(article["identifier"]) == 1
