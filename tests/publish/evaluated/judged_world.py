"""Two texts of the small world with findings, as a gate would see them, for tests of eval.html."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.core.types import Finding, Findings, Narrative, Quotation, Rights, Sentence, SentenceVerdict
from pipeline.evaluation.evaluate import evaluate, read_of
from pipeline.evaluation.limits import Limit
from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Waiver
from pipeline.evaluation.results import Cell, Evaluation, Item, Metric, Table
from pipeline.evaluation.suites.suite import Proof, Shown, Suite
from pipeline.evaluation.world import small_world
from pipeline.publish.evaluated import render

HOSTILE = (
    'Wer </script><script>document.title="böse"</script><img src=x onerror="document.title=1"> & „liest“?'
)
FREE = Rights(external_model=True, quote="free", export=True)
NUMBER = Finding(
    cluster="c1",
    sentence=2,
    kind="zahl_unbelegt",
    severity="block",
    message="„60 Millionen“ steht in keiner Quelle.",
    evidence="w1",
)
TEXTS = {
    "c1": (
        Sentence(text="Kräne fahren ohne Fahrer.", basis="value", values=("h1a",), paragraph=1),
        Sentence(
            text="60 Millionen Tonnen gehen über die Kais.",
            basis="evidence",
            passages=("w1",),
            quotations=(Quotation(passage="w1", quote="52 Millionen Tonnen"),),
            paragraph=1,
        ),
        Sentence(text=HOSTILE, basis="edited", paragraph=2),
    ),
    "c2": (Sentence(text="Meisterhöfe teilen Lehrlinge.", basis="value", values=("h2b",), paragraph=1),),
}


def narratives(texts: dict[str, Sequence[Sentence]] = TEXTS) -> tuple[Narrative, ...]:
    titles = {one.id: one.name for one in small_world().clusters.clusters}
    return tuple(
        Narrative(cluster=one, title=titles[one], rohgeruest=False, sentences=tuple(sentences))
        for one, sentences in texts.items()
    )


def material(*found: Finding, told: Sequence[Narrative] = (), rights: Rights = FREE) -> Material:
    """Nobody has judged anything; the later a sentence, the less suspicious."""
    told = tuple(told) or narratives()
    verdicts = tuple(
        SentenceVerdict(cluster=one.cluster, index=number, suspicion=0.9 - 0.1 * number, judged=False)
        for one in told
        for number in range(1, len(one.sentences) + 1)
    )
    documents = {one.document for one in small_world().passages}
    return Material(
        told,
        small_world(),
        Findings(findings=found, sentences=verdicts, not_judged=()),
        documents=[{"path": one, "title": "Die Studie"} for one in sorted(documents)],
        rights=dict.fromkeys(documents, rights),
    )


def suite(value: float | None = 0.5, told: str = "Eins von zweien.") -> Suite:
    """A suite of one metric, with one table whose cells lead to a sentence and to a passage."""
    row = (Cell(text="hier", cluster="c2", sentence=1), Cell(text="dort", passage="w3", tone="bad"))
    metric = Metric(
        name="share", title="Anteil", value=value, told=told, items=(Item(id="c1/1", value=1.0),)
    )
    shown = Shown(1, (metric,), (Table(title="Zeigt", columns=("Satz", "Passage"), rows=(row,)),))
    return Suite(
        2, "probe", "Probe", frozenset({"zahl_unbelegt"}), frozenset({"share"}),
        lambda _: shown, lambda _: Proof(1),
    )  # fmt: skip


LINES = {"probe": {"share": Limit(0.5, "higher", "Weniger ist zu wenig.")}}


def evaluated(
    of: Material, *suites: Suite, waivers: Sequence[Waiver] = (), others: Sequence[Suite] = ()
) -> Evaluation:
    return evaluate(of, suites, others, LINES, waivers)


def page(of: Material, evaluation: Evaluation | None = None, run: str = "") -> str:
    """The page of a material; evaluated without a suite where no evaluation is given."""
    return render(evaluation or evaluated(of), of, read_of(of).selections, run)


def reviewed(of: Material, reviews) -> Material:
    return replace(of, reviewed=reviews)
