"""Answering by quoting: the best sentences, chosen, ordered, and told where they stand; or none."""
