-- The figures of a report, written as archive/questions.sql is. Every query stands over
-- "chosen": id, site_id, published_at, published_month, state and language of the articles
-- that the report is about. `since` is the day or time that "new" begins with; what was noted
-- after a past moment, for which a report is made today, counts by when it was seen. `sites`
-- is a JSON list of platforms, empty for all: runs and problems are not of single articles.

-- section: Numbers

-- question: numbers
-- How many articles are there, of when, and what became of them?
SELECT count(*) AS articles, count(DISTINCT c.site_id) AS sites,
  min(c.published_at) AS first_published, max(c.published_at) AS last_published,
  coalesce(sum(c.published_at IS NULL), 0) AS undated,
  coalesce(sum(c.state = 'gone'), 0) AS gone,
  (SELECT count(DISTINCT h.article_id) FROM changes h
   WHERE h.class <> 'first' AND h.replaced_at IS NULL
     AND h.article_id IN (SELECT id FROM chosen)) AS changed,
  (SELECT count(DISTINCT x.person_id) FROM chosen d JOIN article_people x ON x.article_id = d.id)
    AS authors
FROM chosen c;

-- question: content
-- Which texts are these? The digest at the foot is made of the answer.
SELECT p.url, v.number AS version, v.content_sha256, c.state
FROM chosen c JOIN articles p ON p.id = c.id
JOIN versions v ON v.article_id = p.id AND v.number = p.current_version
ORDER BY p.url;

-- question: run-range
-- Which runs wrote to the archive?
SELECT count(*) AS runs, min(id) AS first_run, max(id) AS last_run,
  min(started_at) AS first_started, max(started_at) AS last_started
FROM runs;

-- section: New

-- question: news
-- How many articles came in, and how many changed, since the report before?
-- parameter: since text: from this day or time on, UTC
-- parameter: moment text: when the report is made, or the past moment that it is made for
SELECT
  (SELECT count(*) FROM chosen c JOIN articles p ON p.id = c.id
   JOIN versions v ON v.article_id = c.id AND v.number = 1
   WHERE iif(v.saved_at > :moment, p.first_seen_at, v.saved_at) >= :since) AS new,
  (SELECT count(DISTINCT h.article_id) FROM changes h
   WHERE h.class <> 'first' AND h.replaced_at IS NULL
     AND iif(h.noted_at > :moment, h.at, h.noted_at) >= :since
     AND h.article_id IN (SELECT id FROM chosen)) AS changed;

-- question: new-articles
-- Which articles came in since the report before? The latest first.
-- parameter: since text: from this day or time on, UTC
-- parameter: moment text: when the report is made, or the past moment that it is made for
-- parameter: top integer = 20: so many rows
SELECT substr(iif(v.saved_at > :moment, p.first_seen_at, v.saved_at), 1, 10) AS came_in,
  s.name AS site, p.published_at, p.title, p.url
FROM chosen c JOIN versions v ON v.article_id = c.id AND v.number = 1
JOIN articles p ON p.id = c.id JOIN sites s ON s.id = c.site_id
WHERE iif(v.saved_at > :moment, p.first_seen_at, v.saved_at) >= :since
ORDER BY iif(v.saved_at > :moment, p.first_seen_at, v.saved_at) DESC, c.published_at DESC,
  c.id DESC LIMIT :top;

-- question: changed-articles
-- Which articles changed, or were withdrawn, since the report before? The latest first.
-- parameter: since text: from this day or time on, UTC
-- parameter: moment text: when the report is made, or the past moment that it is made for
-- parameter: top integer = 20: so many rows
SELECT substr(h.at, 1, 10) AS seen, h.class, s.name AS site, p.title, p.url
FROM changes h JOIN chosen c ON c.id = h.article_id
JOIN articles p ON p.id = c.id JOIN sites s ON s.id = c.site_id
WHERE h.class <> 'first' AND h.replaced_at IS NULL
  AND iif(h.noted_at > :moment, h.at, h.noted_at) >= :since
ORDER BY h.at DESC, c.id DESC LIMIT :top;

