"""What a sheet may not say before a doubt is settled: whose word it is, and of which scenario.

Nothing is taken in on a guess: a sheet that went to two people without a name would let the second replace
the first in silence, and one that went out before the scenarios changed would rate others than were read.
"""

from collections.abc import Sequence

from pipeline.core.errors import InputError
from pipeline.scenarios.windkanal.filled import Filled
from pipeline.scenarios.windkanal.nouns import Windkanal
from pipeline.scenarios.windkanal.voices import voices_of

_SHOWN = 12


def whose(filled: Filled, by: str) -> str:
    """The person who speaks in the sheet, "" for nobody named; raises InputError where two are named."""
    given, meant = " ".join(by.split()), filled.state.by if filled.state else ""
    if given and meant and given.casefold() != meant.casefold():
        raise InputError(
            f"„{filled.file}“ ist der Bogen von {meant}, genannt ist {given}. Bitte --by {meant} angeben "
            f"oder mit --xlsx DATEI --by {given} einen eigenen ausgeben."
        )
    return meant or given


def check_project(filled: Filled, project: str) -> None:
    """Raise InputError where the sheet is of another project."""
    if filled.state is not None and filled.state.project != project:
        raise InputError(
            f"„{filled.file}“ stammt aus dem Projekt „{filled.state.project}“, dieser Lauf ist von "
            f"„{project}“. Bitte den Bogen des richtigen Laufs nehmen."
        )


def check_named(windkanal: Windkanal, who: str, filled: Filled) -> None:
    """Raise InputError where an unnamed sheet would speak beside people who are named."""
    named = dict.fromkeys(
        voice.by for row in windkanal.measures for cell in row.cells for voice in voices_of(cell)
    )
    named.pop("", None)
    if named and not who:
        raise InputError(
            f"Im Windkanal stehen schon Angaben von {', '.join(named)}; von wem „{filled.file}“ ist, ist "
            "nicht gesagt. Bitte --by NAME angeben."
        )


def check_clashes(places: Sequence[str], filled: Filled) -> None:
    """Raise InputError where cells that nobody's name is on hold something else than when handed out."""
    if places:
        raise InputError(
            f"„{filled.file}“: in {_listed(places)} steht im Windkanal inzwischen anderes, und von wem die "
            "Datei ist, ist nicht gesagt. Bitte --by NAME angeben oder mit --xlsx einen neuen Bogen füllen."
        )


def check_scenarios(places: Sequence[str], clusters: Sequence[str], filled: Filled) -> None:
    """Raise InputError where the sheet speaks of scenarios that were others when it was handed out."""
    if places:
        many = "ist heute ein anderes" if len(clusters) == 1 else "sind heute andere"
        raise InputError(
            f"„{filled.file}“: {', '.join(clusters)} {many} als bei der Ausgabe des Bogens, ausgefüllt ist "
            f"{_listed(places)}. Bitte mit --xlsx einen neuen Bogen ausgeben."
        )


def _listed(places: Sequence[str]) -> str:
    more = f" und {len(places) - _SHOWN} weiteren Zellen" if len(places) > _SHOWN else ""
    return ", ".join(places[:_SHOWN]) + more
