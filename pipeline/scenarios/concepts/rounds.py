"""From voice to voice until the clusters stand still.

Three orders of all values give three distributions; the concepts of the one most agree with are the
base. Each round scores every value against the concepts, in batches of factors; all voices together
and the exact assignment give clusters. Where these have moved, the concepts are put anew from them,
for at most three rounds.

One voice may stay out without ending it all: an order, a batch of scores, a renewal to which the model
has no usable answer is told, and the other voices decide. Without any order there are no concepts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from pipeline.core.errors import AnswerError, ContextError, ModelError
from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import Factor, Sheet
from pipeline.llm.batches import even, in_batches, together
from pipeline.llm.chain import Desk
from pipeline.scenarios.bundles import Search
from pipeline.scenarios.concepts.chains import Asked, Found, Told
from pipeline.scenarios.concepts.concept import Concept, Concepts, Heard
from pipeline.scenarios.concepts.voices import aligned, columns_like, spoken, support
from pipeline.scenarios.seating import exact, seated, unpaired
from pipeline.sources.retrieval import Retriever

if TYPE_CHECKING:
    from numpy.typing import NDArray

ORDERS, ROUNDS = 3, 3
BATCH = 11
"""Factors scored in one call: some 40 values, which weak models still keep apart."""
FEWEST_FACTORS = 6
STILL = 0.98
"""Of the seats: a factor with fewer values than clusters may swing for ever between equal ones."""
SURE_SHOWN, DOUBTFUL_SHOWN = 14, 10
_KEY = "Schlüsselfaktor"


@dataclass(frozen=True)
class _State:
    concepts: tuple[Concept, ...]
    voices: tuple["NDArray[np.float64]", ...]
    members: "NDArray[np.int_]"


def concepts_of(
    sheet: Sheet, settings: Settings, desk: Desk, retriever: Retriever, progress: Progress
) -> Concepts:
    """Concepts of a sheet and what all voices say of its values; raises ModelError."""
    search = unpaired(sheet, settings)
    asked = Asked(desk, retriever, sheet, search.task.affinity.ids, settings)
    progress.started("Konzepte finden", ORDERS)
    asked.look_up(even(_by_id(sheet), BATCH))
    found = _induced(asked, sheet, progress)
    if any(one.moody for one in found):
        progress.said(
            "Das Sprachmodell sortiert auch auf Rückfrage nach Bestfall und Schlechtestfall; bitte die "
            "Bündel darauf ansehen."
        )
    line = aligned([one.voice for one in found])
    members = exact(search, support(line.voices))
    state = _State(found[line.base].concepts, line.voices, members)
    for turn in range(1, ROUNDS + 1):
        progress.started(f"Ausprägungen gegen die Konzepte halten, Runde {turn}")
        voice = spoken(_scored(asked, state.concepts, turn, progress))
        concepts = state.concepts
        if turn > 1:  # a model may give the concepts back in another order than that of the groups
            columns = columns_like(support(state.voices), voice)
            voice, concepts = voice[:, columns], tuple(concepts[column] for column in columns)
        voices = (*state.voices, voice)
        members = exact(search, support(voices))
        stable = float((members == state.members).mean()) >= STILL
        state = _State(concepts, voices, members)
        if stable or turn == ROUNDS:
            return _told(state, search, turn, stable, desk.settings.name)
        try:
            state = _State(_renewed(asked, state, search), voices, members)
        except (AnswerError, ContextError):
            progress.said(
                "Das Sprachmodell hat die Konzepte nicht brauchbar neu gefasst; es bleibt bei den "
                "bisherigen. „--redo rate“ fragt noch einmal."
            )
            return _told(state, search, turn, stable, desk.settings.name)
    raise AssertionError("the last round returns")


def _induced(asked: Asked, sheet: Sheet, progress: Progress) -> list[Found]:
    """The concepts of all orders; with fewer factors where all are too long for the model."""
    factors = _foremost_first(sheet.factors)
    while True:
        unfit: list[AnswerError] = []
        tasks = [partial(_one_order, asked, factors, order, progress, unfit) for order in range(ORDERS)]
        try:
            found = together(tasks, asked.desk.settings.parallel)
            if not found:
                raise unfit[0]
            if unfit:
                progress.said(
                    f"Nur {len(found)} von {ORDERS} Anläufen ergaben Konzepte; die Zuordnung ist weniger "
                    "sicher. „--redo rate“ fragt noch einmal."
                )
            return found
        except ContextError:
            if len(factors) < 2 * FEWEST_FACTORS:
                raise
        factors = factors[: len(factors) // 2]
        progress.said(
            f"Alle Ausprägungen auf einmal sind dem Sprachmodell zu lang; die Konzepte werden an "
            f"{len(factors)} Einflussfaktoren gefunden."
        )


def _one_order(
    asked: Asked, factors: Sequence[Factor], order: int, progress: Progress, unfit: list[AnswerError]
) -> list[Found]:
    try:
        return [asked.induced(factors, order)]
    except AnswerError as error:
        unfit.append(error)
        return []
    finally:
        progress.advanced()


def _by_id(sheet: Sheet) -> list[Factor]:
    return sorted(sheet.factors, key=lambda factor: factor.id)


def _foremost_first(factors: Sequence[Factor]) -> list[Factor]:
    """Key factors, then one of each trend in turn: a part of the sheet that stands for the whole."""
    turns: dict[str, int] = {}
    place: dict[str, int] = {}
    for factor in sorted(factors, key=lambda one: (one.rolle != _KEY, one.id)):
        place[factor.id] = turns[factor.trend] = turns.get(factor.trend, -1) + 1
    return sorted(factors, key=lambda one: (one.rolle != _KEY, place[one.id], one.id))


def _scored(
    asked: Asked, concepts: Sequence[Concept], turn: int, progress: Progress
) -> "NDArray[np.float64]":
    """The points of all values; the same for every concept, which says nothing, where none were given."""
    ordered = _by_id(asked.sheet)
    unfit: list[ModelError] = []

    def unanswered(_: Sequence[Factor], error: ModelError) -> dict[str, list[int]]:
        unfit.append(error)
        return {}

    batches = in_batches(
        ordered,
        BATCH,
        partial(_batch, asked, concepts, turn),
        at_once=asked.desk.settings.parallel,
        unanswered=unanswered,
    )
    points = {value: given for _, scores in batches for value, given in scores.items()}
    if not points:
        raise unfit[0]
    if unfit:
        progress.said(
            f"{len(asked.ids) - len(points)} von {len(asked.ids)} Ausprägungen hat das Sprachmodell in "
            f"Runde {turn} nicht brauchbar zugeordnet; für sie zählen die übrigen Stimmen."
        )
    silent = [0] * len(concepts)
    return np.array([points.get(value, silent) for value in asked.ids], dtype=np.float64)


def _batch(
    asked: Asked, concepts: Sequence[Concept], turn: int, factors: Sequence[Factor]
) -> dict[str, list[int]]:
    return asked.scored(concepts, factors, turn)


def _renewed(asked: Asked, state: _State, search: Search) -> tuple[Concept, ...]:
    """The concepts put anew from the values that are surest of their place, and from those in doubt.

    In an order that follows from the voices and the ids, whatever the order of the sheet.
    """
    mean, heard = support(state.voices), _heard(state, search)
    sure: list[list[Told]] = []
    for column in range(mean.shape[1]):
        best = sorted(set(state.members[:, column]), key=lambda row: (-mean[row, column], asked.ids[row]))
        sure.append([_value(asked.ids[row], asked.sheet) for row in best[:SURE_SHOWN]])
    ranked = np.argsort(-mean, axis=1, kind="stable")
    first, second = ranked[:, 0], ranked[:, 1]
    rows = np.arange(len(mean))
    lead = np.round(mean[rows, first] - mean[rows, second], 6)
    torn = [row for row in rows if heard[row].agreement(int(first[row])) < 1]
    doubtful = [
        _value(asked.ids[row], asked.sheet, (int(first[row]) + 1, int(second[row]) + 1))
        for row in sorted(torn, key=lambda row: (lead[row], asked.ids[row]))[:DOUBTFUL_SHOWN]
    ]
    return asked.renewed(state.concepts, sure, doubtful)


def _value(value_id: str, sheet: Sheet, groups: tuple[int, ...] = ()) -> Told:
    factor = next(one for one in sheet.factors if any(value.id == value_id for value in one.values))
    value = sheet.value(value_id)
    return Told(factor.name, value.label, value.text, groups)


def _told(state: _State, search: Search, rounds: int, stable: bool, model: str) -> Concepts:
    return Concepts(
        model=model, rounds=rounds, stable=stable, concepts=state.concepts, values=_heard(state, search)
    )


def _heard(state: _State, search: Search) -> tuple[Heard, ...]:
    mean = support(state.voices)
    placed = [seated(search, voice) for voice in state.voices]
    return tuple(
        Heard(
            id=value,
            support=tuple(round(float(share), 3) for share in mean[row]),
            voices=tuple(one[row] for one in placed),
        )
        for row, value in enumerate(search.task.affinity.ids)
    )
