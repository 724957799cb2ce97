"""The benchmarks: what they count is right."""
