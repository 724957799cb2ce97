"""Two platforms that are generated for tests: other templates, other languages."""
