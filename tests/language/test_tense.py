"""What counts as a sentence of the way that led here: asked of drafts, so false alarms cost calls."""

import pytest

from pipeline.language.tense import tells_past

PAST = """
Der Hafen gehörte lange einem Konzern, bis die Betriebe ihn zurückkauften.
Zuerst kam der Strom vom Dach, dann schlossen sich die Straßen zusammen.
Vor zehn Jahren standen hier Container.
Die Stadt hat das Amt aufgelöst.
Weil der Bund zögerte, hielten die Kreise an der Regel fest.
Er galt als verloren.
Niemand bot mehr einen Kredit an.
Das Netz ist ausgebaut worden.
Mit der Zeit wuchs daraus ein Verein.
Man trug die Akten ins Archiv und ließ sie liegen.
Begonnen hat es mit einem Streit um die Gebühren.
Als die Fördermittel ausliefen, sprangen die Sparkassen ein.
So blieb nur ein Anbieter.
Der Rat beschloss eine Satzung, gegen die der Einzelhandel klagte.
Aus Umfragen wurden Abstimmungen.
Seit die Leitstelle umzog, ist der Weg kürzer geworden.
Die Pflegedienste taten sich zusammen.
Ein Gericht verbot die Auswertung.
Das Vertrauen ist langsam gewachsen.
Die Kommunen hatten auf eigene Technik verzichtet.
Man stritt lange um die Leitung.
Dann brachte ein Ausfall das Umdenken.
Die Kanäle zerfielen, ehe jemand zahlte.
Die Kliniken schoben den Tausch der Geräte auf.
Kaum ein Betrieb las die Bedingungen.
""".strip().split("\n")

PRESENT = """
Die Betriebe bieten Kurse an und warten auf Antwort.
Die Leute arbeiten hier, weil sie es können.
Am Kai bleibt der Kran stehen.
Er leitet das Amt und bietet Rat.
Das Netz ist ausgebaut.
Der Zugang ist an Bedingungen geknüpft.
Niemand kann sagen, was das kostet.
Die Werkstätten halten zusammen.
Es könnte anders sein, und wir würden es nicht merken.
Die Pflegerin trägt das Gerät am Gürtel.
Die Kinder wachsen mit der Technik auf.
Die Schulen sammeln Geräte und verteilen sie.
Die Leitungen sind alt, aber sie werden gepflegt.
Er tritt zurück und vertritt niemanden.
Die Zulieferer haben kaum Spielraum.
Die Daten liegen in den Betrieben und bleiben dort.
Handwerker tauschen Teile, statt neue zu kaufen.
""".strip().split("\n")


@pytest.mark.parametrize("sentence", PAST)
def test_preterite_and_perfect_are_past(sentence: str):
    assert tells_past(sentence)


@pytest.mark.parametrize("sentence", PRESENT)
def test_present_state_and_subjunctive_are_not(sentence: str):
    assert not tells_past(sentence)
