"""What `szenario impact` prints of the judgements themselves: where they lead, which carry, what moves."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.app.cli.impact_tableau import aligned, descriptor_name, figure, known, prose, variant_name
from pipeline.app.cli.terminal import many

if TYPE_CHECKING:
    from pipeline.scenarios.impact.nouns import Analysis, Attractor

_CYCLES, _CHANGING, _CARRYING, _NAMED = 3, 5, 5, 3


def succession(analysis: "Analysis") -> Iterable[str]:
    found = analysis.succession
    how = "alle Deskriptoren zugleich" if found.order == "global" else "ein Deskriptor nach dem anderen"
    rest = "1 Szenario ruht" if found.resting == 1 else f"{figure(found.resting)} Szenarien ruhen"
    cycles = {0: "kein Zyklus", 1: "1 Zyklus"}.get(found.cycles, f"{figure(found.cycles)} Zyklen")
    begun = f"Ausgegangen von allen {figure(found.starts)} Kombinationen."
    if not found.exact:
        begun = (
            f"Ausgegangen von {figure(found.starts)} zufälligen Kombinationen, einer Stichprobe: was wenig "
            "anzieht, kann fehlen."
        )
    yield prose(f"Sukzession ({how}): {rest}, {cycles}. {begun}")
    if found.undecided:
        yield prose(
            f"Bei {figure(found.undecided)} davon blieb offen, wo sie enden: sie wandern lange. Gewichte "
            "sind deshalb Untergrenzen oder unbekannt."
        )
    for one in [one for one in analysis.attractors if len(one.scenarios) > 1][:_CYCLES]:
        yield prose(_cycle(one, analysis), indent="  ")


def _cycle(cycle: "Attractor", analysis: "Analysis") -> str:
    changing = []
    by_descriptor = zip(analysis.descriptors, zip(*cycle.scenarios, strict=True), strict=True)
    for at, (one, variants) in enumerate(by_descriptor):
        if len(set(variants)) > 1:
            names = " ↔ ".join(variant_name(one, variant) for variant in dict.fromkeys(variants))
            changing.append(f"{descriptor_name(one, at)} ({names})")
    more = f" und {len(changing) - _CHANGING} weitere" if len(changing) > _CHANGING else ""
    return (
        f"Zyklus aus {len(cycle.scenarios)} Szenarien, Einzugsbereich {figure(cycle.basin)}; es wechseln "
        f"{', '.join(changing[:_CHANGING])}{more}"
    )


def leave_one_out(analysis: "Analysis") -> Iterable[str]:
    out = analysis.leave_one_out
    if out is None:
        return
    if not out.carrying:
        yield "Keines der Szenarien fällt, wenn eine einzelne Bewertung wegfällt."
        return
    fallen = [one.fallen or 0 for one in analysis.scenarios]
    yield prose(
        f"Was zuerst fällt, wenn eine einzelne Bewertung wegfällt: {_with(fallen, max(fallen))}; am "
        f"wenigsten {_with(fallen, min(fallen))}."
    )
    yield "Am meisten tragen:"
    for one in out.carrying[:_CARRYING]:
        score = f"{'+' if one.score > 0 else ''}{figure(one.score)}"
        told = "fällt 1 Szenario" if one.fells == 1 else f"fallen {one.fells} Szenarien"
        yield prose(f"{one.source} → {one.target} ({score}): ohne sie {told}", indent="  ")


def _with(fallen: list[int], count: int) -> str:
    """The scenarios that hang on so many judgements, by their numbers in the table."""
    numbers = [str(at) for at, one in enumerate(fallen, start=1) if one == count]
    if len(numbers) == 1:
        return f"Szenario {numbers[0]} (hängt an {count})"
    more = f" und {len(numbers) - _NAMED} weitere" if len(numbers) > _NAMED else ""
    return f"die Szenarien {', '.join(numbers[:_NAMED])}{more} (hängen je an {count})"


def sums(analysis: "Analysis") -> Iterable[str]:
    if analysis.cells.unjudged and not analysis.cells.judged:
        yield "Aktiv- und Passivsummen sagen hier nichts: niemand hat bewertet, was worauf wirkt."
        return
    partly = analysis.cells.unjudged > 0
    rows = [["Deskriptor", "Aktiv", "Passiv", "Produkt", "Quotient", *(["bewertet"] * partly), "Rolle"]]
    for at, (one, descriptor) in enumerate(zip(analysis.sums, analysis.descriptors, strict=True)):
        share = "–" if one.judged is None else f"{100 * one.judged:.0f} %"
        rows.append(
            [
                descriptor_name(descriptor, at),
                *(known(number) for number in (one.active, one.passive, one.product, one.quotient)),
                *([share] * partly),
                one.quadrant or "–",
            ]
        )
    yield from aligned(rows)
    yield prose(
        "Aktiv: so stark wirkt er auf andere; Passiv: so stark wirken andere auf ihn (Summe der Beträge). "
        "Rolle: über dem Mittel in beidem kritisch, nur aktiv, nur passiv, sonst puffernd."
    )
    if partly:
        yield prose(
            f"Summen zählen nur, was bewertet ist ({many(analysis.cells.judged, 'Zelle', 'n')}): wo wenig "
            "bewertet ist, sagt eine kleine Summe nichts."
        )
