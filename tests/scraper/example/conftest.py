"""A running platform for all tests that only read, and a visitor a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scraper.example.platform import ExamplePlatform
from tests.scraper.example.visitor import Visitor


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
