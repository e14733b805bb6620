"""What an editor is shown of copied words: the longest runs, the share by document, what texts share."""

from collections.abc import Sequence
from itertools import combinations

from pipeline.checks import likeness
from pipeline.checks.copying import longest_allowed
from pipeline.checks.prose import own_words
from pipeline.checks.thresholds import threshold
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Cell, Table, Tone
from pipeline.evaluation.suites.copied import GRAM, SEED, Copied


def tables(found: Sequence[Copied], material: Material) -> tuple[Table, ...]:
    """The longest runs of each text, its share in each document, and what texts have in common."""
    return (_runs(found, material), _documents(found, material), _pairs(found))


def _runs(found: Sequence[Copied], material: Material) -> Table:
    documents = {one.id: one.document for one in material.ground.passages}
    labels = {v.id: f"Ausprägung „{v.label}“" for f in material.ground.sheet.factors for v in f.values}
    rows = []
    for one in found:
        for run, allowed, source in (
            (one.longest, longest_allowed(), "aus Dokumenten"),
            (one.longest_of_sheet, int(threshold(own_words.KIND, "longest_run")), "aus der Wertetafel"),
        ):
            title = Cell(text=f"{one.text.title}, {source}")
            if run is None:
                rows.append(
                    (title, Cell(text=f"unter {SEED} Wörtern", tone="good"), Cell(text=""), Cell(text=""))
                )
                continue
            tone: Tone = "bad" if run.length > allowed and not one.text.rohgeruest else ""
            document = documents.get(run.source)
            where = material.titles.get(document, document) if document else labels.get(run.source, "")
            rows.append(
                (
                    title,
                    Cell(text=f"{run.length} Wörter", tone=tone),
                    Cell(text=f"„{run.words}“", cluster=one.text.cluster, sentence=run.sentence),
                    Cell(text=where, passage=run.source if document else ""),
                )
            )
    return Table(
        title="Längste gleiche Wortfolgen",
        columns=("Text", "Länge", "Wortlaut", "steht in"),
        rows=tuple(rows),
        note=f"Erlaubt sind {longest_allowed()} Wörter am Stück aus einem Dokument und "
        f"{threshold(own_words.KIND, 'longest_run'):.0f} aus der Wertetafel.",
    )


def _documents(found: Sequence[Copied], material: Material) -> Table:
    paths = sorted({path for one in found for path in one.documents})
    rows = [
        (
            Cell(text=material.titles.get(path, path)),
            *(Cell(text=_percent(one.documents.get(path, 0.0))) for one in found),
        )
        for path in paths
    ]
    others = len({one.document for one in material.ground.passages}) - len(paths)
    return Table(
        title=f"Gleiche Folgen von {GRAM} Wörtern je Dokument",
        columns=("Dokument", *(one.text.title for one in found)),
        rows=tuple(rows),
        note=f"Mit {others} {'weiteren ' if rows else ''}Dokumenten teilt kein Text eine solche Folge.",
    )


def _pairs(found: Sequence[Copied]) -> Table:
    most = threshold(likeness.KIND, "largest_share")
    rows = []
    for one, other in combinations(found, 2):
        share = likeness.shared(one.text, other.text)
        tone: Tone = "bad" if share > most else "good"
        rows.append(
            (Cell(text=one.text.title), Cell(text=other.text.title), Cell(text=_percent(share), tone=tone))
        )
    return Table(
        title="Gemeinsamer Wortlaut zweier Texte",
        columns=("Text", "Text", f"gleiche Folgen von {likeness.RUN} Wörtern"),
        rows=tuple(rows),
        note=f"Erlaubt sind höchstens {_percent(most)}.",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")
