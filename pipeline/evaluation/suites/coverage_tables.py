"""What suite 8 shows: each document and each group with what the texts make of it, the neglected first."""

from collections.abc import Sequence

from pipeline.checks.agreement import Place
from pipeline.evaluation.expressed import NAMES
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Cell, Table
from pipeline.evaluation.sources_used import SourceUse
from pipeline.evaluation.voices import ToldValue, Voice


def tables(
    material: Material, sources: Sequence[SourceUse], groups: Sequence[Voice], heard: Sequence[ToldValue]
) -> tuple[Table, ...]:
    """All tables; those that would be empty are left out."""
    shown = (_documents(material, sources), _groups(material, groups), _untold(material, heard))
    return tuple(one for one in shown if one.rows)


def _documents(material: Material, sources: Sequence[SourceUse]) -> Table:
    first = sorted(sources, key=lambda one: (one.read, one.used, bool(one.borne)))
    read = [one for one in sources if one.read]
    count = f"{sum(one.used for one in read)} von {len(read)} gelesenen sind genutzt. "
    return Table(
        title="Unterlagen",
        columns=("Unterlage", "Titel", "Zustand", "Passagen", "davon genannt", "Sätze", "davon fraglich"),
        rows=tuple(_document(material, one) for one in first),
        note=f"{count}„belegt“: ein Satz stützt sich auf die Unterlage oder zitiert sie; „herangezogen“: "
        "sie stand beim Schreiben dabei; „fraglich“: laut Befund gibt der Satz sie nicht richtig wieder.",
    )


def _document(material: Material, one: SourceUse) -> tuple[Cell, ...]:
    if not one.read:
        state = Cell(text=f"nicht gelesen: {one.problem}" if one.problem else "nicht gelesen", tone="bad")
    elif one.borne:
        state = Cell(text="belegt", tone="good")
    else:
        state = Cell(text="herangezogen" if one.drawn else "ungenutzt", tone="" if one.drawn else "open")
    return (
        Cell(text=one.path),
        Cell(text=one.title),
        state,
        Cell(text=str(one.passages)),
        Cell(text=str(len(one.named)), passage=min(one.named, default="")),
        _places(material, [*one.borne, *one.drawn]),
        _places(material, one.against),
    )


def _groups(material: Material, groups: Sequence[Voice]) -> Table:
    first = sorted(
        groups, key=lambda one: (one.heard is not False, one.heard is not None, one.count("told"))
    )
    return Table(
        title="Gruppen und ihre Ausprägungen",
        columns=("Gruppe", "Ausprägungen", "in keinem Szenario", "erzählt", "zu prüfen", "nicht erzählt",
                 "widersprochen", "am deutlichsten in"),
        rows=tuple(_group(material, one) for one in first),
        note="Eine Ausprägung ist erzählt, wenn ein Text eines Szenarios, zu dem sie gehört, sie erzählt.",
    )  # fmt: skip


def _group(material: Material, one: Voice) -> tuple[Cell, ...]:
    told = next((value.at for value in one.values if value.state == "told" and value.key), None)
    told = told or next((value.at for value in one.values if value.state == "told"), None)
    place = [Place(told.cluster, told.sentence)] if told is not None and told.sentence else []
    against = one.count("contradicted")
    return (
        Cell(text=one.group),
        Cell(text=str(len(one.values))),
        Cell(text=str(one.count(None))),
        Cell(
            text=str(one.count("told")),
            tone="bad" if one.heard is False else "good" if one.heard else "open",
        ),
        Cell(text=str(one.count("open"))),
        Cell(text=str(one.count("silent"))),
        Cell(text=str(against), tone="bad" if against else ""),
        _places(material, place),
    )


def _untold(material: Material, heard: Sequence[ToldValue]) -> Table:
    sheet, clusters = material.ground.sheet, material.ground.clusters
    rows = []
    for one in heard:
        if not one.key or one.state is None or one.state == "told":
            continue
        homes = [cluster.name for cluster in clusters.clusters if one.value in cluster.members.values()]
        tone = {"contradicted": "bad", "open": "open"}.get(one.state, "")
        rows.append(
            (
                Cell(text=sheet.factor(one.factor).name),
                Cell(text=one.label),
                Cell(text=one.group),
                Cell(text=", ".join(homes)),
                Cell.model_validate({"text": NAMES[one.state], "tone": tone}),
            )
        )
    return Table(
        title="Ausprägungen der Schlüsselfaktoren, die kein Text erzählt",
        columns=("Einflussfaktor", "Ausprägung", "Gruppe", "Szenario", "Zustand"),
        rows=tuple(rows),
        note="Ein Text von 300 Wörtern trägt 6 bis 9 davon; hier steht, was dafür weggelassen wurde.",
    )


def _places(material: Material, places: Sequence[Place]) -> Cell:
    """How many sentences there are, with a way to the first; empty where there are none."""
    if not places:
        return Cell(text="")
    narrative = material.of(places[0].cluster)
    title = narrative.title if narrative is not None else places[0].cluster
    more = f" und {len(places) - 1} weitere" if len(places) > 1 else ""
    return Cell(
        text=f"„{title}“, Satz {places[0].sentence}{more}",
        cluster=places[0].cluster,
        sentence=places[0].sentence,
    )
