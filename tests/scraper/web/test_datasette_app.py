"""What we rely on of Datasette, and what of it is left out."""

from __future__ import annotations

import configparser
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

from scraper.web.datasette_app import ArchiveDatasette
from tests.fresh import fresh
from tests.scraper.web.asking import asking

ROOT = Path(__file__).parents[3]


def test_the_versions_that_we_know() -> None:
    """1.0 has other templates, other settings and other rules of permission."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    web = config["options.extras_require"]["web"].split("\n")
    assert [line for line in web if line.startswith("datasette")] == ["datasette >= 0.65.5, < 1"]
    assert (0, 65) <= tuple(map(int, version("datasette").split(".")[:2])) < (1, 0)


def test_only_tables_rows_and_sql_of_it_are_answered(tmp_path: Path) -> None:
    fresh(tmp_path / "news.db").close()
    with asking(tmp_path / "news.db") as asked:
        patterns = [pattern.pattern for pattern, _ in asked.datasette._routes()]
        of_datasette = [pattern for pattern in patterns if pattern.startswith("/(?P<database>")]
        assert len(of_datasette) == 3
        assert all(pattern.startswith("/(?P<database>archive)") for pattern in of_datasette)
        assert not [pattern for pattern in patterns if "/-/" in pattern]


def test_it_has_no_connection_of_its_own(tmp_path: Path) -> None:
    fresh(tmp_path / "news.db").close()
    with asking(tmp_path / "news.db") as asked:
        assert list(asked.datasette.databases) == ["_internal", "archive"]
        with pytest.raises(Exception, match="Nothing here opens"):
            asked.datasette.databases["archive"].connect(write=True)


def test_plugins_of_others_are_not_loaded() -> None:
    code = (
        "import scraper.web.datasette_app, os\n"
        "from datasette.plugins import pm, DEFAULT_PLUGINS\n"
        "names = {name for name, _ in pm.list_name_plugin()}\n"
        "assert names == {*DEFAULT_PLUGINS, 'clusternews'}, names\n"
        "assert os.environ['DATASETTE_LOAD_PLUGINS'] == ''\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_another_datasette_in_the_process_is_left_as_it_is() -> None:
    plugin = pm.get_plugin("clusternews")
    other = Datasette([])
    assert not isinstance(other, ArchiveDatasette)
    assert plugin.render_cell(value=None, column="x", datasette=other) is None
    assert plugin.extra_template_vars(table=None, datasette=other) is None


def test_a_fault_of_a_page_is_one_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fresh(tmp_path / "news.db").close()
    with asking(tmp_path / "news.db") as asked:

        def broken(path: str, *rest: object) -> None:
            raise LookupError("something of ours")

        monkeypatch.setattr(asked.datasette.views, "answer", broken)
        response = asked.get("/runs")
    assert response.status_code == 500
    assert "something of ours" not in response.text
    assert "something of ours" in caplog.text
    assert "Traceback" not in caplog.text
