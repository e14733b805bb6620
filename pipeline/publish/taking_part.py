"""That and how machines took part in a publication, as its readers have to be told (EU AI Act, Art. 50).

Counted from the ledgers, sentence by sentence: nobody's share is guessed, and a word that a person changed
does not make a model's sentence theirs alone.
"""

from collections.abc import Sequence

from pipeline.core.types import Narrative
from pipeline.narratives.ledger import drafted_by_model, worded_by_model

NO_FORECAST = (
    "Keine Prognose: Die Szenarien beschreiben mögliche Zukünfte, keine wahrscheinlichen. Keines ist als "
    "Vorhersage oder Empfehlung zu lesen."
)


def ai_note(
    narratives: Sequence[Narrative],
    models: Sequence[str],
    judged_by: str,
    *,
    judged: int = 0,
    proposed: int = 0,
) -> str:
    """Who wrote what, in a few sentences: `models` named, planned or drafted; `judged` is the count of
    sentences as they stand whose sense `judged_by` decided, `proposed` that of values a model proposed."""
    sentences = [sentence for one in narratives for sentence in one.sentences]
    by_hand = sum(sentence.basis == "edited" for sentence in sentences)
    worded = [
        (one, sentence)
        for one in narratives
        for sentence in one.sentences
        if worded_by_model(one, sentence)
    ]
    if models or worded:
        name = f" ({', '.join(models)})" if models else ""
        head = (
            f"An dieser Veröffentlichung hat ein KI-Sprachmodell mitgewirkt{name}: "
            f"{_texts([one for one, _ in worded], narratives)}"
        )
    elif proposed:
        head = "An dieser Veröffentlichung hat ein KI-Sprachmodell mitgewirkt, an den Texten selbst nicht."
    else:
        head = (
            "An diesen Texten hat kein KI-Sprachmodell mitgewirkt. Bündel und erste Textgerüste hat ein "
            "Programm aus den Ausprägungen der Gruppen berechnet."
        )
    reworded = sum(sentence.basis == "edited" for _, sentence in worded)
    many = f"{judged} von {len(sentences)} Sätzen"
    read = f" Den Sinn von {many} hat das Sprachmodell {judged_by} geprüft." if judged_by and judged else ""
    if proposed:
        head += f" Von den Ausprägungen der Wertetafel hat ein Sprachmodell {proposed} vorgeschlagen."
    return (
        f"{head} {_by_people(by_hand, reworded, len(sentences))}{read} "
        "Hinweis nach Art. 50 der Verordnung (EU) 2024/1689 (KI-Verordnung)."
    )


def _texts(worded: Sequence[Narrative], narratives: Sequence[Narrative]) -> str:
    """What of the texts is a model's; `worded` are those of its sentences, one for each."""
    drafted = {one.cluster for one in worded if drafted_by_model(one)}
    elsewhere = sum(not drafted_by_model(one) for one in worded)
    if len(drafted) == len(narratives):
        return "Die Entwürfe aller Texte stammen von ihm."
    parts = [f"die Entwürfe zu {len(drafted)} von {len(narratives)} Texten"] if drafted else []
    if elsewhere:
        whole = sum(len(one.sentences) for one in narratives if one.cluster not in drafted)
        parts.append(f"{elsewhere} von {whole} Sätzen" + (" der übrigen" if drafted else ""))
    if parts:
        return f"Von ihm stammen {' und '.join(parts)}."
    return "Bündel, Titel, Pläne oder Beigaben stammen von ihm, die Texte nicht."


def _by_people(count: int, reworded: int, whole: int) -> str:
    if not count:
        return "Kein Satz ist seither von einem Menschen geändert."
    told = f"{count} von {whole} Sätzen hat ein Mensch geschrieben oder geändert"
    return f"{told}; {reworded} davon hatte zuerst das Sprachmodell formuliert." if reworded else f"{told}."
