"""Alternatives beside a text: for a sentence, a paragraph or the whole, with a note of what is wanted.

Nothing here changes a text. What is written stands beside it until a person takes one of it in; then
that place alone is exchanged, and everything else stays byte for byte.
"""
