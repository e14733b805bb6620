"""That and how machines took part in a publication, as its readers have to be told (EU AI Act, Art. 50).

Counted from the ledgers: nobody's share is guessed.
"""

from collections.abc import Sequence

from pipeline.core.types import Narrative
from pipeline.narratives.ledger import by_model

NO_FORECAST = (
    "Keine Prognose: Die Szenarien beschreiben mögliche Zukünfte, keine wahrscheinlichen. Keines ist als "
    "Vorhersage oder Empfehlung zu lesen."
)


def ai_note(narratives: Sequence[Narrative], models: Sequence[str], judged_by: str) -> str:
    """Who wrote what, in a few sentences: `models` named, planned or drafted, `judged_by` checked."""
    sentences = [sentence for one in narratives for sentence in one.sentences]
    by_hand = sum(sentence.basis == "edited" for sentence in sentences)
    drafted = [one for one in narratives if by_model(one)]
    if models or drafted:
        name = f" ({', '.join(models)})" if models else ""
        head = (
            f"An dieser Veröffentlichung hat ein KI-Sprachmodell mitgewirkt{name}: "
            f"{_texts(len(drafted), len(narratives))}"
        )
    else:
        head = (
            "An diesen Texten hat kein KI-Sprachmodell mitgewirkt. Bündel und erste Textgerüste hat ein "
            "Programm aus den Ausprägungen der Gruppen berechnet."
        )
    judged = f" Den Sinn der Sätze hat zudem das Sprachmodell {judged_by} geprüft." if judged_by else ""
    return (
        f"{head} {_by_people(by_hand, len(sentences))}{judged} "
        "Hinweis nach Art. 50 der Verordnung (EU) 2024/1689 (KI-Verordnung)."
    )


def _texts(drafted: int, whole: int) -> str:
    if drafted == whole:
        return "Die Entwürfe aller Texte stammen von ihm."
    if drafted:
        return f"Von ihm stammen die Entwürfe zu {drafted} von {whole} Texten."
    return "Bündel, Titel oder Pläne stammen von ihm, die Texte nicht."


def _by_people(count: int, whole: int) -> str:
    if not count:
        return "Kein Satz ist seither von einem Menschen geändert."
    return f"{count} von {whole} Sätzen hat ein Mensch geschrieben oder geändert."
