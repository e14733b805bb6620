"""What an unfinished sheet still lacks: a list to work through, not an error.

Only clustering insists, and only on what it cannot do without (`blocks`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, Sheet

MIN_FACTORS = 3
MIN_VALUES = 2


@dataclass(frozen=True)
class Todo:
    """One thing to do: its kind, the id it concerns ("" for the whole sheet), told in German."""

    kind: str
    about: str
    message: str
    blocks: bool = False


def todos(sheet: Sheet) -> tuple[Todo, ...]:
    """Everything a sheet lacks, in the order of the sheet; what blocks clustering comes first."""
    found = [*_whole(sheet), *(todo for factor in sheet.factors for todo in _of(factor))]
    return tuple(sorted(found, key=lambda todo: not todo.blocks))


def insist(sheet: Sheet) -> None:
    """Raise SheetError where a sheet cannot be clustered yet."""
    blocking = [todo for todo in todos(sheet) if todo.blocks]
    if blocking:
        more = f" (und {len(blocking) - 1} weitere)" if len(blocking) > 1 else ""
        raise SheetError(
            f"Die Wertetafel ist noch nicht so weit, dass sich bündeln lässt{more}: {blocking[0].message} "
            "Alles Offene zeigt „szenario sheet PROJEKT“."
        )


def _whole(sheet: Sheet) -> Iterator[Todo]:
    if len(sheet.factors) < MIN_FACTORS:
        yield Todo(
            "few_factors",
            "",
            f"Die Wertetafel enthält {_counted(len(sheet.factors))}; zum Bündeln werden mindestens "
            f"{MIN_FACTORS} gebraucht.",
            blocks=True,
        )
    if sheet.factors and not any(factor.rolle == "Schlüsselfaktor" for factor in sheet.factors):
        yield Todo(
            "no_key_factors",
            "",
            "Kein Einflussfaktor ist als Schlüsselfaktor bezeichnet; „szenario sheet PROJEKT --influence "
            "DATEI.xlsx“ hilft bei der Auswahl.",
        )


def _counted(factors: int) -> str:
    return "1 Einflussfaktor" if factors == 1 else f"{factors} Einflussfaktoren"


def _of(factor: Factor) -> Iterator[Todo]:
    named = f"„{factor.name}“ ({factor.id})"
    if len(factor.values) < MIN_VALUES:
        has = "nur eine Ausprägung" if factor.values else "keine Ausprägung"
        yield Todo(
            "few_values",
            factor.id,
            f"Der Einflussfaktor {named} hat {has}. Gebraucht werden mindestens zwei verschiedene "
            "Zustände; bitte ergänzen oder den Faktor streichen.",
            blocks=True,
        )
    if not factor.heute:
        yield Todo(
            "no_today", factor.id, f"Zu {named} fehlt „heute“: ohne Ausgangslage kein Weg in die Zukunft."
        )
    if not factor.definition:
        yield Todo("no_definition", factor.id, f"Zu {named} fehlt die Definition.")
    for value in factor.values:
        if not value.label and not value.text:
            yield Todo(
                "empty_value",
                value.id,
                f"Die Ausprägung {value.id} von {named} hat weder Kurztitel (label) noch Text; bitte "
                "ergänzen oder streichen.",
                blocks=True,
            )
        elif not value.text:
            yield Todo("no_text", value.id, f"Die Ausprägung „{value.label}“ ({value.id}) hat keinen Text.")
    said = Counter((value.label.casefold(), value.text.casefold()) for value in factor.values)
    for value in factor.values:
        key = (value.label.casefold(), value.text.casefold())
        if said.pop(key, 0) > 1:
            yield Todo("same_value", factor.id, f"Zu {named} steht „{value.label}“ mehrfach.")
