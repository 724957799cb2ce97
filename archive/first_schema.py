"""The tables, indexes and views of schema version 1.

Frozen: an archive out there was made with exactly this text. A change is a new
step in :mod:`archive.migrations`; what each column means is in
:mod:`archive.schema`. Three kinds of rows are kept apart: narrow ones that
facets and time series walk over (``articles``, ``article_tags``), wide ones
with the text (``article_texts``, ``version_contents``), and raw bytes
(``bodies``).
"""

from __future__ import annotations

FRONTIER = """
CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  base_url TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  verb TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  reason TEXT,
  exit_code INTEGER,
  asked INTEGER,
  new INTEGER,
  changed INTEGER,
  unchanged INTEGER,
  gone INTEGER,
  failed INTEGER,
  refused INTEGER,
  problems INTEGER,
  settings TEXT NOT NULL,
  process_id INTEGER NOT NULL,
  host TEXT NOT NULL
) STRICT;

CREATE TABLE run_sites (
  run_id INTEGER NOT NULL REFERENCES runs(id),
  site_id INTEGER NOT NULL REFERENCES sites(id),
  PRIMARY KEY (run_id, site_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_sites_by_site ON run_sites(site_id);

CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  url TEXT NOT NULL UNIQUE,
  address TEXT,
  kind TEXT NOT NULL,
  title TEXT,
  state TEXT NOT NULL,
  reason TEXT,
  lastmod TEXT,
  visited_lastmod TEXT,
  first_seen_at TEXT NOT NULL,
  found_run_id INTEGER REFERENCES runs(id),
  last_visited_at TEXT,
  last_run_id INTEGER REFERENCES runs(id),
  redirect_page_id INTEGER REFERENCES pages(id),
  article_id INTEGER REFERENCES articles(id)
) STRICT;
CREATE INDEX pages_by_site_and_state ON pages(site_id, state);
CREATE INDEX pages_by_redirect ON pages(redirect_page_id) WHERE redirect_page_id IS NOT NULL;
CREATE INDEX pages_by_article ON pages(article_id) WHERE article_id IS NOT NULL;

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages(id),
  run_id INTEGER REFERENCES runs(id),
  visited_at TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  outcome TEXT NOT NULL,
  capture_id INTEGER REFERENCES captures(id)
) STRICT;
CREATE INDEX visits_by_page ON visits(page_id, visited_at);
CREATE INDEX visits_by_run ON visits(run_id, outcome);
CREATE INDEX visits_by_capture ON visits(capture_id) WHERE capture_id IS NOT NULL;

CREATE TABLE problems (
  id INTEGER PRIMARY KEY,
  visit_id INTEGER NOT NULL REFERENCES visits(id),
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  field TEXT,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX problems_by_visit ON problems(visit_id);
CREATE INDEX problems_by_code ON problems(code, severity);

CREATE TABLE banner_sentences (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  sentence TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  UNIQUE (site_id, sentence)
) STRICT;
"""

CAPTURES = """
CREATE TABLE dictionaries (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  made_at TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE bodies (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  codec TEXT NOT NULL,
  dictionary_id INTEGER REFERENCES dictionaries(id),
  content BLOB NOT NULL
) STRICT;
CREATE INDEX bodies_by_dictionary ON bodies(dictionary_id) WHERE dictionary_id IS NOT NULL;

CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages(id),
  article_id INTEGER REFERENCES articles(id),
  run_id INTEGER REFERENCES runs(id),
  url TEXT NOT NULL,
  captured_at TEXT NOT NULL,
  form TEXT NOT NULL,
  status INTEGER,
  media_type TEXT,
  encoding TEXT,
  encoding_source TEXT,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  witness INTEGER NOT NULL CHECK (witness IN (0, 1)),
  template TEXT,
  extractor TEXT,
  digest TEXT NOT NULL REFERENCES bodies(sha256),
  headers TEXT NOT NULL,
  UNIQUE (page_id, captured_at, digest, form)
) STRICT;
CREATE INDEX captures_by_article ON captures(article_id) WHERE article_id IS NOT NULL;
CREATE INDEX captures_by_url ON captures(url);
CREATE INDEX captures_by_digest ON captures(digest);

CREATE TABLE evidence (
  capture_id INTEGER NOT NULL REFERENCES captures(id),
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  method TEXT NOT NULL,
  place TEXT NOT NULL,
  raw TEXT,
  PRIMARY KEY (capture_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE removed_texts (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE removed_blocks (
  capture_id INTEGER NOT NULL REFERENCES captures(id),
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  place TEXT NOT NULL,
  text_id INTEGER NOT NULL REFERENCES removed_texts(id),
  PRIMARY KEY (capture_id, position)
) STRICT, WITHOUT ROWID;
"""

ARTICLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  page_id INTEGER NOT NULL REFERENCES pages(id),
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  published_at TEXT,
  published_month TEXT,
  modified_at TEXT,
  language TEXT,
  section TEXT,
  template TEXT,
  source_id TEXT,
  canonical_url TEXT,
  state TEXT NOT NULL CHECK (state IN ('live', 'gone')),
  gone_at TEXT,
  current_version INTEGER NOT NULL,
  first_seen_at TEXT NOT NULL,
  last_changed_at TEXT NOT NULL,
  FOREIGN KEY (id, current_version) REFERENCES versions(article_id, number)
    DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX articles_by_date ON articles(published_at);
CREATE INDEX articles_by_site_and_date ON articles(site_id, published_at);
CREATE INDEX articles_by_site_and_month ON articles(site_id, published_month);
CREATE INDEX articles_by_page ON articles(page_id);
CREATE INDEX articles_by_canonical_url ON articles(canonical_url) WHERE canonical_url IS NOT NULL;

CREATE TABLE article_texts (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id),
  title TEXT NOT NULL,
  subtitle TEXT,
  summary TEXT,
  tags TEXT,
  labels TEXT,
  people TEXT,
  declared_language TEXT,
  body_text TEXT NOT NULL,
  body_html TEXT
) STRICT;

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  number INTEGER NOT NULL,
  capture_id INTEGER NOT NULL REFERENCES captures(id),
  extractor TEXT NOT NULL,
  title TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  UNIQUE (article_id, number)
) STRICT;
CREATE INDEX versions_by_capture ON versions(capture_id);

CREATE TABLE version_contents (
  version_id INTEGER PRIMARY KEY REFERENCES versions(id),
  stored_sha256 TEXT NOT NULL,
  fields TEXT NOT NULL,
  body_text TEXT,
  body_html TEXT
) STRICT;

CREATE VIRTUAL TABLE article_search USING fts5(
  title, subtitle, summary, body_text, tags, labels, people,
  content='article_texts', content_rowid='article_id',
  tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO article_search(article_search, rank)
  VALUES ('rank', 'bm25(10.0, 5.0, 3.0, 1.0, 4.0, 2.0, 3.0)');
"""

PARTS = """
CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  slug TEXT NOT NULL,
  label TEXT NOT NULL,
  path TEXT,
  in_markup INTEGER NOT NULL CHECK (in_markup IN (0, 1)),
  UNIQUE (site_id, slug)
) STRICT;