-- section: Topics

-- question: years
-- How many articles were published, year by year?
SELECT substr(published_at, 1, 4) AS year, count(*) AS articles
FROM chosen WHERE published_at IS NOT NULL GROUP BY year ORDER BY year;

-- question: months
-- How many articles were published, month by month?
SELECT published_month AS month, count(*) AS articles
FROM chosen WHERE published_month IS NOT NULL GROUP BY month ORDER BY month;

-- question: tags-by-year
-- What share of each year's articles carries the tags used most?
-- parameter: top integer = 24: so many tags
WITH names AS MATERIALIZED (
  SELECT id, min(id) OVER (PARTITION BY lower(label)) AS name FROM tags),
tagged AS MATERIALIZED (
  SELECT DISTINCT n.name, substr(c.published_at, 1, 4) AS year, c.id
  FROM chosen c CROSS JOIN article_tags x ON x.article_id = c.id JOIN names n ON n.id = x.tag_id
  WHERE c.published_at IS NOT NULL),
counted AS MATERIALIZED (
  SELECT name, year, count(*) AS articles FROM tagged GROUP BY name, year),
most AS (
  SELECT name FROM counted GROUP BY name ORDER BY sum(articles) DESC, name LIMIT :top),
years AS (
  SELECT substr(published_at, 1, 4) AS year, count(*) AS articles
  FROM chosen WHERE published_at IS NOT NULL GROUP BY year)
SELECT g.label AS tag, t.year, t.articles, y.articles AS of_year,
  round(1.0 * t.articles / y.articles, 4) AS share
FROM counted t JOIN years y ON y.year = t.year JOIN tags g ON g.id = t.name
WHERE t.name IN (SELECT name FROM most)
ORDER BY t.name, t.year;

-- question: moved-tags
-- Which tags rose (or fell) most from one year to the next, as shares of the year's articles?
-- parameter: sign integer: 1 for those that rose, -1 for those that fell
-- parameter: year text: the later year
-- parameter: before text: the earlier year
-- parameter: top integer = 12: so many rows
WITH names AS MATERIALIZED (
  SELECT id, min(id) OVER (PARTITION BY lower(label)) AS name FROM tags),
tagged AS (
  SELECT DISTINCT n.name, substr(c.published_at, 1, 4) AS year, c.id
  FROM chosen c CROSS JOIN article_tags x ON x.article_id = c.id JOIN names n ON n.id = x.tag_id
  WHERE substr(c.published_at, 1, 4) IN (:year, :before)),
counted AS (
  SELECT name, sum(year = :year) AS now, sum(year = :before) AS former FROM tagged GROUP BY name),
years AS (
  SELECT 1.0 * nullif(sum(substr(published_at, 1, 4) = :year), 0) AS now,
    1.0 * nullif(sum(substr(published_at, 1, 4) = :before), 0) AS former FROM chosen)
SELECT g.label AS tag, t.now AS articles, t.former AS articles_before, round(100 * t.now / y.now, 2) AS percent,
  round(100 * t.former / y.former, 2) AS percent_before,
  round(100 * (t.now / y.now - t.former / y.former), 2) AS points
FROM counted t JOIN years y JOIN tags g ON g.id = t.name
WHERE :sign * (t.now / y.now - t.former / y.former) > 0
ORDER BY :sign * (t.now / y.now - t.former / y.former) DESC, t.name LIMIT :top;

-- question: tags-together
-- How many times more often than by chance do the tags used most stand together?
-- parameter: top integer = 16: so many tags
WITH names AS MATERIALIZED (
  SELECT id, min(id) OVER (PARTITION BY lower(label)) AS name FROM tags),
tagged AS MATERIALIZED (
  SELECT DISTINCT c.id, n.name
  FROM chosen c CROSS JOIN article_tags x ON x.article_id = c.id JOIN names n ON n.id = x.tag_id),
most AS MATERIALIZED (
  SELECT name, count(*) AS articles FROM tagged GROUP BY name
  ORDER BY count(*) DESC, name LIMIT :top),
