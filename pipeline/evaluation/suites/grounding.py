"""Suite 2: numbers, years, names and quotations have to stand in a passage or a value, and each sentence of
evidence in its passage."""

from pipeline.checks import evidence, facts, names, quotations
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.suites import clean
from pipeline.evaluation.suites.borne_out import Borne, borne_out
from pipeline.evaluation.suites.borne_out import table as evidence_table
from pipeline.evaluation.suites.measuring import share
from pipeline.evaluation.suites.resting_cases import resting_texts_of
from pipeline.evaluation.suites.sources import table as source_table
from pipeline.evaluation.suites.suite import Shown, Suite

KINDS = frozenset({facts.KIND, names.KIND, quotations.KIND, evidence.KIND})
_METRICS = (
    ("numbers", "Zahlen und Jahre mit Quelle", facts.KIND),
    ("names", "Namen mit Quelle", names.KIND),
    ("quotations", "Zitate mit Wortlaut", quotations.KIND),
    ("passages", "Angaben aus der genannten Passage", evidence.KIND),
)
BORNE_OUT = "evidence"


def judge(material: Material) -> Shown:
    """The share of sentences without a finding of each kind, and of the evidence that is borne out."""
    borne = borne_out(material)
    return Shown(
        data=material.sentences,
        metrics=(
            *(clean.sentences(material, name, title, kind) for name, title, kind in _METRICS),
            *([_evidence(borne)] if borne else []),
        ),
        tables=(evidence_table(borne, material), source_table(material)),
        left_out=frozenset() if borne else frozenset({BORNE_OUT}),
    )


def _evidence(borne: list[Borne]) -> Metric:
    title = "Belegsätze, die ihre Passage trägt"
    stands = {f"{one.cluster}/{one.sentence}": one.state == "borne" for one in borne}
    told = f"{sum(stands.values())} von {len(stands)} Belegsätzen."
    return share(BORNE_OUT, title, stands, told, (evidence.KIND,))


SUITE = Suite(
    2,
    "grounding",
    "Belege",
    KINDS,
    frozenset({BORNE_OUT, *(name for name, _, _ in _METRICS)}),
    judge,
    resting_texts_of(KINDS),
)
