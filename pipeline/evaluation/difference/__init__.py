"""Two runs side by side: what became of clusters, sentences, findings and settings.

Nothing is matched by its place alone: clusters belong together by the values they share, sentences by
their words. What has no counterpart is told as gone or new, never left out.
"""
