"""A platform that has no site file: German, in the manner of a weblog system, made up."""
