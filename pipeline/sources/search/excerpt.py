"""The part of a passage that is worth showing to who asked."""

from pipeline.language.sentences import sentences
from pipeline.language.words import content_stems, stems


def best_window(question: str, text: str, longest: int) -> str:
    """The part of a passage to show: from the sentence that holds most of the question on."""
    wanted = set(content_stems(question))
    parts = sentences(text)
    start = max(range(len(parts)), key=lambda n: (len(wanted & set(stems(parts[n]))), -n), default=0)
    shown = " ".join(parts[start:])
    if len(shown) > longest:
        shown = f"{shown[:longest].rsplit(' ', 1)[0]} …"
    return f"… {shown}" if start else shown
