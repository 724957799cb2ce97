"""What version 2 of the schema adds. Frozen: later changes are steps of their own."""

from __future__ import annotations

SECOND_SCHEMA = """
ALTER TABLE evidence ADD COLUMN confidence REAL;
ALTER TABLE evidence ADD COLUMN chosen INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sites ADD COLUMN starts TEXT;
CREATE TABLE announcements (
  page_id INTEGER NOT NULL REFERENCES pages(id),
  method TEXT NOT NULL,
  place TEXT NOT NULL,
  facts TEXT NOT NULL,
  found_at TEXT NOT NULL,
  PRIMARY KEY (page_id, method)
) STRICT, WITHOUT ROWID;
CREATE TABLE template_pages (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  number INTEGER NOT NULL,
  seen BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX template_pages_by_site ON template_pages(site_id, number);
CREATE TABLE template_places (
  site_id INTEGER NOT NULL REFERENCES sites(id),
  place INTEGER NOT NULL,
  path TEXT NOT NULL,
  pages INTEGER NOT NULL,
  sightings INTEGER NOT NULL,
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  PRIMARY KEY (site_id, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE template_blocks (
  site_id INTEGER NOT NULL REFERENCES sites(id),
  block INTEGER NOT NULL,
  place INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  example TEXT,
  verdict TEXT CHECK (verdict IN ('kept', 'dropped')),
  PRIMARY KEY (site_id, block)
) STRICT, WITHOUT ROWID;
CREATE INDEX template_blocks_repeated ON template_blocks(site_id, place, pages) WHERE pages > 1;
CREATE INDEX template_blocks_judged ON template_blocks(site_id) WHERE verdict IS NOT NULL;
"""
