"""Our own pages: plain functions from what is asked and a reading connection to an answer."""
