from __future__ import annotations

from pathlib import Path

import pytest

from archive.store import Archive
from scraper.report.page import html
from scraper.report.report import Report
from tests.archive.making import visit
from tests.made_once import made_once
from tests.scraper.report import made
from tests.scraper.web import hostile_archive


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive as :mod:`tests.scraper.report.made` fills it."""
    path = tmp_path_factory.mktemp("report") / "filled.db"
    made.fill(path)
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of pages that attack."""
    return made_once(tmp_path_factory, "hostile", hostile_archive.make)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of nothing at all."""
    path = tmp_path_factory.mktemp("report") / "empty.db"
    with Archive.open(path):
        pass
    return path


@pytest.fixture(scope="session")
def one_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one article without tags, authors or a date, and of no run."""
    path = tmp_path_factory.mktemp("report") / "one.db"
    with Archive.open(path) as archive:
        archive.save([visit(tags=(), authors=(), published_at=None, evidence=())])
    return path


@pytest.fixture(scope="session")
def full(filled: Path) -> Report:
    """The report on the whole of the filled archive."""
    return made.report(filled)


@pytest.fixture(scope="session")
def full_html(full: Report) -> str:
    """The same as a page."""
    return html(full)
