-- Named questions. Each begins with its name and a line on what it answers. Lines that may
-- follow, in this order:
--   chart: KIND and columns of the result. bars X Y: an amount for each month or year X;
--     lines X Y SERIES: several of them; ranked X Y: names X in the order of an amount Y;
--     heat X Y AMOUNT: names Y against X, coloured by an amount.
--   parameter: name, type, and after = the value it has where none is given ("=" alone: empty).
-- Types: text, integer, date (2016, 2016-08, 2016-08-04), site (a platform's name), tag (slug
-- or label; ids of the tags as a JSON list), label (likewise), article (address or number; its
-- id), words (as in a search; an expression for article_search).
-- A line "section:" begins a group of questions.

-- section: Topics

-- question: rising-tags
-- Which tags rose most from one year to the next, as shares of the year's articles?
-- chart: ranked tag rise
-- parameter: year integer =: the later year; none: the last one that is over
-- parameter: site site =: only this platform
-- parameter: top integer = 25: so many rows
SELECT n.site, n.tag, n.articles, coalesce(b.articles, 0) AS articles_before,
  round(100 * n.share, 2) AS percent, round(100 * coalesce(b.share, 0), 2) AS percent_before,
  round(100 * (n.share - coalesce(b.share, 0)), 2) AS rise
FROM tags_by_year n
LEFT JOIN tags_by_year b
  ON b.tag_id = n.tag_id AND b.year = CAST(n.year - 1 AS TEXT)
WHERE n.year = CAST(coalesce(nullif(:year, ''), strftime('%Y', 'now') - 1) AS TEXT)
  AND n.share > coalesce(b.share, 0) AND (:site = '' OR n.site = :site)
ORDER BY n.share - coalesce(b.share, 0) DESC, n.site, n.tag LIMIT :top;

-- question: tags-by-year
-- What share of each year's articles carried the tags used most?
-- chart: heat year tag percent
-- parameter: site site =: only this platform
-- parameter: top integer = 20: so many tags
WITH most AS (
  SELECT tag_id FROM tags_by_year WHERE :site = '' OR site = :site
  GROUP BY tag_id ORDER BY sum(articles) DESC, tag_id LIMIT :top)
SELECT n.year, n.tag, n.site, n.articles, round(100 * n.share, 1) AS percent
FROM tags_by_year n WHERE n.tag_id IN (SELECT tag_id FROM most)
ORDER BY n.year, n.share DESC, n.tag, n.site;

-- question: tag-by-month
-- How many articles carried a tag, month by month?
-- chart: bars month articles
-- parameter: tag tag: the tag
SELECT substr(x.published_at, 1, 7) AS month, count(DISTINCT x.article_id) AS articles
FROM article_tags x
WHERE x.tag_id IN (SELECT value FROM json_each(:tag)) AND x.published_at > ''
GROUP BY month ORDER BY month;

-- question: tags-beside
-- Which tags stand beside a tag in the same articles?
-- chart: ranked tag articles
-- parameter: tag tag: the tag
-- parameter: top integer = 25: so many rows
SELECT s.name AS site, g.label AS tag, count(DISTINCT y.article_id) AS articles
FROM article_tags x CROSS JOIN article_tags y ON y.article_id = x.article_id
JOIN tags g ON g.id = y.tag_id JOIN sites s ON s.id = g.site_id
WHERE x.tag_id IN (SELECT value FROM json_each(:tag))
  AND y.tag_id NOT IN (SELECT value FROM json_each(:tag))
GROUP BY y.tag_id ORDER BY articles DESC, tag, site LIMIT :top;

-- question: tags-together
-- Which two tags go together more often than by chance?
-- chart: heat tag other lift
-- parameter: least integer = 5: articles with both, at least
-- parameter: site site =: only this platform
-- parameter: top integer = 25: so many rows
SELECT site, tag, other, articles, lift FROM tag_pairs
WHERE articles >= :least AND (:site = '' OR site = :site)
ORDER BY lift DESC, articles DESC, tag, other LIMIT :top;

-- question: tags-with-several-labels
-- Which tags were printed with different labels, and since when with each?
-- parameter: site site =: only this platform
SELECT s.name AS site, g.slug, l.label, l.first_seen_at
FROM tag_labels l JOIN tags g ON g.id = l.tag_id JOIN sites s ON s.id = g.site_id
WHERE l.tag_id IN (SELECT tag_id FROM tag_labels GROUP BY tag_id HAVING count(*) > 1)
  AND (:site = '' OR s.name = :site)
