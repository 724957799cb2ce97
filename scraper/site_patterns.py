"""Patterns and selectors of the config file, tried before the first page of a night's crawl."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from archive.errors import ConfigError


def check_patterns(table: Mapping[str, Any], where: str) -> None:
    """Raises ConfigError for what is no regular expression or no CSS selector."""
    for key in ("article_paths", "listing_paths", "ignored_paths"):
        for pattern in table.get(key, ()):
            try:
                re.compile(pattern)
            except re.error as error:
                message = f"{where}: {key}: {pattern!r} is no regular expression: {error}"
                raise ConfigError(message) from None
    if table.get("boilerplate"):
        from lxml.cssselect import CSSSelector, SelectorError

        for selector in table["boilerplate"]:
            try:
                CSSSelector(selector, translator="html")
            except SelectorError as error:
                message = f"{where}: boilerplate: {selector!r} is no CSS selector: {error}"
                raise ConfigError(message) from None
