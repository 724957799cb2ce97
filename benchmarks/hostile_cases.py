"""Every hostile page by name."""

from __future__ import annotations

from benchmarks import hostile_forms
from benchmarks.hostile_pages import CASES

__all__ = ["CASES", "hostile_forms"]
