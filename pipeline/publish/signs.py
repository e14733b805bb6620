"""The words and signs that all formats of an edition share."""

from collections.abc import Mapping

from pipeline.core.types import Confidence
from pipeline.scenarios.windkanal.nouns import Verdict

CONFIDENCE: Mapping[Confidence | None, str] = {
    "fest": "fest",
    "wahrscheinlich": "wahrscheinlich",
    "offen": "offen",
    None: "von Hand gesetzt",
}
RATINGS: Mapping[int | None, str] = {2: "++", 1: "+", 0: "0", -1: "−", -2: "−−", None: "offen"}
VERDICTS: Mapping[Verdict, str] = {
    "robust": "robust",
    "option": "Option",
    "risky": "riskant",
    "open": "offen",
}
