"""Mutants: what each rule makes of a sentence, what it leaves alone, and the same each time."""

import pytest
from small_world import world

from pipeline.core.types import Narrative, Sentence
from pipeline.evaluation.mutants import mutants_of
from pipeline.evaluation.mutants.antonyms import reversed_words
from pipeline.evaluation.mutants.clause_order import reordered
from pipeline.evaluation.mutants.deciding import exchanged
from pipeline.evaluation.mutants.figures import counted, remarked
from pipeline.evaluation.mutants.invented_names import named, quoted
from pipeline.evaluation.mutants.negation_in import denied
from pipeline.evaluation.mutants.negation_out import affirmed
from pipeline.evaluation.mutants.paraphrase import reworded
from pipeline.evaluation.mutants.quantity import recounted
from pipeline.evaluation.mutants.variants import plain, variants

OWN = (
    "Die Nachbarn betreiben ihren Rufbus gemeinsam, und niemand zahlt dafür an einen Konzern.",
    "Jede Werkstatt hat einen Schlüssel zum Lager, weil alle den Kran bezahlen.",
    "Am Kai entscheidet eine Abstimmung der Betriebe über die Liegeplätze.",
    "Auf vielen Dächern erzeugen Genossenschaften ihren Strom, deshalb bleiben die Preise niedrig.",
    "Die Fahrerin kennt die Fahrgäste, obwohl der Bus oft voll ist.",
    "Kleine Betriebe teilen sich die Aufträge und die Kosten im Jahr 2035.",
    "Der Meister zeigt den Lehrlingen die Anlage, sofern sie wollen.",
    "Wer kein Auto hat, kommt trotzdem jeden Abend nach Hause.",
)
OTHER = (
    "Ein Konzern schickt Wagen, wo es sich lohnt, und die Preise steigen sofort.",
    "Zwei Konzerne haben die Plätze am Kai gepachtet, weil die Stadt kein Geld hat.",
    "Der Versorger ändert den Tarif stündlich und sperrt jeden Haushalt, der nicht zahlt.",
    "Die Händlerin wartet lange auf einen Stellplatz, obwohl viele leer stehen.",
    "Manche Familien heizen selten, denn Strom ist teuer geworden.",
    "Kunden bewerten die Fahrer, und schlechte Noten kosten Aufträge.",
    "Am Automaten im Bahnhof bedient niemand mehr die alten Leute.",
    "Eine Behörde prüft die Verträge der Anbieter kaum noch.",
)
PAST = "Damals gehörten die Kräne noch der Stadt."


def text(cluster: str, sentences: tuple[str, ...], value: str, basis: str = "value") -> Narrative:
    return Narrative(
        cluster=cluster,
        title=cluster,
        rohgeruest=False,
        sentences=tuple(Sentence(text=one, basis=basis, values=(value,), paragraph=1) for one in sentences),
    )


TEXTS = (text("c1", OWN, "f1a"), text("c2", OTHER, "f1b"))


@pytest.mark.parametrize(
    ("rule", "sentence", "mutant"),
    [
        (affirmed, "Den Rechenweg kennt hier niemand.", "Den Rechenweg kennt hier jeder."),
        (affirmed, "Einen Teamleiter haben sie nicht mehr.", "Einen Teamleiter haben sie noch immer."),
        (affirmed, "Das Programm kennt keine Lieblinge.", "Das Programm kennt viele Lieblinge."),
        (
            affirmed,
            "Der Kasten hat keine Leitung nach draußen.",
            "Der Kasten hat eine Leitung nach draußen.",
        ),
        (affirmed, "Was er nicht anhalten kann, verkauft er.", "Was er anhalten kann, verkauft er."),
        (affirmed, "Nie kamen Aufträge an.", "Immer kamen Aufträge an."),
        (
            denied,
            "Jedem Mitglied gehört ein Anteil am Rechner.",
            "Jedem Mitglied gehört kein Anteil am Rechner.",
        ),
        (
            denied,
            "Viele wählten das Modell, weil der Inhaber haftete.",
            "Viele wählten das Modell, weil der Inhaber nicht haftete.",
        ),
        (recounted, "Jede Firma hütet ihre Zahlen.", "Kaum eine Firma hütet ihre Zahlen."),
        (
            recounted,
            "Viele Bewerberinnen haben die Chance ergriffen.",
            "Wenige Bewerberinnen haben die Chance ergriffen.",
        ),
        (
            recounted,
            "Die Friseurin zahlt jedes halbe Jahr mehr.",
            "Die Friseurin zahlt jedes halbe Jahr weniger.",
        ),
        (recounted, "Zwanzig Minuten dauert die Fahrt.", "Zwei Minuten dauert die Fahrt."),
        (reversed_words, "Den Meister nennen viele gerecht.", "Den Meister nennen viele ungerecht."),
        (reversed_words, "Die Preise sinken.", "Die Preise steigen."),
        (reversed_words, "Er zahlt einen teuren Umweg.", "Er zahlt einen billigen Umweg."),
        (
            exchanged,
            "Es entscheiden nicht die Nutzer, sondern die Hersteller.",
            "Es entscheiden nicht die Hersteller, sondern die Nutzer.",
        ),
        (exchanged, "Der Meister prüft den Lehrling.", "Der Lehrling prüft den Meister."),
        (
            exchanged,
            "Erlaubt ist nur, was eine Behörde geprüft hat.",
            "Erlaubt ist nur, was eine Firma geprüft hat.",
        ),
        (
            reworded,
            "Weil hier nichts passiert, kommen die Betriebe gern.",
            "Die Betriebe kommen gern, da hier nichts passiert.",
        ),
        (
            reworded,
            "Deshalb teilten Werkstätten und Amtsstuben sich die Pflege.",
            "Darum teilten Amtsstuben und Werkstätten sich die Pflege.",
        ),
    ],
)
def test_a_rule_changes_what_it_is_for_and_nothing_else(rule, sentence, mutant):
    assert mutant in rule(sentence)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (affirmed, "Nicht nur die Kräne stehen still."),
        (affirmed, "Es hilft nicht der Staat, sondern die Nachbarin."),
        (affirmed, "Ein Stadtteil braucht nicht zu bitten."),
        (denied, "Niemand hat hier einen Anteil am Rechner."),
        (denied, "Bis ein Programm sie einteilt, warten die Leute."),
        (recounted, "Im Jahr 2035 fährt der Bus."),
        (recounted, "Jedes Jahr fährt der Bus."),
        (reversed_words, "Die Aufträge sind nicht teuer."),
        (reversed_words, "Sie kochen einige Wochen lang."),
        (exchanged, "Es regnet."),
        (reworded, "Er unterschrieb."),
    ],
)
def test_a_sentence_that_does_not_surely_allow_a_change_is_left_alone(rule, sentence):
    assert rule(sentence) == []


