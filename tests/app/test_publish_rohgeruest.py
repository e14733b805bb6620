"""A Rohgerüst is refused by the words that stand there now, whatever stood there in between."""

import json
from pathlib import Path
from typing import Any

from ready_run import ready

PLACEHOLDERS = " ".join(
    f"Platzhalter {word} steht hier für später." for word in "eins zwei drei vier fünf sechs sieben".split()
)


def refused(cli: Any, run: Path) -> int:
    """How many texts publishing refuses as a Rohgerüst."""
    told = json.loads(cli("publish", run, "--format", "md", "--json").out)
    return sum(one["kind"] == "rohgeruest" for one in told["obstacles"])


def test_sentences_added_and_taken_out_again_leave_a_rohgeruest(cli, project, tmp_path: Path):
    run = ready(cli, project, tmp_path / "lauf")
    drafted = {path: path.read_bytes() for path in run.glob("narratives/*.md")}
    assert refused(cli, run) == len(drafted)
    for path, data in drafted.items():
        path.write_bytes(data + f"\n{PLACEHOLDERS}\n".encode())
    assert refused(cli, run) == 0
    for path, data in drafted.items():
        path.write_bytes(data)
    assert refused(cli, run) == len(drafted)


def test_an_alternative_taken_and_taken_back_leaves_a_rohgeruest(cli, project, tmp_path: Path):
    run = ready(cli, project, tmp_path / "lauf")
    path = next(run.glob("narratives/1-*.md"))
    ledger = path.with_suffix(".ledger.json")
    drafted, before = path.read_bytes(), json.loads(ledger.read_text(encoding="utf-8"))
    assert cli("redraft", run, "c1", "--paragraph", "1", "--offline").code == 0
    assert cli("redraft", run, "c1", "--paragraph", "1", "--take", "1").code == 0
    count = refused(cli, run)
    assert path.read_bytes() != drafted
    path.write_bytes(drafted)
    assert refused(cli, run) == count == len(list(run.glob("narratives/*.md")))
    after = json.loads(ledger.read_text(encoding="utf-8"))
    assert after["sentences"] == before["sentences"] and after["rohgeruest"]
