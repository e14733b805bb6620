"""A proposal as a file that a person edits: values.vorschlag.yaml, marked, with what it rests on.

It says of itself that nobody has confirmed it. Each value names the model as its author, each factor
the words of the documents it was found in. Text of others stands in comments only in one line, so
that it can never become an entry.
"""

import textwrap
from collections.abc import Collection

from pipeline.core.types import Factor, Sheet
from pipeline.scenarios.proposal.proposed import Evidence, ProposedFactor, ProposedSheet
from pipeline.scenarios.proposal.wording import one_line
from pipeline.scenarios.sheet import PROPOSED, rows, written

GROUP = "Vorschlag (Sprachmodell "
"""How the group of a proposed value begins; the name of the model follows."""
_WIDTH = 100
_UNCONFIRMED = (
    f"Solange die Datei {PROPOSED} heißt, hat niemand ihn bestätigt, und gerechnet wird nicht damit. "
    "Bitte lesen, ändern, streichen, ergänzen; dann „szenario sheet PROJEKT --accept“ (oder in "
    "values.yaml umbenennen). Was hier geändert wird, überschreibt kein Lauf."
)
_CONFIRMED = (
    "Angenommen mit „szenario sheet PROJEKT --accept“; gerechnet wird damit. Was hier geändert wird, "
    "überschreibt kein Lauf."
)


def to_text(proposed: ProposedSheet, reserved: Collection[str] = ()) -> str:
    """The file; no id is given that stands in `reserved`."""
    sheet = sheet_of(proposed, reserved)
    entries = [_entry(factor, made) for factor, made in zip(proposed.factors, sheet.factors, strict=True)]
    return "\n".join([*_head(proposed), "factors:", "\n\n".join(entries), ""])


def accepted(data: bytes) -> bytes:
    """The file once a person has accepted it: it no longer says that nobody has; the rest byte for byte."""
    for end in ("\n", "\r\n"):
        before, after = (
            "".join(line + end for line in _comment(told)).encode() for told in (_UNCONFIRMED, _CONFIRMED)
        )
        if before in data:
            return data.replace(before, after, 1)
    return data


def sheet_of(proposed: ProposedSheet, reserved: Collection[str] = ()) -> Sheet:
    """The proposal as a value sheet, with ids as a sheet without any gets them."""
    group = f"{GROUP}{proposed.model})"
    raw = [
        {
            **factor.model_dump(include={"trend", "name", "definition", "heute"}),
            "values": [{**value.model_dump(), "group": group} for value in factor.values],
        }
        for factor in proposed.factors
    ]
    return rows.sheet(raw, PROPOSED, reserved)


def _head(proposed: ProposedSheet) -> list[str]:
    paragraphs = [
        f"Vorschlag einer Wertetafel, vom Sprachmodell {proposed.model} aus den Dokumenten des Projekts.",
        _UNCONFIRMED,
        "„Beleg“ über einem Einflussfaktor ist eine nachgeprüfte Stelle der Dokumente: Sie zeigt, woher "
        "der Faktor kommt. Ob „heute“ stimmt, bitte dort nachlesen. Die Ausprägungen sind erdacht, nicht "
        "belegt.",
    ]
    lines = [line for paragraph in paragraphs for line in _comment(paragraph)]
    for heading, merged in (("Nicht übernommen", False), ("Zusammengelegt", True)):
        listed = [one for one in proposed.dropped if one.merged is merged]
        lines += ["#", f"# {heading} ({len(listed)}):"] if listed else []
        for one in listed:
            lines += _comment(f"{one.what}: {one.reason}", "# - ", "#   ")
    return lines


def _entry(factor: ProposedFactor, made: Factor) -> str:
    """The factor as it stands in a values.yaml, its evidence above it."""
    said = written.to_text(Sheet(factors=(made,))).partition("\n")[2].rstrip("\n")
    return "\n".join([*(f"# Beleg: {_proof(one)}" for one in factor.evidence), said])


def _proof(evidence: Evidence) -> str:
    quote = f"„{evidence.quote}“" if evidence.quote else "(darf nicht zitiert werden)"
    return one_line(f"{quote} – {evidence.document}, {evidence.anchor}")


def _comment(text: str, first: str = "# ", then: str = "# ") -> list[str]:
    """Lines of comment; whatever else might end a line in YAML is a blank in them."""
    return textwrap.wrap(
        one_line(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
