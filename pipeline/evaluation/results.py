"""The nouns of an evaluation: what a suite measured, what it shows for it, and what follows.

All values are shares between 0 and 1. A value that is not known is None, and never passes.
"""

from typing import Literal

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Noun
from pipeline.evaluation.nouns import GateVerdict, Ruling

Better = Literal["higher", "lower"]
Tone = Literal["", "good", "bad", "open"]


class Item(Noun):
    """One thing that a metric is the mean of: a sentence, a factor, a question; `id` names it anywhere."""

    id: str
    value: float


class Metric(Noun):
    """Kennzahl: `value` 0–1, None where it could not be computed; `told` says in German what was counted.

    `kinds` are the kinds of findings it counts: where one of them stands in the way already, the metric
    is no obstacle of its own. `threshold` and `reason` are put in from evals/thresholds.toml.
    """

    name: str
    title: str
    value: float | None
    better: Better = "higher"
    told: str = ""
    kinds: tuple[str, ...] = Field(default=(), exclude=True)
    items: tuple[Item, ...] = ()
    threshold: float | None = None
    reason: str = ""
    verdict: GateVerdict = "unjudged"


class Cell(Noun):
    """One field of a table; it may point to a sentence of a cluster (from 1) or to a passage by its id."""

    text: str
    cluster: str = ""
    sentence: int | None = None
    passage: str = ""
    tone: Tone = ""


class Table(Noun):
    """What a suite shows as evidence: every row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


class SuiteResult(Noun):
    """What came of one suite; `told` says in German why it does not pass."""

    number: int
    name: str
    title: str
    verdict: GateVerdict
    metrics: tuple[Metric, ...] = ()
    tables: tuple[Table, ...] = ()
    told: tuple[str, ...] = ()


class NotPart(Noun):
    """A suite that this release does not declare: "nicht Teil dieser Freigabe"."""

    number: int
    name: str
    title: str


class KindFigures(Noun):
    """How well a judge finds one kind of fault, 0–1; None where it was not measured.

    `recall` is the share of faulty sentences it raised an alarm about, `false_alarms` that of fair ones,
    `auc` how often a faulty sentence is more suspicious than a fair one.
    """

    kind: str
    sentences: int
    recall: float | None
    false_alarms: float | None
    auc: float | None


class JudgeFigures(Noun):
    """What is known of a judge: by whom judged ("offline" or a model), on which texts, and how well.

    `texts` is the digest of the texts and of what they are held against when it was measured, `fair` how
    many of their sentences nothing was changed about. `by_hand`: its answers are people's, which measures
    no judge. `told` says in German why not everything was measured.
    """

    schema_version: int = SCHEMA_VERSION
    judge: str
    signature: str = ""
    texts: str = ""
    fair: int = 0
    kinds: tuple[KindFigures, ...] = ()
    by_hand: bool = Field(default=False, exclude_if=lambda by_hand: not by_hand)
    told: str = Field(default="", exclude_if=lambda told: not told)


class Judges(Noun):
    """judge.json: the figures of all judges that were measured in a run."""

    schema_version: int = SCHEMA_VERSION
    judges: tuple[JudgeFigures, ...] = ()


class About(Noun):
    """What was evaluated: a run, who drafted and who judged it ("" for no model), with which prompts
    (digest by file), at what cost (None where prices are not known), and the hash of each text.

    `basis` are the digests of what else the verdict rests on, by name: with other ones it is of no use.
    """

    project: str
    run: str
    date: str = ""
    version: str = ""
    models: tuple[str, ...] = ()
    judged_by: str = ""
    prompts: dict[str, str] = Field(default_factory=dict)
    calls: int = 0
    tokens: int = 0
    cost: float | None = None
    texts: dict[str, str] = Field(default_factory=dict)
    basis: dict[str, str] = Field(default_factory=dict)


class Change(Noun):
    """How a metric changed against another evaluation: `low` to `high` is the 95 % interval of the
    difference, None where nothing changed or there is nothing to resample; `told` says in German why."""

    suite: str
    metric: str
    title: str
    before: float | None
    now: float | None
    low: float | None = None
    high: float | None = None
    verdict: Literal["better", "worse", "unclear", "same"]
    told: str = ""


class Comparison(Noun):
    """An evaluation beside another one; `told` says in German what could not be compared, and why."""

    against: str
    changes: tuple[Change, ...]
    told: tuple[str, ...] = ()


class Wavering(Noun):
    """A sentence that was judged in two ways: how often it raised an alarm, in how many judgements."""

    cluster: str
    sentence: int
    alarms: int
    judged: int


class Flicker(Noun):
    """What judging anew showed: the share of sentences judged in two ways, None where none was judged.

    Of `unknown` sentences nobody can tell: the judge was silent about them in a repeat, and alike before.
    """

    judge: str
    repeats: int
    sentences: int
    share: float | None
    unknown: int = 0
    wavering: tuple[Wavering, ...] = ()


class Agreement(Noun):
    """Cohen's kappa (−1 to 1, None where undefined) of two labellers over their common sentences.

    One of them may be a judge (`by_judge`): of `unknown` sentences it is not known what it says.
    """

    first: str
    second: str
    sentences: int
    kappa: float | None
    by_judge: bool = False
    unknown: int = 0


class Evaluation(Noun):
    """The verdict on a run, suite by suite, and all that stands in the way.

    `judges` are the judges as far as they were measured; `told` says in German why one is not trusted.
    `labelled` is how people who labelled sentences agree with each other and with the judge.
    """

    schema_version: int = SCHEMA_VERSION

    verdict: GateVerdict
    suites: tuple[SuiteResult, ...]
    not_part: tuple[NotPart, ...]
    ruling: Ruling
    judges: tuple[JudgeFigures, ...] = ()
    told: tuple[str, ...] = ()
    about: About | None = None
    comparison: Comparison | None = None
    flicker: Flicker | None = None
    labelled: tuple[Agreement, ...] = ()
