"""What version 2 of the schema adds. Frozen: later changes are steps of their own."""

from __future__ import annotations

SECOND_SCHEMA = """
ALTER TABLE evidence ADD COLUMN confidence REAL;
ALTER TABLE evidence ADD COLUMN chosen INTEGER NOT NULL DEFAULT 1;
"""