def test_a_clause_does_not_move_before_the_one_it_speaks_of():
    assert reordered("Der Meister murrt, weil er zahlen muss.") is None


def test_invented_figures_and_names_stand_where_the_grammar_takes_them():
    [figure] = counted("Am Kai stehen die Kräne.", frozenset())
    assert (
        figure.startswith("Am Kai stehen die ")
        and figure.endswith(" Kräne.")
        and any(map(str.isdigit, figure))
    )
    known = frozenset(str(number) for number in range(1000))
    assert counted("Die Daten liegen in der Halle.", known) == []
    [person] = named("Heute wählt eine Sachbearbeiterin im Rathaus die Hotline.")
    assert person.startswith("Heute wählt Sachbearbeiterin ") and person.endswith(
        " im Rathaus die Hotline."
    )
    assert person.split()[3] not in ("eine", "die")
    assert named("Ein Anbieter aus Velbert schweigt.") == []
    [firms] = named("Betriebe teilen die Kosten.")
    assert firms.startswith("Betriebe wie ") and firms.endswith(" teilen die Kosten.")
    sentence = "Der Bus fährt, wohin ihn die Leute rufen."
    assert remarked(sentence, frozenset())[0].startswith("Der Bus fährt, wohin ihn die Leute rufen, w")
    assert quoted(sentence)[0].startswith("Der Bus fährt, wohin ihn die Leute rufen, wie ")
    assert remarked("Fährt der Bus?", frozenset()) == quoted("Fährt der Bus?") == []


def test_a_figure_that_a_source_names_is_not_invented():
    free = counted("Am Kai stehen die Kräne.", frozenset())[0].split()[4]
    other = counted("Am Kai stehen die Kräne.", frozenset({free}))[0].split()[4]
    assert other != free


def test_all_kinds_are_made_differ_from_their_originals_and_come_out_alike_each_time():
    drawn = mutants_of(TEXTS, world())
    assert {one.kind for one in drawn} == {"swap", "flip", "invented", "paraphrase"}
    assert drawn == mutants_of(TEXTS, world())
    by_cluster = {one.cluster: one for one in TEXTS}
    for one in drawn:
        original = by_cluster[one.cluster].sentences[one.index - 1].text
        assert one.text != original and one.text[0].isupper() and "  " not in one.text
        if one.kind == "swap":
            other = OTHER if one.cluster == "c1" else OWN
            assert one.text in other
    for kind in ("swap", "flip", "invented", "paraphrase"):
        for cluster in ("c1", "c2"):
            assert sum((one.kind, one.cluster) == (kind, cluster) for one in drawn) <= 5
    assert len(mutants_of(TEXTS, world(), most=1)) <= 8


def test_what_may_be_turned_round_and_still_be_fair_is_neither_flipped_nor_swapped_in():
    told = text("c1", (PAST, *OWN[:2]), "f1a")
    drawn = mutants_of((told, text("c2", OTHER, "f1b", "illustration")), world())
    assert not [one for one in drawn if one.kind == "flip" and (one.cluster, one.index) == ("c1", 1)]
    assert not [one for one in drawn if one.kind == "flip" and one.cluster == "c2"]
    assert not [one for one in drawn if one.kind == "swap" and one.cluster == "c1"]
    assert PAST not in [one.text for one in drawn if one.kind == "swap"]


def test_each_mutant_stands_once_in_its_place_between_sentences_that_are_as_they_were():
    drawn = [one for one in mutants_of(TEXTS, world()) if one.cluster == "c1"]
    made = variants(TEXTS[0], mutants_of(TEXTS, world()))
    assert sorted(one.text for row in made for one in row.mutants.values()) == sorted(
        one.text for one in drawn
    )
    words = plain(TEXTS[0])
    for row in made:
        for number, sentence in enumerate(row.narrative.sentences, start=1):
            mutant = row.mutants.get(number)
            assert sentence.text == (mutant.text if mutant else words.sentences[number - 1].text)
            assert mutant is None or number + 1 not in row.mutants
            assert (sentence.values, sentence.basis) == ((), "edited")
