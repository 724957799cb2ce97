"""Floor 2: normalise, validate and store the visits of a crawl."""
