"""Which documents a question may be answered from."""

from dataclasses import dataclass

from pipeline.core.errors import InputError
from pipeline.sources.search.dates import Span, span


def _understood(text: str, option: str) -> Span | None:
    if not text.strip():
        return None
    found = span(text)
    if found is None:
        raise InputError(
            f"„{text}“ ist kein Datum, das {option} versteht. Bitte als 2025, 2025-11, 2025-11-20, "
            "20.11.2025 oder „November 2025“ angeben."
        )
    return found


@dataclass(frozen=True)
class Only:
    """A filter; what is empty does not narrow, what is given has to hold all at once.

    `documents` are paths below documents/, folders ("trends/") or patterns ("*.pdf"); `kinds` as the
    documents say of themselves ("trendblatt"); `since` and `until` dates or their beginnings
    ("2025", "2025-11"), both inclusive: a document without a date fits neither; `projects` names.

    Raises InputError for a date that is none, and for a time that ends before it begins.
    """

    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    projects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        begins, ends = self.begins, self.ends
        if begins and ends and begins.first > ends.last:
            raise InputError(
                f"Gesucht ist ab {self.since} und bis {self.until}: Das Ende liegt vor dem Anfang. Bitte "
                "--since und --until prüfen."
            )

    @property
    def by_date(self) -> bool:
        """Whether it asks when a document is from."""
        return bool(self.begins or self.ends)

    @property
    def begins(self) -> Span | None:
        """The days that `since` means; None where it is not given."""
        return _understood(self.since, "--since")

    @property
    def ends(self) -> Span | None:
        """The days that `until` means; None where it is not given."""
        return _understood(self.until, "--until")


EVERYTHING = Only()
