"""A challenge: every consent product, in 24 languages, on pages and prints of every kind."""
