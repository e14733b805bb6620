"""Ratings from ScenarioWizard, brought together with a sheet; and one file only that holds ratings."""

from pathlib import Path

import numpy as np
import pytest
from rated_project import IDS, SHEET, put_csv, put_tabs, told

from pipeline.core.errors import InputError
from pipeline.scenarios import ratings, scw
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix

NAMED = (
    Descriptor("Angebot im Nahverkehr", ("dicht", "dünn")),
    Descriptor("Netz", ("Dicht", "gekappt")),
)
STRANGE = (Descriptor("A", ("a1", "a2")), Descriptor("B", ("b1", "b2")))
SCORES = [[0, 0, 2, -2], [0, 0, 0, 0.5], [1, -1, 0, 0], [3, -3, 0, -1]]


def put(
    folder: Path,
    descriptors: tuple[Descriptor, ...],
    scores: list[list[float]] = SCORES,
    short: tuple[Descriptor, ...] = (),
) -> Path:
    made = np.array(scores, dtype=float)
    scw.write(
        folder / "runde.scw",
        scw.ScwMatrix(descriptors, made, np.ones(made.shape, dtype=bool), "Runde", short),
    )
    return folder


def off_the_diagonal(scores: list[list[float]] = SCORES) -> dict[tuple[str, str], float]:
    """All cells between two factors, and what is not zero within one."""
    return {
        (source, target): scores[row][column]
        for row, source in enumerate(IDS)
        for column, target in enumerate(IDS)
        if source[:-1] != target[:-1] or scores[row][column]
    }


def test_a_matrix_is_taken_by_its_names(tmp_path: Path) -> None:
    found = ratings.given(put(tmp_path, NAMED), SHEET)
    assert told(found.ratings) == off_the_diagonal()
    assert found.ratings[-1].score == -1 and found.remarks == ()
    assert {one.origin for one in found.ratings} == {"expert"}


def test_descriptors_and_variants_in_another_order_are_taken_by_name(tmp_path: Path) -> None:
    order = [3, 2, 1, 0]
    turned = tuple(Descriptor(one.name.upper(), one.variants[::-1]) for one in reversed(NAMED))
    put(tmp_path, turned, [[SCORES[row][column] for column in order] for row in order])
    assert told(ratings.load(tmp_path, SHEET)) == off_the_diagonal()


def test_short_names_may_be_the_ids(tmp_path: Path) -> None:
    short = (Descriptor("bus", ("bus1", "bus2")), Descriptor("netz", ("netz1", "netz2")))
    found = ratings.given(put(tmp_path, STRANGE, short=short), SHEET)
    assert told(found.ratings) == off_the_diagonal() and found.remarks == ()


def test_a_part_of_the_sheet_is_enough(tmp_path: Path) -> None:
    put(tmp_path, (NAMED[1],), [[0, 1], [2, 0]])
    assert told(ratings.load(tmp_path, SHEET)) == {("netz1", "netz2"): 1, ("netz2", "netz1"): 2}


@pytest.mark.parametrize(
    ("descriptors", "count"), [(STRANGE, "2 Namen stehen"), ((*NAMED[:1], STRANGE[1]), "1 ")]
)
def test_without_names_the_order_counts_and_that_is_told(
    tmp_path: Path, descriptors: tuple[Descriptor, ...], count: str
) -> None:
    found = ratings.given(put(tmp_path, descriptors), SHEET)
    assert told(found.ratings) == off_the_diagonal()
    (remark,) = found.remarks
    assert count in remark and "nach der Reihenfolge" in remark


@pytest.mark.parametrize(
    ("descriptors", "named"),
    [
        ((Descriptor("A", ("a1",)), Descriptor("B", ("b1", "b2", "b3"))), "„A“, „B“"),
        ((STRANGE[0], NAMED[0]), "„A“"),
        ((Descriptor("Netz", ("Dicht", "lose")), NAMED[0]), "„Netz: lose“"),
        ((NAMED[0], NAMED[0]), "„Angebot im Nahverkehr“"),
        ((Descriptor("", ("", "b")), NAMED[0]), "„Deskriptor 1“"),
    ],
)
def test_a_matrix_of_another_sheet_is_refused_by_its_names(
    tmp_path: Path, descriptors: tuple[Descriptor, ...], named: str
) -> None:
    with pytest.raises(InputError, match=f"„runde.scw“ passt nicht zur Wertetafel.*{named}.*Bitte"):
        ratings.load(put(tmp_path, descriptors), SHEET)


def test_scores_off_the_scale_are_named_with_the_way_out(tmp_path: Path) -> None:
    wide = [[0, 0, 2, -5], *SCORES[1:3], [4, -3, 0, 0]]
    with pytest.raises(
        InputError,
        match=r"Nahverkehr: dicht“, Spalte „Netz: gekappt“: -5 .*1 weiteren.*szenario impact",
    ):
        ratings.load(put(tmp_path, NAMED, wide), SHEET)


def test_only_one_file_may_hold_ratings(tmp_path: Path) -> None:
    assert ratings.found(tmp_path) is None
    put(tmp_path, NAMED)
    assert ratings.found(tmp_path) == tmp_path / "runde.scw"
    (tmp_path / "~$runde.scw").touch()
    (tmp_path / ".runde.scw").touch()
    assert ratings.found(tmp_path) == tmp_path / "runde.scw"
    put_csv(tmp_path, [["source", "target", "score"]])
    with pytest.raises(InputError, match=r"mehrfach .*ratings\.csv und runde.scw.*nur eine Datei"):
        ratings.load(tmp_path, SHEET)
    (tmp_path / "runde.scw").rename(tmp_path / "ZWEI.SCW")
    put_tabs(tmp_path, {"A": []})
    with pytest.raises(InputError, match=r"ZWEI\.SCW und ratings.csv und ratings.xlsx"):
        ratings.found(tmp_path)


def test_ratings_in_an_old_format_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "ratings.ods").touch()
    with pytest.raises(InputError, match=r"„ratings\.ods“ ist eine OpenDocument-Tabelle.*\.xlsx"):
        ratings.load(tmp_path, SHEET)


def test_a_matrix_without_a_sheet_keeps_its_own_scale(tmp_path: Path) -> None:
    wide = ImpactMatrix(NAMED, np.full((4, 4), 9.0), np.ones((4, 4), dtype=bool))
    scw.write(tmp_path / "weit.scw", wide)
    assert scw.read(tmp_path / "weit.scw").scores.max() == 9


def test_a_block_that_is_wholly_zero_is_unrated_and_that_is_told(tmp_path: Path) -> None:
    one_way = [[0, 0, 2, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    found = ratings.given(put(tmp_path, NAMED, one_way), SHEET)
    assert told(found.ratings) == {
        ("bus1", "netz1"): 2, ("bus1", "netz2"): 0, ("bus2", "netz1"): 0, ("bus2", "netz2"): 0
    }  # fmt: skip
    (remark,) = found.remarks
    assert "runde.scw" in remark and "1 Block ist ganz 0 und gilt als unbewertet" in remark
    nothing = ratings.given(put(tmp_path, NAMED, [[0] * 4] * 4), SHEET)
    assert nothing.ratings == () and "2 Blöcke sind ganz 0 und gelten" in nothing.remarks[0]


@pytest.mark.parametrize("name", ["ratings.csv", "ratings.xlsx", "runde.scw"])
def test_a_folder_named_like_ratings_is_not_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(InputError, match=rf"{name}“ ist ein Ordner.*Bitte"):
        ratings.load(tmp_path, SHEET)
