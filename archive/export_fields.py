"""What each field of an exported article means, one line each, as data."""

from __future__ import annotations

#: Field of an article as :meth:`archive.exports.Export.articles` gives it -> meaning.
ARTICLE_FIELDS: dict[str, str] = {
    "id": "number of the article in this archive",
    "url": "canonical address: what makes an article the same article",
    "site": "short name of the platform",
    "title": "title",
    "subtitle": "standfirst line printed with the title",
    "summary": "description given by the page",
    "authors": "names of the authors as printed",
    "people": "authors: name, byline (the text in which the name stood), cut (the platform "
    "shortened the name), organisation (no person)",
    "published_at": "as the page says: a day, or a time with zone; empty without evidence",
    "modified_at": "as the page says: a day, or a time with zone; empty without evidence",
    "event_dates": "days named in the text, YYYY-MM-DD",
    "language": "language of the text, ISO 639-1",
    "declared_language": "language the markup claims",
    "section": "section of the platform",
    "labels": "type markers printed with the article",
    "tags": "terms of the platform's vocabulary: label, slug, path on the site",
    "breadcrumbs": "path of navigation: label, path on the site",
    "body_text": "blocks separated by one blank line, in reading order",
    "body_html": "sanitised markup; empty where the form of capture has none",
    "images": "pictures: url, alt (text alternative), caption",
    "links": "links in the text: url as written, text that is clicked",
    "attachments": "files offered: url, label, media_type, size as printed",
    "contacts": "e-mail addresses: email, name of the person it is said to belong to",
    "related": "teasers of other articles: title, path on the site or address elsewhere",
    "canonical_url": "address the page itself declares",
    "source_id": "the platform's own id",
    "template": "generation of the markup",
    "state": "live, or gone from the platform",
    "gone_at": "when it was found gone, UTC",
    "version": "number of the version, from 1",
    "first_seen_at": "capture time of the first version saved, UTC",
    "last_changed_at": "capture time of this version, UTC",
    "last_visited_at": "latest visit of the page, UTC",
    "captured_at": "when the capture it was read from was received, UTC",
    "form": "form of the capture: http, rendered, print, warc or file",
    "digest": "SHA-256 of the captured bytes, hex",
    "extractor": "name and version of the rules that read it",
    "content_sha256": "SHA-256 of the fields that decide whether an article changed, hex; of "
    "the fields as exported where contacts are hashed or left out",
}
