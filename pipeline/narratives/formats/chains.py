"""Formats of work by a model: one call each, every entry with what it rests on, held to the same checks.

A format without a usable answer is told as missing with the reason; the others stand. What the network, the
key or the budget breaks is raised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.checks.prose.tropes import tropes
from pipeline.core.errors import AnswerError, ContextError
from pipeline.core.types import Narrative
from pipeline.llm.batches import together
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.narratives.formats import comparing, orders
from pipeline.narratives.formats.key_values import key_rows
from pipeline.narratives.formats.making import BESIDE, FormatName, Matter, Part, put_together
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.narratives.formats.orders import PROMPTS, Order, R
from pipeline.narratives.formats.request import Told, told
from pipeline.narratives.formats.soundness import soundness
from pipeline.sources.retrieval import Retriever

STAGE = "formats"
SAID = 6
"""Faults that are told at once: more are not followed."""
Made = list[tuple[FormatName, Part]]


def calls_of(names: frozenset[FormatName], texts: int, matter: Matter) -> int:
    """How many calls these formats beside so many texts take at least."""
    beside = len({PROMPTS[name] for name in names if name in PROMPTS}) * texts
    return beside + (comparing.calls(matter) if "comparison" in names else 0)


@dataclass(frozen=True)
class ModelMaker:
    """Asks the model for each format of a narrative, and for the comparison of all."""

    desk: Desk
    retriever: Retriever

    @property
    def name(self) -> str:
        """The model's."""
        return self.desk.settings.name

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        names = (*dict.fromkeys(PROMPTS.values()), "comparison")
        return self.desk.signature(*(load(f"narratives/formats/{name}") for name in names))

    @property
    def at_once(self) -> int:
        """As many narratives as the server is given calls at a time."""
        return self.desk.settings.parallel

    def make(self, narrative: Narrative, matter: Matter, wanted: frozenset[FormatName]) -> Formats:
        given = told(narrative, matter, self.retriever)
        prompts = dict.fromkeys(PROMPTS[name] for name in BESIDE if name in wanted and name in PROMPTS)
        tasks = [partial(self._made, one, given, narrative, matter) for one in prompts]
        cluster = matter.ground.clusters.cluster(narrative.cluster)
        parts: dict[FormatName, Part] = dict(together(tasks, self.at_once))
        parts["key_values"] = Part({"key_values": key_rows(cluster, matter.ground.sheet)})
        return put_together(narrative, self.name, {one: parts[one] for one in BESIDE if one in wanted})

    def compare(self, matter: Matter) -> Comparison:
        return comparing.compared(matter, self.desk, STAGE)

    def _made(self, prompt: str, given: Told, narrative: Narrative, matter: Matter) -> Made:
        """What comes of one prompt."""
        ground, plan = matter.ground, matter.plans.get(narrative.cluster)
        if prompt == "headline":
            return self._ordered(orders.headline(given), given, narrative, matter)
        if prompt == "signals":
            members = ground.clusters.cluster(narrative.cluster).members.values()
            return self._ordered(orders.signals(given, matter, members), given, narrative, matter)
        if prompt == "winners":
            return self._ordered(orders.winners(given), given, narrative, matter)
        if matter.today is None:
            return [("milestones", Part(missing=_UNDATED))]
        order = orders.milestones(given, plan, matter.today, ground.settings.horizon)
        return self._ordered(order, given, narrative, matter)

    def _ordered(self, order: Order[R], given: Told, narrative: Narrative, matter: Matter) -> Made:
        """The parts that one call fills, or why it fills none."""
        cluster = narrative.cluster

        def texts(reply: R) -> list[str]:
            return [text for one in order.filled(reply).values() for text in one.texts]

        def fault(reply: R) -> str:
            wrong = list(order.faults(reply))
            return " ".join((wrong or soundness(texts(reply), cluster, matter.ground).faults)[:SAID])

        def wish(reply: R) -> str:
            doubts = soundness(texts(reply), cluster, matter.ground).doubts
            return " ".join([*doubts, *tropes(texts(reply))][:SAID])

        chain = Chain(load(f"narratives/formats/{order.prompt}"), order.reply, STAGE)
        try:
            reply = chain.ask(self.desk, {**given.inputs, **order.more}, fault, wish)
        except (AnswerError, ContextError) as error:
            names = [name for name in BESIDE if PROMPTS.get(name) == order.prompt]
            return [(name, Part(missing=str(error))) for name in names]
        return list(self._parts(order, reply, cluster, matter))

    def _parts(
        self, order: Order[R], reply: R, cluster: str, matter: Matter
    ) -> Iterator[tuple[FormatName, Part]]:
        for name, one in order.filled(reply).items():
            doubts = soundness(one.texts, cluster, matter.ground).doubts
            yield name, Part(one.fields, remarks=(*one.remarks, *doubts))


_UNDATED = (
    "kein Dokument hat ein Datum, also ist nicht bekannt, wann „heute“ ist. Bitte bei einem Dokument "
    "„date:“ angeben."
)
