"""Static pictures of clusters, to be looked at and printed: each function draws nouns on the canvas."""
