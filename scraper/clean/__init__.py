"""Takes boilerplate out of a page and says by which rule."""
