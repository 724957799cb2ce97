"""Exports: the formats, and those that need libraries beside the standard one."""