ORDER BY site, g.slug, l.first_seen_at;

-- question: untagged-articles
-- Which articles carry no tag?
-- parameter: site site =: only this platform
SELECT s.name AS site, a.published_at, a.title, a.url
FROM articles a JOIN sites s ON s.id = a.site_id
WHERE NOT EXISTS (SELECT 1 FROM article_tags x WHERE x.article_id = a.id)
  AND (:site = '' OR s.name = :site)
ORDER BY a.published_at DESC, a.id;

-- section: Words

-- question: first-mention
-- Which articles were the first to name a term?
-- parameter: words words: the term, as in a search
-- parameter: top integer = 10: so many rows
SELECT a.published_at, s.name AS site, a.title, a.url
FROM article_search CROSS JOIN articles a ON a.id = article_search.rowid
JOIN sites s ON s.id = a.site_id
WHERE article_search MATCH :words AND a.published_at IS NOT NULL
ORDER BY a.published_at, a.id LIMIT :top;

-- question: term-by-month
-- How many articles named a term, month by month?
-- chart: bars month articles
-- parameter: words words: the term, as in a search
SELECT a.published_month AS month, count(*) AS articles
FROM article_search CROSS JOIN articles a ON a.id = article_search.rowid
WHERE article_search MATCH :words AND a.published_month IS NOT NULL
GROUP BY month ORDER BY month;

-- question: term-by-site-and-language
-- On which platforms and in which languages was a term written about?
-- chart: heat language site articles
-- parameter: words words: the term, as in a search
SELECT s.name AS site, a.language, count(*) AS articles,
  min(a.published_at) AS first_published, max(a.published_at) AS last_published
FROM article_search CROSS JOIN articles a ON a.id = article_search.rowid
JOIN sites s ON s.id = a.site_id
WHERE article_search MATCH :words
GROUP BY a.site_id, a.language ORDER BY articles DESC, site, a.language;

-- question: authors-on-term
-- Who wrote about a term, and how often?
-- chart: ranked author articles
-- parameter: words words: the term, as in a search
-- parameter: top integer = 25: so many rows
SELECT p.name AS author, count(*) AS articles, min(a.published_at) AS first_published,
  max(a.published_at) AS last_published
FROM article_search CROSS JOIN articles a ON a.id = article_search.rowid
CROSS JOIN article_people x ON x.article_id = a.id
JOIN people p ON p.id = x.person_id
WHERE article_search MATCH :words
GROUP BY x.person_id ORDER BY articles DESC, author LIMIT :top;

-- question: authors-on-term-by-language
-- Who wrote about a term on which platform and in which language, and when first and last?
-- parameter: words words: the term, as in a search
-- parameter: top integer = 100: so many rows
SELECT s.name AS site, a.language, coalesce(p.name, 'no author on the page') AS author,
  count(*) AS articles, min(a.published_at) AS first_published,
  max(a.published_at) AS last_published
FROM article_search CROSS JOIN articles a ON a.id = article_search.rowid
JOIN sites s ON s.id = a.site_id
LEFT JOIN article_people x ON x.article_id = a.id
LEFT JOIN people p ON p.id = x.person_id
WHERE article_search MATCH :words
GROUP BY a.site_id, a.language, x.person_id
ORDER BY site, a.language, articles DESC, author LIMIT :top;

-- section: Changes

-- question: history
-- What changed in an article, and when?
-- parameter: article article: its address or number
SELECT h.at, h.class, h.classes, h.state, v.number AS version, v.title, h.noted_at
FROM changes h JOIN versions v ON v.id = h.version_id
WHERE h.article_id = :article AND h.replaced_at IS NULL ORDER BY h.at;

-- question: text-changes
-- What did each change of an article take out and put in, field by field?
-- parameter: article article: its address or number
WITH shown AS (
  SELECT at, class, version_id, lag(version_id) OVER (ORDER BY at) AS former_id
  FROM changes WHERE article_id = :article AND replaced_at IS NULL),
