"""Sites whose markup changes: their pages, what breaks them, and what an honest year brings."""
