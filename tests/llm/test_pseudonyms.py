"""Pseudonyms: nothing of a name leaves, everything comes back, and nobody else can read the table."""

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import OutputError
from pipeline.core.settings import PrivacySettings
from pipeline.llm.name_table import NameTable, forget, table_path
from pipeline.llm.pseudonyms import TOKEN, Pseudonyms, UnknownToken

ROOT = Path(__file__).resolve().parents[2]


def pseudonyms(folder: Path, *seeds: str, **privacy: object) -> Pseudonyms:
    wanted = PrivacySettings.model_validate({"pseudonymise": True, **privacy})
    return Pseudonyms(table_path(folder, "projekt"), wanted, lambda: seeds)


def test_names_go_and_come_back(tmp_path: Path) -> None:
    names = pseudonyms(tmp_path)
    text = "Sabine Krüger fragt. Krügers Antwort: Frau Krüger weiß es. Auch Krüger-Plan und Sabine."
    (masked,) = names.masked([text])
    assert masked == (
        "Vorname_001 Person_002 fragt. Person_002s Antwort: Frau Person_002 weiß es. Auch Person_002-Plan "
        "und Vorname_001."
    )
    assert names.unmasked(masked, [masked], inside_json=False) == text


def test_a_family_name_that_is_a_noun_stays_one_behind_an_article(tmp_path: Path) -> None:
    names = pseudonyms(tmp_path)
    masked = names.masked(["Petra Winter sagte: Im Winter ruht der Bau. Winter widersprach."])[0]
    assert masked == "Vorname_001 Person_002 sagte: Im Winter ruht der Bau. Person_002 widersprach."


def test_a_family_name_alone_is_a_noun_until_it_was_met(tmp_path: Path) -> None:
    names = pseudonyms(tmp_path)
    assert names.masked(["Bauer und Wolf"]) == ["Bauer und Wolf"]
    assert names.masked(["Herr Bauer", "Bauer und Wolf"])[1] == "Person_001 und Wolf"


def test_the_projects_own_texts_are_searched_first(tmp_path: Path) -> None:
    early = pseudonyms(tmp_path, "Sabine Krüger leitet den Verein.")
    assert early.masked(["Krüger fragt."]) == ["Person_002 fragt."]


def test_names_and_exceptions_of_the_person_decide(tmp_path: Path) -> None:
    names = pseudonyms(
        tmp_path, names=["Yusuf", "Xy Zz", "Wolf"], **{"except": ["Horst Görtz Institut", "Laschet"]}
    )
    masked = names.masked(["Yusuf baut. Der Wolf, Yusufs Hund. Das Horst Görtz Institut. Armin Laschet."])[
        0
    ]
    assert "Yusuf" not in masked and "Wolf" not in masked
    assert "Horst Görtz Institut" in masked and "Laschet" in masked and "Armin" not in masked


def test_a_token_that_a_text_holds_by_itself_means_nothing_else(tmp_path: Path) -> None:
    names = pseudonyms(tmp_path)
    text = "Person_001 traf Sabine Krüger und Person_002s Bruder; xPerson_003 und Person_0014."
    (masked,) = names.masked([text])
    assert "Krüger" not in masked
    assert names.unmasked(masked, [masked], inside_json=False) == text


def test_a_person_who_was_not_asked_about_is_sent_back(tmp_path: Path) -> None:
    names = pseudonyms(tmp_path)
    (first, second) = names.masked(["Sabine Krüger fragt.", "Frau Wagner fragt."])
    for strange in ("Person_003", "Person_099", "Person 002", "person_002", "PERSON_002"):
        with pytest.raises(UnknownToken, match=strange):
            names.unmasked(f"{strange} fragt.", [first])
    assert names.unmasked("Person_003s Frage", [second]) == "Wagners Frage"


def test_a_genitive_of_the_model_is_one_in_german(tmp_path: Path) -> None:
    names = pseudonyms(tmp_path)
    (masked,) = names.masked(["Rita Fuchs und Rita Wagner"])
    assert names.unmasked("Person_002s und Person_003s Idee", [masked]) == "Fuchs’ und Wagners Idee"


