"""Word, both ways: an edition as a document in the house's own look, and an edited one read back.

What leads back lies in the document itself: bookmarks around each narrative, and the run's id.
"""

from pipeline.publish.word.reading import read_back
from pipeline.publish.word.returned import Comment, Pending, Returned, ReturnedText, Taking
from pipeline.publish.word.writing import write

__all__ = ["Comment", "Pending", "Returned", "ReturnedText", "Taking", "read_back", "write"]
