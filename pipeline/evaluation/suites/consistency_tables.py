"""What suite 1 shows: every key factor of a text with its sentence, what is wrong or open, and whose text a
blind reader takes each for. What is to be worked on stands first."""

from collections.abc import Mapping, Sequence

from pipeline.checks import agreement
from pipeline.core.types import Finding
from pipeline.evaluation.blind_reading import BlindReading
from pipeline.evaluation.expressed import NAMES, Expression, State
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Cell, Table, Tone
from pipeline.evaluation.saying import AGAINST

_TONES: Mapping[State, Tone] = {"contradicted": "bad", "open": "open", "silent": "", "told": "good"}
_ORDER = tuple(_TONES)


def tables(
    material: Material, told: Mapping[str, Sequence[Expression]], blind: Sequence[BlindReading]
) -> tuple[Table, ...]:
    """All tables; those that would be empty are left out."""
    shown = [_of_text(material, cluster, found) for cluster, found in told.items() if found]
    shown += [_doubts(material), _matrix(material, blind), _agreement(material)]
    return tuple(one for one in shown if one.rows)


def _of_text(material: Material, cluster: str, found: Sequence[Expression]) -> Table:
    sheet = material.ground.sheet
    rows = []
    for one in sorted(found, key=lambda one: _ORDER.index(one.state)):
        rows.append(
            (
                Cell(text=sheet.factor(one.factor).name),
                Cell(text=sheet.value(one.value).label),
                Cell(text=NAMES[one.state], tone=_TONES[one.state]),
                _quoted(material, cluster, one.sentence),
                Cell(text=one.why),
            )
        )
    counts = ", ".join(
        f"{count} {NAMES[state]}"
        for state in reversed(_ORDER)
        if (count := sum(one.state == state for one in found))
    )
    narrative = material.of(cluster)
    title = narrative.title if narrative is not None else cluster
    return Table(
        title=f"Schlüsselfaktoren in „{title}“",
        columns=("Einflussfaktor", "Ausprägung des Szenarios", "Zustand", "Satz", "worauf das beruht"),
        rows=tuple(rows),
        note=f"{counts}.",
    )


def _doubts(material: Material) -> Table:
    """Sentences that are found, or suspected, not to say what their cluster says."""
    found = [one for one in material.found(*AGAINST) if one.severity != "info"]
    return Table(
        title="Sätze gegen das Szenario",
        columns=("Text", "Satz", "Urteil", "Befund"),
        rows=tuple(_doubt(material, one) for one in found),
        note="„zu prüfen“ ist ein Verdacht; entscheiden muss ein Mensch oder ein Sprachmodell.",
    )


def _doubt(material: Material, one: Finding) -> tuple[Cell, ...]:
    wrong = one.severity == "block"
    return (
        Cell(text=_title(material, one.cluster)),
        _quoted(material, one.cluster, one.sentence),
        Cell(text="falsch" if wrong else "zu prüfen", tone="bad" if wrong else "open"),
        Cell(text=one.message),
    )


def _matrix(material: Material, blind: Sequence[BlindReading]) -> Table:
    clusters = material.ground.clusters.clusters
    rows = []
    for one in blind:
        cells = [_share(one, cluster.id) for cluster in clusters]
        rows.append((Cell(text=_title(material, one.cluster)), *cells, _passed(one.own)))
    by_model = all(one.by_model for one in blind)
    who = "Das Sprachmodell las die Absätze" if by_model else "Verglichen sind die Wörter der Texte"
    return Table(
        title="Kontrasttest: zu welchem Szenario ein Text blind gelesen gehört",
        columns=("Text", *(f"{one.name} ({one.id})" for one in clusters), "eigenes Szenario?"),
        rows=tuple(rows),
        note=f"{who}, ohne zu wissen, woher sie sind; eine Zeile ergibt 100 %, was fehlt, blieb unklar.",
    )


def _share(one: BlindReading, cluster: str) -> Cell:
    part = one.shares.get(cluster, 0.0)
    most = part > 0 and part == max(one.shares.values())
    tone: Tone = "" if not most else "good" if cluster == one.cluster else "bad"
    return Cell(text=f"{100 * part:.0f} %", tone=tone)


def _passed(own: bool | None) -> Cell:
    if own is None:
        return Cell(text="nicht zu sagen", tone="open")
    return Cell(text="ja", tone="good") if own else Cell(text="nein", tone="bad")


def _agreement(material: Material) -> Table:
    return Table(
        title="Tatsachen, in denen die Texte einander widersprechen",
        columns=("Text", "Satz", "anderer Text", "anderer Satz", "Befund"),
        rows=tuple(_disagreement(material, one) for one in material.found(agreement.KIND)),
    )


def _disagreement(material: Material, one: Finding) -> tuple[Cell, ...]:
    other = agreement.other_of(one)
    return (
        Cell(text=_title(material, one.cluster)),
        _quoted(material, one.cluster, one.sentence),
        Cell(text=_title(material, other.cluster)),
        _quoted(material, other.cluster, other.sentence),
        Cell(text=one.message, tone="open"),
    )


def _title(material: Material, cluster: str) -> str:
    narrative = material.of(cluster)
    return narrative.title if narrative is not None else cluster


def _quoted(material: Material, cluster: str, number: int | None) -> Cell:
    """A sentence with its number, so that it can be gone to; an empty field where there is none."""
    narrative = material.of(cluster)
    if narrative is None or number is None or not 1 <= number <= len(narrative.sentences):
        return Cell(text="")
    text = narrative.sentences[number - 1].text
    return Cell(text=f"{number}: {text}", cluster=cluster, sentence=number)
