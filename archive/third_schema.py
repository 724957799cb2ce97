"""What version 3 of the schema adds: the history of articles, and what is known beside them.

Frozen once released: later changes are steps of their own. One constant for each subject;
what the rows of older archives become is in :mod:`archive.third_step`.
"""

from __future__ import annotations

#: What an article was, when, and since when the archive holds it so.
HISTORY = """
ALTER TABLE captures ADD COLUMN version_id INTEGER REFERENCES versions(id);
CREATE INDEX captures_by_version ON captures(version_id, captured_at) WHERE version_id IS NOT NULL;
CREATE TABLE changes (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  at TEXT NOT NULL,
  noted_at TEXT NOT NULL,
  replaced_at TEXT,
  state TEXT NOT NULL CHECK (state IN ('live', 'gone')),
  version_id INTEGER NOT NULL REFERENCES versions(id),
  class TEXT NOT NULL,
  classes TEXT NOT NULL,
  capture_id INTEGER REFERENCES captures(id),
  PRIMARY KEY (article_id, at, noted_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_version ON changes(version_id);
CREATE INDEX changes_by_capture ON changes(capture_id) WHERE capture_id IS NOT NULL;
CREATE INDEX changes_by_class ON changes(class, at) WHERE class <> 'first';
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  why TEXT NOT NULL,
  made_at TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;
CREATE UNIQUE INDEX corrections_in_force ON corrections(article_id, field)
  WHERE withdrawn_at IS NULL;
CREATE INDEX corrections_by_article ON corrections(article_id);
CREATE TABLE kept_blocks (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  why TEXT NOT NULL,
  made_at TEXT NOT NULL,
  UNIQUE (site_id, sha256)
) STRICT;
DROP VIEW article_versions;
CREATE VIEW article_versions AS
SELECT a.url, v.number, v.number = a.current_version AS is_current, c.captured_at,
  c.form, c.url AS captured_from, v.extractor, v.content_sha256, v.saved_at,
  (SELECT h.class FROM changes h WHERE h.version_id = v.id AND h.capture_id = v.capture_id
   ORDER BY h.replaced_at IS NULL DESC, h.at LIMIT 1) AS class,
  v.title, coalesce(x.body_text, t.body_text) AS body_text,
  v.article_id, v.id AS version_id
FROM versions v
JOIN articles a ON a.id = v.article_id
JOIN captures c ON c.id = v.capture_id
JOIN version_contents x ON x.version_id = v.id
JOIN article_texts t ON t.article_id = a.id
ORDER BY v.article_id, v.number;
CREATE VIEW article_history AS
SELECT a.url, h.at, h.class, h.classes, h.state, v.number AS version, v.title, v.extractor,
  h.noted_at, h.replaced_at, h.capture_id, h.article_id, h.version_id
FROM changes h
JOIN articles a ON a.id = h.article_id
JOIN versions v ON v.id = h.version_id;
"""

