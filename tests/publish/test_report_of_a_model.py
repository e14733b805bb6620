"""What the report says of texts that a model wrote or read: who did what, text by text."""

import html
import json
import re
from pathlib import Path

import pytest
from model_server import Act, ModelServer, Said
from puppet import act, wanted


def with_bases(body) -> Act:
    """The scripted model, whose drafts begin with an inference and a named passage."""
    said = act(body)
    if wanted(body) != "Draft" or not isinstance(said, Said):
        return said
    draft = json.loads(said.text or "")
    draft["saetze"][0]["grundlage"] = "inference"
    shown = re.findall(r"^Passage (\S+) \(", body["messages"][1]["content"], re.MULTILINE)
    if shown:
        draft["saetze"][1].update(grundlage="evidence", passagen=shown[:1])
    return Said(json.dumps(draft, ensure_ascii=False))


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        server.always(with_bases)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def page_of(outcome) -> str:
    assert outcome.code == 0, outcome.err
    return html.unescape((Path(outcome.json["run"]) / "report.html").read_text(encoding="utf-8"))


def run(cli, project, *more: str):
    return cli("run", project, "--json", *(more or ("--model", "openai:probe")))


def edited(path: str) -> None:
    """One more sentence by hand, in a paragraph of its own."""
    text = Path(path)
    text.write_text(text.read_text(encoding="utf-8") + "\nVon Hand geschrieben.\n", encoding="utf-8")


def test_the_bases_of_a_model_are_its_word(cli, project, at_home):
    page = page_of(run(cli, project))
    assert ">Folgerung</a>" in page and ">Zusammenfassung</a>" not in page
    assert ">Beleg laut Sprachmodell</a>" in page and ">Beleg</a>" not in page
    assert "<blockquote>Genannte Passage: " in page and "Zum Thema" not in page


NEAR = "Damals hatten Nachbarn einen Rufbus gegründet, der Dörfer und Bahnhof verband."
WORDS = "Nachbarn haben einen Rufbus gegründet, der Dörfer und Bahnhof verbindet."
FREE = "rights: {external_model: yes, quote: free, export: yes}"


@pytest.mark.parametrize(
    ("said", "rights", "shown"),
    [
        (NEAR, FREE, f"notiz.md, Nahverkehr: „{WORDS}“"),
        (NEAR, "kind: notiz", "Nur Verweis."),
        ("Die Kammern gaben sich eine neue Satzung.", FREE, "(Passage genannt, Wortlaut nicht gefunden)"),
    ],
)
def test_evidence_shows_its_words_where_rights_allow(cli, project, at_home, said, rights, shown):
    note = project / "documents" / "notiz.md"
    note.write_text(note.read_text(encoding="utf-8").replace("kind: notiz", rights), encoding="utf-8")

    def act_with_evidence(body) -> Act:
        done = with_bases(body)
        if wanted(body) == "Draft" and isinstance(done, Said):
            draft = json.loads(done.text or "")
            known = re.search(
                r"^Passage (\S+) \([^)]*\):?(?:(?!^Passage ).)*Rufbus gegründet",
                body["messages"][1]["content"],
                re.M | re.S,
            )
            if known:
                draft["saetze"][1].update(text=said, grundlage="evidence", passagen=[known[1]])
            return Said(json.dumps(draft, ensure_ascii=False))
        return done

    at_home.always(act_with_evidence)
    outcome = run(cli, project)
    page = page_of(outcome)
    assert shown in page, re.findall(r"<blockquote>.*?</blockquote>", page)
    assert (f"„{WORDS}“" in page) == (said == NEAR and rights == FREE)
    ledgers = [Path(one).with_suffix("").with_suffix(".ledger.json") for one in outcome.json["narratives"]]
    quotes = [
        quote["quote"]
        for ledger in ledgers
        for one in json.loads(ledger.read_text(encoding="utf-8"))["sentences"]
        for quote in one.get("quotations", [])
        if one["text"] == said
    ]
    assert set(quotes) == ({WORDS} if said == NEAR else set())


