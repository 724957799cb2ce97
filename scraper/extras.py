"""Parts of the program that need packages of an extra, and what is said where they are missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from archive.errors import MissingExtra

_OURS = {"archive", "pipelines", "scraper"}


def load(module: str, *, extra: str, needed_by: str) -> ModuleType:
    """Import a module of an extra, or one of ours that is made of such.

    Raises MissingExtra, which says what needs it (``needed_by``) and how it is installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        missing = (error.name or module).partition(".")[0]
        if missing in _OURS:
            raise  # a fault of ours, which no package mends
        raise MissingExtra(
            f"{needed_by} needs the package {missing}, which cannot be imported: {error}",
            hint=f"pip install 'clusternews[{extra}]'",
        ) from error
