"""Lies about change are told, and new looks say the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from scraper.example.platform import ExamplePlatform
from tests.scraper.example.visitor import Page


class TestLies:
    def test_the_same_etag_for_another_page(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        misbehaving.fault("etag-constant")
        first, second = (ask(one.path) for one in misbehaving.articles[:2])
        assert first.headers["ETag"] == second.headers["ETag"]
        tag = first.headers["ETag"]
        misbehaving.edit()
        assert all(ask(one.path, If_None_Match=tag).status == 304 for one in misbehaving.articles)

    def test_never_changed(self, misbehaving: ExamplePlatform, ask: Callable[..., Page]) -> None:
        misbehaving.fault("never-changed")
        path = misbehaving.articles[0].path
        assert ask(path).status == 200
        answer = ask(path, If_None_Match='"what I never sent"')
        assert (answer.status, answer.body) == (304, b"")
        assert [one.if_none_match for one in misbehaving.log] == ["", '"what I never sent"']

    def test_no_validators(self, misbehaving: ExamplePlatform, ask: Callable[..., Page]) -> None:
        misbehaving.fault("no-validators")
        assert not {"ETag", "Last-Modified"} & set(ask(misbehaving.articles[0].path).headers)

    def test_always_304_has_no_body(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        answer = ask(*misbehaving.fault("always-304"))
        assert (answer.status, answer.body) == (304, b"")

    @pytest.mark.parametrize("name", ["lastmod-stuck", "lastmod-always", "lastmod-none"])
    def test_times_in_the_sitemap(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page], name: str
    ) -> None:
        misbehaving.fault(name)
        first, second = (
            set(re.findall(r"<lastmod>(.*?)<", ask("/sitemap.xml?page=1").text)) for _ in range(2)
        )
        assert len(first) == (name != "lastmod-none")
        assert (first == second) == (name != "lastmod-always")

    def test_no_two_answers_are_the_same(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        misbehaving.fault("restless")
        path = misbehaving.articles[0].path
        assert len({ask(path).body for _ in range(3)}) == 3


class TestLooks:
    def test_a_new_look_says_the_same(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        for truth in misbehaving.articles:
            before = ask(truth.path)
            misbehaving.fault("layout-change")
            after = ask(truth.path)
            misbehaving.heal()
            assert before.words() == after.words()
            classes = [set(re.findall(r' class="([^"]*)"', one.text)) for one in (before, after)]
            assert not classes[0] & classes[1]

    def test_two_looks_take_turns(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        path = misbehaving.articles[0].path
        healthy = ask(path).body
        misbehaving.fault("two-layouts")
        assert [ask(path).body == healthy for _ in range(4)] == [False, True, False, True]

    def test_an_edit_and_a_hollow_page(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        truth = next(one for one in misbehaving.articles if len(one.body_blocks) > 3)
        healthy = ask(truth.path).words()
        misbehaving.fault("edited", truth.path)
        assert len(healthy) < len(ask(truth.path).words())
        misbehaving.heal()
        misbehaving.fault("hollow", truth.path)
        words = ask(truth.path).words()
        assert truth.title in words
        assert truth.body_blocks[2] not in words
