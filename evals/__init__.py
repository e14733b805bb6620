"""Labelled data, thresholds, recordings, and what measures with them."""