def test_json_stays_json(tmp_path: Path) -> None:
    names = pseudonyms(tmp_path, names=['Hans "Hansi" Meier\\', "Zoë"])
    value = {"id": "f01a", "text": 'Zoë und Frau Krüger; "Hansi"', "ids": ["c1", "notiz.md#3"]}
    (masked,) = names.masked([json.dumps(value, ensure_ascii=False)])
    assert json.loads(masked)["ids"] == value["ids"]
    assert json.loads(names.unmasked(masked, [masked])) == value


PIECES = st.sampled_from(
    [
        "Sabine Krüger", "Krüger", "Krügers", "Herr Fuchs", "Fuchs", "Petra Winter", "im Winter", "Winter",
        "Person_001", "Person_0012", "Vorname_002s", "Müller, Petra", "K. Müller", "Müller-Plan", "Bad",
        "a.b@c.de", "\n", ", ", " ", "-", "‚", '"', "\\", "{", "ß", "Kru\u0308ger", "SABINE KRÜGER",
        "Frau Dr. Voß", "Voß", "_", "7", "s", "’", ".", ";",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=3), st.booleans())
def test_what_was_replaced_comes_back_to_the_last_letter(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], again: bool
) -> None:
    folder = tmp_path_factory.mktemp("namen")
    names = pseudonyms(folder)
    masked = names.masked(texts)
    if again:  # another process, with the table of the first
        names = pseudonyms(folder)
        assert names.masked(texts) == masked
    for text, sent in zip(texts, masked, strict=True):
        assert names.unmasked(sent, masked, inside_json=False) == text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    names = pseudonyms(tmp_path_factory.mktemp("namen"))
    (masked,) = names.masked([text])
    assert names.unmasked(masked, [masked], inside_json=False) == text


# --- the table ---------------------------------------------------------------------------------------


def test_the_table_is_for_its_owner_alone_and_forgotten_with_the_project(tmp_path: Path) -> None:
    os.umask(0o022)
    pseudonyms(tmp_path).masked(["Sabine Krüger"])
    path = table_path(tmp_path, "projekt")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "projekt" not in path.name
    assert forget(tmp_path, "anderes") is False and path.is_file()
    assert forget(tmp_path, "projekt") is True and not path.exists()


def test_a_broken_table_is_told_and_never_written_over(tmp_path: Path) -> None:
    path = table_path(tmp_path, "projekt")
    path.parent.mkdir()
    path.write_text("{kaputt", encoding="utf-8")
    with pytest.raises(OutputError, match=r"nicht lesbar.*--forget"):
        pseudonyms(tmp_path).masked(["Sabine Krüger"])
    assert path.read_text(encoding="utf-8") == "{kaputt"


def test_a_table_that_cannot_be_written_sends_nothing(tmp_path: Path) -> None:
    (tmp_path / "pseudonyms").write_text("eine Datei", encoding="utf-8")
    with pytest.raises(OutputError, match="Pseudonyme"):
        pseudonyms(tmp_path).masked(["Sabine Krüger"])


def test_many_threads_give_each_name_one_token(tmp_path: Path) -> None:
    tables = [NameTable(tmp_path / "t.json") for _ in range(6)]
    wanted = [f"Name{number}" for number in range(30)]

    def work(table: NameTable) -> None:
        for name in wanted:
            table.add({name: "Person"})

    threads = [threading.Thread(target=work, args=(table,)) for table in tables]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tokens = NameTable(tmp_path / "t.json").tokens()
    assert sorted(tokens) == sorted(wanted) and len(set(tokens.values())) == 30
    assert all(TOKEN.fullmatch(token) for token in tokens.values())


ADDING = """
import sys
from pathlib import Path
from pipeline.llm.name_table import NameTable
table = NameTable(Path(sys.argv[1]))
for number in range(40):
    table.add({f"{sys.argv[2]}{number}": "Person", f"Gemeinsam{number}": "Person"})
"""


def test_many_processes_give_each_name_one_token(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    command = [sys.executable, "-c", ADDING, str(path)]
    running = [
        subprocess.Popen([*command, who], env={**os.environ, "PYTHONPATH": str(ROOT)})
        for who in ("Eins", "Zwei", "Drei")
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    tokens = NameTable(path).tokens()
    assert len(tokens) == 160 == len(set(tokens.values()))
