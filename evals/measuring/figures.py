"""What was measured of one model: three parts, each with its day, its prompts and what it took.

A figure that was not measured is None and is told as such, never as 0. A part that is measured again
replaces its predecessor; the others stay as they were, with their own day.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from evals.recordings.origin import prompts_of_today
from evals.recordings.recording import MODEL
from pipeline.core.files import read_json_as, to_json, write_text
from pipeline.core.types import Noun

FOLDER = Path(__file__).resolve().parent.parent / "live"


class Spent(Noun):
    """What the calls of a part took: `again` of them about an answer before, `given_up` in vain.

    `cost` None without prices, `seconds` None where answers of an earlier try were used.
    """

    calls: int
    again: int
    given_up: int
    tokens_in: int
    tokens_out: int
    cost: float | None
    seconds: float | None


class Part(Noun):
    """What every part tells: its day, the wording it was measured with, and what it took."""

    date: str
    prompts: dict[str, str]
    spent: Spent


class SetFigures(Noun):
    """One labelled value set: the share of right places, of each variant, and without a model.

    `steadiness`: how far two variants place alike, on average; None where there is but one.
    """

    name: str
    values: int
    right: tuple[float, ...]
    offline: float
    chance: float
    steadiness: float | None


class ClusterFigures(Part):
    """Clustering on the labelled sets."""

    sets: tuple[SetFigures, ...]


class KindFigures(Noun):
    """One kind of faulty sentences: how many there are, the share that raised an alarm, the AUC."""

    kind: str
    sentences: int
    recall: float
    auc: float


class Judged(Noun):
    """How a judge did; `false_alarms` is the share of fair sentences that raised one, `decided` the
    share of all sentences it decided."""

    fair: int
    false_alarms: float
    decided: float
    kinds: tuple[KindFigures, ...]


class JudgeFigures(Part):
    """The judge on the labelled sentences, with the model and without."""

    model: Judged
    offline: Judged


class TextFigures(Noun):
    """One draft: its words and sentences, and whether it was read blind as its own cluster."""

    cluster: str
    words: int
    sentences: int
    contrast: bool


class DraftFigures(Part):
    """The drafts of the example: `passed` names for each kind of finding the share of sentences that
    raised none; `clean` the share that raised none at all; `decided` the share that was decided."""

    texts: tuple[TextFigures, ...]
    words: tuple[int, int]
    passed: dict[str, float]
    clean: float
    decided: float


class ModelFigures(Noun):
    """All that was measured of a model."""

    schema_version: int = 1
    model: str
    clusters: ClusterFigures | None = None
    judge: JudgeFigures | None = None
    drafts: DraftFigures | None = None


def is_stale(part: Part, today: Mapping[str, str]) -> bool:
    """Whether a prompt that the part was measured with has another wording today."""
    return any(today.get(name) != digest for name, digest in part.prompts.items())


def wording_today() -> dict[str, str]:
    """The digest of every prompt."""
    return {prompt.name: prompt.digest for prompt in prompts_of_today()}


def slug(model: str) -> str:
    """A model's name as a file name."""
    return re.sub(r"[^a-z0-9.]+", "-", model.lower()).strip("-.") or "modell"


def is_by_hand(model: str) -> bool:
    """Whether what answers under this name is written by hand, hence no measurement."""
    return MODEL in model.lower()


def load(model: str, folder: Path) -> ModelFigures:
    """What was measured of a model so far."""
    path = folder / f"{slug(model)}.json"
    return read_json_as(ModelFigures, path) if path.is_file() else ModelFigures(model=model)


def load_all(folder: Path) -> list[ModelFigures]:
    """What was measured of all models, by name."""
    return [read_json_as(ModelFigures, path) for path in sorted(folder.glob("*.json"))]


def save(figures: ModelFigures, folder: Path) -> Path:
    """Write a model's figures; ValueError for answers by hand, which measure nothing."""
    if is_by_hand(figures.model):
        raise ValueError(f"{figures.model} is no measurement")
    path = folder / f"{slug(figures.model)}.json"
    write_text(path, to_json(figures))
    return path
