"""A bright future has a price that somebody pays: one without is an advertisement, and nobody believes it.

Bright is a cluster that the groups valued as good for the most part. A price is one of its values that
they valued as bad, told in the text, or words that say what something costs. What nobody valued is not
known to be bright, and nothing is asked of it.
"""

import re

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import is_whole
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding
from pipeline.scenarios.tone import tone

KIND = "preis"
PRICED = re.compile(
    r"\b(?:preis|kostet\w*|kosten|gekostet|(?:be)?zahl(?:t|en|te|ten)|verzicht\w*|verlier\w*|verlor\w*|verlust\w*"
    r"|aufgegeben|geopfert|opfer\w*|einbuß\w*|nachteil\w*|kehrseite|fehl(?:t|en|te|ten)|müh(?:e|sam)\w*"
    r"|last(?:en)?|hinn(?:ehmen|immt)|langsam\w*|wart(?:et|en|ezeit\w*)|streit\w*|leer aus|zurückfall\w*"
    r"|fällt zurück|allerdings|freilich|trotzdem|dennoch|auf der strecke)\b",
    re.IGNORECASE,
)


def check(case: Case) -> list[Finding]:
    """A warning for a bright future in which nothing costs anything."""
    values = [case.ground.sheet.value(one) for one in case.cluster.members.values()]
    if not is_whole(case) or tone(values) != "hell" or any(PRICED.search(text) for text in case.texts):
        return []
    bad = [value.id for value in values if value.wertung == "-"]
    if bad:
        told = {value for sentence in case.narrative.sentences for value in sentence.values}
        matcher = case.ground.matcher
        nearness = matcher.match(case.texts).both[:, [matcher.position[one] for one in bad]]
        if told & set(bad) or float(nearness.max()) >= threshold(KIND, "expressed"):
            return []
    hint = f", etwa „{case.ground.sheet.value(bad[0]).label}“" if bad else ""
    message = (
        "Diese Zukunft ist überwiegend hell, und im Text kostet sie niemanden etwas; das glaubt keiner. "
        f"Bitte zeigen, wer den Preis zahlt{hint}."
    )
    return [case.finding(None, KIND, "warn", message, bad[0] if bad else "")]
