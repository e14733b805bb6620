"""The narratives of a run on disk: what people edit, and the ledger beside it.

The Markdown file is what counts. A ledger whose text is gone is that of a text a person deleted.
"""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.core.errors import InputError, RunError
from pipeline.core.files import read_json_as
from pipeline.core.types import Clusters, Narrative
from pipeline.narratives.ledger import Tally, follow, from_markdown, tally
from pipeline.project import Run
from pipeline.sources.read.encoding import read_text

NARRATIVES = "narratives"
LEDGER = ".ledger.json"


@dataclass(frozen=True)
class Written:
    """A narrative of a run as its file says now, and the names of its two files.

    `tally` says how its sentences differ from the ledger on disk, `untitled` whether the file has no
    heading.
    """

    narrative: Narrative
    markdown: str
    ledger: str
    tally: Tally = field(default_factory=Tally)
    untitled: bool = False


def read_narratives(run: Run) -> list[Written]:
    """The narratives of a run as people left them, in the order of their clusters' ids."""
    written: list[Written] = []
    for path in sorted((run.folder / NARRATIVES).glob(f"*{LEDGER}")):
        markdown = path.with_name(path.name.removesuffix(LEDGER) + ".md")
        if markdown.is_file():
            text = from_markdown(read_text(markdown))
            now = follow(read_ledger(path), text)
            written.append(
                Written(
                    now.narrative,
                    f"{NARRATIVES}/{markdown.name}",
                    f"{NARRATIVES}/{path.name}",
                    tally(now.changes),
                    not text.title,
                )
            )
    return sorted(written, key=lambda one: (len(one.narrative.cluster), one.narrative.cluster))


def read_ledger(path: Path) -> Narrative:
    """A ledger as it stands on disk; raises RunError where it was broken by hand."""
    try:
        return read_json_as(Narrative, path)
    except InputError as error:
        raise RunError(
            f"Die Grundlagen eines Textes in „{path}“ sind nicht mehr lesbar: {_first(error)} Bitte die "
            "Datei zurückholen, oder löschen und den Lauf wiederholen; der Text bleibt, wie er ist."
        ) from error


def _first(error: InputError) -> str:
    """What is wrong, without what another place would have to do about it."""
    return str(error).partition(" Bitte ")[0]


@dataclass(frozen=True)
class Removed:
    """A narrative whose text a person deleted; its ledger stayed."""

    narrative: Narrative
    markdown: str
    ledger: str


def read_removed(run: Run) -> list[Removed]:
    """The narratives of a run whose text a person deleted, while the ledger beside it is still there."""
    return [
        Removed(
            read_ledger(path),
            f"{NARRATIVES}/{path.name.removesuffix(LEDGER)}.md",
            f"{NARRATIVES}/{path.name}",
        )
        for path in sorted((run.folder / NARRATIVES).glob(f"*{LEDGER}"))
        if not path.with_name(path.name.removesuffix(LEDGER) + ".md").is_file()
    ]


def narratives_of(run: Run, clusters: Clusters) -> list[Narrative]:
    """The narratives whose cluster still exists, in the clusters' order.

    Raises RunError where two texts say that they are of one of them: only one could be checked.
    """
    by_cluster: dict[str, Narrative] = {}
    names: dict[str, str] = {}
    for one in read_narratives(run):
        cluster = one.narrative.cluster
        if cluster in names:
            raise RunError(
                f"Zum Szenario {cluster} gibt es zwei Texte, „{names[cluster]}“ und „{one.markdown}“. "
                f"Bitte einen samt seiner „{LEDGER}“-Datei aus „{run.folder / NARRATIVES}“ nehmen."
            )
        by_cluster[cluster], names[cluster] = one.narrative, one.markdown
    return [by_cluster[one.id] for one in clusters.clusters if one.id in by_cluster]


def orphans_of(run: Run, clusters: Clusters) -> list[Narrative]:
    """The narratives whose cluster is gone."""
    known = {one.id for one in clusters.clusters}
    written = [one.narrative for one in read_narratives(run)]
    return [one for one in written if one.cluster not in known]
