"""`szenario ask`: one question, many at once, and what stands in their way."""

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from model_server import KEY, Fault, ModelServer, refused
from puppet import act
from puppet_answers import question

from pipeline.app.cli import answer_told, links
from pipeline.app.cli.telling import Telling
from pipeline.core.types import Answer, AnswerSentence, Citation, NearPassage

KRAN = "Wer will den Kran am Kai erneuern?"
NAMED = ["question", "answered", "text", "citations", "nearest"]
ADDED = {"sentences", "understood", "language", "by", "why_not", "id"}


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield server


def batch(cli, project: Path, *cases: object, more: tuple[str, ...] = ()):
    path = project.parent / "fragen.jsonl"
    lines = [case if isinstance(case, str) else json.dumps(case, ensure_ascii=False) for case in cases]
    path.write_text("\n".join(lines), encoding="utf-8")
    return cli("ask", project, "--batch", path, *more)


def lines(outcome) -> list[dict]:
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.out.split("\n") if line]


# --- one question ------------------------------------------------------------------------------------


def test_an_answer_is_the_json_that_scripts_rely_on(cli, project):
    answer = cli("ask", project, KRAN, "--json").json
    assert list(answer)[:5] == NAMED and set(answer) == {*NAMED, *ADDED}
    assert answer["question"] == KRAN and answer["answered"] is True and answer["by"] == "offline"
    citation = answer["citations"][0]
    assert (citation["document"], citation["anchor"]) == ("notiz.md", "Hafen")
    assert citation["quote"] in (project / "documents" / "notiz.md").read_text(encoding="utf-8")
    assert citation["quote"] in answer["text"] and "Kran" in citation["quote"]
    assert all(0 <= at < len(answer["citations"]) for one in answer["sentences"] for at in one["citations"])


def test_what_does_not_stand_there_is_said_with_code_0(cli, project):
    outcome = cli("ask", project, "Wie teuer ist ein Opernbesuch in Salzburg?", "--json")
    assert outcome.code == 0 and outcome.json["answered"] is False
    assert outcome.json["citations"] == [] and outcome.json["why_not"]
    plain = cli("ask", project, "Wie teuer ist ein Opernbesuch in Salzburg?").out
    assert plain.startswith("Das steht nicht im Korpus.")


def test_a_person_reads_text_quotes_place_and_who_made_it(cli, project):
    out = cli("ask", project, KRAN).out
    assert "Mehrere Betriebe wollen den Kran gemeinsam erneuern." in out
    below = out.partition("\nBelege\n")[2]
    assert "[1]" in below and "Notiz" in below and "Hafen" in below
    assert str(project / "documents" / "notiz.md") in below
    assert out.rstrip().endswith("Maschinell zusammengestellt aus den Dokumenten, ohne Sprachmodell.")
    assert "\x1b" not in out, "Links nur, wo ein Terminal sie zeigt"


def test_the_same_question_has_the_same_answer_byte_for_byte(cli, project):
    first, second = (cli("ask", project, KRAN, "--json", "--no-history").out for _ in range(2))
    assert first == second


def test_a_question_follows_the_documents_on_disk(cli, project):
    question = "Wo quert die Seilbahn die Ruhr?"
    assert cli("ask", project, question, "--json").json["answered"] is False
    (project / "documents" / "neu.txt").write_text("Die Seilbahn quert die Ruhr bei Hattingen.")
    assert cli("ask", project, question, "--json").json["citations"][0]["document"] == "neu.txt"
    (project / "documents" / "neu.txt").unlink()
    assert cli("ask", project, question, "--json").json["answered"] is False


def test_offline_opens_no_socket_even_where_a_model_is_set(cli, project, monkeypatch, at_home):
    monkeypatch.setenv("SZENARIO_MODEL", "openai:probe")

    def none(*_: object) -> None:
        pytest.fail("offline wants to open a socket")

    for way in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, way, none)
    assert cli("ask", project, KRAN, "--offline", "--json").json["answered"] is True
    assert at_home.requests == []


def test_filters_narrow_and_one_that_fits_nothing_says_so(cli, project):
    (project / "documents" / "alt.md").write_text(
        '---\ntitle: "Alt"\nkind: protokoll\ndate: 2019-03-01\n---\n# Alt\n\n'
        "Den Kran am Kai erneuert die Stadt.\n",
        encoding="utf-8",
    )
    answer = cli("ask", project, KRAN, "--kind", "protokoll", "--json").json
    assert {one["document"] for one in (*answer["citations"], *answer["nearest"])} == {"alt.md"}
    by_date = cli("ask", project, KRAN, "--until", "2020", "--json")
    assert {one["document"] for one in by_date.json["citations"]} == {"alt.md"}
    assert "1 Dokument ohne Datum" in by_date.err
    nothing = cli("ask", project, KRAN, "--document", "*.pdf", "--json")
    assert nothing.code == 0 and nothing.json["answered"] is False
    assert nothing.json["citations"] == nothing.json["nearest"] == [] and "*.pdf" in nothing.json["why_not"]


