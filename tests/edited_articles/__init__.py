"""News articles that are edited over many days, with what each edit amounts to."""
