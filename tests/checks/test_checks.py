"""Each check finds what it is for, and leaves a clean text alone."""

import pytest

from pipeline import checks
from pipeline.checks import thresholds
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import StatementJudge
from pipeline.core.errors import InputError
from pipeline.core.settings import DraftSettings, Settings
from pipeline.core.types import (
    Cluster,
    Clusters,
    Factor,
    FactorValue,
    Findings,
    Narrative,
    Passage,
    Sentence,
    Sheet,
    Stability,
)

OWN = [
    "Nachbarn betreiben gemeinsam einen Rufbus und teilen sich die Fahrten zum Bahnhof.",
    "Betriebe teilen sich am Kai von Herne ein Lager mit 12 Toren.",
    "Auf den Dächern der Siedlung erzeugen Genossenschaften ihren Strom.",
]
FOREIGN = [
    "Ein Konzern schickt Wagen, wo es sich lohnt, und bucht den Preis sofort ab.",
    "Ein Konzern hat alle Plätze am Kai gepachtet und vergibt sie nach Gebot.",
    "Ein Versorger ändert den Tarif jede Stunde und sperrt, wer nicht zahlt.",
]
DOCUMENT = (
    "Die Stadtwerke haben im Jahr 2024 insgesamt 37 Ladesäulen errichtet und wollen damit den Verkehr "
    "in den Wohngebieten der nördlichen Stadtteile spürbar verändern."
)


@pytest.fixture(scope="module")
def ground() -> Ground:
    factors = tuple(
        Factor(
            id=f"f{n}",
            name=name,
            rolle="Schlüsselfaktor",
            values=(
                FactorValue(id=f"f{n}a", label=f"Eigenes {name}", text=own),
                FactorValue(id=f"f{n}b", label=f"Fremdes {name}", text=foreign),
            ),
        )
        for n, (name, own, foreign) in enumerate(
            zip(("Fahren", "Lagern", "Strom"), OWN, FOREIGN, strict=True), start=1
        )
    )
    clusters = Clusters(
        mode="partition",
        seed=1,
        objective=1.0,
        bound="",
        stability=Stability(restarts=1, best=1, median=1, worst=1, agreement=1),
        clusters=(
            Cluster(id="c1", name="Die geteilte Region", members={f"f{n}": f"f{n}a" for n in (1, 2, 3)}),
            Cluster(id="c2", name="Die verkaufte Region", members={f"f{n}": f"f{n}b" for n in (1, 2, 3)}),
        ),
    )
    passage = Passage(id="p1", document="d.md", anchor="A", heading="Verkehr", text=DOCUMENT)
    settings = Settings(
        title="T", region="Region", name_pattern="Die … Region", draft=DraftSettings(words=(10, 80))
    )
    return Ground(Sheet(factors=factors), clusters, (passage,), settings)


def told(*texts: str, cluster: str = "c1", rohgeruest: bool = False) -> Narrative:
    sentences = tuple(Sentence(text=text, basis="edited", paragraph=1) for text in texts)
    return Narrative(cluster=cluster, title=cluster, rohgeruest=rohgeruest, sentences=sentences)


def check(narratives: list[Narrative], ground: Ground) -> Findings:
    return checks.check(narratives, ground, StatementJudge())


def check_one(case: Case) -> Findings:
    return checks.check_one(case, StatementJudge())


def kinds(ground: Ground, *texts: str) -> dict[str, str]:
    return {f.kind: f.severity for f in check_one(Case(told(*texts), ground)).findings}


def test_a_clean_text_has_no_findings_but_says_what_was_not_judged(ground):
    found = check([told("Im Jahr 2035 ist vieles anders.", *OWN)], ground)
    assert {finding.kind for finding in found.findings} == {"eigene_worte"}, "it repeats the values"
    assert [s.judged for s in found.sentences] == [False, True, True, True]
    assert "nicht" in found.not_judged[0] and "1 von 4" in found.not_judged[0]


def test_a_statement_of_another_cluster_is_found_and_blocks(ground):
    found = check_one(Case(told("2035.", OWN[0], FOREIGN[1]), ground))
    (finding,) = (f for f in found.findings if f.kind == "fremde_aussage")
    assert finding.sentence == 3 and finding.severity == "block" and finding.evidence == "f2b"
    assert found.sentences[2].suspicion > 0.9 and found.sentences[2].judged
    assert found.sentences[1].suspicion < 0.1


