"""What a text tells as good and as bad: by the groups' valence, by words, and never by what is denied."""

import pytest
from good_text import GOOD, OTHER, OWN, ground, told

from pipeline.checks.case import Case
from pipeline.checks.prose import chance
from pipeline.checks.prose.sides import Sides, gains, sides

DARK = (
    (
        "Wer in Herne zum Bahnhof will, steht an der Kreuzung und sieht die Wagen vorüberziehen.",
        "Das Feld auf dem Schirm bleibt grau, denn die Straße am Kanal bringt dem Betreiber nichts ein.",
        "Zu Hause dreht die Pflegerin die Heizung ab, weil der Tarif seit dem Morgen dreimal stieg.",
    ),
    (
        "Begonnen hat es mit einem Winter, als die Linie ausfiel und die Stadt den Vertrag unterschrieb.",
        "Danach verschwanden die Handwerker vom Kai, deshalb steht der Kran seit Jahren still.",
        "Der Rat der Stadt sah lange zu und gab schließlich die Schlüssel der Halle ab.",
    ),
    (
        "Im Jahr 2035 brennt am Kai kein Licht, und der Lagermeister putzt Böden in einer fremden Stadt.",
        "Dadurch liegt auch die Trinkhalle brach, in der früher die Schicht endete.",
        "Ein Rentner am Fenster zählt die Züge, die nicht halten, und abends rollt er den Laden herunter.",
        "An der Ruhr spricht man leise darüber, denn wer widerspricht, wird gesperrt.",
    ),
)


def test_values_count_by_their_valence_and_words_where_there_is_none():
    text = told((OWN[0], OTHER[0].replace("Ein Konzern", "Er")), cluster="c1")
    found = sides(Case(text, ground()))
    assert found.good == (1,) and found.both == bool(found.bad)
    plain = told(("Dafür zahlt die Nachbarin.", "Ihr Sohn lernt seither leichter.", "Es regnet."))
    assert sides(Case(plain, ground(bright=False))) == Sides(good=(2,), bad=(1,))


def test_the_ledger_is_believed_for_sentences_in_other_words():
    text = told(("Morgens hupt es vor der Tür.",))
    known = text.sentences[0].model_copy(update={"values": ("f1a",)})
    assert sides(Case(text.model_copy(update={"sentences": (known,)}), ground())).good == (1,)


@pytest.mark.parametrize(
    ("text", "gained"),
    [
        ("Das hat ihnen die Arbeit erleichtert.", True),
        ("Gewonnen haben die Kleinen.", True),
        ("Fällt ein Rechner aus, springt der nächste im Ring ein.", True),
        ("Es wird nicht leichter.", False),
        ("Niemand profitiert davon.", False),
        ("„Das ist gerecht“, sagt einer.", False),
    ],
)
def test_gain_is_told_by_words_unless_they_are_denied_before_or_said_by_others(text, gained):
    assert gains(text) is gained


def test_mixture_is_even_for_as_much_of_each_and_none_for_neither():
    assert Sides(good=(1, 2), bad=(2, 3)).mixture == 1
    assert Sides(good=(1,), bad=()).mixture == 0
    assert Sides().mixture is None and not Sides().both


def test_a_dark_future_in_which_nobody_gains_is_warned_of_and_one_sentence_mends_it():
    dark = Case(told(*DARK, cluster="c2"), ground())
    [found] = chance.check(dark)
    assert found.kind == "chance" and found.severity == "warn" and found.sentence is None
    mended = (
        *DARK[:2],
        (*DARK[2], "Gewonnen haben die Enkel, die in der leeren Halle ihre Kulissen bauen."),
    )
    assert not chance.check(Case(told(*mended, cluster="c2"), ground()))
    assert not chance.check(Case(told(*GOOD), ground()))
    assert not chance.check(Case(told(DARK[0][:1], cluster="c2"), ground()))