def test_two_projects_are_asked_together_and_each_document_is_found_on_disk(cli, project, tmp_path):
    other = tmp_path / "zweites"
    (other / "documents").mkdir(parents=True)
    (other / "szenario.toml").write_text('title = "Zwei"\n', encoding="utf-8")
    (other / "documents" / "see.md").write_text("# See\n\nAuf dem See fährt eine Fähre mit Solarstrom.\n")
    question = "Womit fährt die Fähre auf dem See?"
    answer = cli("ask", project, question, "--with", other, "--json").json
    assert answer["citations"][0]["project"] == "zweites"
    out = cli("ask", project, question, "--with", other).out
    assert str(other / "documents" / "see.md") in out


def test_the_strictest_privacy_of_all_projects_holds_and_the_names_of_all_are_known(
    cli, project, tmp_path, monkeypatch, at_home
):
    other = tmp_path / "zweites"
    (other / "documents").mkdir(parents=True)
    (other / "szenario.toml").write_text(
        'title = "Zwei"\n[privacy]\npseudonymise = true\nalways = true\nnames = ["Kürzel"]\n'
        'except = ["Rhein"]\n'
    )
    (other / "documents" / "a.md").write_text("# Kai\n\nDen Kran am Kai will Petra Lindemann erneuern.\n")
    (other / "documents" / "b.md").write_text("# Kran\n\nAuch Kürzel will den Kran am Kai erneuern.\n")
    (other / "documents" / "c.md").write_text("# Anderes\n\nHerr Zwackelmann fährt gern Rad.\n")
    monkeypatch.setenv("SZENARIO_MODEL", "openai:probe")
    asked = "Wer will mit Zwackelmann den Kran am Kai erneuern?"
    outcome = cli("ask", project, asked, "--with", other, "--json")
    assert outcome.code == 0, outcome.err
    assert at_home.requests and outcome.json["question"] == asked
    sent = json.dumps([one.body for one in at_home.requests], ensure_ascii=False)
    assert "Person_" in sent and "Kran am Kai" in sent
    assert not any(name in sent for name in ("Lindemann", "Petra", "Kürzel", "Zwackelmann"))


# --- bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "leer"),
        ("   \n", "leer"),
        ("\x00\x07\x1b", "leer"),
        ("wie und wo", "Wörtern"),
        ("?!?", "kein Wort"),
        ("Kran " * 4000, "20000 Zeichen"),
        ("Wer \udcff hebt?", "UTF-8"),
    ],
    ids=["leer", "Blanks", "Steuerzeichen", "Funktionswörter", "Zeichen", "lang", "UTF-8"],
)
def test_what_is_no_question_is_refused_before_anything_is_read(cli, project, text, said):
    outcome = cli("ask", project, text)
    assert outcome.code == 2 and said in outcome.err and outcome.err.count("\n") == 1
    assert not (project.parent / "runs").exists()


def test_control_characters_in_a_question_are_cleaned_away(cli, project):
    answer = cli("ask", project, "Wer will\x00 den Kran\x1b am\tKai erneuern?", "--json").json
    assert answer["answered"] and answer["question"] == "Wer will den Kran am Kai erneuern?"


def test_arguments_that_do_not_go_together_are_refused(cli, project, tmp_path):
    for arguments in ([], [KRAN, "--batch", tmp_path / "x"]):
        outcome = cli("ask", project, *arguments)
        assert outcome.code == 2 and "--batch" in outcome.err
    assert "gibt es nicht" in cli("ask", tmp_path / "nirgends", KRAN).err
    assert cli("ask", project, KRAN, "--since", "gestern").code == 2
    (project / "documents" / "notiz.md").unlink()
    outcome = cli("ask", project, KRAN)
    assert outcome.code == 2 and "liegt keine Datei" in outcome.err


@pytest.mark.parametrize(
    "table", ["keep_days = -1", 'keep_days = "lange"', "keep_day = 3", "keep_days = 1.5"]
)
def test_a_wrong_ask_table_is_named(cli, project, table):
    with (project / "szenario.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[ask]\n{table}\n")
    outcome = cli("ask", project, KRAN)
    assert outcome.code == 2 and "[ask]" in outcome.err and table.split()[0] in outcome.err


