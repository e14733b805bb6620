"""What rests on a factor or value, as the terminal tells of it and as a script reads it."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.app.cli import redraft_told
from pipeline.app.cli.links import harmless

if TYPE_CHECKING:
    from pipeline.app.impact_of_work import ImpactOf
    from pipeline.narratives.resting import Resting
    from pipeline.project import Run


def tell(found: "ImpactOf", redraft: bool) -> None:
    """What has changed, then the sentences under their narratives, then the alternatives."""
    for line in found.since.told:
        print(f"Geändert: {harmless(line)}")
    for gone in found.since.removed:
        print(f"Gestrichen: „{harmless(gone.label or gone.factor)}“ ({gone.id})")
    if found.reworded:
        print(f"Neu gefasst, seit die Sätze geschrieben wurden: {harmless(found.reworded_told)}")
    if not found.ids:
        print("Seit dem Entwurf hat sich an der Wertetafel nichts geändert, worauf Sätze beruhen.")
    elif not found.sentences:
        print(f"Auf {', '.join(found.ids)} beruht kein Satz.")
    for title, resting in groupby(found.sentences, key=lambda one: (one.cluster, one.title)):
        several = list(resting)
        count = "1 Satz" if len(several) == 1 else f"{len(several)} Sätze"
        print(f"\n{title[0]}  {harmless(title[1])}: {count}")
        for one in several:
            print(f"  {one.number:>3}  {harmless(one.sentence.text)}\n       [{_basis(one)}]")
    for kept in found.kept:
        print()
        redraft_told.tell(kept)
    for remark in found.remarks:
        print(remark)
    if (found.since.changed or found.reworded) and found.sentences and not redraft:
        print("\nFassungen für diese Sätze schreibt derselbe Befehl mit --redraft.")


def as_json(run: "Run", found: "ImpactOf") -> dict[str, Any]:
    """{sentences: […]} with what has changed, and the alternatives where they were wanted."""
    return {
        "sentences": [
            {
                "cluster": one.cluster,
                "title": one.title,
                "number": one.number,
                "paragraph": one.sentence.paragraph,
                "text": one.sentence.text,
                "basis": one.sentence.basis,
                "values": list(one.sentence.values),
                "passages": list(one.sentence.passages),
                "rests_on": list(one.on),
                "before": one.was,
            }
            for one in found.sentences
        ],
        "ids": list(found.ids),
        "changed": [one.model_dump(mode="json") for one in found.since.changed],
        "removed": [one.model_dump(mode="json") for one in found.since.removed],
        "reworded": list(found.reworded),
        "remarks": list(found.remarks),
        "alternatives": [redraft_told.as_json(run, kept) for kept in found.kept],
    }


def _basis(one: "Resting") -> str:
    from pipeline.narratives.redraft.pages import rests_on

    before = one.sentence.before
    if not one.was or before is None:
        return rests_on(one.sentence)
    values = ", ".join(before.values)
    return f"{rests_on(one.sentence)}, geändert aus einem Satz auf {values}: „{harmless(before.text)}“"
