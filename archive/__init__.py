"""Floor 1: the archive. Knows nothing of Scrapy, HTML or the network."""
