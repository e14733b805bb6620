"""`szenario search` as people and scripts call it: filters, several projects, places, what is alike."""

import json

import pytest

from pipeline.app.cli import search_told

BUS = "Der Rufbus der Nachbarn fährt jetzt auch am Sonntag, und zwar auf vier Linien."
LONG = "\n\n".join(
    f"Der Speicher von Haus {name} liefert Strom an die Nachbarn der ganzen Straße. " * 9
    for name in ("Anton", "Berta", "Cäsar")
)


@pytest.fixture
def series(project, tmp_path):
    """The project, with more documents, and another one of the same series."""
    documents = project / "documents"
    (documents / "berichte").mkdir()
    head = "---\nkind: bericht\ndate: {}\n---\n{}\n"
    (documents / "berichte/bus.md").write_text(head.format("November 2025", BUS), encoding="utf-8")
    (documents / "berichte/kopie.md").write_text(head.format("2025-12-01", BUS), encoding="utf-8")
    (documents / "strom.md").write_text(f"# Strom\n\n{LONG}", encoding="utf-8")
    other = tmp_path / "nachbar"
    (other / "documents").mkdir(parents=True)
    (other / "szenario.toml").write_text('title = "Nachbar 2035"\nregion = "Nebenan"\n', encoding="utf-8")
    (other / "documents" / "bus.md").write_text(BUS.replace("vier", "7"), encoding="utf-8")
    return project


def test_filters_narrow_a_search_and_each_hit_says_what_it_is(cli, series):
    (hit,) = cli("search", series, "Rufbus", "--since", "2025-11", "--until", "2025-11", "--json").json[
        "hits"
    ]
    assert (hit["document"], hit["kind"], hit["date"]) == ("berichte/bus.md", "bericht", "November 2025")
    assert (hit["project"], hit["also"], hit["passages"], hit["alike"]) == (
        "probe",
        [],
        [hit["passage"]],
        [],
    )
    for only in (["--document", "notiz.md"], ["--kind", "notiz"]):
        (hit,) = cli("search", series, "Rufbus", *only, "--json").json["hits"]
        assert hit["document"] == "notiz.md" and hit["heading"] == "Verkehr › Nahverkehr"
    found = cli(
        "search", series, "Rufbus", "--document", "berichte/", "--document", "notiz.md", "--json"
    ).json
    assert {hit["document"] for hit in found["hits"]} == {
        "berichte/bus.md",
        "notiz.md",
    } and "note" not in found


def test_a_filter_that_fits_nothing_says_what_there_is_and_finds_nothing(cli, series, tmp_path):
    outcome = cli("search", series, "Rufbus", "--kind", "studie", "--json")
    assert outcome.code == 0 and outcome.json["hits"] == []
    assert "„studie“" in outcome.json["note"] and "bericht (2)" in outcome.json["note"]
    outcome = cli("search", series, "Rufbus", "--document", "fehlt.md")
    assert (outcome.code, outcome.out) == (0, "") and "notiz.md" in outcome.err
    batch = tmp_path / "fragen.txt"
    batch.write_text("Rufbus\nKran\n", encoding="utf-8")
    for line in cli("search", series, "--batch", batch, "--since", "2026").out.splitlines():
        assert json.loads(line)["hits"] == [] and "--since 2026" in json.loads(line)["note"]


def test_what_has_no_date_is_said_to_be_left_out(cli, series):
    outcome = cli("search", series, "Rufbus", "--since", "2025")
    assert "notiz.md" not in outcome.out and "2 Dokumente ohne Datum" in outcome.err


@pytest.mark.parametrize(
    "wrong",
    [
        ["Rufbus", "--since", "Herbst"],
        ["Rufbus", "--since", "2026", "--until", "2025"],
        ["Rufbus", "--like", "p1"],
        ["--like", "p1"],
        ["Rufbus", "--with", "fehlt"],
        [],
    ],
)
def test_what_cannot_be_asked_is_one_message(cli, series, wrong):
    outcome = cli("search", series, *wrong)
    assert (outcome.code, outcome.out) == (2, "")
    assert [line.startswith("Fehler: ") for line in outcome.err.splitlines()][-1:] == [True]


def test_a_wrong_filter_is_told_before_anything_is_read(cli, series, tmp_path):
    cli("search", series, "Rufbus", "--since", "bald")
    assert not (tmp_path / "runs").exists()


