"""How the headings and cells of a matrix are named, so that a person and a program find them again."""

JOINT = " · "
"""Between the id and the name of a heading: the id holds, even where the name behind it was changed."""


def heading(one: str, name: str) -> str:
    """A heading by id and name, the name alone where there is no id."""
    return f"{one}{JOINT}{name}" if one else name


def letter(at: int) -> str:
    """The letter of a column, from 0."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(at + 1))
