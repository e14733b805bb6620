"""While a dialogue goes on the documents change, and others want the store of vectors."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.progress import Silent
from pipeline.project import open_project, run_of
from pipeline.run.asking import open_library
from pipeline.sources import index
from pipeline.sources.index import VectorIndex, chroma, compared

FERRY = "Der Verein Uferlicht betreibt die Fähre nach Altdorf."
OPERATES = "Wer betreibt die Fähre nach Altdorf?"
WHO = "Wer hat den Rufbus gegründet?"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))


class Typed(io.TextIOBase):
    """Lines that a person types, each after something happened."""

    def __init__(self, *lines: tuple[Callable[[], object], str]) -> None:
        self._lines = iter(lines)

    def readline(self, size: int = -1, /) -> str:
        happens, line = next(self._lines, (lambda: None, ""))
        happens()
        return line and f"{line}\n"


def nothing() -> None:
    """Nothing happens before the line."""


@pytest.fixture
def chat(cli, project, monkeypatch) -> Callable[..., Any]:
    (project / "documents" / "faehre.txt").write_text(FERRY, encoding="utf-8")

    def call(*lines: tuple[Callable[[], object], str]) -> Any:
        monkeypatch.setattr(sys, "stdin", Typed(*lines))
        return cli("chat", project, "--offline")

    return call


def test_a_document_that_was_deleted_meanwhile_is_not_answered_from(chat, project):
    ferry = project / "documents" / "faehre.txt"
    outcome = chat((nothing, OPERATES), (ferry.unlink, "/quelle 1"), (nothing, OPERATES))
    before, _, after = outcome.out.partition("ohne Sprachmodell.")
    assert "Uferlicht" in before and "Uferlicht" not in after and "ohne Sprachmodell." in after
    assert "nicht mehr da" in outcome.err and outcome.err.count("zuerst gelesen") == 2


def test_what_another_process_read_meanwhile_is_asked_too(chat, cli, project):
    def other() -> None:
        (project / "documents" / "faehre.txt").write_text(
            FERRY.replace("Uferlicht", "Stromauf"), encoding="utf-8"
        )
        cli("read", project)

    out = chat((nothing, OPERATES), (other, OPERATES)).out
    assert "Uferlicht" in out.partition("ohne Sprachmodell.")[0]
    assert "Stromauf" in out.partition("ohne Sprachmodell.")[2]


def test_documents_that_are_all_gone_are_told_and_come_back(chat, project):
    folder, away = project / "documents", project / "fort"
    outcome = chat((lambda: folder.rename(away), WHO), (lambda: away.rename(folder), WHO))
    assert outcome.code == 0 and outcome.out.count("ohne Sprachmodell.") == 1
    assert "Traceback" not in outcome.err


def test_the_store_of_vectors_is_free_while_a_person_thinks(chat, project, tmp_path, monkeypatch):
    monkeypatch.setattr(compared, "EXACT", 1)
    monkeypatch.setattr(compared, "FEW", 1)
    monkeypatch.setattr(chroma, "PATIENCE", 0.1)
    opened = []

    def other() -> None:
        with VectorIndex(run_of(open_project(project), tmp_path / "runs" / "probe").index) as vectors:
            opened.append(vectors.near(["Fähre"], 1))

    outcome = chat((nothing, OPERATES), (other, OPERATES))
    assert outcome.code == 0 and len(opened) == 1 and outcome.out.count("Uferlicht") >= 2


def test_a_closed_library_answers_as_before(cli, project, tmp_path, monkeypatch):
    monkeypatch.setattr(compared, "EXACT", 1)
    monkeypatch.setattr(compared, "FEW", 1)
    cli("read", project)
    library = open_library(project, tmp_path / "runs" / "probe", Silent(), lambda: None, store=index.HERE)
    before = library.find(WHO, 3)
    library.close()
    assert library.find(WHO, 3) == before
    library.close()
