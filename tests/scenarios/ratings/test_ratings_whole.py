"""A list of ratings that broke off while it was copied is refused, one that is merely short is not."""

from pathlib import Path

import pytest
from rated_project import SHEET, told

from pipeline.core.errors import InputError
from pipeline.scenarios import ratings

FULL = "source,target,score,reason,by\nbus1,netz1,2,weil,P\nbus2,netz2,1,weil,P\n"
LAST = "bus1,netz2,-3,weil,Paula"


def put(folder: Path, text: str) -> Path:
    (folder / "ratings.csv").write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.mark.parametrize("cells", [1, 2, 3, 4])
def test_a_list_that_is_cut_in_its_last_line_is_refused_by_its_number(tmp_path: Path, cells: int) -> None:
    put(tmp_path, FULL + ",".join(LAST.split(",")[:cells]))
    with pytest.raises(InputError, match=r"„ratings\.csv“, Zeile 4: die letzte Zeile ist abgeschnitten"):
        ratings.load(tmp_path, SHEET)


@pytest.mark.parametrize(
    "text",
    [
        FULL + LAST,
        FULL + "bus1,netz2,-3\n",
        FULL + "bus1,netz2,-3\r\n",
        FULL.replace(",weil,P\n", "\n") + "bus1,netz2,-3",
    ],
)
def test_a_list_that_is_whole_or_short_throughout_is_read(tmp_path: Path, text: str) -> None:
    assert told(ratings.load(put(tmp_path, text), SHEET))["bus1", "netz2"] == -3


def test_whom_nobody_named_is_told_as_such() -> None:
    assert ratings.whose(["Q", "expert", "P", "Q"]) == ("P", "Q", "ohne Namen")
    assert ratings.whose(["expert"]) == ("ohne Namen",) and ratings.whose([]) == ()
