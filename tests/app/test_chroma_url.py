"""Commands with CHROMA_URL: a server that is not there is told when a question needs it; no loss."""

from pathlib import Path

import pytest

from pipeline.sources.index import compared

GONE = "http://127.0.0.1:9"


@pytest.fixture
def many(monkeypatch) -> None:
    """Passages are many from the second on."""
    monkeypatch.setattr(compared, "EXACT", 1)
    monkeypatch.setattr(compared, "FEW", 1)


@pytest.mark.usefixtures("many")
def test_a_server_that_is_not_there_ends_reading_and_leaves_the_words(
    project: Path, cli, tmp_path: Path, monkeypatch
):
    monkeypatch.setenv("CHROMA_URL", GONE)
    out = tmp_path / "lauf"
    outcome = cli("read", project, "--out", out)
    assert outcome.code == 2 and GONE in outcome.err and "chroma run" in outcome.err
    assert cli("search", project, "Rufbus", "--lexical", "--json", "--out", out).json["hits"]
    assert cli("search", project, "Rufbus", "--out", out).code == 2
    assert cli("search", project, "Rufbus", "--offline", "--json", "--out", out).json["hits"]
    monkeypatch.delenv("CHROMA_URL")
    assert cli("search", project, "Rufbus", "--json", "--out", out).json["hits"]


def test_few_passages_need_no_server(project: Path, cli, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("CHROMA_URL", GONE)
    out = tmp_path / "lauf"
    assert cli("search", project, "Rufbus", "--json", "--out", out).json["hits"]
    assert not (out / "index-chroma").exists()


def test_the_graph_finds_what_comparing_all_finds(
    project: Path, cli, tmp_path: Path, request: pytest.FixtureRequest
):
    documents, out = project / "documents", tmp_path / "lauf"
    (documents / "rad.md").write_text("# Rad\n\nDer Radweg endet am Ufer.\n", encoding="utf-8")
    ask = ("search", project, "Wo enden Radwege am Hafen?", "--json", "--out", out)
    compared_all = cli(*ask).json
    assert compared_all["hits"] and not (out / "index-chroma").exists()
    request.getfixturevalue("many")
    assert cli(*ask).json == compared_all
    assert (out / "index-chroma").is_dir()