steps AS (SELECT * FROM shown WHERE former_id <> version_id),
-- Every version as pieces: one for a plain field, one for each item of a list, one for each
-- paragraph. The body becomes a JSON list of paragraphs; \\ is spelled otherwise before, so
-- that what is left of \n\n are line ends.
fields AS (
  SELECT v.id AS version_id, x.fields, '[' || replace(replace(json_quote(
    coalesce(x.body_text, t.body_text, '')), '\\', '\u005c'), '\n\n', '","') || ']' AS body
  FROM versions v JOIN version_contents x ON x.version_id = v.id
  JOIN article_texts t ON t.article_id = v.article_id
  WHERE v.article_id = :article),
pieces AS (
  SELECT f.version_id, e.key AS field, NULL AS position, e.atom AS text
  FROM fields f, json_each(f.fields) e
  WHERE e.atom IS NOT NULL AND e.key NOT IN ('url', 'site', 'template', 'source_id')
  UNION ALL
  SELECT f.version_id, e.key, i.key, CASE i.type WHEN 'object' THEN coalesce(
      i.value ->> '$.label', i.value ->> '$.name', i.value ->> '$.email', i.value ->> '$.url',
      i.value ->> '$.title') ELSE i.atom END
  FROM fields f, json_each(f.fields) e, json_each(e.value) i
  WHERE e.type = 'array' AND e.key <> 'related'
  UNION ALL
  SELECT f.version_id, 'body_text', i.key, i.value FROM fields f, json_each(f.body) i)
SELECT s.at, s.class, p.field, 'taken out' AS what, p.text, p.position + 1 AS position
FROM steps s JOIN pieces p ON p.version_id = s.former_id
WHERE NOT EXISTS (SELECT 1 FROM pieces n
  WHERE n.version_id = s.version_id AND n.field = p.field AND n.text = p.text)
UNION ALL
SELECT s.at, s.class, p.field, 'put in', p.text, p.position + 1
FROM steps s JOIN pieces p ON p.version_id = s.version_id
WHERE NOT EXISTS (SELECT 1 FROM pieces f
  WHERE f.version_id = s.former_id AND f.field = p.field AND f.text = p.text)
ORDER BY 1, 3, 6, 4 DESC;

-- question: recent-changes
-- Which articles were edited lately, and how?
-- parameter: since date = 2000: seen on this day or later
-- parameter: site site =: only this platform
-- parameter: top integer = 50: so many rows
SELECT h.at, h.class, s.name AS site, a.title, a.url
FROM changes h JOIN articles a ON a.id = h.article_id
JOIN sites s ON s.id = a.site_id
WHERE h.class <> 'first' AND h.at >= :since AND h.replaced_at IS NULL
  AND (:site = '' OR s.name = :site)
ORDER BY h.at DESC, a.id LIMIT :top;

-- question: edits-by-month
-- How many edits of which kind were seen, month by month?
-- chart: lines month edits class
-- parameter: site site =: only this platform
SELECT month, class, sum(edits) AS edits FROM edits_by_month
WHERE :site = '' OR site = :site
GROUP BY month, class ORDER BY month, edits DESC, class;

-- question: withdrawn-articles
-- Which articles are gone from their platforms, and since when?
-- parameter: site site =: only this platform
SELECT gone_at, site, published_at, title, url FROM withdrawn_articles
WHERE :site = '' OR site = :site ORDER BY gone_at DESC, id;

-- question: corrections
-- Which values were put right by hand?
SELECT a.url, c.field, c.value, c.why, c.made_at
FROM corrections c JOIN articles a ON a.id = c.article_id
WHERE c.withdrawn_at IS NULL ORDER BY c.made_at DESC, c.id;

-- section: Publishing

-- question: articles-by-month
-- How many articles were published, month by month?
-- chart: bars month articles
-- parameter: site site =: only this platform
SELECT month, sum(articles) AS articles FROM articles_by_month
WHERE :site = '' OR site = :site GROUP BY month ORDER BY month;

-- question: new-articles-by-month
-- How many articles came into the archive, month by month?
-- chart: bars month articles
-- parameter: site site =: only this platform
SELECT substr(a.first_seen_at, 1, 7) AS month, count(*) AS articles
FROM articles a JOIN sites s ON s.id = a.site_id
WHERE :site = '' OR s.name = :site
GROUP BY month ORDER BY month;

-- question: languages-by-year
-- In which languages was published, year by year?
-- chart: lines year articles language
-- parameter: site site =: only this platform
SELECT substr(a.published_at, 1, 4) AS year, a.language, count(*) AS articles
FROM articles a JOIN sites s ON s.id = a.site_id
WHERE a.published_at IS NOT NULL AND (:site = '' OR s.name = :site)
GROUP BY year, a.language ORDER BY year, articles DESC, a.language;