#: What was erased, without what it was.
ERASED = """
CREATE TABLE tombstones (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('page', 'person')),
  why TEXT NOT NULL,
  erased_at TEXT NOT NULL,
  scrubbed_at TEXT
) STRICT;
CREATE TABLE tombstone_marks (
  digest TEXT PRIMARY KEY,
  tombstone_id INTEGER NOT NULL REFERENCES tombstones(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  words INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_marks_by_tombstone ON tombstone_marks(tombstone_id);
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

#: Addresses and articles that belong together.
TIES = """
CREATE TABLE alternates (
  page_id INTEGER NOT NULL REFERENCES pages(id),
  url TEXT NOT NULL,
  language TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  PRIMARY KEY (page_id, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX alternates_by_url ON alternates(url);
CREATE TABLE untied (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id)
) STRICT;
CREATE TABLE sketches (
  hash INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  PRIMARY KEY (hash, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketches_by_article ON sketches(article_id);
CREATE TABLE ties (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  other_id INTEGER NOT NULL REFERENCES articles(id),
  kind TEXT NOT NULL,
  evidence TEXT NOT NULL,
  likeness REAL,
  found_at TEXT NOT NULL,
  PRIMARY KEY (article_id, other_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX ties_by_other ON ties(other_id);
CREATE VIEW article_ties AS
SELECT a.url, b.url AS other_url, t.kind, t.likeness, t.evidence, t.article_id, t.other_id
FROM ties t JOIN articles a ON a.id = t.article_id JOIN articles b ON b.id = t.other_id;
CREATE INDEX articles_by_source ON articles(site_id, source_id) WHERE source_id IS NOT NULL;
"""

#: The spellings of a tag that the platform has used.
WORDS = """
CREATE TABLE tag_labels (
  tag_id INTEGER NOT NULL REFERENCES tags(id),
  label TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  PRIMARY KEY (tag_id, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_of_tags ON changes(at)
  WHERE instr(classes, 'tags') > 0 AND replaced_at IS NULL;
CREATE INDEX removed_blocks_by_text ON removed_blocks(text_id, rule);
"""

#: Views that make common questions one line.
VIEWS = """
CREATE VIEW tags_by_year AS
SELECT s.name AS site, g.label AS tag, g.slug, n.year, n.articles, y.articles AS of_year,
  1.0 * n.articles / y.articles AS share, n.tag_id
FROM (
  SELECT tag_id, substr(published_at, 1, 4) AS year, count(*) AS articles
  FROM article_tags WHERE published_at <> '' GROUP BY tag_id, year) n
JOIN tags g ON g.id = n.tag_id JOIN sites s ON s.id = g.site_id
JOIN (
  SELECT site_id, substr(published_at, 1, 4) AS year, count(*) AS articles
  FROM articles WHERE published_at IS NOT NULL GROUP BY site_id, year) y
  ON y.site_id = g.site_id AND y.year = n.year;
CREATE VIEW tag_pairs AS
SELECT s.name AS site, g.label AS tag, h.label AS other, p.articles,
  round(1.0 * p.articles * e.articles / (m.articles * n.articles), 2) AS lift,
  p.tag_id, p.other_id
FROM (
  SELECT x.tag_id, y.tag_id AS other_id, count(*) AS articles
  FROM article_tags x CROSS JOIN article_tags y
    ON y.article_id = x.article_id AND y.tag_id > x.tag_id
  GROUP BY x.tag_id, y.tag_id) p
JOIN (SELECT tag_id, count(*) AS articles FROM article_tags GROUP BY tag_id) m
  ON m.tag_id = p.tag_id
JOIN (SELECT tag_id, count(*) AS articles FROM article_tags GROUP BY tag_id) n
  ON n.tag_id = p.other_id
JOIN tags g ON g.id = p.tag_id JOIN tags h ON h.id = p.other_id
JOIN sites s ON s.id = g.site_id
JOIN (SELECT site_id, count(*) AS articles FROM articles GROUP BY site_id) e
  ON e.site_id = g.site_id;
CREATE VIEW coverage_by_site AS
SELECT s.name AS site, count(*) AS articles, count(a.published_at) AS published_at,
  count(a.modified_at) AS modified_at, count(a.language) AS language,
  count(a.section) AS section,
  sum(EXISTS (SELECT 1 FROM article_people x WHERE x.article_id = a.id)) AS authors,
  sum(EXISTS (SELECT 1 FROM article_tags x WHERE x.article_id = a.id)) AS tags,
  sum(EXISTS (SELECT 1 FROM article_labels x WHERE x.article_id = a.id)) AS labels,
  sum(EXISTS (SELECT 1 FROM images x WHERE x.article_id = a.id)) AS images,
  sum(EXISTS (SELECT 1 FROM links x WHERE x.article_id = a.id)) AS links,
  sum(EXISTS (SELECT 1 FROM attachments x WHERE x.article_id = a.id)) AS attachments,
  sum(EXISTS (SELECT 1 FROM contacts x WHERE x.article_id = a.id)) AS contacts,
  sum(EXISTS (SELECT 1 FROM event_dates x WHERE x.article_id = a.id)) AS event_dates
FROM articles a JOIN sites s ON s.id = a.site_id GROUP BY a.site_id;
CREATE VIEW undated_articles AS
SELECT a.id, s.name AS site, a.title, a.url, a.first_seen_at,
  coalesce((SELECT e.method FROM versions v JOIN evidence e ON e.capture_id = v.capture_id
    WHERE v.article_id = a.id AND v.number = a.current_version AND e.field = 'published_at'
      AND e.chosen = 1
    ORDER BY e.position LIMIT 1), 'no evidence') AS why
FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.published_at IS NULL;
CREATE VIEW withdrawn_articles AS
SELECT a.id, s.name AS site, a.gone_at, a.published_at, a.title, a.url
FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.state = 'gone';
CREATE VIEW edits_by_month AS
SELECT s.name AS site, substr(h.at, 1, 7) AS month, h.class, count(*) AS edits,
  count(DISTINCT h.article_id) AS articles
FROM changes h JOIN articles a ON a.id = h.article_id JOIN sites s ON s.id = a.site_id
WHERE h.class <> 'first' AND h.replaced_at IS NULL
GROUP BY a.site_id, month, h.class;
CREATE VIEW linked_hosts AS
SELECT s.name AS site, l.host, count(*) AS links, count(DISTINCT l.article_id) AS articles
FROM (
  SELECT article_id, substr(rest, 1, instr(rest || '/', '/') - 1) AS host
  FROM (
    SELECT article_id, lower(substr(url, instr(url, '://') + 3)) AS rest
    FROM links WHERE url LIKE 'http%://%')) l
JOIN articles a ON a.id = l.article_id JOIN sites s ON s.id = a.site_id
GROUP BY a.site_id, l.host;
CREATE VIEW waiting_pages AS
SELECT p.id, s.name AS site, p.kind, p.state, p.reason, p.first_seen_at, p.last_visited_at, p.url
FROM pages p JOIN sites s ON s.id = p.site_id
WHERE p.state IN ('known', 'failed', 'incomplete');
"""

#: Narrow copies and indexes that make questions to a large archive quick. Segments of the word
#: index are merged by eights: by fours, as they are by default, each word is written half as
#: often again.
QUICK = """
CREATE INDEX articles_narrow
  ON articles(id, published_month, site_id, language, published_at, state);
CREATE INDEX pages_refused ON pages(found_run_id)
  WHERE state = 'refused' AND last_visited_at IS NULL;
CREATE INDEX tags_by_label ON tags(trim(label) COLLATE NOCASE);
CREATE INDEX tags_by_slug ON tags(trim(slug) COLLATE NOCASE);
CREATE INDEX tags_by_path ON tags(trim(path) COLLATE NOCASE);
CREATE INDEX tags_beyond_ascii ON tags(label, slug, path)
  WHERE length(label || slug || coalesce(path, ''))
    <> length(CAST(label || slug || coalesce(path, '') AS BLOB));
INSERT INTO article_search (article_search, rank) VALUES ('automerge', 8);
"""

#: Seals, kept by :mod:`archive.seals`: digests over rows that no other digest covers. And
#: for narrow rows that nothing else tells, a second copy: an index that no question uses,
#: which SQLite's own check compares with the rows. (Partial, so that no plan takes it up by
#: itself.) Which does what: :mod:`archive.upkeep`.
CARE = """
ALTER TABLE dictionaries ADD COLUMN sha256 TEXT;
ALTER TABLE captures ADD COLUMN seal BLOB;
ALTER TABLE visits ADD COLUMN seal BLOB;
CREATE INDEX captures_unsealed ON captures(id) WHERE seal IS NULL;
CREATE INDEX visits_unsealed ON visits(id) WHERE seal IS NULL;
CREATE TRIGGER captures_change AFTER UPDATE OF page_id, article_id, run_id, url, captured_at,
  form, status, media_type, encoding, encoding_source, complete, witness, template, extractor,
  digest, headers, version_id ON captures WHEN new.seal IS NOT NULL AND new.seal IS old.seal
BEGIN UPDATE captures SET seal = NULL WHERE id = new.id; END;
CREATE TRIGGER evidence_change AFTER UPDATE ON evidence
BEGIN UPDATE captures SET seal = NULL WHERE id IN (old.capture_id, new.capture_id); END;
CREATE TRIGGER evidence_deletion AFTER DELETE ON evidence
BEGIN UPDATE captures SET seal = NULL WHERE id = old.capture_id AND seal IS NOT NULL; END;
CREATE TRIGGER removed_blocks_change AFTER UPDATE ON removed_blocks
BEGIN UPDATE captures SET seal = NULL WHERE id IN (old.capture_id, new.capture_id); END;
CREATE TRIGGER removed_blocks_deletion AFTER DELETE ON removed_blocks
BEGIN UPDATE captures SET seal = NULL WHERE id = old.capture_id AND seal IS NOT NULL; END;
CREATE TRIGGER visits_change AFTER UPDATE OF page_id, run_id, visited_at, kind, state, reason,
  outcome, capture_id ON visits WHEN new.seal IS NOT NULL
BEGIN UPDATE visits SET seal = NULL WHERE id = new.id; END;
CREATE TRIGGER problems_change AFTER UPDATE ON problems
BEGIN UPDATE visits SET seal = NULL WHERE id IN (old.visit_id, new.visit_id); END;
CREATE TRIGGER problems_deletion AFTER DELETE ON problems
BEGIN UPDATE visits SET seal = NULL WHERE id = old.visit_id AND seal IS NOT NULL; END;
CREATE INDEX dictionaries_by_site ON dictionaries(site_id, made_at);
CREATE INDEX bodies_plain ON bodies(id, sha256) WHERE dictionary_id IS NULL;
CREATE INDEX sites_twice ON sites(added_at, title, base_url, starts) WHERE id > 0;
CREATE INDEX runs_twice ON runs(started_at, verb, finished_at, reason, exit_code, asked, new,
  changed, unchanged, gone, failed, refused, problems, settings, process_id, host) WHERE id > 0;
CREATE INDEX pages_twice ON pages(first_seen_at, kind, address, title, reason, lastmod,
  visited_lastmod, found_run_id, last_visited_at, last_run_id) WHERE id > 0;
CREATE INDEX articles_twice ON articles(first_seen_at, last_changed_at, state, gone_at,
  current_version, site_id, page_id) WHERE id > 0;
CREATE INDEX versions_twice ON versions(saved_at, extractor, capture_id) WHERE id > 0;
CREATE INDEX tags_twice ON tags(label, path, in_markup) WHERE id > 0;
CREATE INDEX labels_twice ON labels(path, in_markup) WHERE id > 0;
CREATE INDEX banner_sentences_twice ON banner_sentences(first_seen_at) WHERE id > 0;
CREATE INDEX announcements_twice ON announcements(found_at, place, facts) WHERE found_at >= '';
CREATE INDEX template_places_twice ON template_places(path, pages, sightings, first_page,
  last_page) WHERE pages >= 0;
CREATE INDEX template_blocks_twice ON template_blocks(place, pages, first_page, last_page,
  example, verdict) WHERE pages > 1;
CREATE INDEX changes_twice ON changes(noted_at, replaced_at, state, version_id, class, classes,
  capture_id) WHERE at >= '';
CREATE INDEX corrections_twice ON corrections(made_at, withdrawn_at, field, value, why)
  WHERE id > 0;
CREATE INDEX kept_blocks_twice ON kept_blocks(made_at, why, text) WHERE id > 0;
CREATE INDEX tombstones_twice ON tombstones(erased_at, kind, why, scrubbed_at) WHERE id > 0;
CREATE INDEX tombstone_marks_twice ON tombstone_marks(kind, words, tombstone_id) WHERE digest >= '';
CREATE INDEX secrets_twice ON secrets(value) WHERE value >= '';
CREATE INDEX alternates_twice ON alternates(first_seen_at, language) WHERE first_seen_at >= '';
CREATE INDEX ties_twice ON ties(found_at, evidence, likeness) WHERE found_at >= '';
CREATE INDEX tag_labels_twice ON tag_labels(first_seen_at) WHERE first_seen_at >= '';
CREATE INDEX schema_comments_twice ON schema_comments(comment) WHERE comment >= '';
"""

THIRD_SCHEMA = HISTORY + ERASED + TIES + WORDS + QUICK + CARE + VIEWS
