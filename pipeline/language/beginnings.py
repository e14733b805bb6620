"""Names by how they begin: so "Ruhrgebiet" and "an der Ruhr" are of the "Ruhrregion"."""

from pipeline.language.words import fold, words

BEGINNING = 4
_NO_NAMES = ("region", "gebiet", "kreis", "stadt", "land")


def beginnings(text: str) -> set[str]:
    """How the capitalised words of a text begin, common nouns for regions left out."""
    return {
        fold(word)[:BEGINNING]
        for word in words(text)
        if word[0].isupper() and len(word) >= BEGINNING and not fold(word).startswith(_NO_NAMES)
    }
