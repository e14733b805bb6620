"""ScenarioWizard's files: read as they come, read back equal, cut ones never taken for whole."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.scenarios import scw
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix

CIB = ROOT.parent / "shared" / "data" / "cib"
REAL = sorted(CIB.glob("*.scw"))
needs_real = pytest.mark.skipif(not REAL, reason="die echten Dateien liegen nicht bei")

SMALL = """\
$ ScenarioWizard 4.0
Probe
&Bus
 -fährt
 -ruht
&Netz
 -dicht
 -
#
&B
 -f
 
&
 
 -x
#
#
00FF00
FFFFFF
FFFFFF
abcdef
#
#
 0 , 0 , 2 ,-2 
 0 , 0 ,-1 , 1 
 3 ,-3 , 0 , 0 
 1 , 0.5 , 0 , 0 
#
# 0-0
""
#
#
"""


def put(folder: Path, text: str | bytes) -> Path:
    path = folder / "probe.scw"
    path.write_bytes(text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode("cp1252"))
    return path


def same(one: ImpactMatrix, other: ImpactMatrix) -> bool:
    return (
        one.descriptors == other.descriptors
        and one.title == other.title
        and np.array_equal(one.scores, other.scores)
    )


def test_names_scores_short_names_and_colours_are_read(tmp_path: Path) -> None:
    found = scw.read(put(tmp_path, SMALL))
    assert found.title == "Probe"
    assert found.descriptors == (Descriptor("Bus", ("fährt", "ruht")), Descriptor("Netz", ("dicht", "")))
    assert found.short == (Descriptor("B", ("f", "")), Descriptor("", ("", "x")))
    assert found.colours == ("00FF00", "FFFFFF", "FFFFFF", "abcdef")
    assert found.scores.tolist() == [[0, 0, 2, -2], [0, 0, -1, 1], [3, -3, 0, 0], [1, 0.5, 0, 0]]
    assert found.judged.all()
    assert scw.to_bytes(found) == put(tmp_path, SMALL).read_bytes().replace(b" 0.5 ", b"0.5 ")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end(tmp_path: Path, encoding: str, end: str) -> None:
    found = scw.read(put(tmp_path, SMALL.replace("\n", end).encode(encoding)))
    assert same(found, scw.read(put(tmp_path, SMALL)))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("4.0", "3.0"),
        lambda text: text.replace("4.0", "4.33"),
        lambda text: text + "\n\n  \n",
        lambda text: text[: text.index("# 0-0")],
        lambda text: text[: text.index("#\n# 0-0")],
        lambda text: text.replace(",-2 \n", ",-2 , \n").replace(" 0 , 0 \n", "0,0,,\n"),
        lambda text: text.replace("#\n", "#  \n").replace(" 0 , 0 \n", " 0 , 0\n\n"),
        lambda text: "\n".join(line.rstrip() for line in text.split("\n")),
        lambda text: text.replace("#\n#\n", "#\n"),
        lambda text: text.replace(",-2 ", ",−2 ").encode(),
    ],
    ids=[
        "3.0",
        "4.33",
        "blank end",
        "no comments",
        "no end",
        "commas",
        "blanks",
        "trimmed",
        "no empty",
        "minus",
    ],
)
def test_what_scenariowizard_tolerates_is_tolerated(
    tmp_path: Path, change: Callable[[str], str | bytes]
) -> None:
    assert same(scw.read(put(tmp_path, change(SMALL))), scw.read(put(tmp_path, SMALL)))


def test_a_matrix_of_a_single_variant_is_read(tmp_path: Path) -> None:
    one = ImpactMatrix((Descriptor("Lage", ("so",)),), np.array([[2.0]]), np.ones((1, 1), dtype=bool))
    scw.write(tmp_path / "probe.scw", one)
    assert same(scw.read(tmp_path / "probe.scw"), one)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("$ ScenarioWizard 4.0", "$ INKA 4", "Zeile 1: erwartet wird „\\$ ScenarioWizard 4.0“.*INKA"),
        ("&Bus\n", "", "Zeile 3: erwartet wird ein Deskriptor.*fährt"),
        ("&Netz\n", "", "2 Deskriptoren haben Kurznamen, 1 haben"),
        (" -ruht\n", "", "Zeile 23 .„Bus: fährt“.: 4 Zellen statt 3"),
        ("&Netz\n", "&Leer\n&Netz\n", "Deskriptor 2 .„Leer“. hat keine Variante"),
        (" 3 ,-3 , 0 , 0 \n", "", "Zeile 27: die Matrix endet nach 3 von 4 Zeilen.*„Netz: “"),
        (" 3 ,-3 , 0 , 0 \n", " 3 ,-3 , 0 \n", "Zeile 26 .„Netz: dicht“.: 3 Zellen statt 4"),
        (" 3 ,-3 , 0 , 0 \n", " 3 ,-3 , 0 , 0 , 7 \n", "Zeile 26 .„Netz: dicht“.: 5 Zellen statt 4"),
        (" 3 ,-3 , 0", " 3 , x , 0", "Zeile 26 .„Netz: dicht“., Zelle 2: dort steht „x“"),
        (" 3 ,-3 , 0", " 3 , nan , 0", "Zelle 2: dort steht „nan“"),
        (" 3 ,-3 , 0", " 3 , 1e999 , 0", "Zelle 2: dort steht „1e999“"),
        (" 3 ,-3 , 0", " 3 , , 0", "Zelle 2: dort steht „“"),
        (",-1 , 1 \n", ",-1 , 1 \n 0 , 0 , 0 , 0 \n", "Zeile 28: die Matrix hat mehr Zeilen als die 4"),
        (SMALL[SMALL.index("#\n 0 ,") :], "", "die Matrix mit 4 Zeilen fehlt"),
        (SMALL[SMALL.index("&Bus") :], "#\n", "Zeile 3: vor „#“ steht kein Deskriptor"),
    ],
)
def test_what_is_lost_is_named_with_its_line(tmp_path: Path, old: str, new: str, found: str) -> None:
    assert old in SMALL
    with pytest.raises(InputError, match=f"„probe.scw“.*{found}.*Bitte"):
        scw.read(put(tmp_path, SMALL.replace(old, new, 1)))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"fehlt\.scw.*lässt sich nicht lesen"):
        scw.read(tmp_path / "fehlt.scw")


def test_wherever_a_file_is_cut_it_is_refused_or_complete(tmp_path: Path) -> None:
    data = put(tmp_path, SMALL).read_bytes()
    whole = scw.read(tmp_path / "probe.scw")
    refused = 0
    for length in range(len(data)):
        try:
            found = scw.read(put(tmp_path, data[:length]))
        except InputError:
            refused += 1
            continue
        assert same(found, whole), length
    assert refused == data.index(b" 0.5 , 0 , 0 \r\n") + len(b" 0.5 , 0 , 0 \r")


@needs_real
@pytest.mark.parametrize("path", REAL, ids=[path.stem for path in REAL])
def test_real_files_are_read_and_written_and_read_equal(tmp_path: Path, path: Path) -> None:
    found = scw.read(path)
    assert scw.write(tmp_path / "neu.scw", found) == ()
    again = scw.read(tmp_path / "neu.scw")
    assert same(again, found) and again.colours == found.colours and again.short == found.short
    assert scw.to_bytes(again) == scw.to_bytes(found)


@needs_real
def test_real_files_have_the_shape_they_are_known_for() -> None:
    shapes = {path.stem: scw.read(path) for path in REAL}
    assert shapes["Somewhereland"].sizes == (3, 3, 3, 2, 3, 3)
    assert shapes["Somewhereland"].descriptors[0].variants[0] == 'A1 "Patriots party"'
    assert shapes["CIB_natl_regional"].combinations == 3**11 * 4**3 * 2
    assert shapes["CIB_global"].scores[9, 1] == -6
    assert scw.to_bytes(shapes["Somewhereland"]) == (CIB / "Somewhereland.scw").read_bytes()


_WRITABLE = "".join(
    one
    for one in bytes(range(32, 256)).decode("cp1252", errors="ignore")
    if one.isprintable() or one == "\xa0"
)
_NAMES = st.sampled_from(
    ["", " ", "-", " -", "&", "#", "# 0-0", ",", '"', '""', "Ã¼", "ä", "0 , 1", "FFFFFF"]
)
_NAMES |= st.text(_WRITABLE, max_size=8)
_SCORES = (
    st.integers(-1000, 1000).map(float)
    | st.floats(-9, 9)
    | st.floats(allow_nan=False, allow_infinity=False)
)


@st.composite
def matrices(draw: st.DrawFn, names: st.SearchStrategy[str]) -> scw.ScwMatrix:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    count = sum(sizes)

    def named() -> tuple[Descriptor, ...]:
        return tuple(Descriptor(draw(names), tuple(draw(names) for _ in range(size))) for size in sizes)

    scores = draw(st.lists(_SCORES, min_size=count**2, max_size=count**2))
    colours = st.lists(st.from_regex("[0-9A-F]{6}", fullmatch=True), min_size=count, max_size=count)
    return scw.ScwMatrix(
        descriptors=named(),
        scores=np.array(scores).reshape(count, count),
        judged=np.ones((count, count), dtype=bool),
        title=draw(names),
        short=named(),
        colours=tuple(draw(colours)),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(matrix=matrices(_NAMES))
def test_what_is_written_is_read_back_equal(tmp_path: Path, matrix: scw.ScwMatrix) -> None:
    assert scw.write(tmp_path / "probe.scw", matrix) == ()
    found = scw.read(tmp_path / "probe.scw")
    assert same(found, matrix) and found.colours == matrix.colours
    spoken = any(one.name or any(one.variants) for one in matrix.short)
    assert found.short == (matrix.short if spoken else ())
    data = (tmp_path / "probe.scw").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    matrix=matrices(
        st.text(max_size=6) | st.sampled_from(["a\nb", "a → b", "≥ 3 %", "Łódź", "u\u0308", "😀"])
    )
)
def test_what_the_code_page_lacks_is_replaced_once_and_for_all(
    tmp_path: Path, matrix: scw.ScwMatrix
) -> None:
    scw.write(tmp_path / "probe.scw", matrix)
    found = scw.read(tmp_path / "probe.scw")
    assert found.sizes == matrix.sizes and np.array_equal(found.scores, matrix.scores)
    assert scw.to_bytes(found) == (tmp_path / "probe.scw").read_bytes()


def test_replaced_characters_stay_readable_and_are_told(tmp_path: Path) -> None:
    named = Descriptor("Anteil ≥ 3 %", ("Łódź → Köln", "gru\u0308n"))
    matrix = ImpactMatrix((named,), np.zeros((2, 2)), np.ones((2, 2), dtype=bool), "😀")
    (told,) = scw.write(tmp_path / "probe.scw", matrix)
    assert told.startswith("„probe.scw“: 3 Namen mit Zeichen")
    found = scw.read(tmp_path / "probe.scw")
    assert found.descriptors == (Descriptor("Anteil >= 3 %", ("Lódz -> Köln", "grün")),)


def test_unjudged_cells_become_zero_and_that_is_told(tmp_path: Path) -> None:
    judged = np.array([[True, False], [False, True]])
    matrix = ImpactMatrix((Descriptor("a", ("x", "y")),), np.zeros((2, 2)), judged)
    (told,) = scw.write(tmp_path / "probe.scw", matrix)
    assert "2 unbewertete Zellen stehen als 0" in told
    assert not scw.read(tmp_path / "probe.scw").scores.any()


def test_ids_become_short_names(tmp_path: Path) -> None:
    matrix = ImpactMatrix(
        (Descriptor("Bus", ("ja", "nein"), "bus", ("bus1", "bus2")),),
        np.zeros((2, 2)),
        np.ones((2, 2), dtype=bool),
    )
    scw.write(tmp_path / "probe.scw", matrix)
    assert scw.read(tmp_path / "probe.scw").short == (Descriptor("bus", ("bus1", "bus2")),)