CREATE TABLE article_tags (
  tag_id INTEGER NOT NULL REFERENCES tags(id),
  published_at TEXT NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (tag_id, published_at, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tags_by_article ON article_tags(article_id, tag_id);

CREATE TABLE labels (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  label TEXT NOT NULL,
  path TEXT,
  in_markup INTEGER NOT NULL CHECK (in_markup IN (0, 1)),
  UNIQUE (site_id, label)
) STRICT;

CREATE TABLE article_labels (
  label_id INTEGER NOT NULL REFERENCES labels(id),
  published_at TEXT NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (label_id, published_at, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_labels_by_article ON article_labels(article_id, label_id);

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  organisation INTEGER NOT NULL CHECK (organisation IN (0, 1)),
  cut INTEGER NOT NULL CHECK (cut IN (0, 1)),
  UNIQUE (name, organisation, cut)
) STRICT;

CREATE TABLE article_people (
  person_id INTEGER NOT NULL REFERENCES people(id),
  published_at TEXT NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  byline TEXT,
  PRIMARY KEY (person_id, published_at, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_people_by_article ON article_people(article_id, person_id);

CREATE TABLE breadcrumbs (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  path TEXT,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  alt TEXT,
  caption TEXT,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  label TEXT NOT NULL,
  media_type TEXT,
  size TEXT,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE contacts (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  email TEXT NOT NULL,
  name TEXT,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_email ON contacts(email);

CREATE TABLE related (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  path TEXT,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_dates (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_dates_by_day ON event_dates(day);

CREATE TABLE schema_comments (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  comment TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name)
) STRICT, WITHOUT ROWID;
"""

VIEWS = """
CREATE VIEW articles_full AS
SELECT a.id, s.name AS site, a.url, a.title, t.subtitle, t.summary, t.body_text,
  t.people AS authors, t.tags, t.labels, a.published_at, a.modified_at, a.language,
  a.section, a.state, a.gone_at, a.current_version, a.first_seen_at,
  a.last_changed_at, p.last_visited_at, t.body_html
FROM articles a
JOIN sites s ON s.id = a.site_id
JOIN pages p ON p.id = a.page_id
JOIN article_texts t ON t.article_id = a.id;

CREATE VIEW latest AS
SELECT a.id, a.published_at, s.name AS site, a.title, a.language, a.url, a.state
FROM articles a JOIN sites s ON s.id = a.site_id
ORDER BY a.published_at DESC, a.id DESC;

CREATE VIEW tag_counts AS
SELECT s.name AS site, g.label, g.slug, g.path, n.articles, n.first_published, n.last_published
FROM (
  SELECT tag_id, count(*) AS articles, min(nullif(published_at, '')) AS first_published,
    max(nullif(published_at, '')) AS last_published
  FROM article_tags GROUP BY tag_id) n
JOIN tags g ON g.id = n.tag_id JOIN sites s ON s.id = g.site_id
ORDER BY n.articles DESC, g.label;

CREATE VIEW label_counts AS
SELECT s.name AS site, l.label, l.path, n.articles, n.first_published, n.last_published
FROM (
  SELECT label_id, count(*) AS articles, min(nullif(published_at, '')) AS first_published,
    max(nullif(published_at, '')) AS last_published
  FROM article_labels GROUP BY label_id) n
JOIN labels l ON l.id = n.label_id JOIN sites s ON s.id = l.site_id
ORDER BY n.articles DESC, l.label;

CREATE VIEW people_counts AS
SELECT p.name, p.organisation, p.cut, n.articles, n.first_published, n.last_published
FROM (
  SELECT person_id, count(*) AS articles, min(nullif(published_at, '')) AS first_published,
    max(nullif(published_at, '')) AS last_published
  FROM article_people GROUP BY person_id) n
JOIN people p ON p.id = n.person_id
ORDER BY n.articles DESC, p.name;

CREATE VIEW articles_by_month AS
SELECT s.name AS site, a.published_month AS month, count(*) AS articles
FROM articles a JOIN sites s ON s.id = a.site_id
GROUP BY a.site_id, a.published_month ORDER BY site, month;

CREATE VIEW tags_by_month AS
SELECT s.name AS site, g.label AS tag, substr(x.published_at, 1, 7) AS month,
  count(*) AS articles
FROM article_tags x JOIN tags g ON g.id = x.tag_id JOIN sites s ON s.id = g.site_id
WHERE x.published_at <> ''
GROUP BY s.name, g.label, month;

CREATE VIEW article_versions AS
SELECT a.url, v.number, v.number = a.current_version AS is_current, c.captured_at,
  c.form, c.url AS captured_from, v.extractor, v.content_sha256, v.saved_at,
  v.title, coalesce(x.body_text, t.body_text) AS body_text,
  v.article_id, v.id AS version_id
FROM versions v
JOIN articles a ON a.id = v.article_id
JOIN captures c ON c.id = v.capture_id
JOIN version_contents x ON x.version_id = v.id
JOIN article_texts t ON t.article_id = a.id
ORDER BY v.article_id, v.number;

CREATE VIEW problems_full AS
SELECT q.id, s.name AS site, q.code, q.severity, q.field, q.message, p.url,
  v.visited_at, v.run_id, v.capture_id, p.article_id
FROM problems q
JOIN visits v ON v.id = q.visit_id
JOIN pages p ON p.id = v.page_id
JOIN sites s ON s.id = p.site_id;

CREATE VIEW problems_by_site AS
SELECT site, code, severity, count(*) AS problems, count(DISTINCT url) AS pages,
  max(visited_at) AS last_seen
FROM problems_full GROUP BY site, code, severity ORDER BY problems DESC, code;

CREATE VIEW removed_blocks_full AS
SELECT b.capture_id, b.position, c.url, c.captured_at, b.rule, b.place, t.text
FROM removed_blocks b
JOIN removed_texts t ON t.id = b.text_id
JOIN captures c ON c.id = b.capture_id;

CREATE VIEW pages_by_state AS
SELECT s.name AS site, p.state, p.kind, count(*) AS pages, min(p.url) AS example
FROM pages p JOIN sites s ON s.id = p.site_id
GROUP BY p.site_id, p.state, p.kind ORDER BY site, p.state, p.kind;

CREATE VIEW runs_summary AS
SELECT r.id, r.verb,
  (SELECT group_concat(s.name, ', ') FROM run_sites x JOIN sites s ON s.id = x.site_id
   WHERE x.run_id = r.id) AS sites,
  r.started_at, r.finished_at,
  CAST(round((julianday(r.finished_at) - julianday(r.started_at)) * 86400) AS INTEGER) AS seconds,
  r.reason, r.exit_code, r.asked, r.new, r.changed, r.unchanged, r.gone, r.failed,
  r.refused, r.problems
FROM runs r ORDER BY r.id DESC;
"""

FIRST_SCHEMA = FRONTIER + CAPTURES + ARTICLES + PARTS + VIEWS