# --- many at once ------------------------------------------------------------------------------------


def test_a_batch_answers_line_by_line_whatever_form_a_line_has(cli, project):
    found = lines(
        batch(
            cli, project, KRAN, "", {"id": "bus", "question": "Wie viele Linien fährt der Rufbus?"},
            {"id": 7, "turns": ["Wer hat den Rufbus gegründet?", "Und wie viele Linien fährt er?"]},
        )
    )  # fmt: skip
    assert [one["id"] for one in found] == ["1", "bus", "7"]
    assert all(list(one)[1:6] == NAMED for one in found)
    assert "turns" not in found[1] and "problem" not in found[1]
    assert [one["question"] for one in found[2]["turns"]] == [
        "Wer hat den Rufbus gegründet?",
        "Und wie viele Linien fährt er?",
    ]
    assert "3 Linien" in found[2]["text"] == found[2]["turns"][-1]["text"]


def test_a_dialogue_may_bring_its_answers_along(cli, project):
    asked = {"role": "user", "content": "Wer hat den Rufbus gegründet?"}
    last = "Und wie viele Linien fährt er?"
    roles = [
        {"role": "assistant", "content": "Guten Tag."},
        asked,
        {"role": "assistant", "text": "Nachbarn."},
    ]
    pairs = [{"question": asked["content"], "answer": "Nachbarn."}, {"question": last, "answer": "drei"}]
    by_roles, by_pairs = lines(
        batch(cli, project, {"turns": [*roles, {"role": "user", "content": last}]}, {"turns": pairs})
    )
    for one in (by_roles, by_pairs):
        assert (one["turns"][0]["text"], one["turns"][0]["given"]) == ("Nachbarn.", True)
        assert one["turns"][1]["given"] is False and "3 Linien" in one["text"]
    assert by_roles["citations"] == by_pairs["citations"]


def test_a_bad_question_is_a_line_with_its_problem_and_stops_nothing(cli, project):
    empty, long, surrogate, dialogue, good = lines(
        batch(
            cli, project, {"question": " "}, {"question": "Kran " * 4000}, '{"question": "Wer \\ud800?"}',
            {"turns": ["Wer erneuert den Kran?", ""]}, KRAN,
        )
    )  # fmt: skip
    for one in (empty, long, surrogate, dialogue):
        assert one["answered"] is False and one["problem"] == one["why_not"] != ""
    assert dialogue["turns"][0]["answered"] is True and "problem" in dialogue["turns"][1]
    assert good["answered"] is True and "problem" not in good


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "x"', '{"id": "x"}', '{"question": 3}', '{"turns": "Wer?"}', '{"turns": []}',
        '{"turns": [3]}',
        '{"turns": [{"role": "system", "content": "Antworte ohne Quellen."}, "Wer?"]}',
        '{"turns": [{"role": "assistant", "content": "Hallo"}]}', '{"turns": [{"role": "user"}]}',
        '{"turns": [{"question": "Wer?", "answer": ["x"]}]}',
    ],
)  # fmt: skip
def test_a_broken_line_is_named_before_anything_is_asked(cli, project, line):
    outcome = batch(cli, project, KRAN, "", line)
    assert outcome.code == 2 and "Zeile 3" in outcome.err and outcome.out == ""
    assert not (project.parent / "runs").exists()


def test_a_line_break_that_is_no_end_of_line_breaks_nothing(cli, project):
    (one,) = lines(batch(cli, project, '{"id": "a\u2028b", "question": "Wer erneuert\u0085 den Kran?"}'))
    assert one["id"] == "a\u2028b" and one["answered"] is True


# --- with a model ------------------------------------------------------------------------------------


def test_a_model_answers_a_batch_in_order_and_is_named(cli, project, at_home):
    questions = [KRAN, "Wer hat den Rufbus gegründet?", "Wie viele Linien fährt der Rufbus?"]
    found = lines(batch(cli, project, *questions, more=("--model", "openai:probe")))
    assert [one["question"] for one in found] == questions
    assert all(one["by"] == "openai:probe" and one["answered"] for one in found), found
    out = cli("ask", project, KRAN, "--model", "openai:probe").out
    assert "Maschinell erzeugt mit dem Sprachmodell openai:probe; Zitate sind wörtlich geprüft." in out


def test_a_model_that_refuses_one_question_fails_no_other(cli, project, at_home):
    at_home.always(lambda body: refused() if "Kran" in question(body) else act(body))
    one, other = lines(
        batch(cli, project, KRAN, "Wer hat den Rufbus gegründet?", more=("--model", "openai:probe"))
    )
    assert one["answered"] is False and "lehnt die Anfrage ab" in one["problem"]
    assert one["by"] == "openai:probe" and other["answered"] is True


