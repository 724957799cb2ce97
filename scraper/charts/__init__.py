"""Pictures of figures: plain data to a Vega-Lite specification, and that to SVG or PNG.

The figures come from the archive and so from pages: every text is data, cut to the length of
a label, and never read as a field name, a format or an expression.
"""
