"""The table of key values: what a reader has to know of a scenario at one glance, as computed.

All key factors stand in it, for people chose them; then what tells this scenario from the others, then
what is firm, as far as the table stays one.
"""

from pipeline.core.types import Cluster, Sheet
from pipeline.narratives.formats.nouns import KeyRow
from pipeline.narratives.material import KEY
from pipeline.scenarios.placed import placements

ROWS, TELLING = 12, 4
"""Half a page beside a text of 300 words, with at least so many that tell scenarios apart beside the key
factors, however many there are."""


def key_rows(cluster: Cluster, sheet: Sheet) -> tuple[KeyRow, ...]:
    """The rows of one cluster's table, in the order of the sheet within each rank."""
    sure = {one.value: one.confidence for one in placements(cluster)}
    key = [cluster.members[one.id] for one in sheet.factors if one.rolle == KEY]
    firm = [value for value, confidence in sure.items() if confidence == "fest"]
    factor_of = {value: factor for factor, value in cluster.members.items()}
    ranked = dict.fromkeys([*key, *cluster.distinguishing, *cluster.core, *firm])
    chosen = [one for one in ranked if one in factor_of][: max(ROWS, len(key) + TELLING)]
    return tuple(
        KeyRow(
            factor=sheet.factor(factor_of[one]).name,
            value=one,
            label=sheet.value(one).label,
            text=sheet.value(one).text,
            confidence=sure.get(one),
            distinguishing=one in cluster.distinguishing,
        )
        for one in chosen
    )
