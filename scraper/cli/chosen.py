"""Which config and which archive a command is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.config import Config


def chosen(archive: str | None, config: str | None) -> Config:
    """The config of this file, with this archive: what is None is as the environment, the file
    and the defaults say. Raises ConfigError."""
    from scraper.config import load_config

    loaded = load_config(Path(config) if config else None)
    return replace(loaded, archive=Path(archive)) if archive else loaded
