"""Reads the fields of an article, each with its evidence."""
