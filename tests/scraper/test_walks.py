"""Where the walk through a listing goes on, and where it stops."""

from __future__ import annotations

from scraper.walks import Branch, Walk


def test_a_page_without_new_articles_ends_the_way() -> None:
    branch = Branch(Walk(start="/news", max_pages=10))
    assert branch.brings_new(["a", "b"])
    assert branch.brings_new(["b", "c"])
    assert not branch.brings_new(["a", "c"])
    assert not branch.brings_new([])


def test_pagers_of_one_page_go_their_own_ways() -> None:
    first = Branch(Walk(start="/news", max_pages=10))
    first.brings_new(["a", "x"])
    left, right = first.fork(), first.fork()
    assert left.brings_new(["b", "x"])
    assert right.brings_new(["b", "y"])
    assert not right.brings_new(["a", "x", "y"])


def test_the_limit_is_that_of_the_walk_and_not_of_each_way() -> None:
    walk = Walk(start="/news", max_pages=3, pages=1)
    assert [walk.may_go_on() for _ in range(4)] == [True, True, False, False]
    assert walk.pages == 3
