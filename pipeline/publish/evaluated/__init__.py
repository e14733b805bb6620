"""eval.html, what a releaser sees: the verdict first, then what to do, then the evidence.

One self-contained file without any request to the outside. It may leave the house, so it obeys the rights
of the documents as the report does. Sentences that wait for a person can be judged in it.
"""

from pipeline.publish.evaluated.page import render

__all__ = ["render"]
