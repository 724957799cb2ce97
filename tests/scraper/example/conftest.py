"""A running platform for all tests that only read, and a visitor a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from scraper.example.platform import ExamplePlatform
from tests.scraper.example.visitor import Page, Visitor

#: Where the faults of :func:`misbehaving` lead to that mean harm; nothing is there.
SECRET = "http://127.0.0.2:1"


@pytest.fixture(scope="session")
def platform() -> Iterator[ExamplePlatform]:
    """The platform as the demo shows it; never edited."""
    with ExamplePlatform() as running:
        yield running


@pytest.fixture
def visitor(platform: ExamplePlatform) -> Iterator[Visitor]:
    """A visitor of :func:`platform`."""
    visitor = Visitor(platform)
    yield visitor
    visitor.close()


@pytest.fixture
def misbehaving() -> Iterator[ExamplePlatform]:
    """A platform of the test's own, to switch faults on."""
    with ExamplePlatform(24, secret=SECRET) as running:
        yield running


@pytest.fixture
def ask(misbehaving: ExamplePlatform) -> Iterator[Callable[..., Page]]:
    """What a visitor of :func:`misbehaving` gets for a path."""
    visitor = Visitor(misbehaving)
    yield visitor.ask
    visitor.close()