def test_a_rohgeruest_has_the_labels_it_had(cli, project):
    page = page_of(run(cli, project, "--offline"))
    assert ">Zusammenfassung</a>" in page and "Folgerung" not in page and "Genannte" not in page
    assert "Die Tabelle ist gerechnet" in page and "Gelesen hat" not in page
    assert "anders als gelesen" not in page and "Ein Sprachmodell hat mitgeschrieben" not in page


def test_the_contrast_test_says_who_computed_and_who_read(cli, project, at_home):
    outcome = run(cli, project)
    page = page_of(outcome)
    assert "Die Tabelle ist gerechnet" in page
    assert "Gelesen hat die Absätze das Sprachmodell openai:probe; Befunde dazu stehen oben." in page
    found = json.loads((Path(outcome.json["run"]) / "findings.json").read_text(encoding="utf-8"))
    assert not [one for one in found["findings"] if one["kind"] == "kontrasttest"], "gelesen: alles am Ort"
    table = page[page.index("<h3>Kontrasttest</h3>") : page.index('id="tabelle"')]
    rows = [re.findall(r"<td[^>]*>(\d+) %(.*?)</td>", row) for row in table.split("<tr>")[2:]]
    shares = [[int(share) for share, _ in row] for row in rows]
    astray = [row.index(max(row)) != at for at, row in enumerate(shares)]
    assert any(astray), "die Texte der Puppe erzählen ihr Szenario nicht"
    marked = [any("gerechnet anders als gelesen" in mark for _, mark in row) for row in rows]
    assert marked == astray, "gezeichnet ist genau, was gerechnet woanders liegt"


def test_banners_tell_a_kept_text_of_a_model_from_a_rohgeruest(cli, project, at_home):
    first = run(cli, project)
    edited(first.json["narratives"][0])
    page = page_of(run(cli, project, "--offline"))
    assert "vom Sprachmodell, 1 von 9 Sätzen bearbeitet" in page
    kept, raw = re.findall(r'<article class="column".*?<h3>(.*?)</h3>', page, re.DOTALL)
    assert f"Von ihm stammt der Entwurf zu „{kept}“" in page
    assert f"Rohgerüst, nicht zur Veröffentlichung: „{raw}“" in page and "Diese Texte fügen" in page
    assert "Szenarienwerk und dem Sprachmodell openai:probe" in page
    assert ">Folgerung</a>" in page and ">Zusammenfassung</a>" in page


def test_a_reworked_rohgeruest_is_not_told_as_a_models(cli, project, at_home):
    first = run(cli, project, "--offline")
    text = Path(first.json["narratives"][0])
    told = re.sub(r"(?m)^(\w+)", r"\1 also", text.read_text(encoding="utf-8"))
    text.write_text(f"{told}\nEins von Hand.\n\nZwei von Hand. Drei von Hand.\n", encoding="utf-8")
    page = page_of(run(cli, project))
    kept, drafted = re.findall(r'<article class="column".*?<h3>(.*?)</h3>', page, re.DOTALL)
    assert f"Von ihm stammt der Entwurf zu „{drafted}“" in page and f"Entwurf zu „{kept}“" not in page
    assert '<span class="tag">bearbeitet</span>' in page and "nicht zur Veröffentlichung" not in page


def test_a_proposed_value_names_the_proposal_and_no_group(cli, project):
    values = project / "values.yaml"
    text = values.read_text(encoding="utf-8")
    proposed = text.replace("{id: bus", '{group: "Vorschlag (Sprachmodell openai:probe)", id: bus')
    values.write_text(proposed.replace("{id: hafen", "{group: A1, id: hafen"), encoding="utf-8")
    page = page_of(run(cli, project, "--offline"))
    assert "“, Vorschlag (Sprachmodell openai:probe)" in page and "Gruppe Vorschlag" not in page
    assert "“ (Gruppe A1)" in page
