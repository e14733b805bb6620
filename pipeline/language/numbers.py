"""The numbers of a text, written in figures, in one form."""

import re

NUMBER = re.compile(r"(?<![\w])\d+(?:[.,]\d+)*")


def plain_number(number: str) -> str:
    """One form for 2.000, 2000 and 2000,0."""
    number = re.sub(r"\.(?=\d{3}\b)", "", number.rstrip(".,"))
    return re.sub(r",0+$", "", number)


def numbers(text: str) -> frozenset[str]:
    """All numbers of a text, each in one form."""
    return frozenset(plain_number(found) for found in NUMBER.findall(text))