def test_a_paraphrase_of_another_cluster_is_more_suspicious_than_one_of_the_own(ground):
    found = check_one(
        Case(
            told(
                "Wer fahren will, wird vom Wagen eines Konzerns geholt, sofern es sich für ihn lohnt.",
                "Wer fahren will, bestellt bei den Nachbarn den gemeinsamen Rufbus.",
            ),
            ground,
        )
    )
    foreign, own = found.sentences
    assert foreign.suspicion > 0.5 > own.suspicion
    assert not foreign.judged and not own.judged


def test_a_negated_statement_is_flagged_to_be_read(ground):
    turned = OWN[2].replace("erzeugen Genossenschaften ihren", "erzeugen Genossenschaften keinen")
    assert kinds(ground, "2035.", turned).get("umgekehrte_aussage") == "warn"


@pytest.mark.parametrize("number", ["4711", "38 %", "1.250", "2031"])
def test_a_number_without_source_blocks(ground, number):
    assert kinds(ground, f"Im Jahr 2035 sind es {number}.").get("zahl_unbelegt") == "block"


@pytest.mark.parametrize("told", ["12 Tore", "37 Ladesäulen", "das Jahr 2024", "12", "3 Wege"])
def test_a_number_from_value_passage_or_settings_is_fine(ground, told):
    assert "zahl_unbelegt" not in kinds(ground, f"Für 2035 gilt: {told}.")


@pytest.mark.parametrize(
    "number",
    ["siebzehn Höfe", "hundertdreißig Leute", "neun Prozent", "neun Höfe", "viermal", "dreiwöchig"],
)
def test_a_spelt_number_without_source_is_to_be_looked_at(ground, number):
    assert kinds(ground, f"Im Jahr 2035 sind es {number}.").get("zahl_unbelegt") == "warn"


@pytest.mark.parametrize(
    "told", ["siebenunddreißig Säulen", "zwölf Tore", "zwei Höfe", "zweimal", "neun", "hundert Ideen"]
)
def test_a_spelt_number_of_the_sources_or_a_round_or_small_one_is_fine(ground, told):
    assert "zahl_unbelegt" not in kinds(ground, f"Für 2035 gilt: {told}.")


@pytest.mark.parametrize(
    "told",
    [
        "Geld kommt 2035 aus dem Förderprogramm Revierstart.",
        "Der Verein Zeitbrücke schreibt 2035 die Stunden gut.",
        "Das Landesamt für Pflegeaufsicht prüft 2035 jeden Monat.",
        "Ein Unternehmen, die Helvocom, hat 2035 alles verkabelt.",
        "Das Lager gehört 2035 der Sonnberg-Gruppe.",
        "In der Asklia-Klinik operieren 2035 Roboter.",
        "Der Knappenbund Glückauf besteht 2035 nicht mehr.",
        "Gepflegt wird 2035 von der Helvocom.",
    ],
)
def test_a_name_is_told_by_what_it_stands_behind_or_within(ground, told):
    assert kinds(ground, told).get("name_unbelegt") == "warn"


@pytest.mark.parametrize(
    "told",
    [
        "2035 bringt der Verein Menschen zusammen.",
        "Das Amt prüft 2035 nichts.",
        "Oben gibt es 2035 Pool und Garten.",
        "Die Haus-Gruppe trifft sich 2035.",
        "2035 schlägt das System Alarm, und am Online-Portal wartet niemand.",
    ],
)
def test_a_common_word_there_is_no_name(ground, told):
    assert "name_unbelegt" not in kinds(ground, told)


def test_a_number_that_counts_something_else_is_to_be_looked_at(ground):
    assert kinds(ground, "Im Jahr 2035 sind es 37 Sekunden.").get("zahl_unbelegt") == "warn"


@pytest.mark.parametrize(
    "told",
    ["Ein Drittel bleibt 2035 fort.", "2035 geht jede dritte.", "Es dauert 2035 eine Viertelstunde."],
)
def test_a_share_without_source_is_to_be_looked_at(ground, told):
    assert kinds(ground, told).get("zahl_unbelegt") == "warn"


def test_a_year_of_the_sources_belongs_to_what_they_say_of_it(ground):
    assert kinds(ground, "Seit 2024 schweigen 2035 die Glocken.").get("zahl_unbelegt") == "warn"


def test_a_short_quotation_of_somebody_needs_a_source(ground):
    assert kinds(ground, "„Ganz anders“, sagt 2035 eine Anwohnerin.").get("zitat_unbelegt") == "block"
    assert "zitat_unbelegt" not in kinds(ground, "Die „neue Ruhe“ von 2035 gefällt vielen.")


