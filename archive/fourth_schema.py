"""What version 4 of the schema adds: the plan of visits, and what it is judged by.

Frozen once released: later changes are steps of their own. One constant for each subject;
what the rows of older archives become is in :mod:`archive.fourth_step`.
"""

from __future__ import annotations

#: What every visit changes stands apart from what an address is, so that a run without a
#: change writes to the tables of runs and visits alone.
VISITS = """
DROP VIEW articles_full;
DROP VIEW waiting_pages;
DROP INDEX pages_twice;
DROP INDEX pages_refused;
CREATE TABLE page_visits (
  page_id INTEGER PRIMARY KEY REFERENCES pages(id) ON DELETE CASCADE,
  last_visited_at TEXT NOT NULL,
  last_run_id INTEGER REFERENCES runs(id),
  visited_lastmod TEXT,
  next_visit_at TEXT,
  whole_at TEXT,
  capture_id INTEGER REFERENCES captures(id) ON DELETE SET NULL,
  etag TEXT,
  last_modified TEXT,
  failures INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO page_visits (page_id, last_visited_at, last_run_id, visited_lastmod)
  SELECT id, last_visited_at, last_run_id, visited_lastmod FROM pages
  WHERE last_visited_at IS NOT NULL;
ALTER TABLE pages DROP COLUMN last_visited_at;
ALTER TABLE pages DROP COLUMN last_run_id;
ALTER TABLE pages DROP COLUMN visited_lastmod;
CREATE INDEX page_visits_due ON page_visits(next_visit_at) WHERE next_visit_at IS NOT NULL;
CREATE INDEX page_visits_by_capture ON page_visits(capture_id) WHERE capture_id IS NOT NULL;
CREATE INDEX pages_refused ON pages(found_run_id) WHERE state = 'refused';
CREATE TABLE visit_checks (
  visit_id INTEGER NOT NULL REFERENCES visits(id) ON DELETE CASCADE,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  signal TEXT NOT NULL CHECK (signal IN ('validator', 'lastmod', 'claim')),
  checked_at TEXT NOT NULL,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  PRIMARY KEY (visit_id, signal)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_checks_by_site ON visit_checks(site_id, signal, checked_at);
CREATE VIEW articles_full AS
SELECT a.id, s.name AS site, a.url, a.title, t.subtitle, t.summary, t.body_text,
  t.people AS authors, t.tags, t.labels, a.published_at, a.modified_at, a.language,
  a.section, a.state, a.gone_at, a.current_version, a.first_seen_at,
  a.last_changed_at,
  (SELECT p.last_visited_at FROM page_visits p WHERE p.page_id = a.page_id) AS last_visited_at,
  t.body_html
FROM articles a
JOIN sites s ON s.id = a.site_id
JOIN article_texts t ON t.article_id = a.id;
CREATE VIEW waiting_pages AS
SELECT p.id, s.name AS site, p.kind, p.state, p.reason, p.first_seen_at,
  (SELECT v.last_visited_at FROM page_visits v WHERE v.page_id = p.id) AS last_visited_at, p.url
FROM pages p JOIN sites s ON s.id = p.site_id
WHERE p.state IN ('known', 'failed', 'incomplete', 'missing');
CREATE VIEW due_pages AS
SELECT p.id, s.name AS site, p.kind, p.state, v.next_visit_at, v.last_visited_at, v.failures, p.url
FROM page_visits v JOIN pages p ON p.id = v.page_id JOIN sites s ON s.id = p.site_id
WHERE v.next_visit_at IS NOT NULL;
CREATE VIEW word_of_hosts AS
SELECT s.name AS site, c.signal, count(*) AS checks, sum(c.held) AS held,
  count(*) - sum(c.held) AS broken, max(CASE c.held WHEN 0 THEN c.checked_at END) AS last_broken_at
FROM visit_checks c JOIN sites s ON s.id = c.site_id GROUP BY c.site_id, c.signal;
CREATE INDEX pages_twice ON pages(first_seen_at, kind, address, title, reason, lastmod,
  found_run_id) WHERE id > 0;
CREATE INDEX page_visits_twice ON page_visits(last_visited_at, last_run_id, visited_lastmod,
  next_visit_at, whole_at, capture_id, etag, last_modified, failures) WHERE page_id > 0;
CREATE INDEX visit_checks_twice ON visit_checks(held, checked_at, site_id) WHERE checked_at >= '';
"""

#: What a run says of itself while it runs, and what it counts at its end.
RUNS = """
DROP VIEW runs_summary;
DROP INDEX runs_twice;
ALTER TABLE runs ADD COLUMN heartbeat_at TEXT;
ALTER TABLE runs ADD COLUMN first_run_id INTEGER REFERENCES runs(id);
ALTER TABLE runs ADD COLUMN due INTEGER;
ALTER TABLE runs ADD COLUMN missing INTEGER;
ALTER TABLE runs ADD COLUMN quarantined INTEGER;
ALTER TABLE runs ADD COLUMN rewritten INTEGER;
CREATE VIEW runs_summary AS
SELECT r.id, r.verb,
  (SELECT group_concat(s.name, ', ') FROM run_sites x JOIN sites s ON s.id = x.site_id
   WHERE x.run_id = r.id) AS sites,
  r.started_at, r.finished_at,
  CAST(round((julianday(r.finished_at) - julianday(r.started_at)) * 86400) AS INTEGER) AS seconds,
  r.reason, r.exit_code, r.due, r.asked, r.new, r.changed, r.unchanged, r.rewritten, r.missing,
  r.gone, r.failed, r.quarantined, r.refused, r.problems
FROM runs r ORDER BY r.id DESC;
CREATE INDEX runs_twice ON runs(started_at, verb, finished_at, reason, exit_code, due, asked, new,
  changed, unchanged, rewritten, missing, gone, failed, quarantined, refused, problems, settings,
  process_id, host, heartbeat_at, first_run_id) WHERE id > 0;
"""

#: Manners that outlive a run: what a host asked for, and how it has answered.
HOSTS = """
CREATE TABLE hosts (
  host TEXT PRIMARY KEY,
  not_before TEXT,
  delay REAL NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  noted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hosts_twice ON hosts(not_before, delay, errors, noted_at) WHERE noted_at >= '';
"""

#: Pages that do not fit what their site has shown so far.
QUARANTINE = """
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  visit_id INTEGER NOT NULL UNIQUE REFERENCES visits(id) ON DELETE CASCADE,
  page_id INTEGER NOT NULL REFERENCES pages(id),
  capture_id INTEGER NOT NULL REFERENCES captures(id) ON DELETE CASCADE,
  found_at TEXT NOT NULL,
  title TEXT,
  template TEXT,
  misfits TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'accepted', 'fitting', 'replaced')),
  decided_at TEXT,
  why TEXT
) STRICT;
CREATE INDEX quarantine_by_page ON quarantine(page_id, state);
CREATE INDEX quarantine_by_capture ON quarantine(capture_id);
CREATE INDEX quarantine_held ON quarantine(found_at) WHERE state = 'held';
CREATE INDEX quarantine_twice ON quarantine(found_at, title, template, misfits, decided_at, why)
  WHERE id > 0;
"""

FOURTH_SCHEMA = VISITS + RUNS + HOSTS + QUARANTINE
