"""A copy never takes the place of another, whichever were deleted."""

from pathlib import Path

from pipeline.core.files import keep_copy
from pipeline.core.numbering import numbered


def test_the_next_copy_stands_above_every_one_that_is_left(tmp_path: Path) -> None:
    sheet = tmp_path / "values.yaml"
    for number in range(1, 4):
        sheet.write_text(str(number), encoding="utf-8")
        assert keep_copy(sheet).name == f"values-{number:03d}.yaml"
    (tmp_path / "history" / "values-001.yaml").unlink()
    assert keep_copy(sheet).name == "values-004.yaml"
    (tmp_path / "history" / "values-aside").mkdir()
    assert numbered(tmp_path / "history", "values", ".yaml").name == "values-005.yaml"
    assert numbered(tmp_path / "keiner", "values") == tmp_path / "keiner" / "values-001"
