"""plans.yaml as a person left it: read, held against the sheet, and told with its place what does not fit.

A message names the plan by its cluster, the key and the entry, and what could stand there.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipeline.core.errors import InputError
from pipeline.core.files import read_yaml
from pipeline.core.types import Noun, Sheet
from pipeline.narratives.plan import GUIDING, Link, Plan, Plans, Step, Theme

_ENTRIES: dict[str, type[Noun]] = {
    "themes": Theme,
    "tentative": Theme,
    "counterpoint": Theme,
    "path": Step,
    "links": Link,
}
_EDITED = "Bitte dort berichtigen oder mit „szenario run PROJEKT --redo plan“ neu planen."
NAMED = 6


def read(path: Path) -> Plans:
    """The plans of a file; raises InputError naming plan, key and what is possible there."""
    data = read_yaml(path)
    try:
        plans = Plans.model_validate(data)
    except ValidationError as error:
        raise InputError(f"„{path.name}“: {_told(error.errors()[0], data)}. {_EDITED}") from error
    for cluster, count in Counter(one.cluster for one in plans.plans).items():
        if count > 1:
            raise InputError(
                f"„{path.name}“: für {cluster} stehen {count} Pläne da, möglich ist einer. {_EDITED}"
            )
    return plans


def unfit(plan: Plan, sheet: Sheet) -> str:
    """What in a plan does not fit the sheet or itself, to follow "im Plan von …"; "" where all does."""
    return next(_faults(plan, sheet), "")


def _faults(plan: Plan, sheet: Sheet) -> Iterator[str]:
    values = {value.id: factor.id for factor in sheet.factors for value in factor.values}
    for place, one in _themes(plan):
        if one.value not in values:
            yield f"steht unter {place} die unbekannte Ausprägung {one.value}{_possible(one.factor, sheet)}"
        elif values[one.value] != one.factor:
            right = values[one.value]
            yield f"gehört {one.value} zum Einflussfaktor {right}, nicht zu {one.factor} wie unter {place}"
    for place, value in _named(plan):
        if value not in values:
            told = ", ".join(one.value for one in plan.told[:NAMED])
            yield f"steht unter {place} die unbekannte Ausprägung {value}; erzählt werden dort etwa {told}"
    twice = [one for one, count in Counter(one.factor for one in plan.told).items() if count > 1]
    if twice:
        yield (
            f"steht der Einflussfaktor {twice[0]} unter themes und counterpoint mehrmals; möglich ist er "
            "einmal"
        )
    if len(plan.guiding) > GUIDING:
        yield f"stehen unter guiding {len(plan.guiding)} Ausprägungen; möglich sind 1 bis {GUIDING}"
    told_values = [one.value for one in plan.told]
    untold = next((one for one in plan.guiding if one not in told_values), "")
    if untold:
        yield (
            f"nennt guiding {untold}, was unter themes nicht erzählt wird; möglich sind "
            f"{', '.join(told_values[:NAMED])}"
        )
    empty = next((n for n, step in enumerate(plan.path, start=1) if not step.text.strip()), 0)
    if empty:
        yield f"ist unter path der Eintrag {empty} ohne text; möglich ist ein Satz oder ein heute"


def _themes(plan: Plan) -> Iterator[tuple[str, Theme]]:
    yield from (("themes", one) for one in plan.themes)
    yield from (("tentative", one) for one in plan.tentative)
    if plan.counterpoint is not None:
        yield "counterpoint", plan.counterpoint


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    yield from (("guiding", one) for one in plan.guiding)
    yield from (("cross", one) for one in plan.cross)
    yield from (("path", value) for step in plan.path for value in step.values)
    yield from (("links", value) for link in plan.links for value in (link.source, link.target))


def _possible(factor_id: str, sheet: Sheet) -> str:
    """The values of a factor, or the factors themselves where that is unknown, too."""
    for factor in sheet.factors:
        if factor.id == factor_id:
            return f"; zu {factor_id} sind möglich: {', '.join(value.id for value in factor.values)}"
    ids = ", ".join(factor.id for factor in sheet.factors[:NAMED])
    return f"; auch der Einflussfaktor {factor_id} ist unbekannt, möglich sind etwa {ids}"


def _told(fault: ErrorDetails, data: Any) -> str:
    """The first fault of a file that is no plans, with its place."""
    loc = fault["loc"]
    where, kind, key = _place(loc, data), _kind(loc), str(loc[-1]) if loc else ""
    if fault["type"] == "extra_forbidden":
        return f"{where} steht „{key}“; möglich sind {', '.join(kind.model_fields)}"
    if fault["type"] == "missing":
        return f"{where} fehlt „{key}“"
    if fault["type"] == "literal_error":
        possible = fault["ctx"]["expected"].replace("'", "").replace(" or ", " oder ")
        return f"{where} steht {key}: {fault['input']}; möglich sind {possible}"
    if fault["type"] == "too_short":
        return f"{where} ist {key} leer; möglich sind 1 bis {GUIDING} Ausprägungen"
    found = "nichts" if fault["input"] is None else f"„{str(fault['input'])[:40]}“"
    return f"{where} steht unter „{key or 'plans'}“ {found}, und das passt dort nicht"


def _place(loc: tuple[int | str, ...], data: Any) -> str:
    """ "im Plan von c1 unter themes, Eintrag 2", as far as the place goes that deep."""
    if len(loc) < 2 or loc[0] != "plans":
        return "auf der obersten Ebene"
    number = int(loc[1])
    plan = data["plans"][number]
    cluster = plan.get("cluster") if isinstance(plan, dict) else None
    named = f"im Plan von {cluster}" if cluster else f"im {number + 1}. Plan"
    inside = loc[2:-1]
    if inside and inside[0] in _ENTRIES:
        entry = f", Eintrag {int(inside[1]) + 1}" if len(inside) > 1 and isinstance(inside[1], int) else ""
        return f"{named} unter {inside[0]}{entry}"
    return named


def _kind(loc: tuple[int | str, ...]) -> type[Noun]:
    """What stands at a place, so that its keys can be named."""
    if len(loc) < 3 or loc[0] != "plans":
        return Plans
    return _ENTRIES.get(str(loc[2]), Plan) if len(loc) > 3 else Plan
