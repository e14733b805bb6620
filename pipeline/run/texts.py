"""Any text as a narrative to be checked: a file, or the sentences of a batch case."""

from pathlib import Path
from typing import Any

from pipeline.checks.case import Ground
from pipeline.core.errors import InputError
from pipeline.core.types import Narrative, Sentence
from pipeline.language.sentences import sentences
from pipeline.narratives.ledger import from_markdown
from pipeline.sources.read.encoding import read_text


def from_file(path: Path, cluster: str | None, ground: Ground) -> Narrative:
    """A Markdown or text file as the narrative of a cluster; raises InputError."""
    if not path.is_file():
        raise InputError(f"Die Datei „{path}“ gibt es nicht. Bitte den Pfad prüfen.")
    if cluster is None:
        raise InputError(
            f"Zu „{path.name}“ fehlt das Szenario. Bitte mit --cluster nennen, möglich sind "
            f"{_known(ground)}."
        )
    text = from_markdown(read_text(path))
    _check_cluster(cluster, ground)
    return Narrative(
        cluster=cluster,
        title=text.title or path.stem,
        rohgeruest=False,
        sentences=tuple(
            Sentence(text=sentence, basis="edited", paragraph=number)
            for number, block in enumerate(text.paragraphs, start=1)
            for sentence in sentences(block)
        ),
    )


def from_case(case_id: str, fields: dict[str, Any], ground: Ground) -> Narrative:
    """A batch case {"cluster", "sentences"} as a narrative; raises InputError naming the case."""
    cluster, sentences = fields.get("cluster"), fields.get("sentences")
    if not isinstance(cluster, str) or not isinstance(sentences, list):
        raise InputError(
            f'Fall „{case_id}“: erwartet wird {{"id", "cluster": "c1", "sentences": […]}}. '
            "Bitte die Felder ergänzen."
        )
    if not all(isinstance(sentence, str) for sentence in sentences):
        raise InputError(f"Fall „{case_id}“: „sentences“ darf nur Texte enthalten.")
    _check_cluster(cluster, ground)
    return Narrative(
        cluster=cluster,
        title=case_id,
        rohgeruest=False,
        sentences=tuple(Sentence(text=text, basis="edited", paragraph=1) for text in sentences),
    )


def _check_cluster(cluster: str, ground: Ground) -> None:
    if cluster not in [one.id for one in ground.clusters.clusters]:
        raise InputError(
            f"Das Szenario „{cluster}“ gibt es in diesem Lauf nicht. Möglich sind {_known(ground)}."
        )


def _known(ground: Ground) -> str:
    return ", ".join(one.id for one in ground.clusters.clusters)
