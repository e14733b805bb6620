"""Suite 1: does each text tell the future of its cluster, and no other one's?

Every key factor is told, contradicted, left out or open; sentences of other clusters are intrusions; read
blind, each text has to be its own cluster's; and what was is the same in all of them. Meaning is decided by
a model or a person alone: what is only suspected is shown as open and counts neither way.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.checks import agreement, chains, contrast, coverage, elsewhere, reworded, statements
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding
from pipeline.evaluation.blind_reading import BlindReading, blind_readings
from pipeline.evaluation.expressed import Expression, asked, waiting
from pipeline.evaluation.gate import UNJUDGED
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.saying import nearer_elsewhere
from pipeline.evaluation.suites.consistency_cases import prove
from pipeline.evaluation.suites.consistency_tables import tables
from pipeline.evaluation.suites.measuring import share, unknown
from pipeline.evaluation.suites.suite import Shown, Suite
from pipeline.evaluation.suites.vouching import vouched

CONTRADICTING = (chains.KIND, statements.TURNED_KIND)
INTRUDING = (statements.FOREIGN_KIND, elsewhere.KIND)
KINDS = frozenset(
    {
        *CONTRADICTING,
        *INTRUDING,
        contrast.KIND,
        coverage.KIND,
        reworded.KIND,
        agreement.KIND,
        UNJUDGED,
    }
)
METRICS = frozenset({"key_factors", "texts_told", "contradictions", "intrusions", "contrast", "agreement"})


def judge(material: Material) -> Shown:
    """What the texts tell of their clusters."""
    told = {one.cluster: asked(one, material) for one in material.narratives}
    blind = blind_readings(material)
    return Shown(
        data=material.sentences,
        metrics=(*_told(told, material), *_sentences(material), _contrast(blind), _agreement(material)),
        tables=tables(material, told, blind),
    )


def _told(told: dict[str, tuple[Expression, ...]], material: Material) -> tuple[Metric, Metric]:
    """How many of the factors that a text is to tell it tells, over all of them and text by text.

    A text on which its open factors decide is left out: its sentences wait for a person. One that no factor
    is asked of leaves all unknown: nobody's reading tells what it should have told.
    """
    enough = {
        cluster: verdict for cluster, found in told.items() if (verdict := _enough(found)) is not None
    }
    known = {one.id: one.state == "told" for cluster in enough for one in told[cluster]}
    left = len(told) - len(enough)
    behind = f" Bei {left} von {len(told)} Texten ist es nicht zu sagen." if left else ""
    factors = share(
        "key_factors",
        "Schlüsselfaktoren erzählt",
        known,
        f"{sum(known.values())} von {len(known)} sind erzählt.{behind}",
        (coverage.KIND,),
    )
    texts = share(
        "texts_told",
        "Texte, die ihr Szenario erkennen lassen",
        enough,
        f"{sum(enough.values())} von {len(enough)} erzählen mindestens "
        f"{100 * threshold(coverage.KIND, 'needed_share'):.0f} % ihrer Schlüsselfaktoren.{behind}",
        (coverage.KIND,),
    )
    unasked = [one.title for one in material.narratives if not told[one.cluster]]
    if unasked:
        why = f"Von „{'“, „'.join(unasked)}“ wird nach keinem Faktor gefragt: Es gibt keinen festen."
        return unknown(factors, why), unknown(texts, why)
    return vouched(factors, material), vouched(texts, material)


def _enough(found: Sequence[Expression]) -> bool | None:
    """Whether a text tells enough of its factors; None where the open ones decide, or none is asked for."""
    if not found:
        return None
    needed = threshold(coverage.KIND, "needed_share") * len(found)
    told = sum(one.state == "told" for one in found)
    if told >= needed:
        return True
    return None if told + sum(one.state == "open" for one in found) >= needed else False


def _sentences(material: Material) -> Iterator[Metric]:
    """The sentences that neither contradict their cluster nor belong to another one."""
    against = [one for one in material.found(*CONTRADICTING) if one.severity == "block"]
    yield _without(material, "contradictions", "Sätze ohne erkannten Widerspruch", against, CONTRADICTING)
    foreign = [one for one in material.found(*INTRUDING) if one.severity != "info"]
    foreign += [one for one in material.found(chains.KIND) if nearer_elsewhere(one, material)]
    yield _without(
        material, "intrusions", "Sätze ohne erkannte fremde Ausprägung", foreign, (*INTRUDING, chains.KIND)
    )


def _agreement(material: Material) -> Metric:
    found = [one for one in material.found(agreement.KIND) if one.severity != "info"]
    places = {(one.cluster, one.sentence) for one in found}
    others = [agreement.other_of(one) for one in found]
    places |= {(one.cluster, one.sentence) for one in others}
    return _metric(
        material,
        "agreement",
        "Sätze, denen kein anderer Text über Vergangenes widerspricht",
        places,
        (agreement.KIND,),
    )


def _without(
    material: Material, name: str, title: str, found: Sequence[Finding], kinds: Sequence[str]
) -> Metric:
    return _metric(material, name, title, {(one.cluster, one.sentence) for one in found}, kinds)


def _metric(
    material: Material, name: str, title: str, places: set[tuple[str, int | None]], kinds: Sequence[str]
) -> Metric:
    values = {
        f"{one.cluster}/{number}": (one.cluster, number) not in places
        for one in material.narratives
        for number in range(1, len(one.sentences) + 1)
    }
    wrong = sum(not fair for fair in values.values())
    told = f"{wrong} von {len(values)} Sätzen mit Befund."
    if left := waiting(material):
        told += f" Am Wortlaut; {left} von {len(values)} Sätzen {'ist' if left == 1 else 'sind'} ungelesen."
    return share(name, title, values, told, kinds)


def _contrast(blind: Sequence[BlindReading]) -> Metric:
    """Unknown as long as a single text is: the mean of the others says nothing of it."""
    values = {one.cluster: one.own for one in blind if one.own is not None}
    by = "Sprachmodell" if any(one.by_model for one in blind) else "Wortvergleich"
    told = f"{sum(values.values())} von {len(blind)}, gelesen vom {by}."
    if len(values) < len(blind):
        told += f" Bei {len(blind) - len(values)} spricht kein Satz für ein Szenario."
    metric = share(
        "contrast",
        "Texte, die blind gelesen ihr eigenes Szenario erzählen",
        values,
        told,
        (contrast.KIND,),
    )
    return metric if len(values) == len(blind) else unknown(metric, told)


SUITE = Suite(
    1, "consistency", "Stimmigkeit mit dem Szenario", KINDS, METRICS, judge, partial(prove, KINDS)
)
