"""Names for forms."""

from __future__ import annotations

from typing import Any

from archive.lookup import article_ids
from archive.name_lists import label_names, platform_names, tag_names
from archive.records import Label, Tag
from archive.store import Archive
from tests.archive.making import BASE, visit


def test_names_in_the_order_of_the_alphabet_each_once(archive: Archive) -> None:
    own: dict[str, Any] = {
        "tags": (Tag("zinc", "zinc"), Tag("Air", "air")),
        "labels": (Label("EU"), Label("call")),
    }
    archive.save([visit(**own), visit("https://b.example/", site="another", **own)])
    assert platform_names(archive.connection) == ["another", "example"]
    assert tag_names(archive.connection) == ["Air", "zinc"]
    assert tag_names(archive.connection, most=1) == ["Air"]
    assert label_names(archive.connection) == ["call", "EU"]


def test_articles_of_addresses_as_written(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/a"), visit(f"{BASE}/b")])
    urls = [f"{BASE}/b", f"{BASE}/b", f"{BASE}/c", "'; --", f"{BASE}/b/"]
    assert article_ids(archive.connection, urls) == {f"{BASE}/b": 2}