def test_copies_are_shown_once_and_neighbours_as_one(cli, series):
    hits = cli("search", series, "Wann fährt der Rufbus?", "--json").json["hits"]
    (bus,) = [hit for hit in hits if hit["document"].startswith("berichte/")]
    assert len(bus["alike"]) == 1 and bus["alike"][0]["document"].startswith("berichte/")
    (power,) = [
        hit for hit in cli("search", series, "Speicher", "--json").json["hits"] if "Anton" in hit["text"]
    ]
    assert len(power["passages"]) == 3 and power["passage"] in power["passages"]
    assert power["text"].index("Anton") < power["text"].index("Berta") < power["text"].index("Cäsar")
    assert "Fast wortgleich: berichte/" in cli("search", series, "Rufbus", "--kind", "bericht").out


def test_projects_of_a_series_are_asked_together(cli, series, tmp_path):
    hits = cli("search", series, "Rufbus", "--with", tmp_path / "nachbar", "--json").json["hits"]
    assert {hit["project"] for hit in hits} == {"probe", "nachbar"}
    out = cli("search", series, "Rufbus", "--with", tmp_path / "nachbar", "--only-project", "nachbar").out
    assert out.splitlines()[0].startswith("1. nachbar: bus.md, ") and "2. " not in out
    assert (tmp_path / "runs/nachbar/passages.jsonl").is_file()
    added = tmp_path / "nachbar" / "documents" / "neu.txt"
    added.write_text("Eine Seilbahn quert das Tal.", encoding="utf-8")
    (hit,) = cli("search", series, "Seilbahn", "--with", tmp_path / "nachbar", "--json").json["hits"]
    assert (hit["project"], hit["document"]) == ("nachbar", "neu.txt")


def test_what_is_like_a_passage_is_found_by_its_id(cli, series):
    (bus,) = cli("search", series, "Rufbus", "--kind", "notiz", "--json").json["hits"]
    near = cli("search", series, "--like", bus["passage"], "-k", "2", "--offline", "--json").json["hits"]
    assert near[0]["document"].startswith("berichte/") and len(near) == 2
    assert bus["passage"] not in [one for hit in near for one in hit["passages"]]
    (only,) = cli("search", series, "--like", bus["passage"], "--document", "strom.md", "--json").json[
        "hits"
    ]
    assert only["document"] == "strom.md"
    assert f"] {near[0]['passage']}" in cli("search", series, "--like", bus["passage"]).out


def test_lines_are_wrapped_between_words_on_a_terminal_alone(cli, series, monkeypatch):
    (line,) = [
        line for line in cli("search", series, "Rufbus", "-k", "1").out.splitlines() if "fährt" in line
    ]
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(search_told, "_watched", lambda: True)
    out = cli("search", series, "Speicher der Nachbarn", "-k", "2").out
    assert max(len(one) for one in out.splitlines()) <= 60 and " ".join(out.split()).count(
        "Speicher von Haus"
    )
    assert line.startswith("   ") and len(line) > 60


def test_what_cannot_be_seen_does_not_count_in_a_question_nor_steer_a_terminal(cli, series, tmp_path):
    asked = cli("search", series, "Ruf\u00adbus\x07 \udcff", "--kind", "notiz", "--json").json
    assert asked == cli("search", series, "Rufbus", "--kind", "notiz", "--json").json and asked["hits"]
    outcome = cli("search", series, "\x07\u00ad")
    assert outcome.code == 2 and "leer" in outcome.err
    batch = tmp_path / "fragen.jsonl"
    batch.write_text('{"id": "a", "query": "Rufbus \\ud83d"}\n', encoding="utf-8")
    assert json.loads(cli("search", series, "--batch", batch).out)["query"] == "Rufbus"
    (series / "documents" / "boese.txt").write_text("Xylophon \x1b[2J spielt.", encoding="utf-8")
    out = cli("search", series, "Xylophon").out
    assert "spielt" in out and "\x1b" not in out


@pytest.mark.parametrize("text", ["der die das", "x" * 20_000, "???"])
def test_what_ask_refuses_is_not_searched_for_either(cli, project, text):
    outcome = cli("search", project, text)
    assert outcome.code == 2 and outcome.err and not outcome.out
