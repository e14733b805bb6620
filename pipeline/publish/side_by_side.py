"""Two runs as one page: what became of clusters, sentences, findings and settings, side by side.

Self-contained and autoescaped, without any request to the outside. It is a working paper of the house: it
shows texts and findings as they are, whatever the rights of the documents say about publishing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.evaluation.difference.nouns import ClusterPair, RunDifference, SentencePair

KINDS = {
    "unchanged": "unverändert",
    "moved": "verschoben",
    "changed": "geändert",
    "new": "neu",
    "gone": "entfallen",
}
SEVERITIES = {"block": "sperrt", "warn": "prüfen", "info": "Hinweis"}


def render(found: RunDifference) -> str:
    """The page as HTML."""
    by_text = _by_text(found.sentences)
    return (
        _environment()
        .get_template("difference.html.j2")
        .render(
            found=found,
            texts=by_text,
            counts={key: Counter(one.kind for one in pairs) for key, pairs in by_text.items()},
            names=_names(found.clusters),
            kinds=KINDS,
            severities=SEVERITIES,
        )
    )


def _by_text(sentences: Sequence[SentencePair]) -> Mapping[tuple[str, str], list[SentencePair]]:
    """The sentences under the clusters of their two texts."""
    found: dict[tuple[str, str], list[SentencePair]] = {}
    for one in sentences:
        found.setdefault((one.before_cluster, one.after_cluster), []).append(one)
    return found


def _names(clusters: Sequence[ClusterPair]) -> dict[str, str]:
    """Names by id; of one that both runs have, the later one's."""
    names = {one.before: one.before_name for one in clusters}
    return names | {one.after: one.after_name for one in clusters}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
