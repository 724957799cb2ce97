"""``python -m scraper.cli``: the command line where its script is not on the path."""

from scraper.cli.main import main

main()
