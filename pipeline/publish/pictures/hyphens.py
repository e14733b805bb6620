"""Where a German word may be broken: after its hyphens and slashes, else between syllables, which is before
the last consonant between two vowels.

That is the rule of German spelling (Amtliches Regelwerk 2024, §§ 107–112) without its exceptions for
compounds, which need a dictionary.
"""

HYPHEN = "-"
_WRITTEN = (HYPHEN, "/")
_VOWELS = frozenset("aeiouäöüy")
_INSEPARABLE = ("sch", "ch", "ck", "ph", "th", "qu")
_SHORTEST = 3  # letters on either side of a hyphen


def heads(word: str) -> list[str]:
    """The beginnings a line may end with, the best last: the longest, and one with a sign of its own."""
    signs = [word[:at] for at in range(2, len(word)) if word[at - 1] in _WRITTEN]
    low = word.lower()
    inside = range(_SHORTEST, len(word) - _SHORTEST + 1)
    same = len(low) == len(word)  # a letter such as İ is two when small
    syllables = [word[:at] + HYPHEN for at in inside if same and _begins_syllable(low, at)]
    return syllables + signs


def rest(word: str, head: str) -> str:
    """What is left of a word after one of its heads."""
    return word[len(head) :] if word.startswith(head) else word[len(head) - 1 :]


def _begins_syllable(word: str, at: int) -> bool:
    tail = word[at:]
    onset = next((one for one in _INSEPARABLE if tail.startswith(one)), tail[0])
    split = any(
        word[at - before : at - before + len(one)] == one
        for one in _INSEPARABLE
        for before in range(1, len(one))
    )
    return (
        word[at - _SHORTEST : at + _SHORTEST].isalpha()
        and not split
        and tail[0] not in _VOWELS
        and (onset == "qu" or tail[len(onset) : len(onset) + 1] in _VOWELS)
        and not _VOWELS.isdisjoint(word[:at])
    )
