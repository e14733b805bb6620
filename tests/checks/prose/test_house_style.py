"""stil.yaml: what it may say, what is refused and how that is told, and what its rules find in a text."""

from pathlib import Path

import pytest
from good_text import case

from pipeline.checks.prose import findings as prose
from pipeline.checks.prose.style_reading import load_style
from pipeline.checks.prose.style_sheet import Forbidden, Lengths, StyleSheet, rules
from pipeline.core.errors import InputError

WHOLE = """\
# Hausstil
preferred:
  Handy: Mobiltelefon
forbidden:
  - Bürger
  - {word: Akteur, reason: sagt nicht wer}
gender: Doppelnennung
address: keine
spellings:
  Potential: Potenzial
  e-mail: E-Mail
sentences: {average: [12, 20], longest: 30}
strict: true
"""


def sheet(folder: Path, text: str) -> StyleSheet:
    (folder / "stil.yaml").write_text(text, encoding="utf-8")
    return load_style(folder)


def test_a_whole_sheet_is_read_and_none_is_empty(tmp_path):
    assert load_style(tmp_path) == StyleSheet() == sheet(tmp_path, "# noch nichts\n")
    assert sheet(tmp_path, WHOLE) == StyleSheet(
        preferred={"Handy": "Mobiltelefon"},
        forbidden=(Forbidden(word="Bürger"), Forbidden(word="Akteur", reason="sagt nicht wer")),
        gender="Doppelnennung",
        address="keine",
        spellings={"Potential": "Potenzial", "e-mail": "E-Mail"},
        sentences=Lengths(average=(12, 20), longest=30),
        strict=True,
    )
    assert sheet(tmp_path, "gender:\nstrict: false\n") == StyleSheet()


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("gender: neutral\ntonfall: frech\n", 2, "„tonfall“.*gibt es nicht.*preferred"),
        ("gender: Binnen-I\n", 1, "„gender“.*Binnen-I.*Genderstern"),
        ("\naddress: ihr\n", 2, "„address“.*Sie, du, keine"),
        ("forbidden: Bürger\n", 1, "„forbidden“.*keine Liste"),
        ("forbidden:\n- {wort: Bürger}\n", 1, "„forbidden“.*word"),
        ("forbidden: ['…']\n", 1, "kein Wort"),
        ("preferred: [Handy]\n", 1, "„preferred“.*keine Paare"),
        ("preferred: {Handy: 3}\n", 1, "Paar aus zwei Wörtern"),
        ("spellings: {Potenzial: Potenzial}\n", 1, "für sich selbst"),
        ("sentences: {average: [22, 14]}\n", 1, "geht nicht auf"),
        ("sentences: {average: 14}\n", 1, "keine ganzen Zahlen"),
        ("sentences: {laengster: 14}\n", 1, "„sentences“.*passt nicht"),
        ("strict: ja\n", 1, "weder true noch false"),
        ("- Bürger\n", 1, "Möglich sind"),
        ("gender: neutral\ngender: neutral\n", 2, "doppelt"),
        ("gender: 'neutral\n", 1, "YAML"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line_and_what_is_possible(tmp_path, text, line, told):
    with pytest.raises(InputError, match=f"(?s)stil.yaml.*{told}") as error:
        sheet(tmp_path, text)
    assert f"Zeile {line}" in str(error.value) or "YAML" in told


def kinds(text: str, style: StyleSheet) -> dict[str, str]:
    return {one.kind: one.evidence for one in prose.of_a_text(case((text,), style=style)) if one.sentence}


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("Bürger", "Den Bürgern gehört das Haus.", "Bürgern"),
        ("Bürger", "Der Bürgermeister kommt.", ""),
        ("Bürger", "„Die Bürger sind müde“, steht an der Wand.", ""),
        ("Haus", "Viele Häuser stehen leer.", "Häuser"),
        ("gehen", "Er ging nach Hause.", "ging"),
        ("Essen", "Sie essen am Kai.", ""),
        ("nachhaltig", "Nachhaltige Wege führen zum Kai.", "Nachhaltige"),
        ("am Ende des Tages", "Der Bus kommt am Ende des Tages.", "am Ende des Tages"),
        ("am Ende des Tages", "Am Ende des Weges steht ein Kran.", ""),
    ],
)
def test_a_forbidden_word_is_found_in_its_forms_and_as_a_word_alone(word, text, found):
    assert kinds(text, StyleSheet(forbidden=(Forbidden(word=word),))).get("stil_verboten", "") == found


