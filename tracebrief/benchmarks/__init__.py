"""The extractor in the form that public benchmarks of its field expect; no step of a brief uses it."""
