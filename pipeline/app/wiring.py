"""The only place where offline or model is chosen."""

from pipeline.app.configuration import Surroundings
from pipeline.core.errors import ProjectError
from pipeline.narratives.offline import SkeletonWriter
from pipeline.run.context import Twins
from pipeline.scenarios.offline import LexiconNamer

OFFLINE = "offline"


def twins(model: str | None, offline: bool) -> Twins:
    """Who does the thinking; raises ProjectError where a model is asked for that we cannot use."""
    wanted = OFFLINE if offline else model or Surroundings().model or OFFLINE
    if wanted != OFFLINE:
        raise ProjectError(
            f"Verlangt ist das Sprachmodell „{wanted}“; diese Fassung arbeitet nur ohne Modell. "
            "Bitte --offline angeben oder SZENARIO_MODEL=offline setzen."
        )
    return Twins(namer=LexiconNamer(), writer=SkeletonWriter())