def test_the_reason_and_the_better_word_are_told():
    style = StyleSheet(
        forbidden=(Forbidden(word="Akteur", reason="sagt nicht wer"),), preferred={"Handy": "Telefon"}
    )
    messages = [
        one.message for one in prose.of_a_text(case(("Die Akteure nehmen das Handy.",), style=style))
    ]
    assert "sagt nicht wer" in messages[0] and "„Telefon“" in messages[1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Das Potential ist groß.", "Potential"),
        ("Die Potentiale sind groß.", "Potentiale"),
        ("Das Potenzial ist groß.", ""),
        ("Er schreibt eine e-mail.", "e-mail"),
        ("Er schreibt eine E-Mail.", ""),
        ("Die Potentialanalyse liegt vor.", ""),
    ],
)
def test_a_spelling_is_found_as_a_word_with_its_endings(text, found):
    style = StyleSheet(spellings={"Potential": "Potenzial", "e-mail": "E-Mail"})
    assert kinds(text, style).get("stil_schreibweise", "") == found


STAR, COLON, BOTH = "Die Pendler*innen warten.", "Die Pendler:innen warten.", "Ärztinnen und Ärzte warten."


@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        ("Genderstern", {COLON, BOTH}),
        ("Doppelpunkt", {STAR, BOTH}),
        ("Doppelnennung", {STAR, COLON}),
        ("neutral", {STAR, COLON, BOTH}),
        ("generisch", {STAR, COLON, BOTH}),
        (None, set()),
    ],
)
def test_persons_are_named_in_one_style(style, wrong):
    plain = "Lehrerinnen und Händler warten auf die Studierenden im Innenhof."
    flagged = {
        text
        for text in (STAR, COLON, BOTH, plain)
        if "stil_gendern" in kinds(text, StyleSheet(gender=style))
    }
    assert flagged == wrong


@pytest.mark.parametrize(
    ("address", "text", "flagged"),
    [
        ("keine", "Hier finden Sie den Bus.", True),
        ("keine", "Hier findest du den Bus.", True),
        ("keine", "Die Nachbarn lenken ihn. Sie wechseln sich ab.", False),
        ("du", "Hier finden Sie den Bus.", True),
        ("du", "Hier findest du den Bus.", False),
        ("Sie", "Der Bus holt dich ab.", True),
        ("Sie", "Der Bus holt Sie ab.", False),
        ("keine", "„Kommen Sie rein“, steht an der Tür.", False),
    ],
)
def test_readers_are_addressed_in_one_way(address, text, flagged):
    assert ("stil_anrede" in kinds(text, StyleSheet(address=address))) is flagged


def test_sentences_may_be_as_long_as_the_house_wants():
    text = "Der Bus fährt am Abend langsam an den Kai und am Morgen wieder zurück."
    assert "satzlaenge" in kinds(text, StyleSheet(sentences=Lengths(average=(5, 8), longest=10)))
    assert "satzlaenge" not in kinds(text, StyleSheet())


def test_rules_say_what_the_sheet_says_and_nothing_where_it_is_empty():
    assert rules(StyleSheet()) == () == rules(StyleSheet(strict=True))
    style = StyleSheet(
        preferred={"Handy": "Telefon"},
        forbidden=(Forbidden(word="Akteur", reason="zu blass"),),
        gender="neutral",
    )
    told = " ".join(rules(style))
    assert all(word in told for word in ("Handy", "Telefon", "Akteur", "zu blass", "Studierende"))
