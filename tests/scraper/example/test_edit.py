"""An edit changes what it says, and nothing else."""

from __future__ import annotations

from scraper.example.platform import ExamplePlatform
from scraper.example.truth import ExpectedArticle
from tests.scraper.example.visitor import Visitor


def _by_path(platform: ExamplePlatform) -> dict[str, ExpectedArticle]:
    return {article.path: article for article in platform.articles}


def test_an_edit_changes_what_it_says() -> None:
    with ExamplePlatform() as platform:
        visitor = Visitor(platform)
        before = _by_path(platform)
        pages = {path: visitor.ask(path) for path in before}
        edit = platform.edit()
        after = _by_path(platform)

        assert len(edit.changed) == 4
        for path in edit.changed:
            old, new = before[path], after[path]
            assert (old.body_blocks, old.tags) != (new.body_blocks, new.tags)
            assert visitor.ask(path).headers["ETag"] != pages[path].headers["ETag"]
        same = set(before) - set(edit.changed) - {edit.gone}
        assert all(before[path].body_blocks == after[path].body_blocks for path in same)
        assert all(before[path].tags == after[path].tags for path in same)

        assert edit.gone not in after
        assert visitor.ask(edit.gone).status == 410

        assert before[edit.boilerplate].body_blocks == after[edit.boilerplate].body_blocks
        furniture = "Register now"
        assert furniture in visitor.ask(edit.boilerplate).text
        assert not [path for path, page in pages.items() if furniture in page.text]
        visitor.close()


def test_the_sitemap_follows_an_edit() -> None:
    with ExamplePlatform() as platform:
        visitor = Visitor(platform)

        def sitemap() -> set[str]:
            parts = (visitor.ask(f"/sitemap.xml?page={number}").text for number in (1, 2))
            return {line for part in parts for line in part.splitlines() if "<lastmod>" in line}

        before = sitemap()
        edit = platform.edit()
        moved = sitemap() - before
        visitor.close()

    assert len(moved) == len(edit.changed) + 1


def test_what_an_edit_changes_is_named_in_the_truth() -> None:
    with ExamplePlatform() as platform:
        before = _by_path(platform)
        typo, figure, deadline, tag = platform.edit().changed
        after = _by_path(platform)

    assert "particpants" in before[typo].body_blocks[0]
    assert "participants" in after[typo].body_blocks[0]
    assert before[figure].body_blocks != after[figure].body_blocks
    assert before[deadline].event_dates < after[deadline].event_dates
    assert len(before[tag].tags) + 1 == len(after[tag].tags)


def test_further_edits_touch_other_articles() -> None:
    with ExamplePlatform() as platform:
        first, second = platform.edit(), platform.edit()

    assert not {*first.changed, first.gone, first.boilerplate} & {
        *(*second.changed, second.gone, second.boilerplate)
    }
