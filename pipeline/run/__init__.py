"""The order of the stages, and how a run is continued: same inputs, nothing to do."""
