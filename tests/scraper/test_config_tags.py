"""The ``[tags]`` table of the config file: read, and refused where it cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import ConfigError
from scraper.config import load_config


def config(folder: Path, text: str) -> Path:
    path = folder / "clusternews.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_groups_are_read(tmp_path: Path) -> None:
    text = '[tags]\njoin = [["a", "b"], ["c", "d", "/tags/e"]]\n'
    assert load_config(config(tmp_path, text)).tags == (("a", "b"), ("c", "d", "/tags/e"))
    assert load_config(config(tmp_path, "[tags]\n")).tags == ()
    assert load_config(config(tmp_path, "")).tags == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('tags = "a"', "tags must be a table"),
        ('[tags]\njoined = [["a", "b"]]', "unknown key 'joined'"),
        ('[tags]\njoin = ["a", "b"]', "list of lists"),
        ('[tags]\njoin = "a"', "list of lists"),
        ("[tags]\njoin = [[1, 2]]", "list of lists"),
        ('[tags]\njoin = [["a"]]', "fewer than two"),
        ('[tags]\njoin = [["a", "A"]]', "fewer than two"),
        ('[tags]\njoin = [["a", "b"], ["B", "c"]]', "'b' is in groups 1 and 2"),
    ],
)
def test_mistakes_name_file_and_table(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        load_config(config(tmp_path, text))
    assert "clusternews.toml" in str(caught.value)
    assert caught.value.hint
