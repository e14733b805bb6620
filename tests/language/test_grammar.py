"""An adverb in front turns the verb; a sentence that is not of the plain form is left alone."""

import pytest

from pipeline.language.grammar import continued, fronted, tags

TURNED = {
    "Ein Amt prüft jedes Modell.": "Zugleich prüft ein Amt jedes Modell.",
    "Die Städte teilen ihre Daten.": "Zugleich teilen die Städte ihre Daten.",
    "Jede Stadt hat ihr eigenes Netz.": "Zugleich hat jede Stadt ihr eigenes Netz.",
    "Kein Amt weiß Bescheid.": "Zugleich weiß kein Amt Bescheid.",
    "Wasserstoff ist teuer.": "Zugleich ist Wasserstoff teuer.",
    "Busse fahren nur noch am Tag.": "Zugleich fahren Busse nur noch am Tag.",
    "Nachbarn und Handwerker bauen gemeinsam.": "Zugleich bauen Nachbarn und Handwerker gemeinsam.",
    "Das Amt und die Kammer prüfen das Modell.": "Zugleich prüfen das Amt und die Kammer das Modell.",
    "Der Betrieb kann selbst entscheiden.": "Zugleich kann der Betrieb selbst entscheiden.",
    "Die Zahl der Busse sinkt um 3,5 Prozent.": "Zugleich sinkt die Zahl der Busse um 3,5 Prozent.",
    "Der Strom vom Dach versorgt die Halle.": "Zugleich versorgt der Strom vom Dach die Halle.",
    "Die Betriebe teilen sich ein Lager.": "Zugleich teilen sich die Betriebe ein Lager.",
    "Die Geräte verstehen sich, auch nachts.": "Zugleich verstehen sich die Geräte, auch nachts.",
    "Die Betriebe helfen sich.": "Zugleich helfen sich die Betriebe.",
    "Man fügt sich, weil es sein muss.": "Zugleich fügt man sich, weil es sein muss.",
    "Gute Technik gilt als solide und kommt spät.": "Zugleich gilt gute Technik als solide und kommt spät.",
    "Die Leute wollen mitreden.": "Zugleich wollen die Leute mitreden.",
    "Die IHK-Mitglieder stimmen ab.": "Zugleich stimmen die IHK-Mitglieder ab.",
    "Jeder Betrieb fährt selbst, und niemand baut noch Gleise.": (
        "Zugleich fährt jeder Betrieb selbst, und niemand baut noch Gleise."
    ),
    "Der Stadt gehört das Netz.": "Zugleich gehört der Stadt das Netz.",
    "Zwei Ämter prüfen das Modell.": "Zugleich prüfen zwei Ämter das Modell.",
    "Grüner Strom ist teuer.": "Zugleich ist grüner Strom teuer.",
    "Duisburger Betriebe fahren nachts.": "Zugleich fahren Duisburger Betriebe nachts.",
    "EU-weite Regeln gelten für alle.": "Zugleich gelten EU-weite Regeln für alle.",
    "Anträge werden gezählt und beschieden.": "Zugleich werden Anträge gezählt und beschieden.",
    "Alle reden mit.": "Zugleich reden alle mit.",
    "Ein Bus fährt": "Zugleich fährt ein Bus",
}

