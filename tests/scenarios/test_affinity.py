"""Affinity: symmetric, silent within a factor, and read back exactly as it was written."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.core.errors import InputError
from pipeline.core.files import to_csv
from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios import affinity
from pipeline.scenarios.affinity import Affinity

TEXTS = {
    "bus": ("Nachbarn bestellen den Rufbus gemeinsam.", "Ein Konzern fährt, wo es sich lohnt.", ""),
    "strom": ("Nachbarn betreiben das Netz gemeinsam.", "Ein Konzern verkauft Strom, wenn es sich lohnt."),
    "arbeit": ("Betriebe und Beschäftigte planen gemeinsam.", "Der Konzern verteilt Aufträge im Netz."),
}


def tafel(*order: str) -> Sheet:
    return Sheet(
        factors=tuple(
            Factor(
                id=name,
                name=name,
                values=tuple(
                    FactorValue(id=f"{name}{letter}", label=f"Zustand {letter}", text=text)
                    for letter, text in zip("abc", TEXTS[name], strict=False)
                ),
            )
            for name in order
        )
    )


SHEET = tafel("bus", "strom", "arbeit")


@pytest.fixture(scope="module")
def rated() -> Affinity:
    return affinity.rate(SHEET)


def put(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "affinity.csv"
    path.write_bytes(
        "".join(f"{line}\n" for line in ("source,target,score,origin,reason", *lines)).encode(encoding)
    )
    return path


def rows_of(rated: Affinity) -> list[str]:
    return to_csv(affinity.HEADER, affinity.to_rows(rated)).splitlines()[1:]


def test_values_stand_in_sheet_order(rated: Affinity) -> None:
    assert rated.ids == ("busa", "busb", "busc", "stroma", "stromb", "arbeita", "arbeitb")
    assert rated.factor_of == (0, 0, 0, 1, 1, 2, 2)
    assert rated.scores.shape == (7, 7)


def test_scores_are_symmetric_bounded_and_silent_within_a_factor(rated: Affinity) -> None:
    same = np.equal.outer(rated.factor_of, rated.factor_of)
    assert np.array_equal(rated.scores, rated.scores.T)
    assert np.all(np.abs(rated.scores) <= 1)
    assert not rated.scores[same].any()
    assert rated.scores[~same].any()


def test_values_that_tell_of_the_same_future_go_together(rated: Affinity) -> None:
    at = {value: position for position, value in enumerate(rated.ids)}
    for one, other in (("bus", "strom"), ("strom", "arbeit"), ("bus", "arbeit")):
        assert rated.scores[at[f"{one}a"], at[f"{other}a"]] > rated.scores[at[f"{one}a"], at[f"{other}b"]]


def test_what_a_factor_says_of_all_its_values_brings_none_of_them_nearer(rated: Affinity) -> None:
    at = {value: position for position, value in enumerate(rated.ids)}
    assert rated.scores[at["busa"], at["stromb"]] < 0
    assert rated.scores[at["stromb"], at["arbeita"]] < 0


def test_rating_twice_gives_the_same(rated: Affinity) -> None:
    assert np.array_equal(affinity.rate(SHEET).scores, rated.scores)


def test_permuting_the_factors_permutes_the_matrix(rated: Affinity) -> None:
    moved = affinity.rate(tafel("arbeit", "bus", "strom"))
    order = [moved.ids.index(value) for value in rated.ids]
    assert np.allclose(moved.scores[np.ix_(order, order)], rated.scores, atol=1.5e-4)


def test_texts_without_a_word_in_common_are_rated_too() -> None:
    texts = iter(["Quark", "Pferd", "Lampe", "Wolke", "Fjord", "Zimt"])
    factors = (
        Factor(id=f, name=f, values=tuple(FactorValue(id=f + v, label=next(texts)) for v in "ab"))
        for f in "xyz"
    )
    scores = affinity.rate(Sheet(factors=tuple(factors))).scores
    assert np.isfinite(scores).all()


def test_the_spread_is_the_same_in_every_sheet(rated: Affinity) -> None:
    apart = ~np.equal.outer(rated.factor_of, rated.factor_of)
    for scores in (rated.scores[apart], affinity.rate(tafel("bus", "arbeit")).scores[:3, 3:]):
        assert scores.std() == pytest.approx(affinity.SPREAD, rel=0.02)


def test_values_that_all_say_the_same_are_rated_zero() -> None:
    factors = (
        Factor(id=f, name=f, values=tuple(FactorValue(id=f + v, label="Alles bleibt") for v in "ab"))
        for f in "xyz"
    )
    assert not affinity.rate(Sheet(factors=tuple(factors))).scores.any()


def test_a_single_factor_has_no_pairs_to_rate() -> None:
    assert not affinity.rate(tafel("bus")).scores.any()


def test_views_keep_the_rules_of_the_scores(rated: Affinity) -> None:
    same = np.equal.outer(rated.factor_of, rated.factor_of)
    found = affinity.views(SHEET, 4, seed=1)
    assert len(found) == 4
    for view in found:
        assert view.shape == rated.scores.shape
        assert np.array_equal(view, view.T)
        assert np.all(np.abs(view) <= 1)
        assert not view[same].any()


def test_views_scatter_around_the_scores(rated: Affinity) -> None:
    found = np.stack(affinity.views(SHEET, 60, seed=1))
    apart = ~np.equal.outer(rated.factor_of, rated.factor_of)
    assert (found.std(axis=0)[apart] > 0).all()
    assert np.abs(found.mean(axis=0) - rated.scores).max() < 0.05


def test_views_are_the_same_for_the_same_seed_only() -> None:
    one, again, other = (affinity.views(SHEET, 2, seed)[1] for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_no_views_are_none_and_more_begin_with_the_same() -> None:
    assert affinity.views(SHEET, 0, seed=1) == ()
    few, more = affinity.views(SHEET, 1, seed=1), affinity.views(SHEET, 3, seed=1)
    assert np.array_equal(few[0], more[0])


def test_the_file_gives_back_what_was_rated(rated: Affinity, tmp_path: Path) -> None:
    read = affinity.read(put(tmp_path, *rows_of(rated)), SHEET)
    assert (read.ids, read.factor_of) == (rated.ids, rated.factor_of)
    assert np.array_equal(read.scores, rated.scores)


def test_each_pair_of_different_factors_is_one_row(rated: Affinity) -> None:
    pairs = [frozenset(row[:2]) for row in affinity.to_rows(rated)]
    assert len(pairs) == len(set(pairs)) == 3 * 2 + 3 * 2 + 2 * 2


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("busa,nirgends,0.5,text,", "unbekannt"),
        ("busa,stroma,viel,text,", "keine Zahl"),
        ("busa,stroma,,text,", "keine Zahl"),
        ("busa,stroma,nan,text,", "nicht zwischen −1 und 1"),
        ("busa,stroma,1.01,text,", "nicht zwischen −1 und 1"),
        ("busa,stroma,-7,text,", "nicht zwischen −1 und 1"),
        ("busa,busb,0.5,text,", "selben Einflussfaktor"),
        ("busa,busa,0.5,text,", "selben Einflussfaktor"),
        ("busa", "keine Zahl"),
    ],
)
def test_a_line_that_does_not_fit_is_named(rated: Affinity, tmp_path: Path, row: str, found: str) -> None:
    lines = rows_of(rated)
    path = put(tmp_path, lines[0], "", row, *lines[1:])
    with pytest.raises(InputError, match=rf"„affinity\.csv“, Zeile 4: .*{found}.*Bitte"):
        affinity.read(path, SHEET)


@pytest.mark.parametrize("kept", [0, 3])
def test_a_pair_that_is_missing_is_not_taken_for_zero(rated: Affinity, tmp_path: Path, kept: int) -> None:
    missing = rows_of(rated)[kept].split(",")
    with pytest.raises(InputError, match=rf"„affinity\.csv“.*{missing[0]}.*{missing[1]}.*Bitte"):
        affinity.read(put(tmp_path, *rows_of(rated)[:kept]), SHEET)


def test_a_file_saved_by_a_spreadsheet_is_read(rated: Affinity, tmp_path: Path) -> None:
    lines = rows_of(rated)
    lines[0] += "weil beide für Nähe stehen"
    for encoding in ("utf-8-sig", "cp1252"):
        assert np.array_equal(
            affinity.read(put(tmp_path, *lines, encoding=encoding), SHEET).scores, rated.scores
        )
