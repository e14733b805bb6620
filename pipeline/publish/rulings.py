"""What the gate says, in words that may leave the house: a finding can quote the sentence it speaks of.

The ids stay, so that a waiver still finds its finding.
"""

from collections.abc import Iterable

from pipeline.core.types import Narrative
from pipeline.evaluation.nouns import Obstacle, Ruling, Waiver
from pipeline.publish.protection import Protection, withheld_message
from pipeline.publish.redaction import cleaned


def ruling_shown(ruling: Ruling, narratives: Iterable[Narrative], protection: Protection) -> Ruling:
    """The ruling without words of documents that may not be cited."""
    withheld = {one.cluster: protection.withheld(one) for one in narratives}

    def told(message: str, about: Obstacle | None = None) -> str:
        reference = withheld.get(about.cluster, {}).get(about.sentence or 0, "") if about else ""
        reference = reference or protection.repeats(message)
        return withheld_message(reference) if reference else message

    def obstacle(one: Obstacle) -> Obstacle:
        message = told(one.message, one)
        evidence = one.evidence if message == one.message else ""
        return one.model_copy(update={"message": message, "evidence": evidence})

    def waiver(one: Waiver, about: Obstacle | None = None) -> Waiver:
        words = {"about": told(one.about, about), "reason": cleaned(one.reason, protection)}
        return one.model_copy(update=words)

    return ruling.model_copy(
        update={
            "obstacles": tuple(map(obstacle, ruling.obstacles)),
            "waived": tuple(
                one.model_copy(
                    update={
                        "obstacle": obstacle(one.obstacle),
                        "waiver": waiver(one.waiver, one.obstacle),
                    }
                )
                for one in ruling.waived
            ),
            "lapsed": tuple(map(waiver, ruling.lapsed)),
        }
    )