few AS MATERIALIZED (
  SELECT id, name FROM tagged WHERE name IN (SELECT name FROM most)),
pairs AS (
  SELECT x.name, y.name AS other, count(*) AS articles
  FROM few x JOIN few y ON y.id = x.id AND y.name > x.name GROUP BY x.name, y.name)
SELECT g.label AS tag, h.label AS other, coalesce(p.articles, 0) AS articles,
  round(1.0 * coalesce(p.articles, 0) * (SELECT count(*) FROM chosen)
    / (m.articles * n.articles), 2) AS ratio
FROM most m JOIN most n ON n.name > m.name
JOIN tags g ON g.id = m.name JOIN tags h ON h.id = n.name
LEFT JOIN pairs p ON p.name = m.name AND p.other = n.name
ORDER BY m.articles DESC, m.name, n.articles DESC, n.name;

-- section: Who publishes

-- question: sites
-- How much does each platform publish?
SELECT s.name AS site, count(*) AS articles, min(c.published_at) AS first_published,
  max(c.published_at) AS last_published, sum(c.published_at IS NULL) AS undated,
  sum(c.state = 'gone') AS gone
FROM chosen c JOIN sites s ON s.id = c.site_id
GROUP BY c.site_id ORDER BY articles DESC, site;

-- section: Crawling

-- question: nights
-- How did the runs of each night end? 0: well; 1: with something worth a look, interrupted,
-- or not ended; 2: failed. The worst of the night counts.
-- parameter: sites text: names of platforms, a JSON list
-- parameter: since text: from this day on
SELECT substr(r.started_at, 1, 10) AS night, count(*) AS runs,
  max(CASE WHEN r.exit_code = 0 THEN 0 WHEN r.exit_code IN (1, 130) THEN 1
    WHEN r.exit_code IS NULL THEN 1 ELSE 2 END) AS worst
FROM runs r
WHERE r.verb IN ('crawl', 'refresh') AND r.started_at >= :since AND (:sites = '[]' OR EXISTS (
  SELECT 1 FROM run_sites x JOIN sites s ON s.id = x.site_id
  WHERE x.run_id = r.id AND s.name IN (SELECT value FROM json_each(:sites))))
GROUP BY night ORDER BY night;

-- question: runs-to-look-at
-- Which runs did not end well? The latest first.
-- parameter: sites text: names of platforms, a JSON list
-- parameter: since text: from this day on
-- parameter: top integer = 10: so many rows
SELECT r.id AS run, r.verb, r.started_at, coalesce(r.reason, 'not ended') AS reason, r.exit_code,
  r.failed, r.problems
FROM runs r
WHERE r.verb IN ('crawl', 'refresh') AND r.started_at >= :since AND r.exit_code IS NOT 0
  AND (:sites = '[]' OR EXISTS (
    SELECT 1 FROM run_sites x JOIN sites s ON s.id = x.site_id
    WHERE x.run_id = r.id AND s.name IN (SELECT value FROM json_each(:sites))))
ORDER BY r.id DESC LIMIT :top;

-- section: What is known

-- question: coverage
-- How many articles of each platform have a value in each field?
SELECT s.name AS site, count(*) AS articles, count(c.published_at) AS date,
  sum(EXISTS (SELECT 1 FROM article_people x WHERE x.article_id = c.id)) AS authors,
  sum(EXISTS (SELECT 1 FROM article_tags x WHERE x.article_id = c.id)) AS tags,
  sum(EXISTS (SELECT 1 FROM article_labels x WHERE x.article_id = c.id)) AS labels,
  count(c.language) AS language,
  sum(EXISTS (SELECT 1 FROM images x WHERE x.article_id = c.id)) AS images,
  sum(EXISTS (SELECT 1 FROM links x WHERE x.article_id = c.id)) AS links,
  sum(EXISTS (SELECT 1 FROM attachments x WHERE x.article_id = c.id)) AS files
FROM chosen c JOIN sites s ON s.id = c.site_id
GROUP BY c.site_id ORDER BY articles DESC, site;
