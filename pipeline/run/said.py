"""What a model said of the texts of a run, as far as it holds for them as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.case import Ground
from pipeline.checks.kept import KeptVerdict, Placed, digest_of_clusters, key_of
from pipeline.core.types import Narrative
from pipeline.project import Run
from pipeline.run.checking import read_verdicts
from pipeline.run.record import load


@dataclass(frozen=True)
class Said:
    """By cluster the sentences (from 1) whose sense it decided and the values that it found told in them;
    and how it read paragraphs blind."""

    decided: Mapping[str, frozenset[int]]
    supports: Mapping[str, Mapping[int, str]]
    placed: Sequence[Placed]


def said_of(run: Run, narratives: Sequence[Narrative], ground: Ground) -> Said:
    """What verdicts.json says of these very texts; nothing where no model was asked."""
    verdicts = read_verdicts(run, load(run))
    known = {
        (one.cluster, said.words, said.values): said for one in verdicts.texts for said in one.sentences
    }
    found: dict[str, dict[int, KeptVerdict]] = {
        one.cluster: {
            number: known[key]
            for number, sentence in enumerate(one.sentences, start=1)
            if (key := (one.cluster, *key_of(sentence))) in known
        }
        for one in narratives
    }
    return Said(
        {cluster: frozenset(of) for cluster, of in found.items()},
        {
            cluster: {n: one.supports for n, one in of.items() if one.supports}
            for cluster, of in found.items()
        },
        verdicts.paragraphs if verdicts.ground == digest_of_clusters(ground) else (),
    )
