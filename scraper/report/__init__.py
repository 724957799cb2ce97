"""The report: one page over chosen articles that can be mailed, printed and checked.

:mod:`scraper.report.figures` asks the archive, :mod:`scraper.report.sections` says what the
answers mean, :mod:`scraper.report.page` and :mod:`scraper.report.markdown` set it.
"""