LEFT_ALONE = {
    "Objekt vorn": [
        "Den Rest erledigt die Maschine.",
        "Einen Antrag braucht niemand.",
        "Jeden Antrag prüft das Amt.",
        "Diesen Weg geht die Stadt allein.",
        "Ihrem Amt fehlt Geld.",
        "Strom liefert das Dach.",
        "Gute Einfälle hütet man.",
        "Die Preise bestimmt der Markt.",
        "Das Modell prüft ein Amt.",
        "Das Modell prüfen zwei Ämter.",
        "Ihr Netz bauen die Städte selbst.",
        "Die Regeln schreibt Brüssel.",
        "Die Regeln macht niemand.",
        "Die Daten verwaltet jede Stadt selbst.",
        "Die Akten kennt er.",
        "Anträge stellt hier kaum noch jemand.",
        "Neunzig Tage Reserve verlangt die Verordnung.",
        "Das Radio aus Hörde hören bei uns alle.",
        "Freie Programme nutzen Studierende.",
        "Das Netz bauen sie selbst.",
    ],
    "Prädikat vorn": ["Ein Erfolg ist das nicht.", "Eine Pflicht gibt es nicht.", "Das Ergebnis sind wir."],
    "Nebensatz": [
        "Wenn der Bus kommt, steigen alle ein.",
        "Obwohl ein Amt prüft, fehlt Geld.",
        "Dass ein Amt prüft, ist neu.",
        "Ob ein Amt prüft, bleibt offen.",
        "Wer zahlt, wird schnell abgeholt.",
        "Was die Kolleginnen nicht haben wollen, wird abgeschaltet.",
        "Die Menschen, die hier leben, fahren Rad.",
        "Der Rufbus fährt, wenn ihn jemand bestellt.",
    ],
    "Infinitiv": [
        "Neue Geräte zu kaufen lohnt sich nicht.",
        "Ein Rad zu leihen kostet nichts.",
        "Zu reparieren lohnt sich.",
        "Rad fahren macht Spaß.",
        "Strom sparen lohnt sich.",
        "Waren teilen spart Geld.",
        "Geräte leihen statt kaufen ist normal.",
        "Alte Maschinen reparieren kostet weniger als kaufen.",
    ],
    "Es und andere Pronomen": [
        "Es fährt kein Bus mehr.",
        "Es gibt Strom.",
        "Sie fährt nach Herne.",
        "Das ist neu.",
    ],
    "Aufzählung": [
        "Busse, Bahnen und Räder teilen sich die Straße.",
        "Ein Bus, ein Zug, ein Rad.",
        "Ein Rechner, ein Raum, ein Team: mehr braucht es nicht.",
        "Die Stadt, die IHK und die Betriebe zahlen gemeinsam.",
    ],
    "anderes vorn": [
        "Im Saal der alten Zeche stimmen Bäckerinnen ab.",
        "Auch die Stadt zahlt.",
        "Gemeinsam bauen Städte ein Netz.",
        "Ist das Netz voll, warten alle.",
        "Das Amt „Neu“ prüft alles.",
    ],
    "kein Satz": ["", " ", "Prüft das Amt?", "Ein leeres Feld", "!"],
}


@pytest.mark.parametrize("sentence", TURNED)
def test_the_subject_goes_behind_the_verb(sentence: str) -> None:
    assert fronted("Zugleich", sentence) == TURNED[sentence]


@pytest.mark.parametrize("kind", LEFT_ALONE)
def test_a_sentence_of_another_form_is_left_alone(kind: str) -> None:
    assert {sentence: fronted("Zugleich", sentence) for sentence in LEFT_ALONE[kind]} == dict.fromkeys(
        LEFT_ALONE[kind]
    )


@pytest.mark.parametrize("adverb", ["Dort", "Am Ende", "Noch dazu"])
def test_the_adverb_stands_as_it_was_given(adverb: str) -> None:
    assert fronted(adverb, "Ein Amt prüft jedes Modell.") == f"{adverb} prüft ein Amt jedes Modell."


@pytest.mark.parametrize("sentence", TURNED)
def test_turning_loses_no_word(sentence: str) -> None:
    turned = fronted("Zugleich", sentence)
    assert turned is not None
    before = sorted(word.strip(".,").lower() for word in f"Zugleich {sentence}".split())
    assert sorted(word.strip(".,").lower() for word in turned.split()) == before


@pytest.mark.parametrize(
    ("sentence", "goes_on"),
    [
        ("Ein Amt prüft jedes Modell.", "ein Amt prüft jedes Modell."),
        ("Sie fährt nach Herne.", "sie fährt nach Herne."),
        ("Wer zahlt, fährt.", "wer zahlt, fährt."),
        ("Grüner Strom kostet wenig.", "grüner Strom kostet wenig."),
        ("Busse fahren nachts.", "Busse fahren nachts."),
        ("Duisburger Betriebe fahren nachts.", "Duisburger Betriebe fahren nachts."),
        ("IHK und Kammern beraten.", "IHK und Kammern beraten."),
        ("EU-weite Regeln gelten.", "EU-weite Regeln gelten."),
        ("„Das reicht“, sagt sie.", "„Das reicht“, sagt sie."),
        ("", ""),
        (" ", " "),
    ],
)
def test_after_a_semicolon_only_nouns_and_names_stay_large(sentence: str, goes_on: str) -> None:
    assert continued(sentence) == goes_on


def test_every_word_and_mark_has_its_tag() -> None:
    assert tags("Ein Amt prüft jedes Modell.") == (
        ("Ein", "ART"),
        ("Amt", "NN"),
        ("prüft", "VV(FIN)"),
        ("jedes", "PIAT"),
        ("Modell", "NN"),
        (".", "$."),
    )
    assert tags("") == ()
