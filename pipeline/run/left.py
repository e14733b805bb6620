"""A finished run looked at without the model that judged it: the judgement stands while the texts do.

Writing the report anew or asking for the status needs no model. Without this, either would take the
judgement of a model for outdated, and judge again without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.checks.judging import StatementJudge
from pipeline.run.context import Context
from pipeline.run.record import StageRecord, inputs_digest, shortened
from pipeline.run.stages import CHECK


@dataclass(frozen=True)
class Absent(StatementJudge):
    """Stands for a judge who is not here, by his signature."""

    signature: str


THINKERS = frozenset(
    {"model", "settings of the model", "material", "ratings", "namer", "writer", "reviser"}
)
"""What a stage reads because of who does its thinking; unknown where the model is not here."""


def stands(done: StageRecord, reads: Mapping[str, str]) -> bool:
    """Whether a finished stage is still that of what it read; who did the thinking is not asked anew."""
    if not done.model or not done.reads:
        return done.input == inputs_digest(reads)
    now = shortened(reads)
    return all(done.reads.get(name) == now[name] for name in now.keys() - THINKERS)


def as_left(context: Context) -> Context:
    """The context with the last check's judge where nothing else has changed since, else as it is."""
    checked = context.record.stages.get(CHECK.name, StageRecord())
    absent = replace(context, twins=replace(context.twins, judge=Absent(checked.by)))
    stands = checked.by and checked.input == inputs_digest(CHECK.reads(absent))
    return absent if stands else context
