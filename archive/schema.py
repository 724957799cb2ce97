"""What every table and column of an archive means, one line each, as data.

``docs/schema.md`` is made from this, and every archive carries it in
its own table ``schema_comments``, for a person who opens the file in an SQLite
browser. Views repeat columns of the tables; only what they add is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.records import METHODS


@dataclass(frozen=True, slots=True)
class Described:
    """One table, view or index of words, with a line for each of its columns."""

    name: str
    comment: str
    columns: Mapping[str, str]


_ARTICLE = "the article, `articles.id`"
_POSITION = "order on the page, from 0"
_DATE_COPY = (
    "copy of `articles.published_at`, empty if unknown: months and latest need no other table"
)
_IN_MARKUP = "1 if seen in a form with markup, 0 if only in a printed page"

TABLES: tuple[Described, ...] = (
    Described(
        "sites",
        "The platforms of this archive.",
        {
            "id": "key",
            "name": "short name used on the command line",
            "title": "the platform's own name",
            "base_url": "scheme and host of its pages",
            "added_at": "when this archive met it, UTC",
            "starts": "JSON list of the addresses that crawls without a site file began at",
        },
    ),
    Described(
        "runs",
        "One row for each run that wrote to this archive; counts are NULL until it ended.",
        {
            "id": "key, ascending in the order of the runs",
            "verb": "what was run: crawl, ingest ...",
            "started_at": "UTC",
            "finished_at": "UTC; NULL while it runs, or if it was killed",
            "reason": "how it ended: finished, interrupted, max_pages, failed ...",
            "exit_code": "what the process ended with",
            "heartbeat_at": "when the run last showed that it is alive, UTC",
            "first_run_id": "run that was cut short and that this one goes on with, `runs.id`; "
            "NULL: it began anew",
            "due": "pages that the plan held due; NULL if the run had no plan",
            "asked": "pages that answered or failed",
            "new": "articles first saved",
            "changed": "articles that got a new version",
            "unchanged": "articles seen again as they were",
            "rewritten": "articles that read otherwise by the rules of the day, pages unchanged",
            "missing": "articles not found, once so far",
            "gone": "pages that answered 404, 410 or 451, those of articles in two runs",
            "quarantined": "pages held back because they did not fit their site",
            "failed": "pages with a network or server error, cut short, or not savable",
            "refused": "pages not asked for, or denied by robots.txt or the server",
            "problems": "problems of severity warning or error",
            "settings": "JSON object of what was set, without secrets",
            "process_id": "process that ran it",
            "host": "machine it ran on",
        },
    ),
    Described(
        "run_sites",
        "Which platforms a run was about.",
        {"run_id": "the run, `runs.id`", "site_id": "the platform, `sites.id`"},
    ),
    Described(
        "pages",
        "Every address known, each in exactly one state: the frontier of the crawls.",
        {
            "id": "key",
            "site_id": "the platform, `sites.id`",
            "url": "canonical address",
            "address": "what to ask for, where a server insists on another spelling",
            "kind": "article, listing, sitemap, feed, other or unknown",
            "title": "text of the link or feed entry it was found by",
            "state": "known, fetched, redirected, unreadable, wall, soft_404, empty, incomplete, "
            "gone, missing, quarantined, denied, refused or failed",
            "reason": "why it is in this state",
            "lastmod": "latest change time a sitemap or feed claims, UTC",
            "first_seen_at": "when it was found, UTC",
            "found_run_id": "run that found it, `runs.id`",
            "redirect_page_id": "page it redirects to, `pages.id`",
            "article_id": "article read here, `articles.id`; several addresses may have the same",
        },
    ),
    Described(
        "page_visits",
        "Of every address visited: what the last visits were, and when the next is due.",
        {
            "page_id": "the address, `pages.id`",
            "last_visited_at": "latest visit, UTC",
            "last_run_id": "run of the latest visit, `runs.id`",
            "visited_lastmod": "the claimed change time that is covered by the last visit, UTC",
            "next_visit_at": "when the page is due again, UTC; NULL: it is not revisited, or "
            "is asked for by every run (listings, feeds, sitemaps)",
            "whole_at": "latest visit at which the whole page was received, UTC",
            "capture_id": "what was received then, `captures.id`",
            "etag": "ETag of that answer, as sent",
            "last_modified": "Last-Modified of that answer, as sent",
            "failures": "visits since then that ended without the page",
        },
    ),
    Described(
        "visit_checks",
        "Whether a host's word that nothing has changed held when the page was looked at whole.",
        {
            "visit_id": "the visit that looked, `visits.id`",
            "site_id": "the platform, `sites.id`",
            "signal": "validator (ETag or Last-Modified, a 304), lastmod (of a sitemap, unchanged) "
            "or claim (of a sitemap, changed)",
            "checked_at": "UTC",
            "held": "1 if the word held, else 0",
        },
    ),
    Described(
        "hosts",
        "Manners that outlive a run: what a host has asked for, and how it answered.",
        {
            "host": "name and port, lower case",
            "not_before": "nothing may be asked of it before, UTC; NULL: at once",
            "delay": "seconds between two requests that its errors have led to; 0: the agreed one",
            "errors": "answers in a row that asked us to go slower, or failed",
            "noted_at": "when this was last noted, UTC",
        },
    ),
    Described(
        "quarantine",
        "Pages that did not fit what their site had shown so far, held back with their bytes.",
        {
            "id": "key",
            "visit_id": "the visit, `visits.id`",
            "page_id": "the address, `pages.id`",
            "capture_id": "what was received, `captures.id`",
            "found_at": "UTC",
            "title": "title as read; NULL if none was",
            "template": "generation of markup, as read; NULL if no article was",
            "misfits": "JSON list of objects: field, sign, what was expected, what was found",
            "state": "held, accepted (by a person), fitting (read again by other rules) or "
            "replaced (a later reading took its place)",
            "decided_at": "when it left the quarantine, UTC",
            "why": "the reason given",
        },
    ),
    Described(
        "announcements",
        "What feeds and listings say of an article, for fields that its own page leaves open.",
        {
            "page_id": "address of the article, `pages.id`",
            "method": "feed or listing",
            "place": "address of the feed, sitemap or listing",
            "facts": "JSON object with title, published_at, authors and terms, as far as said",
            "found_at": "when it was first said so, UTC",
        },
    ),
    Described(
        "visits",
        "One row for each time an address was visited: how every page asked for ended.",
        {
            "id": "key",
            "page_id": "the address, `pages.id`",
            "run_id": "the run, `runs.id`",
            "visited_at": "UTC",
            "kind": "what the page turned out to be",
            "state": "how the visit ended, as in `pages.state`",
            "reason": "why it ended so",
            "outcome": "new, changed, unchanged, unreadable, gone, failed or no_article",
            "capture_id": "what was received, `captures.id`; NULL if nothing",
            "seal": "digest of the row and its problems, against decay",
        },
    ),
    Described(
        "problems",
        "What went wrong, or looks wrong, at a visit.",
        {
            "id": "key",
            "visit_id": "the visit, `visits.id`, which names page, capture and run",
            "code": "stable name, for counting",
            "severity": "note, warning or error",
            "field": "article field concerned, if it is one",
            "message": "one sentence",
        },
    ),
    Described(
        "banner_sentences",
        "Consent sentences of a platform, as its own scripts give them.",
        {
            "id": "key",
            "site_id": "the platform, `sites.id`",
            "sentence": "text of the banner",
            "first_seen_at": "UTC",
        },
    ),
    Described(
        "captures",
        "What was received at a visit and kept: the facts; the bytes are in `bodies`.",
        {
            "id": "key",
            "page_id": "canonical address, `pages.id`",
            "article_id": "article read from it, `articles.id`; NULL if none",
            "run_id": "run that saved it, `runs.id`",
            "url": "address the bytes came from",
            "captured_at": "when the bytes were received, UTC",
            "form": "http, rendered, print, warc or file",
            "status": "HTTP status; NULL for saved files",
            "media_type": "kind of content, decided by the bytes",
            "encoding": "codec the text is read with",
            "encoding_source": "how the codec is known: bom, header, meta, site, detected, default",
            "complete": "0 if the bytes were cut short or damaged",
            "witness": "1 if it came from a staging, preview or mirror host",
            "template": "generation of the markup it was read as",
            "extractor": "name and version of the rules that read it; after a colon the key of all "
            "else that the reading depended on",
            "digest": "SHA-256 of the bytes, `bodies.sha256`",
            "headers": "JSON list of [name, value], without secrets",
            "version_id": "what was read from it, `versions.id`; NULL if no article was, or a "
            "fuller form of the page stands above it",
            "seal": "digest of the row, its evidence and removed blocks, against decay",
        },
    ),
    Described(
        "bodies",
        "The bytes of the captures, each distinct body once, compressed.",
        {
            "id": "key",
            "sha256": "SHA-256 of the uncompressed bytes, hex",
            "size": "uncompressed size in bytes",
            "codec": "zstd or zlib; left-out (of a copy) or erased: the bytes are not here",
            "dictionary_id": "dictionary needed to read it, `dictionaries.id`; NULL if none",
            "content": "the compressed bytes",
        },
    ),
    Described(
        "template_pages",
        "The articles whose pages were searched for what the site repeats, each counted once.",
        {
            "article_id": "the article, `articles.id`",
            "site_id": "the platform, `sites.id`",
            "number": "1 for the page of the site that was counted first, 2 ...",
            "seen": "its blocks and places, 4 bytes each, so that nothing is counted again",
        },
    ),
    Described(
        "template_places",
        "The kinds of places in which blocks of text stand on the pages of a site.",
        {
            "site_id": "the platform, `sites.id`",
            "place": "number of the kind of place, made from its path",
            "path": "tags and class names, the last four steps",
            "pages": "pages with a block at such a place",
            "sightings": "blocks seen there, each once for a page",
            "first_page": "the first such page, `template_pages.number`",
            "last_page": "the latest such page, `template_pages.number`",
        },
    ),
    Described(
        "template_blocks",
        "Blocks of text by kind of place; those that pages repeat are the site's template.",
        {
            "site_id": "the platform, `sites.id`",
            "block": "key of the block, made from its text and its kind of place",
            "place": "kind of place, `template_places.place`",
            "pages": "pages that have shown it",
            "first_page": "the first of them, `template_pages.number`",
            "last_page": "the latest of them, `template_pages.number`",
            "example": "its text, at most 200 characters; NULL until a second page shows it",
            "verdict": "kept or dropped by a person; NULL: the counts decide",
        },
    ),
    Described(
        "dictionaries",
        "Compression dictionaries; a body that names one cannot be read without it.",
        {
            "id": "key",
            "site_id": "platform whose pages it was made from, `sites.id`",
            "made_at": "UTC",
            "content": "the dictionary",
            "sha256": "SHA-256 of the dictionary, hex",
        },
    ),
    Described(
        "evidence",
        "How each field of an article is known, by the capture it was read from.",
        {
            "capture_id": "the capture, `captures.id`",
            "position": "order of reading, from 0",
            "field": "article field",
            "method": f"how it is known: {', '.join(METHODS)}",
            "place": "where: a selector, an attribute, a line",
            "raw": "the text as found; NULL if absent",
            "confidence": "0 to 1, how far the value can be relied on; NULL if absent",
            "chosen": "0: another value that the page gives, kept and not taken",
        },
    ),
    Described(
        "removed_blocks",
        "Every block taken out of a page before it was read.",
        {
            "capture_id": "the capture, `captures.id`",
            "position": _POSITION,
            "rule": "name of the rule that removed it",
            "place": "path of the element, or line",
            "text_id": "its text, `removed_texts.id`",
        },
    ),
    Described(
        "removed_texts",
        "The texts of removed blocks, each distinct text once: banners repeat on every page.",
        {"id": "key", "sha256": "SHA-256 of the text, hex", "text": "white space folded"},
    ),
    Described(
        "articles",
        "One narrow row for each article; its text is in `article_texts`.",
        {
            "id": "key",
            "site_id": "the platform, `sites.id`",
            "page_id": "page of its canonical address, `pages.id`",
            "url": "canonical address: what makes an article the same article",
            "title": "current title",
            "published_at": "as the page says: a day, or a time with zone; NULL without evidence",
            "published_month": "YYYY-MM of published_at, for time series",
            "modified_at": "as the page says; NULL without evidence",
            "language": "language of the text, ISO 639-1",
            "section": "section of the platform",
            "template": "generation of the markup of the current version",
            "source_id": "the platform's own id",
            "canonical_url": "address the page itself declares",
            "dated": "how published_at is known, as in `date_evidence`: kept up by triggers",
            "state": "live, or gone from the platform (and kept here)",
            "gone_at": "when it was found gone, UTC",
            "current_version": "number of the version shown, `versions.number`",
            "first_seen_at": "time of the earliest capture, UTC: where `changes` begins",
            "last_changed_at": "since when it has been seen as it is shown, UTC",
        },
    ),
    Described(
        "article_texts",
        "The text of each article's current version; source of the word index.",
        {
            "article_id": _ARTICLE,
            "title": "current title",
            "subtitle": "standfirst line printed with the title",
            "summary": "description given by the page",
            "tags": "tag labels, separated by commas",
            "labels": "type markers, separated by commas",
            "people": "authors, separated by commas",
            "declared_language": "language the markup claims",
            "body_text": "blocks separated by a blank line, in reading order",
            "body_html": "sanitised markup; NULL where the form has none",
        },
    ),
    Described(
        "article_search",
        "Full-text index (FTS5) over `article_texts`: words in lower case, without diacritics.",
        {
            "title": "current title",
            "subtitle": "standfirst line",
            "summary": "description given by the page",
            "body_text": "body",
            "tags": "tag labels",
            "labels": "type markers",
            "people": "authors",
        },
    ),
    Described(
        "versions",
        "Every distinct content an article has had; nothing is overwritten.",
        {
            "id": "key",
            "article_id": _ARTICLE,
            "number": "from 1, in the order of saving",
            "capture_id": "capture it was read from, `captures.id`",
            "extractor": "name and version of the rules that read it",
            "title": "title of this version",
            "content_sha256": "SHA-256 of the fields that decide whether an article changed",
            "saved_at": "when it was written, UTC",
        },
    ),
    Described(
        "version_contents",
        "All fields of each version; the body of a current version is in `article_texts`.",
        {
            "version_id": "the version, `versions.id`",
            "stored_sha256": "SHA-256 of the fields and the body, against decay",
            "fields": "JSON object with every field of the article but its body",
            "body_text": "body of a version that is not current; NULL for the current one",
            "body_html": "its markup",
        },
    ),
    Described(
        "tags",
        "The tag vocabulary of each platform.",
        {
            "id": "key",
            "site_id": "the platform, `sites.id`",
            "slug": "last part of the tag's path: what makes a tag the same tag",
            "label": "as printed; of several the latest",
            "path": "site path of its page; NULL if only seen in print",
            "in_markup": _IN_MARKUP,
        },
    ),
    Described(
        "article_tags",
        "Tags of the current versions.",
        {
            "tag_id": "the tag, `tags.id`",
            "published_at": _DATE_COPY,
            "article_id": _ARTICLE,
            "position": _POSITION,
        },
    ),
    Described(
        "labels",
        "Type markers printed with articles (Special, Open call).",
        {
            "id": "key",
            "site_id": "the platform, `sites.id`",
            "label": "as printed",
            "path": "site path of its page; NULL if it has none",
            "in_markup": _IN_MARKUP,
        },
    ),
    Described(
        "article_labels",
        "Type markers of the current versions.",
        {
            "label_id": "the label, `labels.id`",
            "published_at": _DATE_COPY,
            "article_id": _ARTICLE,
            "position": _POSITION,
        },
    ),
    Described(
        "people",
        "Authors as the pages name them.",
        {
            "id": "key",
            "name": "as printed",
            "organisation": "1 if an organisation or team",
            "cut": "1 if the platform shortened the name",
        },
    ),
    Described(
        "article_people",
        "Authors of the current versions.",
        {
            "person_id": "the author, `people.id`",
            "published_at": _DATE_COPY,
            "article_id": _ARTICLE,
            "position": _POSITION,
            "byline": "text in which the name stood",
        },
    ),
    Described(
        "breadcrumbs",
        "The path of navigation printed above the current versions.",
        {
            "article_id": _ARTICLE,
            "position": _POSITION,
            "label": "text of the step",
            "path": "site path; NULL for the page itself",
        },
    ),
    Described(
        "images",
        "Pictures of the current versions.",
        {
            "article_id": _ARTICLE,
            "position": _POSITION,
            "url": "address of the picture",
            "alt": "its text alternative",
            "caption": "text printed with it",
        },
    ),
    Described(
        "links",
        "Links in the body of the current versions.",
        {
            "article_id": _ARTICLE,
            "position": _POSITION,
            "url": "absolute, as written",
            "text": "what is clicked",
        },
    ),
    Described(
        "attachments",
        "Files offered with the current versions.",
        {
            "article_id": _ARTICLE,
            "position": _POSITION,
            "url": "address of the file",
            "label": "what it is called",
            "media_type": "declared, or implied by its name",
            "size": "as printed",
        },
    ),
    Described(
        "contacts",
        "E-mail addresses in the current versions.",
        {
            "article_id": _ARTICLE,
            "position": _POSITION,
            "email": "address",
            "name": "person it is said to belong to",
        },
    ),
    Described(
        "related",
        "Teasers of other articles beside the current versions.",
        {
            "article_id": _ARTICLE,
            "position": _POSITION,
            "title": "title of the other article",
            "path": "site path, or address on another platform",
        },
    ),
    Described(
        "event_dates",
        "Days named in the text of the current versions.",
        {"article_id": _ARTICLE, "position": _POSITION, "day": "YYYY-MM-DD"},
    ),
    Described(
        "changes",
        "The history of articles: what the platform showed from when on. A row holds from `at` "
        "until the next `at` of its article; rows with `replaced_at` are former beliefs.",
        {
            "article_id": _ARTICLE,
            "at": "when the platform was first seen so, UTC: time of the capture or visit",
            "noted_at": "since when this archive says so, UTC",
            "replaced_at": "until when it said so, UTC; NULL: it still does",
            "state": "live, or gone",
            "version_id": "what the article was then, `versions.id`",
            "class": "the weightiest of `classes`",
            "classes": "all that changed, separated by spaces: first, withdrawn, returned, "
            "fuller (the same in a form that shows more), substantive, title, date, tags, "
            "wording, cosmetic",
            "capture_id": "what shows it, `captures.id`; NULL where nothing was received",
        },
    ),
    Described(
        "corrections",
        "Values corrected by hand; they win over every reading.",
        {
            "id": "key",
            "article_id": _ARTICLE,
            "field": "field name of the article",
            "value": "the right value, JSON",
            "why": "the reason given",
            "made_at": "UTC",
            "withdrawn_at": "when it was taken back, UTC; NULL: it is in force",
        },
    ),
    Described(
        "kept_blocks",
        "Blocks that a person has put back: they are never removed from pages of the platform.",
        {
            "id": "key",
            "site_id": "the platform, `sites.id`",
            "sha256": "SHA-256 of the text, white space folded, hex",
            "text": "the text",
            "why": "the reason given",
            "made_at": "UTC",
        },
    ),
    Described(
        "tombstones",
        "What was erased on request, and must not come back; what it was cannot be read from it.",
        {
            "id": "key",
            "kind": "page or person",
            "why": "the reason given",
            "erased_at": "UTC",
            "scrubbed_at": "when no byte of it was left in the file, UTC; NULL: that is still to "
            "be done, by the next erase or the next run that writes",
        },
    ),
    Described(
        "tombstone_marks",
        "What a tombstone is recognised by: keyed digests, and nothing else.",
        {
            "digest": "keyed SHA-256, hex",
            "tombstone_id": "the tombstone, `tombstones.id`",
            "kind": "of what: address (of a page), content or body (that the page had), name, "
            "turned (the name, family name first), email",
            "words": "number of words of a name; NULL for all else",
        },
    ),
    Described(
        "secrets",
        "Random values of this archive: they key digests, so that names cannot be guessed.",
        {"name": "what it is for", "value": "hex"},
    ),
    Described(
        "alternates",
        "Addresses that a page gives as the same article in another language (hreflang).",
        {
            "page_id": "the page, `pages.id`",
            "url": "canonical address of the other page",
            "language": "as declared",
            "first_seen_at": "UTC",
        },
    ),
    Described(
        "untied",
        "Articles that are new or have changed since ties were last looked for.",
        {"article_id": _ARTICLE},
    ),
    Described(
        "sketches",
        "A few hashes of word sequences of each article: those of near-identical texts are the "
        "same ones.",
        {"hash": "CRC-32 of four words", "article_id": _ARTICLE},
    ),
    Described(
        "ties",
        "Articles that belong together; linked, never merged.",
        {
            "article_id": "the one with the smaller id, `articles.id`",
            "other_id": "the other one, `articles.id`",
            "kind": "why: moved, same node, canonical, translation, same text, syndicated",
            "evidence": "what says so",
            "likeness": "share of word sequences in common, 0 to 1; NULL where it does not matter",
            "found_at": "UTC",
        },
    ),
    Described(
        "tag_labels",
        "Every label that a tag was seen with, in forms with markup.",
        {
            "tag_id": "the tag, `tags.id`",
            "label": "as printed",
            "first_seen_at": "time of the first capture with it, UTC",
        },
    ),
    Described(
        "schema_comments",
        "These explanations.",
        {
            "table_name": "table or view",
            "column_name": "column; empty for the table itself",
            "comment": "what it means",
        },
    ),
)

VIEWS: tuple[Described, ...] = (
    Described(
        "articles_full",
        "Each article with its text, authors, tags and labels in one row.",
        {"authors": "separated by commas", "last_visited_at": "when its page was last visited"},
    ),
    Described("latest", "Articles, the newest first.", {}),
    Described("tag_counts", "How many articles each tag has.", {"articles": "how many"}),
    Described("label_counts", "How many articles each type marker has.", {"articles": "how many"}),
    Described("people_counts", "How many articles each author has.", {"articles": "how many"}),
    Described(
        "articles_by_month",
        "Articles per platform and month of publication.",
        {"month": "YYYY-MM; NULL for articles without a date"},
    ),
    Described("tags_by_month", "Articles per tag and month of publication.", {}),
    Described(
        "article_versions",
        "The versions of each article with the capture each came from.",
        {
            "is_current": "1 for the version shown",
            "captured_from": "address of the capture",
            "class": "what it changed; NULL for a version that never was the one shown",
            "body_text": "body of this version",
        },
    ),
    Described(
        "article_ties",
        "Articles that belong together, each pair once.",
        {"url": "address of the article that came in first", "other_url": "of the other one"},
    ),
    Described(
        "article_history",
        "The history of each article, former beliefs included.",
        {"version": "number of the version shown"},
    ),
    Described(
        "tags_by_year",
        "Articles per tag and year of publication.",
        {
            "year": "YYYY",
            "of_year": "articles of the platform in that year",
            "share": "0 to 1: the part of them that has the tag",
        },
    ),
    Described(
        "tag_pairs",
        "How many articles two tags of a platform have in common.",
        {
            "other": "the other tag",
            "articles": "that have both",
            "lift": "how many times more than if the two had nothing to do with each other",
            "other_id": "the other tag, `tags.id`",
        },
    ),
    Described(
        "coverage_by_site",
        "How many articles of each platform have a value in each field.",
        {"articles": "all"},
    ),
    Described(
        "undated_articles",
        "Articles without a date of publication.",
        {"why": "absent (looked for), not_in_form, or no evidence"},
    ),
    Described(
        "date_evidence",
        "How the date of each article's current version is known.",
        {
            "method": "as in `evidence.method`: hand where a correction is in force, absent or "
            "not_in_form for most without a date; NULL: nothing was noted",
        },
    ),
    Described("withdrawn_articles", "Articles that are gone from their platform.", {}),
    Described(
        "edits_by_month",
        "Changes seen, by platform, month and class.",
        {"month": "YYYY-MM in which it was seen", "edits": "changes", "articles": "changed"},
    ),
    Described(
        "linked_hosts",
        "The hosts that articles link to.",
        {"host": "as written in the link", "links": "to it", "articles": "with such a link"},
    ),
    Described("due_pages", "Addresses that `refresh` visits, and when.", {}),
    Described("word_of_hosts", "How often a host's word that nothing has changed has held.", {}),
    Described("waiting_pages", "Addresses that the next crawl asks for.", {}),
    Described("problems_full", "Every problem with its page, run and platform.", {}),
    Described(
        "problems_by_site",
        "Problems counted by platform and code.",
        {"pages": "distinct addresses", "last_seen": "latest visit with it"},
    ),
    Described("removed_blocks_full", "Every removed block with its text and page.", {}),
    Described(
        "pages_by_state",
        "How many addresses are in which state.",
        {"pages": "how many", "example": "one of them"},
    ),
    Described(
        "runs_summary",
        "The runs, the latest first.",
        {"sites": "platforms of the run", "seconds": "how long it took"},
    ),
)


def comments() -> list[tuple[str, str, str]]:
    """All explanations as rows of ``schema_comments``."""
    rows = []
    for described in TABLES + VIEWS:
        rows.append((described.name, "", described.comment))
        rows += [(described.name, column, text) for column, text in described.columns.items()]
    return rows