-- question: authors
-- Who wrote most articles?
-- chart: ranked author articles
-- parameter: site site =: only this platform
-- parameter: top integer = 25: so many rows
SELECT p.name AS author, p.organisation, count(*) AS articles,
  min(nullif(x.published_at, '')) AS first_published,
  max(nullif(x.published_at, '')) AS last_published
FROM article_people x JOIN people p ON p.id = x.person_id
JOIN articles a ON a.id = x.article_id JOIN sites s ON s.id = a.site_id
WHERE :site = '' OR s.name = :site
GROUP BY x.person_id ORDER BY articles DESC, author LIMIT :top;

-- question: same-text
-- Which articles belong together, and why?
-- parameter: kind text =: translation, syndicated, moved ...
SELECT t.kind, round(t.likeness, 2) AS likeness, a.url, b.url AS other_url, t.evidence
FROM ties t JOIN articles a ON a.id = t.article_id JOIN articles b ON b.id = t.other_id
WHERE :kind = '' OR t.kind = :kind
ORDER BY t.kind, t.likeness DESC, t.article_id, t.other_id;

-- question: on-this-day
-- What was published on this day, years ago?
-- parameter: day text =: month and day, as 08-04; none: today
SELECT a.published_at, s.name AS site, a.title, a.url
FROM articles a JOIN sites s ON s.id = a.site_id
WHERE a.published_at IS NOT NULL
  AND substr(a.published_at, 6, 5) = coalesce(nullif(:day, ''), strftime('%m-%d', 'now'))
ORDER BY a.published_at DESC, a.id;

-- section: Events, calls and contacts

-- question: events
-- Which articles name days to come (or days of a period)?
-- parameter: since date =: from this day on; none: from today on
-- parameter: top integer = 50: so many rows
SELECT e.day, s.name AS site, a.title, a.url
FROM event_dates e CROSS JOIN articles a ON a.id = e.article_id JOIN sites s ON s.id = a.site_id
WHERE e.day >= coalesce(nullif(:since, ''), date('now'))
ORDER BY e.day, a.id LIMIT :top;

-- question: labelled-articles
-- Which articles carry a label (as Open call), the newest first, and which days do they name?
-- parameter: label label: the label as printed
-- parameter: since date =: only those that name this day or a later one
-- parameter: site site =: only this platform
-- parameter: top integer = 50: so many rows
SELECT a.published_at, a.first_seen_at, s.name AS site, a.title,
  (SELECT group_concat(e.day, ', ') FROM (SELECT DISTINCT day FROM event_dates
     WHERE article_id = a.id ORDER BY day) e) AS days_named, a.url
FROM articles a JOIN sites s ON s.id = a.site_id
WHERE a.id IN (SELECT article_id FROM article_labels
    WHERE label_id IN (SELECT value FROM json_each(:label)))
  AND (:since = '' OR EXISTS (SELECT 1 FROM event_dates e
    WHERE e.article_id = a.id AND e.day >= :since))
  AND (:site = '' OR s.name = :site)
ORDER BY a.published_at DESC, a.first_seen_at DESC, a.id LIMIT :top;

-- question: contacts
-- Which e-mail addresses stand in articles, for whom, and how often?
-- chart: ranked email articles
-- parameter: site site =: only this platform
-- parameter: top integer = 100: so many rows
SELECT c.email, max(c.name) AS name, count(DISTINCT c.article_id) AS articles,
  max(a.published_at) AS last_published
FROM contacts c JOIN articles a ON a.id = c.article_id JOIN sites s ON s.id = a.site_id
WHERE :site = '' OR s.name = :site
GROUP BY c.email ORDER BY articles DESC, c.email LIMIT :top;

-- question: documents
-- Which files do articles offer most, by kind?
-- chart: heat kind site files
-- parameter: site site =: only this platform
SELECT s.name AS site, coalesce(t.media_type, 'unknown') AS kind, count(*) AS files,
  count(DISTINCT t.article_id) AS articles
FROM attachments t JOIN articles a ON a.id = t.article_id JOIN sites s ON s.id = a.site_id
WHERE :site = '' OR s.name = :site
GROUP BY a.site_id, kind ORDER BY site, files DESC, kind;