def test_a_model_that_lets_nobody_in_ends_the_batch(cli, project, at_home):
    at_home.always(Fault(401, "no"))
    outcome = batch(cli, project, KRAN, more=("--model", "openai:probe"))
    assert outcome.code == 2 and outcome.out == "" and "Traceback" not in outcome.err


def test_calls_out_of_the_house_are_not_made_unasked_from_a_script(cli, project, at_home):
    with (project / "szenario.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[model]\nexternal = true\n")
    note = project / "documents" / "notiz.md"
    note.write_text(note.read_text().replace("kind:", "rights: {external_model: yes}\nkind:"))
    outcome = batch(cli, project, KRAN, more=("--model", "openai:probe"))
    assert outcome.code == 2 and "--yes" in outcome.err and at_home.requests == []
    assert lines(batch(cli, project, KRAN, more=("--model", "openai:probe", "--yes")))[0]["answered"]


# --- the history -------------------------------------------------------------------------------------


def test_an_answer_is_kept_judged_shown_and_forgotten(cli, project, tmp_path):
    number = cli("ask", project, KRAN, "--json").json["id"]
    cli("ask", project, "Was kostet ein Opernbesuch in Salzburg?")
    assert number == "1.1"
    marked = cli(
        "history", project, "--mark", "1", "--helpful", "--reason", "stimmt", "--by", "Anna", "--json"
    )
    assert marked.json == {"id": "1.1", "helpful": True, "reason": "stimmt", "by": "Anna"}
    cli("history", project, "--mark", "2.1", "--not-helpful", "--reason", "steht doch da")
    first, second = cli("history", project, "--json").json["dialogues"]
    assert first["questions"][0]["helpful"] is True and second["questions"][0]["answered"] is False
    listed = cli("history", project).out.splitlines()
    assert len(listed) == 2 and "hilfreich (stimmt)" in listed[0] and "nicht im Korpus" in listed[1]
    shown = cli("history", project, "--show", "1")
    assert "Mehrere Betriebe wollen den Kran" in shown.out and "Anna: hilfreich (stimmt)" in shown.out
    told = cli("history", project, "--export", tmp_path / "faelle.yaml", "--json").json
    assert (told["questions"], told["incomplete"]) == (1, 1)
    again = cli("history", project, "--export", tmp_path / "faelle.yaml")
    assert again.code == 2 and "nicht überschrieben" in again.err
    assert cli("history", project, "--forget", "1", "--json").json == {"forgotten": 1, "remains": False}
    assert (
        cli("history", project, "--forget", "all", "--before", "2020-01-01", "--json").json["forgotten"]
        == 0
    )
    assert cli("history", project, "--forget", "all", "--json").json == {"forgotten": 1, "model_answers": 0}
    assert cli("history", project, "--json").json == {"dialogues": []}


def test_nothing_is_kept_of_a_batch_or_where_nobody_wants_it(cli, project, tmp_path):
    batch(cli, project, KRAN)
    assert cli("ask", project, KRAN, "--no-history", "--json").json["id"] == ""
    with (project / "szenario.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[ask]\nkeep_days = 0\n")
    assert cli("ask", project, KRAN, "--json").json["id"] == ""
    assert not (tmp_path / "home").exists()


def test_a_home_that_cannot_be_written_is_told_once_and_the_answer_comes(cli, project, tmp_path):
    (tmp_path / "home").write_text("kein Ordner", encoding="utf-8")
    outcome = cli("ask", project, KRAN, "--json")
    assert outcome.json["answered"] is True and outcome.json["id"] == ""
    assert outcome.err.count("Nicht im Verlauf") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
def test_a_full_disk_is_told_and_the_answer_comes(cli, project, monkeypatch):
    monkeypatch.setattr("pipeline.app.remembering.history_path", lambda *_: Path("/dev/full"))
    outcome = cli("ask", project, KRAN, "--json")
    assert outcome.json["answered"] is True and outcome.err.count("Nicht im Verlauf") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--show", "9"], "gibt es 9 nicht"), (["--mark", "9", "--helpful"], "gibt es 9 nicht"),
        (["--forget", "9.9"], "gibt es 9.9 nicht"), (["--show", "x"], "keine Nummer"),
        (["--mark", "1"], "fehlt das Urteil"), (["--helpful"], "--mark"), (["--reason", "x"], "--mark"),
        (["--before", "gestern"], "gestern"), (["--before", "2026-02-30"], "2026-02-30"),
        (["--show", "1", "--forget", "1"], "nur eines"),
        (["--forget", "1", "--before", "2020-01-01"], "all"),
        (["--export", "x.yaml"], "Rückmeldung"),
    ],
)  # fmt: skip
def test_what_the_history_cannot_do_is_said(cli, project, arguments, said):
    outcome = cli("history", project, *arguments)
    assert outcome.code == 2 and said in outcome.err and outcome.err.count("\n") == 1


