"""Sentences that twist what they quote do not stand; fair ones do."""

import pytest

from pipeline.ask.proving.proof import Court, Failed, Proven, Shown
from pipeline.ask.worded.replies import SaidQuote, SaidSentence
from pipeline.core.types import Passage, Rights
from pipeline.sources.search.library import Source

SOURCE = Source(
    "ideen.md", "Ideen der Kammer", date="2026-03", rights=Rights(external_model=True, quote="free")
)


def judged(sentence: str, quote: str, *, english: bool = False) -> Proven | Failed:
    passage = Passage(
        id="a", document="ideen.md", anchor="Seite 4", heading="Idee Nr. 37: Fonds mit 500 Euro", text=quote
    )
    court = Court({1: Shown(passage, SOURCE)}, "", english)
    return court.judge(
        SaidSentence(text=sentence, belege=[SaidQuote(passage=1, zitat=quote)], schluss=False)
    )


PAID = "Der Rufbus in Altdorf wird von der Stadt bezahlt."
UNPAID = "Der Rufbus in Altdorf wird von der Stadt nicht bezahlt."
SUMS = "Das Los kostet 30 Euro, und der Zins steigt um 2 Prozent."
COSTS = "Der Rufbus fährt drei Linien und kostet 40.000 Euro im Jahr."

FALSE = [
    (UNPAID, PAID),
    (PAID, UNPAID),
    ("Der Rufbus in Altdorf wird von keiner Stadt bezahlt.", PAID),
    ("Der Rufbus in Altdorf wird nie von der Stadt bezahlt.", PAID),
    ("Der Rufbus fährt mit Fahrer durch Altdorf.", "Der Rufbus fährt ohne Fahrer durch Altdorf."),
    ("Der Rufbus der Stadt kostet 500 Euro im Jahr.", "Der Rufbus der Stadt kostet Geld im Jahr."),
    ("Der Rufbus fährt dreizehn Linien im Jahr.", COSTS),
    ("Der Rufbus fährt vierhundert Linien im Jahr.", COSTS),
    ("Der Rufbus kostet ein Drittel im Jahr.", COSTS),
    ("Der Rufbus kostet zweihunderttausend Euro im Jahr.", COSTS),
    ("Das Los kostet 2 Euro, und der Zins steigt um 30 Prozent.", SUMS),
    ("Der Rufbus kostet 40.000 Prozent im Jahr.", COSTS),
    ("Der Rufbus kostet 40.000 Euro im Jahr, und die Kammer fordert sofort höhere Steuern.", COSTS),
    ("Der Rufbus kostet 40.000 Euro im Jahr und die Kammer fordert sofort höhere Steuern.", COSTS),
    ("Der Rufbus kostet 40.000 Euro im Jahr; die Kammer fordert sofort höhere Steuern.", COSTS),
]
FAIR = [
    (PAID, PAID),
    (UNPAID, UNPAID),
    ("Die Stadt bezahlt den Rufbus in Altdorf nicht.", UNPAID),
    ("Der Rufbus kostet 40.000 Euro.", f"Er fährt nicht nachts. {COSTS}"),
    ("Die Stadt bezahlt den Rufbus.", "Nicht nur die Stadt, sondern auch das Land bezahlt den Rufbus."),
    ("Der Rufbus fährt ohne Fahrer.", "Der Rufbus fährt ohne Fahrer durch Altdorf."),
    ("Der Speicher arbeitet am Bahnhof.", "Der Speicher arbeitet ohne Kobalt am Bahnhof."),
    ("Rauchen ist am Kai nicht erlaubt.", "Rauchen ist am Kai verboten."),
    ("Laut Seite 4 fordert Idee Nr. 37 einen Rufbus.", "Gefordert ist ein Rufbus."),
    ("Im März 2026 kostet der Rufbus 40.000 Euro.", COSTS),
    ("Der Rufbus fährt 3 Linien.", COSTS),
    ("Das Los kostet 30 Euro.", SUMS),
    ("Ein Los kostet 20 Euro.", "Ein Los kostet 20 bis 30 Euro."),
    ("Der Rufbus fährt drei Linien, und er kostet 40.000 Euro im Jahr.", COSTS),
]  # fmt: skip
ENGLISH = [
    ("The bus is not paid for by the city.", PAID, False),
    ("The bus is paid for by the city.", PAID, True),
    ("The bus is paid for by the city.", UNPAID, False),
    ("The bus is not paid for by the city.", UNPAID, True),
    ("The bus serves thirteen lines a year.", COSTS, False),
    ("The bus serves three lines and costs forty thousand euros a year.", COSTS, True),
]


@pytest.mark.parametrize(("sentence", "quote"), FALSE)
def test_a_sentence_that_twists_its_quote_fails(sentence: str, quote: str) -> None:
    assert isinstance(judged(sentence, quote), Failed)


@pytest.mark.parametrize(("sentence", "quote"), FAIR)
def test_a_fair_sentence_stands(sentence: str, quote: str) -> None:
    found = judged(sentence, quote)
    assert isinstance(found, Proven), found


@pytest.mark.parametrize(("sentence", "quote", "stands"), ENGLISH)
def test_an_english_sentence_is_held_against_german_words(sentence: str, quote: str, stands: bool) -> None:
    assert isinstance(judged(sentence, quote, english=True), Proven) == stands