-- question: linked-hosts
-- To which hosts do articles link most?
-- chart: ranked host articles
-- parameter: site site =: only this platform
-- parameter: top integer = 25: so many rows
SELECT host, sum(articles) AS articles, sum(links) AS links FROM linked_hosts
WHERE :site = '' OR site = :site
GROUP BY host ORDER BY articles DESC, links DESC, host LIMIT :top;

-- section: What is known

-- question: coverage
-- In which fields do a platform's articles have a value, the rarest first?
-- chart: heat field site percent
-- parameter: site site =: only this platform
SELECT c.site, f.key AS field, f.value AS with_value, c.articles,
  round(100.0 * f.value / c.articles, 1) AS percent
FROM coverage_by_site c, json_each(json_object('published_at', c.published_at,
  'modified_at', c.modified_at, 'language', c.language, 'section', c.section,
  'authors', c.authors, 'tags', c.tags, 'labels', c.labels, 'images', c.images,
  'links', c.links, 'attachments', c.attachments, 'contacts', c.contacts,
  'event_dates', c.event_dates)) f
WHERE :site = '' OR c.site = :site
ORDER BY percent, c.site, field;

-- question: undated-articles
-- Which articles have no date of publication, and was it looked for?
-- parameter: site site =: only this platform
SELECT site, why, title, url FROM undated_articles
WHERE :site = '' OR site = :site ORDER BY site, id;

-- question: date-evidence
-- By which methods are the dates of publication known, on each platform?
-- chart: heat site method articles
SELECT s.name AS site, coalesce(a.dated, 'no evidence') AS method, count(*) AS articles
FROM articles a JOIN sites s ON s.id = a.site_id
GROUP BY a.site_id, method ORDER BY site, articles DESC, method;

-- question: problems
-- Which problems do the pages have, and how often?
-- chart: heat site code problems
-- parameter: site site =: only this platform
SELECT site, code, severity, problems, pages, last_seen FROM problems_by_site
WHERE :site = '' OR site = :site ORDER BY problems DESC, site, code;

-- question: removed-by-rule
-- How much was taken out of the pages, and by which rules?
-- chart: ranked rule blocks
SELECT rule, sum(blocks) AS blocks, count(*) AS texts
FROM (SELECT text_id, rule, count(*) AS blocks FROM removed_blocks GROUP BY text_id, rule)
GROUP BY rule ORDER BY blocks DESC, rule;

-- section: Crawling

-- question: runs
-- How did the runs end?
-- parameter: top integer = 25: so many rows
SELECT id, verb, sites, started_at, seconds, reason, exit_code, asked, new, changed, gone,
  failed, problems
FROM runs_summary LIMIT :top;

-- question: failed-runs
-- Which runs did not end well, or had pages that could not be had, and why?
-- parameter: top integer = 25: so many rows
SELECT r.id, r.verb, r.sites, r.started_at, coalesce(r.reason, 'not ended') AS reason, r.exit_code,
  r.failed, v.state, v.reason AS why, count(v.id) AS pages, min(p.url) AS example
FROM runs_summary r
LEFT JOIN visits v ON v.run_id = r.id AND v.state IN ('failed', 'incomplete', 'unreadable')
LEFT JOIN pages p ON p.id = v.page_id
WHERE r.exit_code IS NULL OR r.exit_code <> 0 OR r.failed > 0
GROUP BY r.id, v.state, v.reason ORDER BY r.id DESC, pages DESC, v.state, why LIMIT :top;

-- question: waiting-pages
-- Which addresses have been known longest without being read?
-- parameter: site site =: only this platform
-- parameter: top integer = 50: so many rows
SELECT first_seen_at, site, kind, state, reason, url FROM waiting_pages
WHERE :site = '' OR site = :site ORDER BY first_seen_at, url LIMIT :top;

-- question: longest-unvisited
-- Which articles were not looked at again for longest?
-- parameter: site site =: only this platform
-- parameter: top integer = 50: so many rows
SELECT p.last_visited_at, s.name AS site, a.title, a.url
FROM articles a JOIN page_visits p ON p.page_id = a.page_id JOIN sites s ON s.id = a.site_id
WHERE a.state = 'live' AND (:site = '' OR s.name = :site)
ORDER BY p.last_visited_at, a.id LIMIT :top;
