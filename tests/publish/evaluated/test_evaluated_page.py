"""eval.html as text: the verdict, the order of what to do, the evidence, and what rights forbid to show."""

import html
import re
from dataclasses import replace

import pytest
from judged_world import (
    HOSTILE,
    NUMBER,
    evaluated,
    material,
    narratives,
    page,
    reviewed,
    suite,
)

from pipeline.core.types import Finding, Rights, Sentence
from pipeline.evaluation.nouns import Waiver
from pipeline.evaluation.results import (
    About,
    Agreement,
    Change,
    Comparison,
    Flicker,
    JudgeFigures,
    KindFigures,
    Wavering,
)
from pipeline.evaluation.review import Review, Reviewed
from pipeline.evaluation.world import small_world
from pipeline.narratives.ledger import text_hash


def said(text: str) -> str:
    """What a reader sees of a page, without its script and style."""
    body = text[text.index("<body>") :]
    body = re.sub(r"<script.*?</script>", " ", body, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def ok(cluster: str, number: int, text: str, verdict: str = "ok") -> Review:
    return Review(
        cluster=cluster, sentence=number, text_hash=text_hash(text), verdict=verdict, by="Eva Beispiel",
        date="2026-11-20", note="gelesen",
    )  # fmt: skip


def all_read(verdict: str = "ok") -> Reviewed:
    lines = [
        ok(one.cluster, number, sentence.text, verdict)
        for one in narratives()
        for number, sentence in enumerate(one.sentences, start=1)
    ]
    return Reviewed(tuple(lines))


def test_every_link_leads_somewhere_and_nothing_is_fetched():
    of = material(NUMBER)
    text = page(of, evaluated(of, suite()))
    places = set(re.findall(r'id="([^"]+)"', text))
    linked = set(re.findall(r'href="#([^"]+)"', text))
    assert linked <= places and len(places) == len(re.findall(r'id="([^"]+)"', text))
    assert set(re.findall(r'(?:src|href)="([^"#]+)"', text)) == {"report.html"}
    assert not re.search(r"https?:|@import|url\(", text) and "default-src 'none'" in text
    assert page(of, evaluated(of, suite())) == text


def test_a_blocked_page_opens_with_the_verdict_then_says_what_to_do_then_shows_evidence():
    of = material(NUMBER)
    ruled = evaluated(of, suite())
    text = said(page(of, ruled))
    [blocking] = [one for one in ruled.ruling.obstacles if one.sort == "block"]
    told = [
        "Gesperrt: 1 Punkt steht im Weg, 2 weitere sind nicht beurteilt.",
        "1 Der Text ist falsch",
        "2 Niemand hat es beurteilt",
        "0 Das Sprachmodell hat versagt",
        "Was jetzt zu tun ist",
        "Berichtigen, oder eine Ausnahme verantworten",
        f"szenario publish LAUF --waive {blocking.id} --by NAME --reason GRUND",
        "4 Sätze warten auf ein Urteil",
        "szenario eval LAUF",
        "Was im Weg steht",
        "Die Suiten",
        "Die Texte, Satz für Satz",
        "Die Quellen",
        "Wie gut die Prüfung ist",
    ]
    assert [text.index(one) for one in told] == sorted(text.index(one) for one in told)


def test_a_finding_leads_to_its_sentence_that_to_its_source_and_back():
    of = material(NUMBER)
    text = page(of)
    [finding] = re.findall(r'<tr id="b-\w+".*?</tr>', text, re.S)[:1]
    assert 'href="#t1-s2"' in finding and 'href="#p1"' in finding
    sentence = text[text.index('<li id="t1-s2"') : text.index('<li id="t1-s3"')]
    assert 'href="#p1">Die Studie, Häfen</a> „52 Millionen Tonnen“' in sentence
    assert re.search(r'href="#b-\w+"', sentence)
    source = text[text.index('<section class="source" id="p1"') :]
    assert "Die Hafenbehörde Duisport rechnet" in source.split("</section>")[0]
    assert 'href="#t1-s2">Die gesteuerte Ruhrregion, Satz 2</a>' in source.split("</section>")[0]
    assert 'id="v1"' in text and "Kräne und Fahrzeuge arbeiten ohne Fahrer" in text


def test_a_passed_page_names_who_read_who_waived_and_how_to_release():
    of = reviewed(material(NUMBER), all_read())
    [obstacle] = evaluated(of, suite()).ruling.obstacles
    waiver = Waiver(finding=obstacle.id, by="Ali Probe", reason="aus dem Workshop", date="2026-11-19")
    old = Waiver(
        finding="00000000", by="Jo Öhm", reason="alt", date="2026-11-18", about="Ein anderer Satz."
    )
    passed = evaluated(of, suite(), waivers=(waiver, old))
    text = said(page(of, passed))
    assert passed.verdict == "pass"
    assert "Bestanden: Nichts steht der Veröffentlichung im Weg; 1 Ausnahme ist namentlich" in text
    assert "Von 4 Sätzen: 4 von Menschen gelesen." in text and "Woran es liegt" not in text
    assert "szenario publish LAUF --by NAME --body STELLE --scope ZWECK" in text
    assert "Ali Probe , 19.11.2026: aus dem Workshop" in text
    assert "Zugelassen von Ali Probe: aus dem Workshop" in text
    assert "Ein anderer Satz. Jo Öhm, 18.11.2026: alt" in text
    assert "Stimmt, sagt Eva Beispiel (20.11.2026)" in text and "Stimmt Satz" not in text


def test_a_sentence_that_a_person_found_wrong_is_the_texts_fault():
    of = reviewed(material(), all_read("wrong"))
    text = said(page(of))
    assert "4 Der Text ist falsch" in text and "0 Niemand hat es beurteilt" in text
    assert "Stimmt nicht, sagt Eva Beispiel (20.11.2026)" in text and "„gelesen“" in text


def test_a_figure_that_misses_its_line_by_little_is_not_rounded_up_to_it():
    of = material()
    text = said(page(of, evaluated(of, suite(0.4996))))
    assert "49,96 % mindestens 50 % Weniger ist zu wenig." in text.replace("Schwelle:", "")
    assert "nicht zu berechnen" in said(page(of, evaluated(of, suite(float("nan")))))
    assert 'href="#wert-probe-share"' in page(of, evaluated(of, suite(0.4)))


def test_tables_lead_to_sentences_and_passages_that_no_sentence_names():
    of = material()
    text = page(of, evaluated(of, suite()))
    assert '<td><a href="#t2-s1">hier</a></td><td class="bad"><a href="#p3">dort</a></td>' in text
    assert "In Bottrop betreibt eine Genossenschaft" in text


def test_what_is_no_part_of_the_release_is_named():
    of = material()
    assert "Nicht Teil dieser Freigabe 2 · Probe" in said(page(of, evaluated(of, others=[suite()])))


def test_what_was_not_measured_is_said_and_what_was_is_shown():
    of = material()
    bare = said(page(of))
    assert bare.count("nicht gemessen") >= 4 and "Modell, Prompts und Kosten sind nicht bekannt." in bare
    judge = JudgeFigures(
        judge="openai:x",
        kinds=(
            KindFigures(kind="all", sentences=40, recall=0.975, false_alarms=0.0, auc=0.991),
            KindFigures(kind="swap", sentences=3, recall=None, false_alarms=None, auc=None),
        ),
    )
    full = evaluated(of).model_copy(
        update={
            "judges": (judge,),
            "told": ("Der Prüfer ist zu schwach.",),
            "flicker": Flicker(
                judge="openai:x", repeats=3, sentences=4, share=0.25,
                wavering=(Wavering(cluster="c2", sentence=1, alarms=1, judged=3),),
            ),
            "labelled": (Agreement(first="Eva", second="Ali", sentences=12, kappa=-0.081),),
            "comparison": Comparison(
                against="gestern",
                changes=(
                    Change(suite="probe", metric="share", title="Anteil", before=0.5, now=0.4, low=-0.2,
                           high=0.05, verdict="unclear"),
                    Change(suite="probe", metric="x", title="Ixe", before=None, now=0.4, verdict="unclear"),
                ),
                told=("Eine Kennzahl ist neu.",),
            ),
            "about": About(
                project="Probe", run="mein lauf", date="2026-11-22", models=("openai:x",),
                judged_by="openai:x", prompts={"draft.md.j2": "ab" * 32}, calls=1200, tokens=34567,
            ),
        }
    )  # fmt: skip
    text = said(page(of, full, "runs/mein lauf"))
    for one in (
        "openai:x als Prüfer: Satz aus einem anderen Text: nicht gemessen, Sinn umgekehrt: nicht gemessen",
        "Satz aus einem anderen Text 3 nicht gemessen nicht gemessen nicht gemessen",
        "Der Prüfer ist zu schwach.",
        "openai:x als Prüfer urteilte bei 25 % von 4 Sätzen nicht jedes Mal gleich",
        "Die geteilte Ruhrregion, Satz 1 : Alarm in 1 von 3 Urteilen",
        "Eva Ali 12 −0,08",
        "Verglichen mit gestern",
        "50 % 40 % −10,0 (−20,0 bis +5,0) nicht zu sagen",
        "Ixe probe nicht zu berechnen 40 % –",
        "Eine Kennzahl ist neu.",
        "1.200 Aufrufe, 34.567 Token, Kosten nicht bekannt",
        "draft.md.j2 abababababab",
        "szenario eval 'runs/mein lauf'",
        "geprüft am 22.11.2026",
    ):
        assert one in text, one


def test_words_of_people_are_text_and_nothing_else():
    text = page(material(NUMBER.model_copy(update={"message": HOSTILE})))
    assert HOSTILE in said(text)
    assert text.count("<script") == text.count("</script>") == 2
    assert "<img" not in text


@pytest.mark.parametrize("right", [Rights(), Rights(quote="short", export=True), Rights(quote="free")])
def test_words_of_a_protected_document_are_nowhere(right: Rights):
    words = small_world().passages[0].text
    copied = Sentence(text=words, basis="evidence", passages=("w1",), paragraph=1)
    told = narratives({"c1": (copied, copied)})
    finding = NUMBER.model_copy(update={"message": f"Kopiert: „{words}“", "evidence": words})
    of = material(finding, told=told, rights=right)
    note = ok("c1", 1, "Ein früherer Satz.").model_copy(update={"note": words, "text": words})
    of = reviewed(of, Reviewed((note,)))
    text = page(of, evaluated(of, suite(told=words)))
    assert "schlugen die Häfen" not in text and "Hafenbehörde Duisport rechnet" not in text
    assert "[Satz 1 wiederholt „Die Studie“, Häfen (studie.md)" in text and "Nur Verweis." in text
    assert "Notizen mit geschütztem Wortlaut" in text
    of = reviewed(material(finding, told=told), Reviewed((note,)))
    assert "schlugen die Häfen" in page(of)


def test_remarks_that_people_put_into_review_yaml_stay_on_top_of_it():
    of = replace(material(), review_text="# Frau Öhm liest ab Satz 3\n- cluster: c1\n")
    assert "# Frau Öhm liest ab Satz 3\\n" in page(of)


def test_a_run_without_texts_says_so():
    of = material()
    empty = replace(of, narratives=(), findings=of.findings.model_copy(update={"sentences": ()}))
    text = said(page(empty))
    assert "Es gibt keinen Text." in text and "Zu „Die gesteuerte Ruhrregion“ gibt es keinen Text." in text


def judge_of(*kinds: tuple[str, int, float | None], by_hand: bool = False) -> JudgeFigures:
    made = [KindFigures(kind=k, sentences=n, recall=r, false_alarms=0.125, auc=r) for k, n, r in kinds]
    return JudgeFigures(judge="offline", kinds=tuple(made), by_hand=by_hand)


def boxed(figures: JudgeFigures) -> str:
    """What stands beside the verdict of how good the checking is."""
    of = material()
    text = said(page(of, evaluated(of).model_copy(update={"judges": (figures,)})))
    return text[text.index("Wie gut die Prüfung selbst ist") : text.index("Alle Werte")]


def test_beside_the_verdict_the_weakest_kind_of_fault_comes_first_and_all_together_last():
    text = boxed(judge_of(("all", 60, 0.69), ("swap", 20, 1.0), ("flip", 20, 0.06), ("invented", 20, 0.9)))
    told = ["Sinn umgekehrt: 6 % gefunden", "Name: 90 % gefunden", "Text: 100 % gefunden", "zusammen 69 %"]
    assert [text.index(one) for one in told] == sorted(text.index(one) for one in told)
    assert "falscher Alarm bei 12,5 % der richtigen Sätze" in text and "AUC" not in text


@pytest.mark.parametrize(
    "figures",
    [
        judge_of(("all", 20, 1.0), ("swap", 20, 1.0), ("invented", 20, 1.0), ("flip", 0, None)),
        judge_of(("all", 20, 1.0), ("swap", 20, 1.0), ("invented", 20, 1.0), ("flip", 4, 1.0)),
        judge_of(("all", 20, 1.0), ("swap", 20, 1.0), ("invented", 20, 1.0)),
    ],
)
def test_there_is_no_figure_of_all_faults_where_one_kind_was_not_measured(figures):
    text = boxed(figures)
    assert "zusammen" not in text
    assert text.index("Sinn umgekehrt: nicht gemessen") < text.index("100 % gefunden")


def test_answers_written_by_people_are_no_figure_of_a_judge_beside_the_verdict():
    every = (("all", 60, 1.0), ("swap", 20, 1.0), ("flip", 20, 1.0), ("invented", 20, 1.0))
    assert "100" not in boxed(judge_of(*every, by_hand=True))


def test_beside_a_sentence_that_waits_stands_what_its_scenario_says_of_it():
    told = narratives(
        {"c1": (Sentence(text="Am Kai fahren Kräne ganz allein.", basis="edited", paragraph=1),)}
    )
    of = material(told=told)
    text = page(of)
    waits = text[text.index('<li id="t1-s1"') : text.index("</article>")]
    assert '<a href="#v1">' in waits and "Automaten löschen die Schiffe" in waits and "Gruppe A" in waits
    assert "Kräne und Fahrzeuge arbeiten ohne Fahrer" in waits
    assert 'id="v1"' in text and "against: " in text[text.index("lesedaten") :]
    assert "„stimmt“ heißt" in said(text) and "„stimmt nicht“ heißt" in said(text)
    read = reviewed(of, Reviewed((ok("c1", 1, told[0].sentences[0].text),)))
    assert "Automaten löschen die Schiffe" not in page(read)


def test_what_nobody_judged_and_what_does_not_apply_is_said_so():
    of = material()
    ruled = evaluated(of, suite(None))
    assert "Anteil Eins von zweien. nicht beurteilt mindestens" in said(page(of, ruled))
    [only] = ruled.suites
    none = only.model_copy(
        update={"metrics": tuple(one.model_copy(update={"verdict": "pass"}) for one in only.metrics)}
    )
    text = said(page(of, ruled.model_copy(update={"suites": (none,)})))
    assert "Anteil Eins von zweien. entfällt mindestens" in text
    assert "0 Kennzahlen in 1 Suite" in text and "1 ohne Wert" in text


def test_two_counts_of_the_key_factors_say_what_each_counts():
    found = Finding(cluster="c1", sentence=None, kind="schluesselwert_fehlt", severity="info",
                    message="Erkennbare Schlüsselfaktoren: 1 von 2; nicht gefunden: „X“.")  # fmt: skip
    assert "nicht gefunden: „X“. Hier zählt nur der Text, wie er entworfen ist" in said(
        page(material(found))
    )


def test_the_second_file_to_download_is_explained():
    assert "Für die Freigabe zählt nur review.yaml" in said(page(material()))
