"""Titles from the lexicon: five for each cluster, all different, each after the project's pattern.

The sentence encoder is replaced by vectors drawn from the text: what must hold of titles holds
whatever the meanings are, and loading the encoder for it would take seconds.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

import numpy as np
import pytest

from pipeline.core.files import digest
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Factor, FactorValue, Sheet
from pipeline.scenarios import offline
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.names import TITLES, titled

SHEET = Sheet(
    factors=tuple(
        Factor(
            id=f,
            name=f,
            values=tuple(
                FactorValue(id=f"{f}{v}", label=f"Zustand {v} von {f}", text=f"Satz {f} {v}.")
                for v in range(8)
            ),
        )
        for f in ("bus", "netz", "schule", "hafen")
    )
)
IDS = tuple(value.id for factor in SHEET.factors for value in factor.values)
FACTOR_OF = tuple(number for number, factor in enumerate(SHEET.factors) for _ in factor.values)


def adjectives() -> list[str]:
    with files("pipeline.scenarios").joinpath("data/title_words.csv").open(encoding="utf-8") as stream:
        return [row["adjective"] for row in csv.DictReader(stream)]


def vectors(texts: Sequence[str]) -> np.ndarray:
    """A unit vector for each text, from its digest."""
    rows = [np.random.default_rng(int(digest(text.encode())[:8], 16)).normal(size=16) for text in texts]
    return np.stack([row / np.linalg.norm(row) for row in rows])


def named(count: int, pattern: str = "Die … Region", region: str = "Talaue") -> tuple[Cluster, ...]:
    clusters = tuple(
        Cluster(id=f"c{k + 1}", name="", members={f.id: f"{f.id}{k}" for f in SHEET.factors})
        for k in range(count)
    )
    near = Affinity(IDS, FACTOR_OF, np.zeros((len(IDS), len(IDS))))
    near.scores[0, 8:] = near.scores[8:, 0] = 0.5
    settings = Settings(title="Probe", region=region, name_pattern=pattern, scenarios=count)
    return offline.LexiconNamer().name(clusters, SHEET, near, settings)


@pytest.fixture(autouse=True)
def _drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(offline, "embed", vectors)
    offline._described.cache_clear()  # kept for the process, and so for the tests beside these
    yield
    offline._described.cache_clear()


@pytest.mark.parametrize("count", [2, 4, 8])
def test_every_cluster_has_five_titles_that_no_other_title_equals(count: int) -> None:
    titles = [title for one in named(count) for title in one.titles]
    assert len(titles) == TITLES * count == len(set(titles))


@pytest.mark.parametrize(
    "pattern", ["Die … Ruhrregion", "Die ... Ruhrregion", "… Talaue", "Das … Tal im Jahr 2035"]
)
def test_titles_are_the_pattern_with_an_adjective_of_the_lexicon(pattern: str) -> None:
    known = set(adjectives())
    form = re.escape(pattern).replace("…", "(.+)").replace(re.escape("..."), "(.+)")
    for one in named(4, pattern):
        for title in one.titles:
            fits = re.fullmatch(form, title)
            assert fits and fits.group(1) in known


def test_the_first_title_is_the_name_and_a_working_title() -> None:
    for one in named(4):
        assert one.name == one.titles[0]
        assert one.name_is_working_title


def test_naming_keeps_everything_else() -> None:
    assert [(one.id, one.members["bus"]) for one in named(3)] == [
        ("c1", "bus0"),
        ("c2", "bus1"),
        ("c3", "bus2"),
    ]


def test_naming_twice_gives_the_same() -> None:
    assert named(4) == named(4)


def test_an_adjective_that_the_region_already_holds_is_not_offered() -> None:
    taken = next(iter(named(2)[0].titles)).split()[1]
    again = named(2, region=f"Die {taken} Insel".title())
    assert taken not in {title.split()[1] for one in again for title in one.titles}


def test_the_leitmotif_names_the_values_that_go_best_with_the_others() -> None:
    first = named(2)[0]
    labels = first.leitmotif.split(" · ")
    assert labels[0] == "Zustand 0 von bus"
    assert set(labels) <= {SHEET.value(value).label for value in first.members.values()}
    assert len(labels) == len(set(labels)) == 3


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        ("Die … Region", "Die wache Region"),
        ("Die ... Region", "Die wache Region"),
        ("… und … Region", "wache und … Region"),
        ("Region", "Die wache Region"),
    ],
)
def test_a_title_is_made_after_the_pattern(pattern: str, title: str) -> None:
    assert titled(pattern, "wache") == title


def test_the_lexicon_holds_each_adjective_once_with_a_gloss() -> None:
    words = adjectives()
    assert len(words) == len(set(words)) >= TITLES * 8
    assert all(re.fullmatch(r"[a-zäöüß]+e", word) for word in words)
