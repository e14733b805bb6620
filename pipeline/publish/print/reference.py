"""The back of the brochure as data: the Windkanal, the sources, what was let pass."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.publish.colours import SOFT
from pipeline.publish.edition import Edition
from pipeline.publish.letters import line
from pipeline.publish.wording import OPEN, VERDICTS, WIND_LEGEND, day, side_by_side, sign
from pipeline.scenarios.windkanal.nouns import Assessed


def windkanal(edition: Edition) -> list[dict[str, Any]]:
    """A table of all measures for every few scenarios, these as the Windkanal itself names them."""
    tunnel = edition.windkanal
    if tunnel is None or not tunnel.measures:
        return []
    colours = {chapter.cluster: chapter.colour for chapter in edition.chapters}
    clusters = list(tunnel.names)
    tables = []
    for places in side_by_side(len(clusters)):
        shown = [clusters[place] for place in places]
        heads = [{"title": line(tunnel.names[one]), "colour": colours.get(one, SOFT)} for one in shown]
        rows = [_measure(one, shown) for one in tunnel.measures]
        tables.append({"legend": WIND_LEGEND, "heads": heads, "rows": rows})
    return tables


def closing(edition: Edition) -> Mapping[str, Any]:
    """The sources, and the findings that a named person let pass."""
    return {
        "sources": [
            {"title": line(one.title), "reference": line(one.reference), "quotable": one.quotable}
            for one in edition.sources
        ],
        "waived": [
            {
                "finding": line(one.finding),
                "by": line(one.by),
                "reason": line(one.reason),
                "date": day(one.date),
            }
            for one in edition.waived
        ],
    }


def _measure(assessed: Assessed, clusters: Sequence[str]) -> dict[str, Any]:
    measure = assessed.measure
    by_cluster = {cell.cluster: cell for cell in assessed.cells}
    cells = [by_cluster.get(cluster) for cluster in clusters]
    return {
        "title": line(measure.title),
        "field": line(measure.field),
        "status": line(measure.status),
        "cells": [
            {
                "sign": sign(cell) if cell else OPEN,
                "condition": line(cell.condition) if cell else "",
            }
            for cell in cells
        ],
        "verdict": VERDICTS[assessed.verdict],
        "why": line(assessed.why),
    }
