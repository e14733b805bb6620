"""Each text as one reads it who does not know whose it is: a model paragraph by paragraph, else by words.

A text counts as its own cluster's where the reader took it for that, and not where a model could not place
most of it. Where its words speak for no cluster, that is unknown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks import contrast
from pipeline.checks.kept import Placed, still_read
from pipeline.core.types import Narrative
from pipeline.evaluation.material import Material
from pipeline.language.typography import same_words


@dataclass(frozen=True)
class BlindReading:
    """A text (by its cluster) and the share of it (0–1) read as each cluster's; the rest was unclear.

    `own` says whether it passes as its own, as one does that a person let pass; None where that is unknown.
    """

    cluster: str
    shares: Mapping[str, float]
    own: bool | None
    by_model: bool


def blind_readings(material: Material) -> tuple[BlindReading, ...]:
    """The confusion matrix of the texts, a row for each."""
    placed = {one.cluster: _paragraphs(one, material.placed) for one in material.narratives}
    elsewhere = {one.cluster for one in material.found(contrast.KIND) if one.severity == "block"}
    let_pass = {one.cluster for one in material.let_pass if one.kind == contrast.KIND}
    computed = contrast.test(
        [one for one in material.narratives if not placed[one.cluster]], material.ground
    )
    rows = {cluster: row for row, cluster in enumerate(computed.narratives)}
    found = []
    for one in material.narratives:
        read = placed[one.cluster]
        if read:
            shares, own = _shares(read), _mostly_clear(read)
        else:
            row = rows[one.cluster]
            shares = dict(zip(computed.clusters, computed.shares[row], strict=True))
            own = _by_words(one.cluster, computed.read_as(row), one.cluster in let_pass)
        if one.cluster in elsewhere:
            own = False
        found.append(BlindReading(one.cluster, shares, own, by_model=bool(read)))
    return tuple(found)


def _mostly_clear(read: Sequence[Placed]) -> bool | None:
    return 2 * sum(not one.clear for one in read) <= len(read)


def _by_words(cluster: str, read_as: str, let_pass: bool) -> bool | None:
    return None if not read_as else read_as == cluster or let_pass


def _paragraphs(narrative: Narrative, placed: Sequence[Placed]) -> list[Placed]:
    """How the paragraphs of a text were read; nothing where that of one is not known."""
    texts: dict[int, list[str]] = {}
    for sentence in narrative.sentences:
        texts.setdefault(sentence.paragraph, []).append(same_words(" ".join(sentence.text.split())))
    read = [still_read(narrative.cluster, told, placed) for told in texts.values()]
    known = [one for one in read if one is not None]
    return known if len(known) == len(read) else []


def _shares(read: Sequence[Placed]) -> dict[str, float]:
    counts = Counter(one.read_as for one in read if one.clear)
    return {cluster: count / len(read) for cluster, count in counts.items()}
