"""Which documents a question may be answered from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Only:
    """A filter; what is empty does not narrow, what is given has to hold all at once.

    `documents` are paths below documents/, folders ("trends/") or patterns ("*.pdf"); `kinds` as the
    documents say of themselves ("trendblatt"); `since` and `until` ISO dates or their beginnings
    ("2025", "2025-11"), both inclusive: a document without a date fits neither; `projects` names.
    """

    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    projects: tuple[str, ...] = ()


EVERYTHING = Only()
