"""The archive in a browser: ``clusternews serve``.

A request becomes an :class:`~scraper.web.asked.Asked`. :mod:`scraper.web.routes` names the
function of its page: a plain function from what is asked and a reading connection to an
answer (:mod:`scraper.web.answers`), which calls what the terminal's verbs call. It runs in a
thread, within one moment of the archive and a limit of time (:mod:`scraper.web.reading`).
:mod:`scraper.web.views` makes bytes of the answer: HTML by a template, a picture by
:mod:`scraper.charts`, csv or json where ``format=`` asks for it.

A page is added by a module in :mod:`scraper.web.pages`, a template that extends
``base.html``, and a line in :mod:`scraper.web.routes`. No page has a script or a style of
its own: the content security policy refuses both.

:mod:`scraper.web.datasette_app` and :mod:`scraper.web.datasette_tables` alone know Datasette,
which serves the tables and the SQL page and carries our pages as a plugin. SQL of whoever asks
is put by processes of its own (:mod:`scraper.web.sql_workers`).
"""
