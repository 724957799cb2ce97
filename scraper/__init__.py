"""Floor 3: from a response to an article."""

__version__ = "0.1.0"