def test_a_sentence_that_denies_more_than_its_value_ranks_higher(ground):
    fair, turned = (
        check_one(Case(told(text), ground)).sentences[0].suspicion
        for text in (
            "Nachbarn fahren 2035 im gemeinsamen Rufbus zum Bahnhof und teilen sich die Kosten.",
            "Nachbarn fahren 2035 nie im gemeinsamen Rufbus zum Bahnhof und teilen sich keine Kosten.",
        )
    )
    assert turned > fair


def test_names_without_source_are_to_be_looked_at(ground):
    assert kinds(ground, "In Herne und in Wanne meldet sich die Rheintal Holding GmbH.").get(
        "name_unbelegt"
    )
    assert "name_unbelegt" not in kinds(ground, "Am Kai von Herne steht ein Lager.")


def test_a_trade_or_a_thing_behind_its_article_is_no_name(ground):
    for text in ("Der Sattler am Leinpfad schließt früh.", "Eine Kundin wartet beim Sattler."):
        assert "name_unbelegt" not in kinds(ground, text)


def test_invented_quotations_block_and_true_ones_do_not(ground):
    assert kinds(ground, "2035 heißt es: „Wir haben das nie so gewollt“.")["zitat_unbelegt"] == "block"
    assert "zitat_unbelegt" not in kinds(ground, "2035 gilt: „Betriebe teilen sich am Kai von Herne“.")


def test_copying_more_than_twelve_words_blocks(ground):
    words = DOCUMENT.split()
    assert kinds(ground, "2035: " + " ".join(words[:13]))["abgeschrieben"] == "block"
    assert "abgeschrieben" not in kinds(ground, "2035: " + " ".join(words[:12]))


def test_horizon_and_length(ground):
    assert kinds(ground, "Alles bleibt.")["horizont"] == "warn"
    assert kinds(ground, "Im Jahr 2044 ist alles anders.")["horizont"] == "block"
    assert kinds(ground, "Im Jahr 2035 kurz.")["laenge"] == "warn"
    assert kinds(ground)["laenge"] == "block"


def test_missing_key_values_are_named(ground):
    found = check_one(Case(told("Im Jahr 2035 ist das Wetter schön.", OWN[0]), ground))
    (finding,) = (f for f in found.findings if f.kind == "schluesselwert_fehlt")
    assert (
        finding.severity == "warn" and "„Lagern“" in finding.message and "„Fahren“" not in finding.message
    )


def test_two_texts_too_alike_and_the_blind_contrast(ground):
    found = check([told(*OWN), told(*OWN, cluster="c2")], ground)
    by_kind = {f.kind: f for f in found.findings}
    assert by_kind["zu_aehnlich"].severity == "block"
    assert by_kind["kontrasttest"].cluster == "c2" and by_kind["kontrasttest"].evidence == "c1"
    clean = check([told(*OWN), told(*FOREIGN, cluster="c2")], ground)
    assert not {"zu_aehnlich", "kontrasttest"} & {f.kind for f in clean.findings}


def test_an_unedited_rohgeruest_blocks(ground):
    found = check([told(*OWN, rohgeruest=True)], ground)
    assert ("rohgeruest", "block") in {(f.kind, f.severity) for f in found.findings}


def test_a_missing_threshold_is_an_error_and_never_a_pass(monkeypatch):
    monkeypatch.setattr(thresholds, "_all", lambda: {"abgeschrieben": {"longest_run": "viele"}})
    with pytest.raises(InputError, match="longest_run"):
        thresholds.threshold("abgeschrieben", "longest_run")
    with pytest.raises(InputError, match="zu_aehnlich"):
        thresholds.threshold("zu_aehnlich", "largest_share")


def test_a_statement_with_one_word_changed_is_suspicious(ground):
    turned = FOREIGN[0].replace("lohnt,", "nicht lohnt,")
    found = check_one(Case(told("2035.", turned, cluster="c2"), ground))
    assert found.sentences[1].suspicion >= 0.8 and "umgekehrte_aussage" in found.sentences[1].kinds
    other = OWN[1].replace("Lager", "Hotel")
    assert check_one(Case(told(other), ground)).sentences[0].suspicion >= 0.6


def test_a_label_of_another_cluster_is_found(ground):
    quoted = check_one(Case(told("Für 2035 steht „Fremdes Lagern“ im Vordergrund."), ground)).findings
    assert ("fremde_aussage", "block") in {(f.kind, f.severity) for f in quoted}
    assert kinds(ground, "Für 2035 steht fremdes Lagern im Vordergrund.").get("fremde_aussage") == "warn"
    assert "fremde_aussage" not in kinds(ground, "Für 2035 steht „Eigenes Lagern“ im Vordergrund.")
