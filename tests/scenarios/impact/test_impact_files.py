"""Matrices as tables: what is laid out is read back equal, what does not fit is named with its cell."""

from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pipeline.core.cells import clean
from pipeline.core.errors import InputError
from pipeline.scenarios import scw
from pipeline.scenarios.impact.files import open_matrix, write_matrix
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix

NAMES = st.sampled_from(["", "Bus", "a;b,c", "sep=;", "=1+1", "-2", "#", "x\ny", '"', "Ä · B", "0,5"])
NAMES |= st.text(max_size=5)
SCORES = st.integers(-5, 5).map(float) | st.integers(-9999, 9999).map(lambda n: n / 1000)


@st.composite
def matrices(draw: st.DrawFn) -> ImpactMatrix:
    """Any matrix; two neighbours of one name that have a single variant each cannot be told apart."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3).filter(lambda all: max(all) > 1))
    count = sum(sizes)
    names = NAMES.map(clean)
    ids = draw(st.booleans())
    cells = st.lists(st.none() | SCORES, min_size=count, max_size=count)
    raw = [draw(cells) for _ in range(count)]
    judged = np.array([[score is not None for score in row] for row in raw])
    return ImpactMatrix(
        tuple(
            Descriptor(
                draw(names),
                tuple(draw(names) for _ in range(size)),
                f"f{at}" if ids else "",
                tuple(f"f{at}v{n}" for n in range(size)) if ids else (),
            )
            for at, size in enumerate(sizes)
        ),
        np.array([[score or 0.0 for score in row] for row in raw]),
        judged,
        draw(names),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(matrix=matrices())
@pytest.mark.parametrize("name", ["matrix.csv", "matrix.xlsx"])
def test_a_table_is_read_back_equal(tmp_path: Path, name: str, matrix: ImpactMatrix) -> None:
    assume("(ohne Namen)" not in matrix.title)
    assert write_matrix(tmp_path / name, matrix) == ()
    found = open_matrix(tmp_path / name).matrix
    assert found.descriptors == matrix.descriptors and found.title == matrix.title
    assert np.array_equal(found.scores, matrix.scores) and np.array_equal(found.judged, matrix.judged)


@pytest.mark.parametrize("title", ["sep=;", "sep=,", "a,b,c,d,e,f,g,h,i", "\t\t"])
def test_no_title_is_taken_for_a_delimiter(tmp_path: Path, title: str) -> None:
    matrix = ImpactMatrix((Descriptor("a", ("b", "c")),), np.eye(2), np.ones((2, 2), dtype=bool), title)
    write_matrix(tmp_path / "matrix.csv", matrix)
    found = open_matrix(tmp_path / "matrix.csv").matrix
    assert found.title == clean(title) and np.array_equal(found.scores, matrix.scores)


GOOD = """\
Probe;;Bus;;Netz;
Deskriptor;Variante;ja;nein;dicht;lose
Bus;ja;;;2;-1,5
;nein;;;;
Netz;dicht;1;;;
;lose;;0;;
"""


def read(folder: Path, text: str) -> ImpactMatrix:
    (folder / "matrix.csv").write_text(text, encoding="utf-8")
    return open_matrix(folder / "matrix.csv").matrix


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace(";", ",").replace("-1,5", "-1.5"),
        GOOD.replace("Deskriptor;Variante", ";"),
        GOOD.replace("Bus;;Netz;", "Bus;Bus;Netz;Netz")
        .replace("\n;", "\nBus;", 1)
        .replace("\n;", "\nNetz;"),
        "Stand: Mai\n\n" + GOOD,
    ],
    ids=["ours", "comma", "no corner", "every time", "above"],
)
def test_tables_as_people_lay_them_out(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert found.descriptors == (Descriptor("Bus", ("ja", "nein")), Descriptor("Netz", ("dicht", "lose")))
    assert found.scores[0].tolist() == [0, 0, 2, -1.5] and found.title == "Probe"
    assert found.judged.tolist() == [[0, 0, 1, 1], [0, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0]]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (GOOD, "", "erwartet wird ein Blatt mit einer Matrix"),
        (GOOD, "source;target;score\na;b;1\n", "zwei Kopfzeilen und zwei Kopfspalten.*szenario convert"),
        (";2;", ";stark;", "Zeile 3, Spalte E: „stark“ ist keine Zahl"),
        (";2;", ";nan;", "Zeile 3, Spalte E: „nan“ ist keine Zahl"),
        ("-1,5", "-1,5;7", "Zeile 3, Spalte G: „7“ steht rechts der Matrix"),
        (";lose;;0;;\n", "", "zur Spalte F .„Netz: lose“. gehört die 4. Zeile, es fehlt die Zeile"),
        (";lose;;0;;\n", ";lose;;0;;\n;mehr;;;;\n", "Zeile 7: zu „Netz: mehr“ gibt es keine Spalte"),
        (";lose;;", ";los;;", "zur Spalte F .„Netz: lose“.*in Zeile 6 steht „Netz: los“"),
        ("Probe;;Bus;", "Probe;;;", "Spalte C: bei der ersten Variante fehlt der Deskriptor"),
        ("\nBus;ja", "\n;ja", "Zeile 3: bei der ersten Variante fehlt der Deskriptor"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, old: str, new: str, found: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError, match=f"„matrix.csv“.*{found}"):
        read(tmp_path, GOOD.replace(old, new, 1))


def test_several_matrices_in_a_workbook_are_not_guessed(tmp_path: Path) -> None:
    matrix = ImpactMatrix((Descriptor("a", ("b", "c")),), np.zeros((2, 2)), np.ones((2, 2), dtype=bool))
    path = tmp_path / "matrix.xlsx"
    write_matrix(path, matrix)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Notizen").append(["nur Text"])
    book.save(path)
    assert open_matrix(path).matrix.descriptors == matrix.descriptors
    book.copy_worksheet(book["Matrix"]).title = "Zwei"
    book.save(path)
    with pytest.raises(InputError, match=r"2 Blätter \(Matrix, Zwei\)"):
        open_matrix(path)


def test_a_workbook_shows_headings_numbers_and_gaps(tmp_path: Path) -> None:
    judged = np.array([[True, False], [True, True]])
    matrix = ImpactMatrix(
        (Descriptor("=Bus", ("ja",)), Descriptor("Netz", ("lose",))), np.array([[0, 0], [-2, 0.5]]), judged
    )
    write_matrix(tmp_path / "matrix.xlsx", matrix)
    page = openpyxl.load_workbook(tmp_path / "matrix.xlsx").active
    assert page.freeze_panes == "C3" and page["C1"].value == "=Bus" and page["C1"].data_type == "s"
    assert [[cell.value for cell in row] for row in page["C3:D4"]] == [[0, None], [-2, 0.5]]
    assert page.column_dimensions["B"].width >= 16


def test_what_a_table_cannot_hold_is_told(tmp_path: Path) -> None:
    found = scw.ScwMatrix(
        (Descriptor(" Bus ", ("ja",)),),
        np.zeros((1, 1)),
        np.ones((1, 1), dtype=bool),
        short=(Descriptor("B", ("j",)),),
    )
    short, blanks = write_matrix(tmp_path / "matrix.csv", found)
    assert "Kurznamen und Farben" in short and "Leerzeichen am Rand" in blanks


def test_other_formats_are_refused(tmp_path: Path) -> None:
    matrix = ImpactMatrix((Descriptor("a", ("b",)),), np.zeros((1, 1)), np.ones((1, 1), dtype=bool))
    with pytest.raises(InputError, match=r"Möglich sind \.scw, \.xlsx, \.csv"):
        write_matrix(tmp_path / "matrix.pdf", matrix)
    with pytest.raises(InputError, match=r"matrix\.txt.*keine Tabelle"):
        (tmp_path / "matrix.txt").touch()
        open_matrix(tmp_path / "matrix.txt")
