"""How much of a document may stand word for word in a text that leaves the house.

One rule for all such texts. Answers and search are for the house: they show the words, marked with the
document's right to be quoted, and an answer holds none of a document with `quote: none`.
"""

QUOTE_SHORT = 25
"""Words in a row of a document with `quote: short`; more would be a reprint rather than a short quote."""
UNQUOTED = 5
"""Words in a row that chance or a fixed phrase may share with a document not to be quoted at all."""
