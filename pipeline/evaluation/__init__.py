"""Whether what was made may be published: checks and cases, thresholds, a verdict."""
