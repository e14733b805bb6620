"""How much is searched and when a place counts as firm; figures, not seconds, so that runs repeat."""

RESTARTS = 96
REPETITIONS = 48
SWEEPS = 40
QUENCHED = 0.2  # the last part of a search accepts improvements only
WARMTH = 0.1  # of the full heat, for a search that goes out from known clusters; at 0.3 they swap names
LISTED = 800  # up to so many ways of sharing out one factor are simply compared
FIRM, LIKELY = 0.85, 0.6
SHARING = 3.0  # in mode "buendel", times the spread; at 1.0 clusters share two values of five
ITERATIONS = 400
"""Of the relaxation: 55 factors × 4 values reach a gap of 5 % after 250, and 2.7 % after 450."""