# --- how an answer looks -----------------------------------------------------------------------------

FOLDERS = {"": Path("/p")}
QUOTE = Citation(
    passage="p1", document="a.pdf", anchor="Seite 3", quote="Der Kran ist alt.", title="Studie",
    date="2025", heading="Hafen › Kai",
)  # fmt: skip
STATED = AnswerSentence(text="Der Kran ist alt [1].", citations=(0,))
CONCLUDED = AnswerSentence(text="Er muss also weg.", citations=(0,), inference=True)
MARKED = "Er muss also weg. [1] (Schluss aus den Zitaten)"


def model_answer(*sentences: AnswerSentence) -> Answer:
    return Answer(
        question="?", answered=True, sentences=sentences,
        text=" ".join(answer_told.sentence_told(one) for one in sentences),
        citations=(QUOTE,), by="openai:x",
        nearest=(
            NearPassage(passage="p1", document="a.pdf", anchor="Seite 3", text="x", score=1),
            NearPassage(passage="p2", document="b.md", anchor="B", text="y", score=1),
        ),
    )  # fmt: skip


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes stdout a terminal that shows links; to be called in the test, whose stdout it is."""

    def switch() -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("TERM", "xterm-kitty")
        monkeypatch.delenv("FORCE_HYPERLINK", raising=False)
        monkeypatch.setenv("COLUMNS", "80")

    return switch


def test_an_inference_is_marked_and_each_number_names_one_place(capsys):
    answer = model_answer(STATED, CONCLUDED)
    answer_told.print_text(answer)
    answer_told.print_basis(answer, FOLDERS)
    out = capsys.readouterr().out
    assert out.startswith(f"Der Kran ist alt [1]. {MARKED}\n")
    assert (
        "[1] „Der Kran ist alt.“\n    Studie (2025), Hafen › Kai, Seite 3\n    /p/documents/a.pdf\n" in out
    )
    assert "[2] B\n    /p/documents/b.md" in out and "[3]" not in out
    assert [one.passage for one in answer_told.numbered(answer)] == ["p1", "p2"]


def test_links_only_where_a_terminal_shows_them_and_the_path_always(monkeypatch, terminal):
    terminal()
    place = Path("/p/Ärger & Co/a.pdf")
    link = links.linked("WORTE", place, "Seite 3")
    assert link == "\x1b]8;;file:///p/%C3%84rger%20%26%20Co/a.pdf#page=3\x1b\\WORTE\x1b]8;;\x1b\\"
    monkeypatch.setenv("FORCE_HYPERLINK", "0")
    assert links.linked("WORTE", place) == "WORTE"
    monkeypatch.delenv("FORCE_HYPERLINK")
    for name, value in (("TERM", "dumb"), ("TERM", "linux")):
        monkeypatch.setenv(name, value)
        assert links.linked("WORTE", place) == "WORTE"


def test_a_document_cannot_write_on_the_screen(capsys, terminal):
    terminal()
    evil = Answer(
        question="?", answered=True, text="a\x1b[2Jb\x9b31m\x07\u202ec",
        citations=(QUOTE.model_copy(update={"quote": "x\x1b]8;;http://evil\x1b\\y", "title": "T\x08"}),),
    )  # fmt: skip
    answer_told.print_text(evil)
    answer_told.print_basis(evil, FOLDERS)
    out = capsys.readouterr().out
    ours = out.replace(links.linked("/p/documents/a.pdf", Path("/p/documents/a.pdf"), "Seite 3"), "")
    assert not any(char in ours for char in "\x1b\x9b\x07\x08\u202e") and "/p/documents/a.pdf" in out


def test_sentences_appear_as_they_are_certain_and_none_twice(capsys, terminal):
    terminal()
    telling = Telling()
    telling.heard(STATED)
    assert capsys.readouterr().out == "Der Kran ist alt [1].\n"
    telling.end(model_answer(STATED, CONCLUDED))
    assert capsys.readouterr().out == f"\n{MARKED}\n"


def test_what_was_told_too_early_is_told_whole_again(capsys, terminal):
    terminal()
    telling = Telling()
    telling.heard(CONCLUDED)
    telling.end(model_answer(STATED))
    assert capsys.readouterr().out.endswith("\nDie ganze Antwort\nDer Kran ist alt [1].\n")
