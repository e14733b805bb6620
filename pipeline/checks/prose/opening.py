"""Guiding idea first: who reads the first paragraph alone should know which future this is.

It is read blind, as the contrast test reads whole texts: it should belong to its own cluster more than to
any other. On the four narratives written by hand and on ten more that was so for all but one, which lay
below the margin.
"""

from pipeline.checks import contrast
from pipeline.checks.case import Case
from pipeline.checks.prose.measure import is_whole
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding

KIND = "leitidee"
NAMED = 3


def check(case: Case) -> list[Finding]:
    """A warning where the first paragraph, read alone, tells of another cluster."""
    first = tuple(one for one in case.narrative.sentences if one.paragraph == 1)
    if not first or not is_whole(case):
        return []
    alone = case.narrative.model_copy(update={"sentences": first})
    read = contrast.test([alone], case.ground)
    share = dict(zip(read.clusters, read.shares[0], strict=True))
    other = read.read_as(0)
    if not other or share[other] - share[case.cluster.id] < threshold(KIND, "margin"):
        return []
    labels = [case.ground.sheet.value(one).label for one in case.cluster.distinguishing[:NAMED]]
    names = f" ({', '.join(f'„{label}“' for label in labels)})" if labels else ""
    message = (
        f"Der erste Absatz liest sich eher wie „{case.ground.clusters.cluster(other).name}“. Bitte mit dem "
        f"beginnen, was diese Zukunft ausmacht{names}."
    )
    return [case.finding(None, KIND, "warn", message, other)]
