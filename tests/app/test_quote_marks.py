"""What may not be quoted freely is shown in the house with its mark, the same wherever it is shown."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SENTENCE = "Die Seilbahn quert die Ruhr bei Hattingen an jedem Morgen."
ASKED = "Welchen Fluss quert die Seilbahn bei Hattingen?"
SHORT, NONE = "(nicht frei zitierbar)", "(nicht frei zitierbar; nur für das Haus, nicht zitieren)"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))


@pytest.fixture
def given(project: Path) -> Callable[[str], Path]:
    """The project with one more document that may be quoted as the word says."""

    def give(quote: str) -> Path:
        (project / "documents" / "fremd.txt").write_text(SENTENCE, encoding="utf-8")
        rights = f"fremd.txt: {{quote: {quote}}}\n"
        (project / "documents" / "rights.yaml").write_text(rights, encoding="utf-8")
        return project

    return give


def about(told: list[dict[str, Any]]) -> dict[str, Any]:
    """What is told of the document in question."""
    return next(one for one in told if one["document"] == "fremd.txt")


def test_a_quote_that_is_not_free_has_its_mark_and_stands_whole(cli, given):
    project = given("short")
    told = cli("ask", project, ASKED, "--json", "--offline").json
    assert (about(told["citations"])["quote"], about(told["citations"])["quote_right"]) == (
        SENTENCE,
        "short",
    )
    out = cli("ask", project, ASKED, "--offline").out
    assert SENTENCE in out and any(line.endswith(f"  {SHORT}") for line in out.splitlines())
    project = given("free")
    assert (
        about(cli("ask", project, ASKED, "--json", "--offline").json["citations"])["quote_right"] == "free"
    )
    out = cli("ask", project, ASKED, "--offline").out
    assert not [line for line in out.splitlines() if "fremd" in line and "zitierbar" in line]


def test_what_may_not_be_quoted_is_no_part_of_an_answer_and_shown_to_the_house_with_its_mark(
    cli, given, monkeypatch
):
    project = given("none")
    told = cli("ask", project, ASKED, "--json", "--offline").json
    assert SENTENCE not in str(told) and about(told["nearest"])["quote_right"] == "none"
    number = 1 + len(told["citations"]) + [one["document"] for one in told["nearest"]].index("fremd.txt")
    typed = f"{ASKED}\n/quelle {number}\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
    answer, _, shown = cli("chat", project, "--offline").out.partition("ohne Sprachmodell.")
    assert SENTENCE not in answer and NONE in answer
    assert SENTENCE in shown and NONE in shown.partition(SENTENCE)[0]
    found = cli("search", project, "Seilbahn").out
    assert SENTENCE in found and found.splitlines()[0].endswith(NONE)
    assert cli("search", project, "Seilbahn", "--json").json["hits"][0]["quote"] == "none"


def test_an_english_answer_has_an_english_mark(cli, given):
    out = cli("ask", given("short"), "Which river does the Seilbahn at Hattingen cross?", "--offline").out
    assert "(not free to quote)" in out and "zitierbar" not in out
