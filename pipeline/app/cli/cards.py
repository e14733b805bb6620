"""`szenario cards PROJECT`: what became of each card, and the table to decide on them."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.app.cli.options import AsJson, ProjectFolder
from pipeline.app.cli.terminal import finished, print_json, progress

if TYPE_CHECKING:
    from pipeline.app.card_work import Dealt

SHOWN = 12


def command(
    project: ProjectFolder,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="DATEI", help="Den Kartentisch zum Bearbeiten schreiben."),
    ] = None,
    import_: Annotated[
        Path | None,
        typer.Option("--import", metavar="DATEI", help="Einen bearbeiteten Kartentisch übernehmen."),
    ] = None,
    assign: Annotated[
        list[str] | None,
        typer.Option("--assign", metavar="KARTE=AUSPRÄGUNG", help="Karte einer Ausprägung zuordnen."),
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", metavar="KARTE", help="Karte teilen, mit --into.")
    ] = None,
    into: Annotated[
        list[str] | None, typer.Option("--into", metavar="TEXT", help="Ein Teil der geteilten Karte.")
    ] = None,
    merge: Annotated[
        list[str] | None,
        typer.Option("--merge", metavar="KARTE=KARTE", help="Karte in einer anderen aufgehen lassen."),
    ] = None,
    discard: Annotated[
        list[str] | None, typer.Option("--discard", metavar="KARTE", help="Karte verwerfen.")
    ] = None,
    restore: Annotated[
        list[str] | None, typer.Option("--restore", metavar="KARTE", help="Entscheidung zurücknehmen.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Wer entscheidet.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="GRUND", help="Warum.")] = "",
    json: AsJson = False,
) -> None:
    """Zeigt, was aus jeder Karte geworden ist; teilt, legt zusammen, verwirft mit Namen und Grund."""
    import contextlib
    import datetime

    from pipeline.app.card_work import Wish, deal
    from pipeline.core.errors import ProjectError
    from pipeline.project import being_changed, open_project

    if into and not split:
        raise ProjectError("--into nennt einen Teil einer Karte. Bitte mit --split KARTE sagen, welcher.")
    wish = Wish(
        table=import_,
        split={split: into or []} if split else None,
        merge=_pairs(merge, "--merge k05=k02"),
        assign=_pairs(assign, "--assign k05=f01a"),
        discard=tuple(discard or ()),
        restore=tuple(restore or ()),
        by=by,
        reason=reason,
    )
    narrator = progress()
    with contextlib.ExitStack() as stack:
        stack.callback(finished, narrator)
        if wish != Wish():
            stack.enter_context(being_changed(open_project(project)))
        dealt = deal(project, narrator, wish, xlsx, datetime.date.today().isoformat())
    if json:
        print_json(_as_json(dealt))
    else:
        _print(dealt)


def _pairs(texts: list[str] | None, example: str) -> dict[str, str]:
    from pipeline.core.errors import ProjectError

    pairs: dict[str, str] = {}
    for text in texts or []:
        first, second = _pair(text, example)
        if pairs.setdefault(first, second) != second:
            raise ProjectError(f"Die Karte {first} steht zweimal, bei „{text}“ anders als davor.")
    return pairs


def _pair(text: str, example: str) -> tuple[str, str]:
    from pipeline.core.errors import ProjectError

    first, mark, second = text.partition("=")
    if not mark or not first.strip() or not second.strip():
        raise ProjectError(f"Die Angabe „{text}“ ist unklar. Erwartet wird zum Beispiel {example}.")
    return first.strip(), second.strip()


def _as_json(dealt: "Dealt") -> dict[str, object]:
    from pipeline.scenarios.cards.account import STATES

    return {
        "cards": dealt.cards,
        "parts": len(dealt.account.fates) - dealt.cards,
        **{state: dealt.account.count(state) for state in STATES},
        "fates": [fate.model_dump(mode="json") for fate in dealt.account.fates],
        "alike": [pair.model_dump(mode="json") for pair in dealt.pairs],
        "without_photo": [card.id for card in dealt.without_photo],
        **dealt.difference.model_dump(mode="json"),
        "decided": dealt.decided,
        "files": [str(path) for path in dealt.files],
        "before": str(dealt.before) if dealt.before else None,
    }


def _print(dealt: "Dealt") -> None:
    from pipeline.scenarios.cards.account import STATES
    from pipeline.scenarios.cards.alike import TOLD

    found = dealt.account
    counts = ", ".join(
        f"{found.count(state)} {word}" for state, word in STATES.items() if found.count(state)
    )
    whole = _many(dealt.cards, "Karte") + (
        f" und {parts} Teile" if (parts := len(found.fates) - dealt.cards) else ""
    )
    print(f"{whole}: {counts or 'keine'}.")
    kinds = Counter(item.kind for item in dealt.difference.added)
    if kinds["value"] or dealt.decided:
        values, decided = _many(kinds["value"], "Ausprägung"), _many(dealt.decided, "Entscheidung")
        print(f"Neu: {values}; ins Protokoll: {decided}.")
    for item in dealt.difference.added:
        if item.kind == "factor":
            print(f"Neuer Einflussfaktor: „{item.factor}“ ({item.id}); ist der Name so gemeint?")
    for change in dealt.difference.changed:
        if change.field != "cards":
            print(f"Geändert: {change.id}, {change.field}: „{change.before}“ → „{change.after}“")
    if dealt.before is not None:
        print(f"Die Wertetafel davor liegt in {dealt.before}.")
    texts = {fate.card.id: fate.card.text for fate in found.fates}
    waiting = found.open()
    for fate in waiting[:SHOWN]:
        print(f"  offen  {fate.card.id}  {_short(fate.card.text) or '(ohne Text)'}")
    if len(waiting) > SHOWN:
        print(f"  … und {len(waiting) - SHOWN} weitere offene")
    if dealt.pairs:
        print("Vielleicht dasselbe (nur ein Vorschlag; was nur dem Sinn nach gleich ist, fehlt hier):")
    for pair in dealt.pairs[:SHOWN]:
        print(f"  {TOLD[pair.likeness]}: {pair.first} „{_short(texts[pair.first])}“")
        print(f"  {'':{len(TOLD[pair.likeness])}}  {pair.second} „{_short(texts[pair.second])}“")
    if len(dealt.pairs) > SHOWN:
        print(f"  … und {len(dealt.pairs) - SHOWN} weitere Paare (alle mit --json oder --xlsx)")
    if dealt.without_photo:
        names = ", ".join(dict.fromkeys(card.photo for card in dealt.without_photo[:5]))
        count = len(dealt.without_photo)
        print(
            f"{_many(count, 'Karte')} {'nennt' if count == 1 else 'nennen'} ein Foto, das weder im "
            f"Projektordner noch in photos/ liegt ({names}{' …' if count > 5 else ''})."
        )
    for path in dealt.files:
        print(f"Geschrieben: {path}")


def _many(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}{'n' if noun.endswith('e') else 'en'}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 70 else f"{plain[:68]} …"
